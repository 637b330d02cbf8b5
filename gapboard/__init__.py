"""The Kunming Gap Board's domain: targets, published actuals, and the gap between them.

Nothing in this package imports Streamlit; it serves the pages, the command line and the tests alike.
"""

__version__ = "0.1.0"
