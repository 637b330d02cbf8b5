"""How targets step up from one due year to the next, and how far the actuals have come."""

from __future__ import annotations

from dataclasses import dataclass

from gapboard.assess import Assessment, Group
from gapboard.board.board import Board, Counts, Filters, count
from gapboard.catalog import Kind


@dataclass(frozen=True)
class DueYear:
    """All targets of one due year, counted by status."""

    year: int
    counts: Counts

    @property
    def judged(self) -> int:
        """Targets with an answer: everything but "no data" and "cannot tell yet"."""
        return self.counts.total - self.counts.of(Group.NO_DATA) - self.counts.of(Group.UNDEFINED)

    def percent(self, group: Group) -> float:
        """A group's part of all targets of the year, in per cent."""
        return 100 * self.counts.of(group) / self.counts.total


@dataclass(frozen=True)
class Steps:
    """One indicator in one region with targets for more than one due year, in the order of the years."""

    indicator: str
    region: str
    results: tuple[Assessment, ...]

    @property
    def judged(self) -> bool:
        """Whether any of them has a figure to be judged on."""
        return any(result.judged for result in self.results)


@dataclass(frozen=True)
class DueYears:
    """The due years in order, and what is promised for more than one of them, that with figures first."""

    years: tuple[DueYear, ...]
    steps: tuple[Steps, ...]


def compare_due_years(board: Board, theme: str = "") -> DueYears:
    """The targets of one theme, or of all, by due year."""
    results = board.shown(Filters(theme=theme))
    years = sorted({result.target.due for result in results})
    counted = tuple(DueYear(year, count(item for item in results if item.target.due == year)) for year in years)
    pairs = dict.fromkeys((target.indicator, target.region) for target in board.targets)
    kept = {(result.target.indicator, result.target.region) for result in results}
    steps = (Steps(*pair, tuple(board.of_indicator(*pair))) for pair in pairs if pair in kept)
    several = (item for item in steps if len({one.target.due for one in item.results}) > 1)
    return DueYears(counted, tuple(sorted(several, key=lambda item: not item.judged)))


def attainment(result: Assessment, kind: Kind) -> float | None:
    """Actual in per cent of the goal, by the judged value, else the latest.

    Not defined where less is better, for classes, for goals of zero or below, and for figures that are
    percentages themselves: a per cent of a per cent misleads.
    """
    point = result.judged or result.latest
    if point is None or result.goal is None or result.goal <= 0 or result.direction < 0:
        return None
    if kind is Kind.CLASS or result.target.unit in ("%", "百分点"):
        return None
    return 100 * point.value / result.goal
