"""Lines that are never too wide, and never begin with a full stop."""

from hypothesis import given
from hypothesis import strategies as st

from gapboard.export.drawing import glyphs
from gapboard.export.drawing.lines import wrap


def test_chinese_breaks_anywhere_but_before_a_stop() -> None:
    # A character is as wide as the size: five fit into 50 at 10.
    assert wrap("一二三四五六七", 50, 10) == ["一二三四五", "六七"]
    assert wrap("一二三四五。六七", 50, 10) == ["一二三四", "五。六七"]


def test_english_breaks_between_words() -> None:
    width = glyphs.width("Kunming Gap", 10) + 1
    assert wrap("Kunming Gap Board", width, 10) == ["Kunming Gap", "Board"]


def test_a_word_wider_than_a_line_is_cut() -> None:
    lines = wrap("a" * 100, 50, 10)
    assert "".join(lines) == "a" * 100
    assert all(glyphs.width(line, 10) <= 50 for line in lines)


def test_nothing_is_one_empty_line() -> None:
    assert wrap("", 50, 10) == [""]


@given(st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=80))
def test_no_character_is_lost(text: str) -> None:
    lines = wrap(text, 60, 10)
    assert "".join("".join(lines).split()) == "".join(text.split())
