"""One period from all that is said of it: the nearest word counts, a month anywhere forbids the bare year."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from gapboard.intake.cells import clean
from gapboard.intake.model import Said, Where
from gapboard.intake.phrase import Phrase, of_label, parse
from gapboard.ledger import Period

_FAR = frozenset((Where.NOTE, Where.TITLE, Where.SECTION, Where.SHEET, Where.FILE))
_LONGEST = 80
_AVERAGES = re.compile("年均|月均|日均|平均")  # of months, and not at the end of them
_BY_PARTS = re.compile("各月|分月|逐月|每月|各季|分季|逐季|月度|季度")


class PeriodFound(NamedTuple):
    """A period in the ledger's form and who said it, or why there is none: ``period_missing``, ``bad_period``, …"""

    text: str
    said: Said | None = None
    fault: str = ""
    against: Said | None = None
    """Of two that contradict each other the other one; beside a period, the name of a sheet or file of another."""

    @property
    def is_plain(self) -> bool:
        """Whether a label or heading beside the figure says these very months (1—9月), or somebody by hand: not where
        they come from a title, or where 累计 makes nine months of 9月."""
        if self.said is None or len(self.text) not in (7, 15):
            return False
        months = int(self.text[5:7]), int(self.text[-2:])
        near = [said for said in self.said.all if said.where not in _FAR]
        phrases = [of_label(said.text) for said in near if said.text]
        return self.said.where is Where.USER or any((item.first, item.last) == months for item in phrases)


class PeriodCell(NamedTuple):
    """A cell read as a period in the ledger's form.

    ``reason`` is empty for a calendar year, else ``part_year``, ``multi_year``, or with ``period`` ``None``
    ``bad_period`` or ``ambiguous_period``. ``status`` is what a word such as 预计 says of the values.
    """

    period: str | None
    reason: str = ""
    repairs: tuple[str, ...] = ()
    status: str = ""


def reason_of(period: str) -> str:
    """What is to be said of a period that is no calendar year."""
    if len(period) == 4:
        return ""
    return "multi_year" if len(period) == 9 and "/" in period else "part_year"


def is_average(name: str) -> bool:
    """Whether an indicator's name says that its figures are averages over their months."""
    return bool(_AVERAGES.search(name))


def stem(name: str) -> str:
    """A file's name without what says of which kind it is."""
    return name.rpartition(".")[0] or name


def year_before(period: str) -> str:
    """The same part of the year before."""
    return _years_on(period, -1)


def year_after(period: str) -> str:
    """The same part of the year after."""
    return _years_on(period, 1)


def _years_on(period: str, years: int) -> str:
    return "/".join(f"{int(part[:4]) + years}{part[4:]}" for part in period.split("/"))


SHORT_YEAR = "short_year"
_SHORT_YEAR = re.compile(r"^\s*(?:['’]\d{2}\s*年?|\d{2}\s*年)(?!\d)")


@lru_cache(maxsize=16384)
def read_period(text: str) -> PeriodCell:
    """The period in a cell that holds a period and nothing else."""
    if len(text) > _LONGEST:
        return PeriodCell(None, "bad_period")
    if len(text) == 4 and text.isascii() and text.isdigit():
        return PeriodCell(text)
    if text.isascii() and Period.is_valid(text):
        return PeriodCell(text, reason_of(text))
    if _SHORT_YEAR.match(text):
        return PeriodCell(None, SHORT_YEAR)
    phrase = parse(text)
    if phrase.fault or phrase.rest or phrase.measure:
        return PeriodCell(None, phrase.fault or "bad_period")
    found = compose([(phrase, Said(text))], stock=True)
    if found.fault:
        return PeriodCell(None, "bad_period")
    repair = "period_text" if len(found.text) > 4 else "date_as_year" if phrase.date else "year_text"
    if phrase.date and len(found.text) > 4:
        repair = "date_as_month"
    same = found.text == "".join(clean(text).split())
    return PeriodCell(found.text, reason_of(found.text), () if same else (repair,), phrase.status)


@dataclass(slots=True)
class _Parts:
    """What was found so far, from the nearest to the furthest."""

    year: int = 0
    last_year: int = 0
    shift: int | None = None
    same: bool = False
    named: Phrase | None = None
    """The phrase that names the months."""
    named_far: bool = False
    running: bool = False
    until: bool = False
    current: bool = False
    whole: bool = False
    said: Said | None = None
    bare: Said | None = None
    """Who named the year close by and no part of it."""
    used: list[Said] = field(default_factory=list)
    """Everybody without whom something would be missing."""

    @property
    def is_open(self) -> bool:
        """Whether a part of the year is still to come from further away."""
        return self.running or self.current or self.until or self.shift is not None

    @property
    def known(self) -> tuple[object, ...]:
        """All that has been said."""
        return (self.year, self.shift, self.named, self.running, self.until, self.current, self.whole)

    @property
    def by(self) -> Said | None:
        """Who said it, with everybody who has taken part."""
        return self.said.with_others(self.used) if self.said else None


def compose(sources: Iterable[tuple[Phrase, Said]], *, stock: bool, at_end: bool = False) -> PeriodFound:
    """The period that all sources together name, the nearest first.

    ``stock`` is for figures that are counted at one moment: 截至9月末 is September for them, and for sums the nine
    months. ``at_end`` is for those of which any months are the last one: 1—9月 is September.
    """
    parts = _Parts()
    for phrase, said in sources:
        far = said.where in _FAR
        if phrase.fault:
            if far and parts.year and not parts.is_open:
                if parts.bare and phrase.first:
                    return PeriodFound("", parts.bare, "part_forbids_year", said)
                continue
            return PeriodFound("", said, phrase.fault)
        if not phrase.says_when or (
            far and phrase.date and not (phrase.until or (phrase.shown_month and not phrase.rest))
        ):
            continue  # a day in a title is when the table was made
        if phrase.odd_day and not far:
            return PeriodFound("", said, "ambiguous_period")
        if phrase.last_year:
            if far or parts.year or parts.named:
                continue  # which years a table covers
            if not phrase.first:
                return PeriodFound(f"{phrase.year}/{phrase.last_year}", said)
            return PeriodFound(f"{phrase.year}-{phrase.first:02}/{phrase.last_year}-{phrase.last:02}", said)
        if far and _BY_PARTS.search(phrase.rest) and not parts.named and not phrase.first:
            continue  # 2024年各月: not of the whole year
        before = parts.known
        if _take(parts, phrase, said, far=far):
            return PeriodFound("", parts.bare, "part_forbids_year", said)
        if parts.known != before:
            parts.used.append(said)
    return _together(parts, stock=stock, at_end=at_end)


def _take(parts: _Parts, phrase: Phrase, said: Said, *, far: bool) -> bool:
    """Take in one source; answers whether it contradicts a nearer one."""
    # 累计 over 9月 is of the heading as well; in a title it is not of a month that is named nearer.
    if not (far and parts.named) or said.where is Where.NOTE:
        parts.running |= phrase.running
        parts.current |= phrase.current
        parts.until |= phrase.until
    if phrase.whole and not parts.named:
        # 全年 without a year, under a title about some months of one: whole or not?
        bare = not (far or phrase.year or phrase.first or parts.year)
        parts.whole, parts.bare = True, said if bare else parts.bare
    elif far and 0 < phrase.last < 12 and parts.whole and parts.bare and not parts.year and parts.shift is None:
        return True
    elif phrase.first and not parts.named and not parts.whole:
        if parts.bare and far and not parts.is_open:
            return True
        parts.named, parts.named_far = phrase, far
        parts.said = said if parts.said is None or parts.said.where in _FAR else parts.said
    if phrase.shift is not None and parts.shift is None and not parts.year:
        parts.shift, parts.same = phrase.shift, phrase.same
        parts.said = parts.said or said
    if phrase.year and not parts.year:
        parts.year = phrase.year
        parts.said = parts.said or said
        if not far and not parts.named and not parts.whole:
            parts.bare = said
    parts.said = parts.said or said
    return False


def _together(parts: _Parts, *, stock: bool, at_end: bool) -> PeriodFound:
    if not parts.year:
        return PeriodFound("", parts.said, "period_missing")
    year, named = parts.year + (parts.shift or 0), parts.named
    if parts.whole or (named is None and not parts.running and not parts.current):
        return PeriodFound(str(year), parts.by)
    if named is None:
        return PeriodFound("", parts.said, "month_missing")
    if parts.shift and not parts.same and not parts.running and named.shift is None:
        return PeriodFound("", parts.said, "ambiguous_period")  # 上年 in a table about nine months
    first, last = named.first, named.last
    if parts.current and not named.quarter and not named.month:
        if not parts.named_far and (first, last) != (1, 2):
            return PeriodFound("", parts.said, "ambiguous_period")
        # 本月 in a bulletin of 1—9月 is September; January and February are published as one.
        first = last if parts.named_far else first
    elif (parts.running or ((parts.until or named.end) and not stock)) and (named.month or named.quarter):
        first = 1
    if (first, last) == (1, 12) or (named.month and last == 12 and (parts.until or named.end)):
        return PeriodFound(str(year), parts.by)
    first = last if at_end else first
    text = f"{year}-{first:02}" if first == last else f"{year}-{first:02}/{year}-{last:02}"
    return PeriodFound(text, parts.by)
