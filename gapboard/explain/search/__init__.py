"""What the search box finds: every name on the board, and the answer beside it in words."""

from gapboard.explain.search.index import said_words, search_besides, search_index, search_steps

__all__ = ["said_words", "search_besides", "search_index", "search_steps"]
