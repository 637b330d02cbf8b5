"""Names in a select box that can be found by every word people use for the thing: Streamlit looks at labels alone."""

from __future__ import annotations

from components.page.session import language, translate
from gapboard.catalog import Indicator


def findable(indicator: Indicator, name: str) -> str:
    """``name`` and after it the other words for the indicator, in both languages, as far as they add something.

    The box finds what holds the letters typed in their order; a word whose letters the label has in order already would
    only make it longer. An abbreviation stays: GDP is in "Gross domestic product" too, and found far down.
    """
    words: list[str] = []
    other = indicator.name if language() == "en" else indicator.name_en
    for word in (*sorted(indicator.aliases, key=len), other):
        if word and not _holds(" ".join((name, *words)), word):
            words.append(word)
    return translate("app.also_called", name=name, words=translate("app.word_and").join(words)) if words else name


def _holds(text: str, word: str) -> bool:
    """Whether the letters of ``word`` stand in ``text`` in their order; nobody types brackets to find something."""
    if word.isascii() and word.isupper():
        return word in text
    letters = iter(text.lower())
    return all(letter in letters for letter in word.lower() if letter.isalnum())
