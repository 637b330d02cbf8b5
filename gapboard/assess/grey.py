"""Why a target has no figure: it is still to come, it is overdue, or nobody ever published one."""

from __future__ import annotations

import datetime as dt

from gapboard.assess.assessment import Grey
from gapboard.catalog import Catalog, Target
from gapboard.catalog.terms import Outlet
from gapboard.ledger import Book

_LAST_MONTH = 12  # where the month is not known: the yearbook of a year is out by the end of the next


def why_grey(target: Target, catalog: Catalog, book: Book, on: dt.date) -> Grey:
    """Why ``target`` has no data on ``on``, from what the catalogue says of the publication.

    Where it says nothing, a series that some figure of the region was ever published of counts as published by the end
    of the following year; else nobody ever published it. What only a department knows it can tell once the year is
    over.
    """
    indicator = catalog.indicators[target.indicator]
    facts = indicator.published
    if facts is not None and facts.regions and target.region not in facts.regions:
        facts = None
    month = facts.month if facts else None
    if month is None:
        if facts is not None and facts.outlet is Outlet.DEPARTMENT:
            return Grey.NOT_YET if on.year <= target.due else Grey.DEPARTMENT
        pair = (target.region, indicator.id)
        if not (book.series(*pair) or book.bounded(*pair)):
            return Grey.NEVER
    return Grey.NOT_YET if (on.year, on.month) <= (target.due + 1, month or _LAST_MONTH) else Grey.OVERDUE
