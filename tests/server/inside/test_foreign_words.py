"""Streamlit's words and the elements they stand in are those of the installed front end."""

from __future__ import annotations

import re

import streamlit.elements.exception

from server.inside.foreign_words import foreign_words
from server.inside.statics import front_end

_TEST_ID = re.compile(r"data-testid=(\w+)")
# What a regular expression has besides words.
_NOT_WORDS = re.compile(r"\(\?:.*?\)\??|\(.*?\)|\[.*?\][+*]?|\\[ds][+?]?|\.\*|\.\+|s\?|[\^$]")

# Put together in the browser, from these pieces of its scripts.
_COMPOSED = {
    "MB per file": ("} per file`",),
    "MB or smaller.": ("} or smaller.`",),
    "This app has encountered an error": (),  # the server says it, as the next test holds
    # "Ctrl" or its sign on a Mac, then the same words.
    "Press ": ("`Press ${",),
    "+Enter to apply": ("}+Enter to ${",),
    "+Enter to submit form": ("}+Enter to ${",),
    "Press Enter to apply": ("`Press Enter to ${", ":`apply`;"),
    "Press Enter to submit form": ("`Press Enter to ${", "?`submit form`:"),
    " — start": ("} — ${", "?`start`:"),
    " — end": ("} — ${", ":`end`"),
}


def test_streamlit_still_says_each_of_them() -> None:
    scripts = "".join(file.read_text(encoding="utf-8") for file in (front_end() / "static" / "js").rglob("*.js"))
    rules = foreign_words(lambda key, **_: key)
    words = {part for _, said, _ in rules for part in _NOT_WORDS.sub("\0", said).replace("\\", "").split("\0")}
    elements = {name for where, _, _ in rules for name in _TEST_ID.findall(where)}
    sought = [piece for text in words | elements if text.strip() for piece in _COMPOSED.get(text, (text,))]
    lost = [piece for piece in sought if piece not in scripts]
    assert (len(words) > 40, lost) == (True, [])


def test_the_server_still_says_of_what_fails() -> None:
    said = streamlit.elements.exception._GENERIC_UNCAUGHT_EXCEPTION_TEXT
    rules = foreign_words(lambda key, **_: key)
    (words,) = (words for within, rule, words in rules if "stException" in within and re.search(rule, said, re.DOTALL))
    assert words == "foreign.broken"
