"""Drawing a Vega-Lite specification into a file, in a font that comes with the board; it imports little else."""
