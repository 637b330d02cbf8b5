"""Text broken into lines of a width, by the rules of Chinese and of English."""

from __future__ import annotations

import re

from gapboard.export.drawing import glyphs

# What may not begin a line stays with what stands before it; Latin words and numbers stay whole.
_PIECE = re.compile(r"(?:[!-~À-ÿ’–—−]+|.)[、，。；：！？）》」』”’…]*\s*", re.DOTALL)


def wrap(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """``text`` in lines no wider than ``width`` pixels at ``size``; a longer word is cut."""
    lines, line = [], ""
    for piece in _pieces(text, width, size, bold):
        if line and glyphs.width((line + piece).rstrip(), size, bold) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()]


def _pieces(text: str, width: float, size: float, bold: bool) -> list[str]:
    """What is not broken; characters one by one of what is wider than a line."""
    found: list[str] = []
    for piece in _PIECE.findall(text):
        found += [piece] if glyphs.width(piece.rstrip(), size, bold) <= width else list(piece)
    return found
