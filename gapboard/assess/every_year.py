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
        status, decisive = Status.MISSED, broken[-1]
    elif not known:
        status, decisive = Status.NO_DATA, None
    elif len(known) == len(years):
        status, decisive = Status.MET, known[-1]
    elif asked.on.year > last:
        status, decisive = Status.NO_DATA, None
    else:
        status, decisive = Status.ON_TRACK, known[-1]
    rests_on = {"judged": decisive.point, "proof": decisive.proof} if decisive else {}
    return {"years": years, "status": status, **rests_on}


def _verdict(year: int, asked: Question) -> YearVerdict:
    point, bound = asked.points.get(year), asked.bounded.get(year)
    kept = asked.keeps(point) if point else asked.decides(bound) if bound else None
    return YearVerdict(year, point, kept, bound if kept is not None else None)
