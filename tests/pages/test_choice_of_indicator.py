"""The box that indicators are chosen from: by theme, found by the words of the search; it tells what has no figure.

Over a second where the box is filled: it draws the whole page of an indicator in Streamlit.
"""

from __future__ import annotations

from itertools import groupby

import pytest

from tests.pages.conftest import Opener


def in_order(letters: str, label: str) -> bool:
    """Whether the box would find ``label`` for what is typed: it holds the letters in their order."""
    rest = iter(label.lower())
    return all(letter in rest for letter in letters)


@pytest.mark.parametrize(("language", "none_yet"), [("zh", "暂无数据 · "), ("en", "no figures yet · ")])
def test_the_box(open_page: Opener, language: str, none_yet: str) -> None:
    options = [text.strip() for text in open_page("indicator", lang=language, on="2026-11-21").selectbox[0].options]
    name, words = {"zh": ("森林覆盖率", "｜"), "en": ("Forest cover", "|")}[language]
    (forest,) = [option for option in options if option.startswith(f"{name} {words}")]
    # Name in the other language, a word people use, pinyin in full and by first letters.
    assert all(in_order(typed, forest) for typed in ("forest cover", "forests", "森林覆盖率", "senlinfugailv", "slfgl"))
    # Of each theme those with figures, then those without: at most two runs a theme, all in one place.
    told = [option.partition(f" {words} ")[2].partition("\t")[0] for option in options]
    themes = [text.removeprefix(none_yet) for text in told]
    assert len([theme for theme, _ in groupby(themes)]) == len(set(themes)) == 21
    assert len([text for text, _ in groupby(told)]) == len(set(told)) > 21
