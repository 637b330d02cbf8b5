"""The words that make a figure a bound: 2400以上, 不足9000, 约1200, 1000—1200. One reader for files and for hands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from gapboard.intake import units
from gapboard.intake.cells import FALL, LONGEST, NumberCell, is_exponent, is_plain, prepared, read_number
from gapboard.ledger.observation import ABOUT, AT_LEAST, AT_MOST

RANGE = ".."
UNCLEAR = "bound_unclear"

_BEFORE = {
    AT_LEAST: "不低于|不少于|不小于|不下于|至少|最少|超过|超出|超|突破|逾|高于|多于|大于|>=|>|≥|≧"
    "|no less than|not less than|no fewer than|at least|more than|greater than|over|above",
    AT_MOST: "不超过|未超过|不高于|不多于|不大于|未突破|至多|最多|不足|不到|未到|未达到?|低于|少于|小于|<=|<|≤|≦"
    "|no more than|not more than|at most|less than|fewer than|up to|under|below",
    ABOUT: "大约为?|大概|约为|约|接近|将近|近|~|≈|about|around|approximately|approx\\.?|nearly|almost|roughly",
}
_AFTER = {
    AT_LEAST: "及?以上|之上|有余|余|多|\\+|or more|and more|or over|and over|and above|or above|plus",
    AT_MOST: "及?以下|之下|以内|之内|or less|or fewer|or under|and below|or below",
    ABOUT: "左右|上下|or so",
}
_SYMBOLS = re.compile(r">=|<=|[<>≥≤≧≦~≈+]")
_OPENING = re.compile(
    "|".join(f"(?P<s{at}>{words})" for at, words in enumerate(_BEFORE.values()))
    + "|(?P<growth>(?:同比)?(?:增长|上升|提高|增加|下降|减少|降低))|(?P<empty>已经?|达到?|达|为)",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    "(?:" + "|".join(f"(?P<s{at}>{words})" for at, words in enumerate(_AFTER.values())) + ")(?:[(]含(?:本数)?[)])?$",
    re.IGNORECASE,
)
# 2400余家, 2400多万元: between the figure and its unit.
_INSIDE = re.compile(r"(?<=[0-9十百千万亿])\s*(?:余|多(?!于)|\+)(?=[^\d\s])")
_INCLUSIVE = re.compile(r"[(]含(?:本数)?[)]")
_BETWEEN = re.compile(r"\.\.|-|—+|–|~|〜|至|到|\bto\b", re.IGNORECASE)
_FROM_TO = re.compile(r"(?:between|from|介于|从)\s*(.+?)(?:之间)?", re.IGNORECASE)
_DASHES = frozenset("-~〜—–")
_YEARS = range(1949, 2101)
_MULTIPLE = re.compile("[十百千万亿]+")
_TURNED = {AT_LEAST: AT_MOST, AT_MOST: AT_LEAST, ABOUT: ABOUT}


class Bounded(NamedTuple):
    """A figure with how it is meant, or a question.

    ``cell`` is the figure as ``read_number`` answers it, of a range the lower end. ``sign`` is how it is meant: empty,
    exactly; ``>=``, ``<=``, ``~``, or ``..`` for a range up to ``upper``, which is in the cell's unit. What can be
    meant in several ways has no value, the fault ``bound_unclear``, and ``readings``: texts to put in its place, each
    of which this module reads in one way.
    """

    cell: NumberCell
    sign: str = ""
    upper: Decimal | None = None
    readings: tuple[str, ...] = ()

    def bound(self, power: int = 0) -> str:
        """The ledger's word for it, once the figure has been shifted by a power of ten into its indicator's unit."""
        if self.upper is None:
            return self.sign
        return f"{RANGE}{_plain(self.upper.scaleb(power))}"


def read_bounded(text: str) -> Bounded:
    """What ``text`` says: a figure, a bound of one, or nothing that can be read (its fault is in the cell)."""
    exact = read_number(text)
    if is_plain(text) or len(text) > LONGEST:
        return Bounded(exact)
    shown, repairs, fault = prepared(text)
    if fault or not any(char.isdigit() for char in shown):
        return Bounded(exact)
    taken = _Words(shown)
    if not taken.signs and exact.fault not in ("bound", "range", "not_a_number"):
        return Bounded(exact)
    found = _range(taken) or _bound(taken)
    if not found:
        return Bounded(exact if exact.fault else NumberCell(None, fault="not_a_number"))
    all_repairs = tuple(dict.fromkeys((*repairs, *found.cell.repairs)))
    return found._replace(cell=found.cell._replace(repairs=all_repairs))


class _Words:
    """A text taken apart: the words about the figure, and the rest, which is the figure with its unit."""

    def __init__(self, shown: str) -> None:
        self.signs: set[str] = set()
        self.growth = ""
        self.symbolic = True
        rest = _INCLUSIVE.sub("", shown)
        rest = self._opening(rest)
        rest = self._closing(rest)
        rest = _INSIDE.sub(self._inside, rest)
        self.rest = rest.strip()

    def _opening(self, rest: str) -> str:
        while found := _OPENING.match(rest):
            if found["growth"]:
                if self.growth:
                    return rest
                self.growth = found["growth"]
            elif not found["empty"]:
                self._note(found, _BEFORE)
            rest = rest[found.end() :].lstrip()
        return rest

    def _closing(self, rest: str) -> str:
        while found := _CLOSING.search(rest):
            self._note(found, _AFTER)
            rest = rest[: found.start()].rstrip()
        return rest

    def _inside(self, _: re.Match[str]) -> str:
        self.signs.add(AT_LEAST)
        self.symbolic = False
        return ""

    def _note(self, found: re.Match[str], words: dict[str, str]) -> None:
        self.signs.update(sign for at, sign in enumerate(words) if found[f"s{at}"])
        self.symbolic &= bool(_SYMBOLS.match(found[0]))

    @property
    def falls(self) -> bool:
        """Whether the figure is of a fall: at least 5 % of it is at most −5 %."""
        return self.growth.removeprefix("同比") in FALL

    def number(self, text: str) -> NumberCell:
        """A figure of the text, with the sign that the word for growth gives it."""
        return read_number(self.growth + text.strip())


def _bound(taken: _Words) -> Bounded | None:
    """One figure with the words around it."""
    cell = taken.number(taken.rest)
    if cell.value is None or not taken.signs:
        return None
    if len(taken.signs) > 1:
        return _asked(_written(sign, cell) for sign in _BEFORE if sign in taken.signs)
    (sign,) = taken.signs
    if cell.value < 0 and not taken.growth and not taken.symbolic and sign != ABOUT:
        # -5%以上: more than -5 %, or a fall of more than 5 %.
        return _asked(_written(either, cell) for either in (sign, _TURNED[sign]))
    return Bounded(cell, _TURNED[sign] if taken.falls else sign)


def _range(taken: _Words) -> Bounded | None:
    """Two figures with a dash between them, in one unit."""
    rest = taken.rest
    if around := _FROM_TO.fullmatch(rest):
        rest = re.sub(r"\band\b|与|和", "~", around[1], flags=re.IGNORECASE)
    ends = [
        (found[0], low, high)
        for found in _BETWEEN.finditer(rest)
        if not is_exponent(rest, found.start())
        and (low := taken.number(rest[: found.start()])).value is not None
        and (high := taken.number(rest[found.end() :])).value is not None
        and _DASHES.isdisjoint(low.unit + high.unit)
    ]
    if len(ends) != 1:
        return None
    dash, low, high = ends[0]
    if taken.falls:
        low, high = high._replace(unit=high.unit or low.unit), low._replace(unit=low.unit or high.unit)
    repairs = tuple(dict.fromkeys((*low.repairs, *high.repairs)))
    first, last, unit = low.value, high.value, high.unit or low.unit
    if first is None or last is None or (dash == "-" and first < 0 < last):
        return None  # -5-3 may lead to 3 or to -3
    if low.unit and high.unit:
        power = units.shift(low.unit, high.unit) if low.unit != high.unit else 0
        if not isinstance(power, int):
            return None
        first = first.scaleb(power)
    elif first >= last:
        return _with_own_multiple(first, last, unit)
    if first >= last:
        return None
    plain = f"{_plain(first)}{RANGE}{_plain(last)}{unit}"
    years = not unit and all(end == int(end) and int(end) in _YEARS for end in (first, last))
    if taken.signs or (years and dash != RANGE):
        return _asked([plain])  # about a range, or a span of years in the place of a figure
    return Bounded(NumberCell(first, unit, repairs), RANGE, last)


def _with_own_multiple(first: Decimal, last: Decimal, unit: str) -> Bounded | None:
    """8000—1万: the unit cannot hold for both ends; perhaps the 万 belongs to the second alone."""
    multiple = _MULTIPLE.match(unit)
    shift = units.shift(multiple[0], "元") if multiple else None
    if not multiple or not isinstance(shift, int) or first >= last.scaleb(shift):
        return None
    return _asked([f"{_plain(first)}{RANGE}{_plain(last.scaleb(shift))}{unit[multiple.end() :]}"])


def _asked(readings: list[str] | Iterator[str]) -> Bounded:
    return Bounded(NumberCell(None, fault=UNCLEAR), readings=tuple(readings))


def _written(sign: str, cell: NumberCell) -> str:
    return f"{sign}{_plain(cell.value or Decimal(0))}{cell.unit}"


def _plain(value: Decimal) -> str:
    """A number in digits, as the ledger writes it: 1200, not 1.2E+3."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
