"""Periods as people write and choose them: a year, and which part of it."""

from __future__ import annotations

from components.page.session import translate
from gapboard.ledger import Period

Part = tuple[int, int]
"""First and last month."""

WHOLE: Part = (1, 12)
PARTS: tuple[Part, ...] = (
    WHOLE,
    *((1, month) for month in range(2, 12)),
    *((month, month) for month in range(1, 13)),
    *((month, month + 2) for month in (4, 7, 10)),
)


def period_words(period: str) -> str:
    """A period in the ledger's form in words: 2024年, 2024年1—9月, 2024年9月; another span as it is written."""
    found = taken_apart(period)
    if found:
        year, part = found
        return translate("reading.period", year=year, part="" if part == WHOLE else part_words(part))
    first, _, last = period.partition("/")
    if len(first) == len(last) == 4:
        return translate("reading.years", first=first, last=last)
    return period


def part_words(part: Part) -> str:
    """A part of a year in words: 全年, 9月, 1—9月."""
    first, last = part
    if part == WHOLE:
        return translate("reading.part.whole")
    name = translate(f"reading.month.{first}")
    if first == last:
        return translate("reading.part.month", first=name)
    return translate("reading.part.months", first=name, last=translate(f"reading.month.{last}"))


def in_table(period: str) -> str:
    """A period in a column of periods: the bare year, or a part of one in words."""
    return period if len(period) == 4 else period_words(period)


def taken_apart(period: str) -> tuple[int, Part] | None:
    """The year and the part of a period within one year; ``None`` for every other."""
    if not period or not Period.is_valid(period):
        return None
    first, _, last = period.partition("/")
    last = last or first
    if len(first) == len(last) == 4:
        return (int(first), WHOLE) if first == last else None
    if len(first) != 7 or len(last) != 7 or first[:4] != last[:4]:
        return None
    return int(first[:4]), (int(first[5:]), int(last[5:]))


def together(year: int, part: Part) -> str:
    """The period in the ledger's form."""
    first, last = part
    if part == WHOLE:
        return str(year)
    return f"{year}-{first:02}" if first == last else f"{year}-{first:02}/{year}-{last:02}"
