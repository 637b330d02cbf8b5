"""What the enclosed font can set: everything the board says, and a warning for the rest."""

from pathlib import Path

import pytest
from PIL import ImageFont

from gapboard.export.drawing import glyphs

ROOT = Path(__file__).parents[4]
# Not whatever else an installation keeps beside them, such as who is signed in.
DATA = [ROOT / "data" / name for name in ("targets.yaml", "actuals.csv")]
TEXTS = [*DATA, *sorted((ROOT / "gapboard" / "kernel" / "wording").glob("*/*.yaml"))]


# Noto Sans CJK itself has no such cross. It stands in derivations only, which no picture holds.
NOT_TO_BE_HAD = ["✕"]


def test_every_character_of_the_board() -> None:
    """If this fails, run tools/font_subset.py again."""
    missing = {(path.name, char) for path in TEXTS for char in glyphs.lacking(path.read_text(encoding="utf-8"))}
    assert {(name, char) for name, char in missing if char not in NOT_TO_BE_HAD} == set()


def test_the_search_finds_the_texts() -> None:
    names = {path.name for path in TEXTS}
    assert {"targets.yaml", "actuals.csv", "chart.yaml"} <= names


def test_all_of_gb2312() -> None:
    rows = [bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)]
    hanzi = [code.decode("gb2312") for code in rows if code[0] != 0xD7 or code[1] < 0xFA]
    assert len(hanzi) == 6763
    assert glyphs.lacking("".join(hanzi)) == []


@pytest.mark.parametrize("signs", ["≥≤≈−–—…·×÷‰℃㎡m²m³", "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ", "①②⑩⑳", "《》「」（）：；、。", "▲▼◆●■□○←↑→↓"])
def test_the_signs_of_the_field(signs: str) -> None:
    assert glyphs.lacking(signs) == []


def test_what_is_lacking_is_named_once_and_replaced() -> None:
    text = "𠮷野家㐂𠮷\n滇池"
    assert glyphs.lacking(text) == ["𠮷", "㐂"]
    assert glyphs.covered(text) == "〓野家〓〓\n滇池"


@pytest.mark.parametrize(
    ("text", "set_as"),
    [
        ("Kunming’s “plan”", 'Kunming\'s "plan"'),
        ("“十四五”规划", "“十四五”规划"),
        ("‘Class Ⅲ’", "'Class Ⅲ’"),
    ],
)
def test_quotes_beside_latin_are_straight(text: str, set_as: str) -> None:
    assert glyphs.covered(text) == set_as


@pytest.mark.parametrize("bold", [False, True])
def test_widths_as_another_reader_of_the_font_has_them(bold: bool) -> None:
    font = ImageFont.truetype(glyphs.FOLDER / f"GapboardSansSC-{'Bold' if bold else 'Regular'}.otf", 1000)
    for text in ("昆明市地区生产总值（亿元）", "8,637.45", "Kunming Gap Board"):
        assert glyphs.width(text, 1000, bold) == pytest.approx(font.getlength(text), abs=len(text))


@pytest.mark.parametrize(
    ("weight", "bold"), [(None, False), ("normal", False), ("400", False), ("600", True), ("700", True), ("bold", True)]
)
def test_weights(weight: str | None, bold: bool) -> None:
    assert glyphs.is_bold(weight) is bold


def test_the_licence_comes_with_the_font() -> None:
    licence = (glyphs.FOLDER / "OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert "Adobe" in licence.splitlines()[0]
