"""Numbers as the field writes them: thousand separators, the indicator's decimals, a true minus sign."""

from __future__ import annotations

import unicodedata

from gapboard.kernel.wording import say

MINUS = "−"
_TEN = 10
WATER_CLASSES = {1: "Ⅰ", 2: "Ⅱ", 3: "Ⅲ", 4: "Ⅳ", 5: "Ⅴ", 6: "劣Ⅴ"}


def number(value: float, decimals: int, *, signed: bool = False) -> str:
    """``value`` with at most ``decimals`` digits after the point; trailing zeros are dropped."""
    text = f"{abs(value):,.{decimals}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    zero = not text.strip("0,.")
    sign = "" if zero else MINUS if value < 0 else "+" if signed else ""
    return sign + text


def water_class(value: float, language: str) -> str:
    """The printed name of a water class given as its ordinal (Ⅰ = 1 … Ⅴ = 5, worse than Ⅴ = 6)."""
    name = WATER_CLASSES.get(round(value), str(value))
    return say("number.water_class", language, name=name)


def in_digits(numeral: str) -> int | None:
    """A Chinese numeral below a hundred in digits (二十五: 25); ``None`` for anything else."""
    tens, ones = 0, 0
    for char in numeral:
        worth = int(unicodedata.numeric(char, 0)) if not char.isascii() else 0
        if not 0 < worth <= _TEN:
            return None
        tens, ones = (_TEN * (ones or 1), 0) if worth == _TEN else (tens, worth)
    return tens + ones or None


def with_unit(text: str, unit: str) -> str:
    """A formatted number with its unit: ``10,000 亿元``, ``12.3%``."""
    if not unit:
        return text
    return text + unit if unit == "%" else f"{text} {unit}"


def shown_width(text: str) -> int:
    """The width of ``text`` in half-width characters; a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
