"""The doubts that belong beside a status, found one by one. Each small function is one check."""

from __future__ import annotations

from collections.abc import Iterator

from gapboard.assess.assessment import Assessment, BaseRule, Caveat
from gapboard.assess.comparator import reached
from gapboard.assess.status import Status
from gapboard.catalog import Catalog
from gapboard.catalog.measures import Rule

STALE_AFTER_YEARS = 3  # a year's statistics are out by the middle of the next; two years on is still usual


def caveats_for(result: Assessment, catalog: Catalog) -> tuple[Caveat, ...]:
    """Every doubt about one assessment, the gravest first."""
    checks = (
        _bound,
        _no_due_year,
        _base,
        _broken,
        _unfinished,
        _secondary,
        _values,
        _rounding,
        _methods,
        _age,
        _after,
        _years,
        _comparator,
    )
    return tuple(caveat for check in checks for caveat in check(result, catalog))


def _no_due_year(result: Assessment, catalog: Catalog) -> Iterator[Caveat]:
    target = result.target
    if target.measure.from_base is not None and result.goal is None:
        if result.goal_span is not None:
            yield Caveat("base_bound", {"year": target.base, "span": tuple(result.goal_span)})
        else:
            yield Caveat("no_base_year", {"year": target.base})
    if result.status is not Status.NO_DATA:
        return
    latest, newest = result.latest, result.newest
    if newest is None or target.measure.rule is Rule.EVERY_YEAR:
        return
    yield Caveat("no_due_year", {"due": target.due, "year": newest.year, "span": (newest.low, newest.high)})
    # Only a state can be reached in another year; an amount or a growth of the due year cannot be made up.
    if latest is None or latest.year <= target.due or not target.measure.is_state or result.goal is None:
        return
    if reached(latest.value, target, result.goal, result.direction):
        yield Caveat("reached_later", {"year": latest.year})


def _bound(result: Assessment, catalog: Catalog) -> Iterator[Caveat]:
    """The answer rests on a bound, or stays open because the goal lies within it."""
    proof = result.proof
    if proof is None:
        return
    details = {"year": proof.year, "span": (proof.low, proof.high), "how": proof.how}
    if result.status is Status.UNDEFINED:
        yield Caveat("bound_open", details)
    else:
        yield Caveat("bound", details)


def _rounding(result: Assessment, catalog: Catalog) -> Iterator[Caveat]:
    """A figure so near the threshold that its rounding could turn the answer."""
    point, limit = result.judged, result.limit
    if point is None or limit is None or result.status not in (Status.MET, Status.MISSED, Status.MET_EARLY):
        return
    if 0 < abs(point.value - limit) < point.slack or (point.slack and point.value == limit):
        yield Caveat("within_rounding", {"year": point.year, "value": point.value, "slack": point.slack})


def _base(result: Assessment, catalog: Catalog) -> Iterator[Caveat]:
    if result.status is Status.UNDEFINED:
        if not result.target.measure.has_path:
            yield Caveat("judged_at_due_year", {"due": result.target.due})
        elif result.base is None or (result.judged and result.base.point.year >= result.judged.year):
            yield Caveat("one_point")
    if result.base is not None and result.base.rule is BaseRule.WITHIN:
        yield Caveat("base_within", {"year": result.base.point.year})


def _broken(result: Assessment, catalog: Catalog) -> Iterator[Caveat]:
    """A break between base and actual, or within a sum: the way walked is partly a change of definition."""
    target, last = result.target, result.judged or result.proof
    begun = result.base.point.year if result.base else None
    if target.measure.rule is Rule.SUM and target.period:
        begun = target.period[0]
    if begun is None or last is None:
        return
    for item in catalog.indicators[target.indicator].breaks:
        if begun < item.year <= last.year:
            yield Caveat("break", {"year": item.year, "why": item.why, "why_en": item.why_en})


def _values(result: Assessment, catalog: Catalog) -> Iterator[Caveat]:
    point = result.judged or result.proof or (result.indication.point if result.indication else None)
    if point is None:
        return
    if point.is_exact and point.how != "published":
        yield Caveat("computed", {"how": point.how, "year": point.year})
    # A goal counted from the base year is a growth promise in other words.
    real = catalog.indicators[result.target.indicator].growth_prices == "real"
    if point.nominal_for_real or (real and result.target.measure.from_base is not None):
        yield Caveat("nominal_for_real")
    if point.preliminary:
        yield Caveat("preliminary", {"year": point.year})
    marks = {row.obs_status for row in point.inputs}
    if "D" in marks:
        yield Caveat("other_definition", {"year": point.year})
    if "U" in marks:
        yield Caveat("low_reliability", {"year": point.year})


def _secondary(result: Assessment, catalog: Catalog) -> Iterator[Caveat]:
    """A figure, judged or at the start of the path, known only from somebody who tells what others published."""
    indicated = result.indication.point if result.indication else None
    points = (result.rests_on or indicated, result.base.point if result.base else None)
    rows = (row for point in points if point for row in point.inputs)
    years = {row.period.text for row in rows if catalog.is_secondary(row.source, row.source_url)}
    for year in sorted(years):
        yield Caveat("secondary", {"year": year})


def _unfinished(result: Assessment, catalog: Catalog) -> Iterator[Caveat]:
    """A figure of a whole year, judged or at the start of the path, that was on record before the year had ended."""
    points = (result.judged or result.proof, result.base.point if result.base else None)
    for row in dict.fromkeys(point.unfinished for point in points if point):
        if row is not None:
            yield Caveat("unfinished", {"year": row.period.year, "day": row.recorded_at.date().isoformat()})


def _methods(result: Assessment, catalog: Catalog) -> Iterator[Caveat]:
    if result.pace is None or result.base is None:
        return
    if result.growth_ratio is None:
        yield Caveat("growth_undefined")
    elif result.growth_status is not result.status:
        yield Caveat("methods_differ", {"status": result.status, "other": result.growth_status})
    between = [year for year in result.points if result.judged and result.base.point.year <= year <= result.judged.year]
    if len(between) == 2:
        yield Caveat("two_points", {"first": between[0], "last": between[1]})


def _age(result: Assessment, catalog: Catalog) -> Iterator[Caveat]:
    """Only while the answer is still open: the actual of a past due year does not go stale."""
    point = result.judged
    if point is not None and result.on.year <= result.target.due and result.on.year - point.year >= STALE_AFTER_YEARS:
        yield Caveat("stale", {"year": point.year})


def _after(result: Assessment, catalog: Catalog) -> Iterator[Caveat]:
    """Met in the due year and fallen below since."""
    latest = result.latest
    if result.status not in (Status.MET, Status.MET_LATE) or latest is None or result.goal is None:
        return
    if not result.target.measure.is_state or latest.year <= result.target.due:
        return
    if reached(latest.value, result.target, result.goal, result.direction):
        return
    found = {"year": latest.year, "value": latest.value}
    yield Caveat("below_since", found) if result.direction > 0 else Caveat("above_since", found)


def _years(result: Assessment, catalog: Catalog) -> Iterator[Caveat]:
    unknown = [verdict.year for verdict in result.years if verdict.kept is None]
    if unknown and len(unknown) < len(result.years):
        kept = sum(verdict.kept is True for verdict in result.years)
        yield Caveat("years_unknown", {"kept": kept, "of": len(result.years), "unknown": len(unknown)})


def _comparator(result: Assessment, catalog: Catalog) -> Iterator[Caveat]:
    tolerance = result.target.tolerance
    if tolerance is not None and result.limit is not None:
        yield Caveat("tolerance", {"percent": 100 * tolerance, "limit": result.limit})
