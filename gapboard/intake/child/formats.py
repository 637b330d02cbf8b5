"""What a spreadsheet's number format shows of a number: shifted by a power of ten, with words before and after it.

``0.0%`` shows a hundredfold, ``0.00"亿元"`` says a unit, ``0!.0,"万"`` a ten-thousandth and a multiple: what is shown
counts, for the headings are written for what is seen.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

_TOKEN = re.compile(r'"([^"]*)"|[\\!](.)|(_.|\*.)|(\[[^\]]*\])|(G/通用格式|General)|(.)', re.IGNORECASE | re.DOTALL)
_CONDITION = re.compile(r"\[\s*(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)\s*\]")
_SECTIONS = re.compile(r'((?:"[^"]*"|\\.|[^;"\\])*)(?:;|$)', re.DOTALL)
_NUMBER = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")
_DATES = re.compile(r"[ymdhs]", re.IGNORECASE)
_HOLDS: dict[str, Callable[[float, float], bool]] = {
    "<": lambda number, limit: number < limit,
    "<=": lambda number, limit: number <= limit,
    ">": lambda number, limit: number > limit,
    ">=": lambda number, limit: number >= limit,
    "=": lambda number, limit: number == limit,
    "<>": lambda number, limit: number != limit,
}


class Shown(NamedTuple):
    """How a number is shown: times ten to the ``power``, between two words."""

    power: int = 0
    before: str = ""
    after: str = ""


class Format(NamedTuple):
    """The sections of a format, each with the condition under which it holds."""

    sections: tuple[tuple[str, float, Shown], ...]

    @property
    def is_plain(self) -> bool:
        """Whether it shows every number as it is stored, without a word."""
        return all(shown == Shown() for _, _, shown in self.sections)

    @property
    def word(self) -> str:
        """The word that stands after every number, whatever it is; not the sign of per cent."""
        shown = self.sections[0][2]
        return shown.after if len(self.sections) == 1 and shown.after != "%" and not shown.before else ""

    def text(self, digits: str) -> str:
        """A number as it is shown, with all its digits, and without the word that stands after every number."""
        try:
            number = Decimal(digits)
        except ArithmeticError:
            return digits
        held = (shown for sign, limit, shown in self.sections if not sign or _HOLDS[sign](float(number), limit))
        power, before, after = next(held, Shown())
        if power:
            digits = format(number.scaleb(power).normalize(), "f")
        return f"{before}{digits}{'' if self.word else after}"


PERCENT = Format((("", 0.0, Shown(2, "", "%")),))


def read(code: str) -> Format:
    """A format code. Of sections by sign (``0;-0;0``) the first counts: they show one and the same number."""
    texts = [found[1] for found in _SECTIONS.finditer(code) if found[1]]
    sections = []
    for text in texts:
        condition = _CONDITION.search(text)
        sections.append((condition[1], float(condition[2]), _shown(text)) if condition else ("", 0.0, _shown(text)))
    by_value = any(sign for sign, _, _ in sections)
    return Format(tuple(sections if by_value else sections[:1]) or (("", 0.0, Shown()),))


def as_shown(stored: str, shown: str) -> Format:
    """The format by which a stored number is shown as some text, as far as the text tells."""
    found = _NUMBER.search(shown)
    if not found:
        return Format((("", 0.0, Shown()),))
    power = 0
    try:
        number, seen = Decimal(stored), Decimal(found[0].replace(",", ""))
        if number and seen and abs(number / seen) > 50:  # no rounding
            power = -round(math.log10(abs(number / seen)))
    except ArithmeticError:
        pass
    words = _word(shown[: found.start()]), _word(shown[found.end() :])
    return Format((("", 0.0, Shown(power, *words)),))


def _shown(section: str) -> Shown:
    before, after, bare = "", "", ""
    for found in _TOKEN.finditer(section):
        literal = found[1] if found[1] is not None else found[2]
        char = found[6] or ""
        if found[5]:
            bare += "0"
        elif literal is None and char and ord(char) > 127:  # 0.00亿元: a spreadsheet takes it for a literal
            literal = char
        if literal is None:
            bare += char
        elif "0" in bare or "#" in bare:
            after += literal
            if literal == ".":
                bare += "!"  # a point that is none: what follows it are digits of the number itself
        else:
            before += literal
    if _DATES.search(bare):
        return Shown()
    behind = bare.partition("!")[2]
    last = max(bare.rfind("0"), bare.rfind("#"), bare.rfind("?"))
    power = 2 * bare.count("%") - 3 * bare[last + 1 :].count(",")
    if behind:
        power -= sum(char in "0#?" for char in behind.partition(".")[0])
        after = after.replace(".", "", 1)
    if any(char.isdigit() for char in before + after):
        return Shown()  # a code: 000"-"0000
    after = ("%" if "%" in bare else "") + after.strip()
    return Shown(power, _word(before), _word(after))


def _word(text: str) -> str:
    """Words only: signs of money, brackets and blanks say nothing here."""
    text = text.strip()
    return text if text == "%" or any(char.isalpha() for char in text) else ""
