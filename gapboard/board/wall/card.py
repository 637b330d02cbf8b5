"""The record of a card: what there is to draw and to say of one indicator in one region."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from gapboard.assess import Assessment, Group, Point
from gapboard.assess.status import WORST_FIRST
from gapboard.board.board import Board
from gapboard.board.chart import Aim, Chart, growth_chart, level_chart
from gapboard.board.ranking import rank
from gapboard.catalog import Indicator
from gapboard.catalog.measures import Axis


class Stands(IntEnum):
    """What a promise has to show, the most telling first."""

    VERDICT = 0
    OPEN = 1
    INDICATED = 2
    SILENT = 3


@dataclass(frozen=True, eq=False)
class Promise:
    """One promise, of one document or restated by several; ``results`` are its assessments, the worst first."""

    results: tuple[Assessment, ...]

    @property
    def lead(self) -> Assessment:
        """The assessment that speaks for all."""
        return self.results[0]

    @property
    def documents(self) -> tuple[str, ...]:
        """The documents that make it, each once."""
        return tuple(dict.fromkeys(result.target.document for result in self.results))

    @property
    def stands(self) -> Stands:
        """What it has to show."""
        result = self.lead
        if result.status.group in (Group.MET, Group.MISSED):
            return Stands.VERDICT
        if result.judged is not None:
            return Stands.OPEN
        return Stands.INDICATED if result.indication else Stands.SILENT

    @property
    def shown(self) -> Point | None:
        """The value held against the goal: the judged one, else the one that indicates something."""
        result = self.lead
        return result.judged or (result.indication.point if result.indication else None)

    @property
    def told_year(self) -> int:
        """The year that the goal is held against: the due year, but of a floor for every year the one it is told by."""
        result = self.lead
        return result.judged.year if result.years and result.judged else result.target.due

    @property
    def axis(self) -> Axis:
        """The chart that its goal is drawn in."""
        target = self.lead.target
        return target.measure.axis_for(target.applies_to)

    def tells_before(self) -> tuple[object, ...]:
        """The order in which promises of one card speak: the latest that is due, also where nobody can judge it.

        One kept long ago is no answer for it. Of one year a verdict comes first, the worst; values before growth.
        """
        result = self.lead
        is_open, year, *_ = rank(result)
        worst = WORST_FIRST.index(result.status)
        return (is_open, year, self.stands, worst, self.axis is not Axis.VALUES, rank(result), result.target.id)


@dataclass(frozen=True)
class GoalMark:
    """A goal on the chart, in its due year; ``leads`` if it is that of the card's leading promise."""

    year: int
    value: float
    leads: bool = False
    stretch: bool = False


@dataclass(frozen=True, eq=False)
class Card:
    """One indicator in one region; ``promises`` are all its targets, the leading one first.

    ``chart`` has the points, bounds and breaks up to ``last``, in the unit of the leading goal; it is empty where fewer
    than two years are known, since one point makes no line. ``goals`` are those that lie within it.
    """

    indicator: Indicator
    region: str
    promises: tuple[Promise, ...]
    chart: Chart
    first: int
    last: int
    goals: tuple[GoalMark, ...]

    @property
    def key(self) -> str:
        """What an address calls it; no identifier holds the sign between the two."""
        return f"{self.indicator.id}_{self.region}"

    @property
    def lead(self) -> Assessment:
        """The assessment that gives the card its verdict."""
        return self.promises[0].lead

    @property
    def shown(self) -> Point | None:
        """The value that stands against the goal."""
        return self.promises[0].shown

    @property
    def tells(self) -> bool:
        """Whether the wall has something to show of it: a verdict, a place on a path, an indication, or a chart."""
        return bool(self.chart) or self.promises[0].stands is not Stands.SILENT

    @property
    def others(self) -> tuple[Promise, ...]:
        """The promises that stand in words beside the leading one."""
        return self.promises[1:]


def promises(results: Iterable[Assessment]) -> tuple[Promise, ...]:
    """The assessments of one indicator and region as promises: restatements are one. The leading promise first."""
    found: dict[tuple[object, ...], list[Assessment]] = {}
    for result in results:
        target = result.target
        same = (target.measure, target.due, target.period, target.base, target.unit, target.value, target.value_to)
        found.setdefault((*same, result.direction), []).append(result)
    merged = [Promise(tuple(sorted(group, key=_worst_first))) for group in found.values()]
    return tuple(sorted(merged, key=Promise.tells_before))


def _worst_first(result: Assessment) -> tuple[object, ...]:
    return (WORST_FIRST.index(result.status), rank(result), result.target.id)


def card(board: Board, indicator: Indicator, region: str, results: Iterable[Assessment]) -> Card:
    """The card of one indicator in one region, which somebody promised; without a chart where nothing makes one."""
    found = promises(results)
    lead = found[0]
    chart = _chart(board, indicator, region, found)
    due = lead.lead.target.due
    years = [mark.year for mark in chart.points] + [bound.year for bound in chart.bounds]
    # A goal of a far year would squeeze the years there are: the axis ends at the leading one, or the last actual.
    last = max([due, *years])
    goals = tuple(
        GoalMark(_year_of(aim, lead), aim.value, aim.target == lead.lead.target.id, aim.stretch)
        for aim in {(aim.last, aim.value, aim.stretch): aim for aim in reversed(_aims(chart, lead))}.values()
        if aim.last <= last
    )
    if len(years) < _FEWEST or not goals:
        return Card(indicator, region, found, _NOTHING, due, due, ())
    return Card(indicator, region, found, chart, min([*years, due]), last, goals)


def _year_of(aim: Aim, lead: Promise) -> int:
    """The year that a goal is marked in: its last, but of a floor for every year the year that is held against it."""
    return lead.told_year if aim.target == lead.lead.target.id else aim.last


_FEWEST = 2
_NOTHING = Chart((), (), (), (), (), ())


def _aims(chart: Chart, lead: Promise) -> list[Aim]:
    """The goals, the leading one first, so that of two in one place it is the one that is kept."""
    return sorted(chart.aims, key=lambda aim: aim.target != lead.lead.target.id)


def _chart(board: Board, indicator: Indicator, region: str, found: tuple[Promise, ...]) -> Chart:
    results = [result for promise in found for result in promise.results]
    match found[0].axis:
        case Axis.VALUES:
            return level_chart(board, indicator, region, results)
        case Axis.GROWTH:
            chart = growth_chart(board, indicator, region, results)
            # The rate of a rate is its own series.
            return chart or level_chart(board, indicator, region, results)
        case _:
            return _NOTHING
