"""Why a target's status changed: what it would be now if figures, calendar or promise had stayed as they were."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from gapboard.assess import Assessment, Point, Status, assess
from gapboard.board.board import Board
from gapboard.board.changes.change import Cause, CauseKind, Figure
from gapboard.catalog import Target
from gapboard.catalog.models import EarlierVersion

Key = tuple[str, str, str]
_FIGURES, _CALENDAR, _PROMISE = "figures", "calendar", "promise"
# Before the due year a status tells how far a path has been walked, so that its base counts as well.
_READ_OFF_A_PATH = frozenset(
    {Status.ON_TRACK, Status.SLIGHTLY_BEHIND, Status.BEHIND, Status.MOVING_AWAY, Status.UNDEFINED}
)


def causes_of(
    before: Assessment, after: Assessment, was: Board, now: Board, figures: Mapping[Key, Figure]
) -> list[Cause]:
    """The causes of a changed status; ``figures`` are the values that the two books tell differently.

    Three things make a status: the figures, the date and the version of the target. Each is put back to what it
    was, alone; it is a cause if the status would then not be what it is now. Where none is so alone, two are put
    back together, then all three. Of the figures those are named that the verdict rests on.
    """
    for size in (1, 2, 3):
        found = list(_needed(before, after, was, now, size))
        if found:
            needed = {part for parts, _ in found for part in parts}
            without = [result for parts, result in found if _FIGURES in parts]
            causes = [Cause(item.kind, item) for item in _changed(after, without, figures)] if without else []
            if _PROMISE in needed:
                versions = ended(after.target, was, now)
                causes.append(Cause(CauseKind.RESTATED, versions=versions))
            if _CALENDAR in needed:
                causes.append(Cause(CauseKind.DUE_PASSED, year=_last_year(after.target)))
            return causes
    raise AssertionError(f"{after.target.id}: nothing explains its status")  # all three put back is ``before`` itself


def ended(target: Target, was: Board, now: Board) -> tuple[EarlierVersion, ...]:
    """The versions of a target that ended after the earlier date, up to and on the later; the latest last."""
    found = (version for version in target.earlier if was.on < version.until <= now.on)
    return tuple(sorted(found, key=lambda version: version.until))


def _needed(
    before: Assessment, after: Assessment, was: Board, now: Board, size: int
) -> Iterator[tuple[tuple[str, ...], Assessment]]:
    """Which ``size`` of the three, put back together, give another status, and the assessment that they give."""
    for parts in combinations((_FIGURES, _CALENDAR, _PROMISE), size):
        version = before.target if _PROMISE in parts else after.target
        book = was.book if _FIGURES in parts else now.book
        day = was.on if _CALENDAR in parts else now.on
        # Without its earlier versions a target is the same on every day.
        result = assess(version.model_copy(update={"earlier": ()}), now.catalog, book, day)
        if result.status is not after.status:
            yield parts, result


def _changed(after: Assessment, without: list[Assessment], figures: Mapping[Key, Figure]) -> list[Figure]:
    """The changed values that the verdicts rest on; if there are none, those anywhere in their series."""
    path = after.status in _READ_OFF_A_PATH
    for choose in (
        lambda result: _deciding(result, path),
        lambda result: (*result.points.values(), *result.bounded.values()),
    ):
        keys = {row.key for result in (*without, after) for point in choose(result) for row in point.inputs}
        found = [figures[key] for key in sorted(keys) if key in figures]
        if found:
            return found
    return []


def _deciding(result: Assessment, path: bool) -> Iterator[Point]:
    """The points that a status is read off: the actual, and what else its rule looks at (``path``: the base)."""
    target = result.target
    if result.judged is not None:
        yield result.judged
    if result.proof is not None:
        yield result.proof
    if path and result.base is not None:
        yield result.base.point
    base_year = target.base if target.measure.from_base is not None else None
    late_year = result.reached_in if result.status is Status.MET_LATE else None
    yield from (result.points[year] for year in (base_year, late_year) if year is not None and year in result.points)
    yield from (verdict.point for verdict in result.years if verdict.point is not None)
    yield from (verdict.proof for verdict in result.years if verdict.proof is not None)


def _last_year(target: Target) -> int:
    """The year after which a verdict is due: the last of the years that a floor or a sum counts."""
    return target.counted_years[1] if target.counted_years else target.due
