"""The font of exported pictures: which characters it has, how wide they are, and their outlines."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).resolve().parents[1] / "fonts"
FAMILY = "Gapboard Sans SC"
LACKING = "〓"  # what Chinese typesetting puts where a character is not to be had
_BOLD_FROM = 600
_STRAIGHT = {"‘": "'", "’": "'", "“": '"', "”": '"'}
_LATIN_QUOTE = re.compile("[‘“](?=[!-~])|(?<=[!-~])[’”]")
_CONTROLS = "\n\r\t"


@cache
def _font(bold: bool) -> TTFont:
    return TTFont(FOLDER / f"GapboardSansSC-{'Bold' if bold else 'Regular'}.otf", lazy=True)


@cache
def _characters(bold: bool) -> dict[int, str]:
    found: dict[int, str] = _font(bold).getBestCmap()
    return found


@cache
def _glyphs(bold: bool) -> Any:
    return _font(bold).getGlyphSet()


def is_bold(weight: str | None) -> bool:
    """Whether a CSS ``font-weight`` is drawn with the bold font."""
    if weight is None:
        return False
    return int(weight) >= _BOLD_FROM if weight.isdigit() else weight.startswith("bold")


def lacking(text: str) -> list[str]:
    """The characters of ``text`` that the font lacks, each once."""
    have = _characters(False)
    return [char for char in dict.fromkeys(text) if ord(char) not in have and char not in _CONTROLS]


def covered(text: str) -> str:
    """``text`` as the font can set it: ``〓`` for every character that it lacks, straight quotes beside Latin.

    In a Chinese font curved quotes are as wide as a character, which tears English words apart.
    """
    straight = _LATIN_QUOTE.sub(lambda found: _STRAIGHT[found[0]], text)
    return straight.translate({ord(char): LACKING for char in lacking(straight)})


@cache
def advance(char: str, bold: bool = False) -> float:
    """The width of a character, in parts of the font's size."""
    width = _glyphs(bold)[_glyph(char, bold)].width
    return float(width / _font(bold)["head"].unitsPerEm)


def width(text: str, size: float, bold: bool = False) -> float:
    """The width of a line of text at a size, in the unit of ``size``."""
    return size * sum(advance(char, bold) for char in text)


@cache
def outline(char: str, bold: bool) -> str:
    """The outline as SVG path data in the font's own units, y upwards; empty for a space."""
    pen = SVGPathPen(_glyphs(bold), ntos=lambda number: str(round(number)))
    _glyphs(bold)[_glyph(char, bold)].draw(pen)
    commands: str = pen.getCommands()
    return commands


def units_per_em(bold: bool) -> int:
    """The font's own units in one size."""
    return int(_font(bold)["head"].unitsPerEm)


def _glyph(char: str, bold: bool) -> str:
    have = _characters(bold)
    return have.get(ord(char)) or have[ord(LACKING)]
