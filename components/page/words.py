"""Names in a select box that can be found by every word people use for the thing: Streamlit looks at labels alone, so
the words stand in the label, out of sight."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from types import MappingProxyType

from components.page.session import language
from gapboard.catalog import Indicator
from gapboard.explain.search.readings import pinyin
from gapboard.kernel.wording import say

_UNSEEN = "\t"
"""Between what is seen of a label and the words that it is found by: the style sheet makes it wider than any box."""


def findable(
    names: Mapping[str, str], indicators: Mapping[str, Indicator], first: Mapping[str, str] = MappingProxyType({})
) -> Callable[[str], str]:
    """A label for each of ``names``, by the identifiers of indicators: behind the name what is to be told ``first``,
    then every word that the search finds the thing by, in both languages and in pinyin.

    Of several that fit what is typed the box puts the one with the shortest label first: the indicator whose very name
    is typed would come after others for having more words. So all labels are filled up to one length.
    """
    labels = {}
    for ident, name in names.items():
        found = indicators[ident]
        called = sorted((*found.aliases, *found.search_words), key=len)
        # The first letters of pinyin stand in it in their order as well.
        words = (*called, found.name, found.name_en, pinyin(found.name))
        labels[ident] = _with_words(name, first.get(ident, ""), words, language())
    longest = max(map(len, labels.values()), default=0)
    return lambda ident: labels[ident].ljust(longest)


@lru_cache(maxsize=4096)  # the page of an indicator has several hundred, at every click
def _with_words(name: str, first: str, others: tuple[str, ...], code: str) -> str:
    """``name`` and after it what is told ``first``, and the ``others`` as far as they add something.

    The box finds what holds the letters typed in their order; a word whose letters the label has in order already would
    only make it longer. An abbreviation stays: GDP is in "Gross domestic product" too, and found far down.
    """
    words = [first] if first else []
    for word in others:
        if not _holds(" ".join((name, *words)), word):
            words.append(word)
    told = say("app.option", code, name=name, first=first) if first else name
    unseen = say("app.word_and", code).join(words[1:] if first else words)
    return f"{told}{_UNSEEN}{unseen}" if unseen else told


def _holds(text: str, word: str) -> bool:
    """Whether the letters of ``word`` stand in ``text`` in their order; nobody types brackets to find something."""
    if word.isascii() and word.isupper():
        return word in text
    letters = iter(text.lower())
    return all(letter in letters for letter in word.lower() if letter.isalnum())
