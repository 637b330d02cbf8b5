"""A floor in every year of a period: n of m years kept. One broken year cannot be mended."""

from __future__ import annotations

from typing import Any

from gapboard.assess.assessment import YearVerdict
from gapboard.assess.question import Question
from gapboard.assess.status import Status


def by_every_year(asked: Question) -> dict[str, Any]:
    """Status and what it rests on, as fields of the assessment."""
    assert asked.target.period is not None
    first, last = asked.target.period
    years = tuple(_verdict(year, asked) for year in range(first, last + 1))
    known = [verdict for verdict in years if verdict.kept is not None]
    broken = [verdict for verdict in known if not verdict.kept]
    if broken:
        status, judged = Status.MISSED, broken[-1].point
    elif not known:
        status, judged = Status.NO_DATA, None
    elif len(known) == len(years):
        status, judged = Status.MET, known[-1].point
    elif asked.on.year > last:
        status, judged = Status.NO_DATA, None
    else:
        status, judged = Status.ON_TRACK, known[-1].point
    return {"years": years, "status": status, "judged": judged}


def _verdict(year: int, asked: Question) -> YearVerdict:
    point = asked.points.get(year)
    return YearVerdict(year, point, None if point is None else asked.keeps(point))
