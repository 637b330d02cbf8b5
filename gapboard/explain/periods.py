"""A period of the ledger in words: 2026年1—9月, Jan–Sep 2026."""

from __future__ import annotations

from collections.abc import Mapping

from gapboard.kernel.wording import say
from gapboard.ledger.observation import Period


def period_text(period: Period, language: str) -> str:
    """What an official calls a year, a month, a span of months or a span of years."""
    if period.year is not None:
        return say("period.year", language, year=period.year)
    first, _, last = period.text.partition("/")
    if not last:
        return _month(first, language)
    if len(first) == len("2020"):
        return say("period.years", language, first=first, last=last)
    if first[:4] == last[:4]:
        names = {"first": _name(first, language), "last": _name(last, language)}
        return say("period.months", language, year=first[:4], **names)
    return say("period.across", language, first=_month(first, language), last=_month(last, language))


def in_table(period: Period, language: str) -> str:
    """The same under a heading that says what it is: of a year the bare number."""
    return period.text if period.year is not None else period_text(period, language)


def _month(text: str, language: str) -> str:
    return say("period.month", language, year=text[:4], month=_name(text, language))


def _name(text: str, language: str) -> str:
    """What the month of ``2026-09`` is called."""
    return month_name(int(text[5:]), language)


def month_name(month: int, language: str) -> str:
    """What a month is called within a span."""
    return say("period.names", language).split(", ")[month - 1]


def spelled_out(details: Mapping[str, object], language: str) -> dict[str, object]:
    """What fills a text, each period as officials say it, a plain year where a period is meant: 2024 may be a
    figure; everything else as it is."""
    return {
        name: period_text(Period(item), language)
        if isinstance(item, str) and (len(item) > len("2020") or name in ("period", "of")) and Period.is_valid(item)
        else item
        for name, item in details.items()
    }
