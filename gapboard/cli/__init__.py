"""Commands of `gapboard`: one module a command, and `main` which puts them together."""
