"""The running year of the whole board: each indicator's part of a year, held against its tasks of that year."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from gapboard.assess.in_year import MONTHS, Band, Histories, Reading, SoFar, Standing, Task, so_far, standing, task_of
from gapboard.board.board import Board, Filters, Pair
from gapboard.catalog import Indicator, Target
from gapboard.kernel import collector
from gapboard.ledger import Ledger
from gapboard.ledger.row_rules import FIRST_YEAR, LAST_YEAR

_PERIOD = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>0[1-9]|1[0-2]))?")


@dataclass(frozen=True)
class UpTo:
    """A year up to a month, and how an address writes it."""

    year: int
    month: int = MONTHS

    @property
    def text(self) -> str:
        """``2025``, or ``2025-09`` for the year up to September."""
        return f"{self.year}-{self.month:02}" if self.month < MONTHS else str(self.year)


@dataclass(frozen=True)
class Row:
    """One indicator in one region: what is known, and how it stands against each of its tasks."""

    so_far: SoFar
    standings: tuple[Standing, ...]

    @property
    def main(self) -> Standing | None:
        """The standing that is told first: one with a band, else any."""
        return next((item for item in self.standings if item.band), next(iter(self.standings), None))

    @property
    def months(self) -> set[int]:
        """The months up to which something is known."""
        return {*self.so_far.course, *([self.so_far.growth.month] if self.so_far.growth else ())}

    @property
    def rank(self) -> tuple[float, ...]:
        """The order in which rows are read: what lies furthest behind time first, then growth and states so."""
        main = self.main
        if main is None:
            return (3, 0)
        if main.band is not None:
            return (0, main.ahead or 0)
        return (2, 0) if main.gap is None else (1, main.direction * main.gap)


@dataclass(frozen=True)
class ThisYear:
    """A year up to a month: the rows with a figure of a part of it, and the tasks of the year without any."""

    year: int
    through: int
    rows: tuple[Row, ...]
    without: tuple[Task, ...]

    @property
    def month(self) -> int:
        """The latest month of which anything is known; 0 for none."""
        parts = [row.so_far.part_month for row in self.rows]
        return max(parts, default=0) or (MONTHS if self.rows else 0)

    @cached_property
    def bands(self) -> Counter[Band]:
        """How many tasks stand in each band."""
        return Counter(item.band for row in self.rows for item in row.standings if item.band)

    @property
    def growth(self) -> tuple[int, int]:
        """How many yearly rates of growth are missed so far, and how many are not."""
        gaps = [
            item.direction * item.gap
            for row in self.rows
            for item in row.standings
            if item.reading is Reading.GROWTH and item.gap is not None
        ]
        return sum(gap < 0 for gap in gaps), sum(gap >= 0 for gap in gaps)


@dataclass(frozen=True)
class Month:
    """One month of a row: how a task stood when the month was first known, and how it stands as known now."""

    month: int
    then: Standing
    now: Standing


def years_of(board: Board) -> list[int]:
    """The years of which the board knows a part of some indicator, the latest first."""
    known = board.histories.in_years()
    return sorted((year for year, pairs in known.items() if any(_is_ours(pair, board) for pair in pairs)), reverse=True)


def latest_part(board: Board, region: str, indicator: str) -> tuple[int, Pair] | None:
    """The latest year of which a part of a series is known, and the row of it; ``None`` where none is.

    A published growth stands in the row of what it is the growth of.
    """
    row = _level_of((region, indicator), board)
    growth = board.catalog.published_growth.get(row[1])
    years = [year for ident in (row[1], growth) if ident for year in board.histories.years_within(region, ident)]
    return (max(years), row) if years else None


def up_to(board: Board, period: str) -> UpTo | None:
    """The period that a text writes; the latest year with a figure for none, ``None`` for what is no period."""
    if not period:
        return UpTo(next(iter(years_of(board)), board.on.year))
    found = _PERIOD.fullmatch(period)
    year = int(found["year"]) if found else 0
    return UpTo(year, int(found["month"] or MONTHS)) if found and FIRST_YEAR <= year <= LAST_YEAR else None


def this_year(board: Board, year: int, through: int = MONTHS, filters: Filters | None = None) -> ThisYear:
    """``year`` up to the month ``through``, in the order of themes and indicators of the catalogue."""
    with collector.paused():
        tasks = _tasks(board, year, filters or Filters())
        pairs = {_level_of(pair, board) for pair in board.histories.in_years().get(year, ()) if _is_ours(pair, board)}
        if filters:
            pairs = {pair for pair in pairs if pair in tasks or _fits(pair, board, filters)}
        rows = [row for pair in _in_order(pairs, board) if (row := _row(pair, tasks, board, year, through))]
    told = {(row.so_far.region, row.so_far.indicator.id) for row in rows}
    without = [task for pair in _in_order(tasks.keys(), board) if pair not in told for task in tasks[pair]]
    return ThisYear(year, through, tuple(rows), tuple(without))


def record(board: Board, row: Row, target: Target) -> list[Month]:
    """Each month of a row as it stood when it was first known, and now: a catch-up changes nothing of what was."""
    year, region, indicator = row.so_far.year, row.so_far.region, row.so_far.indicator
    ledger = _history_of(board, region, indicator)
    rows = [item for item in ledger.rows if item.period.within == year or item.period.year == year]
    first: dict[int, Standing] = {}
    for day in sorted({item.recorded_at.date() for item in rows}):
        known = Histories(ledger.in_time(day))
        course = so_far(indicator, region, year, board.catalog, known).course
        for month in [month for month in course if month < MONTHS and month not in first]:
            task = task_of(target, year, board.catalog, ledger.known_on(day), day)
            if task is not None:
                found = so_far(indicator, region, year, board.catalog, known, month)
                first[month] = standing(task, found, _limits(board))
    task = task_of(target, year, board.catalog, board.book, board.on)
    if task is None:
        return []
    now = {m: so_far(indicator, region, year, board.catalog, board.histories, m) for m in first}
    return [Month(month, then, standing(task, now[month], _limits(board))) for month, then in sorted(first.items())]


def _history_of(board: Board, region: str, indicator: Indicator) -> Ledger:
    """What was ever said of a series and of those it is worked out from: few rows, to be read as of many days."""
    parts = [indicator.id, board.catalog.published_growth.get(indicator.id, ""), *indicator.sum_of]
    pairs = {(region, ident) for ident in parts}
    if indicator.ratio is not None:
        pairs.add((region, indicator.ratio.numerator))
        pairs.add((indicator.ratio.denominator_region or region, indicator.ratio.denominator))
    series = (board.histories.of(*pair) for pair in sorted(pairs))
    return Ledger(tuple(row for years in series for rows in years.values() for row in rows))


def _limits(board: Board) -> Sequence[float]:
    return board.catalog.content.in_year.limits


def _row(pair: Pair, tasks: dict[Pair, list[Task]], board: Board, year: int, through: int) -> Row | None:
    region, ident = pair
    found = so_far(board.catalog.indicators[ident], region, year, board.catalog, board.histories, through)
    if not found.month:
        return None
    return Row(found, tuple(standing(task, found, _limits(board)) for task in tasks.get(pair, ())))


def _tasks(board: Board, year: int, filters: Filters) -> dict[Pair, list[Task]]:
    """The tasks of a year by region and indicator."""
    shown = {result.target.id for result in board.shown(filters)} if filters else None
    found: defaultdict[Pair, list[Task]] = defaultdict(list)
    for target in board.targets:
        if shown is not None and target.id not in shown:
            continue
        task = task_of(target, year, board.catalog, board.book, board.on)
        if task is not None:
            found[target.region, target.indicator].append(task)
    return dict(found)


def _fits(pair: Pair, board: Board, filters: Filters) -> bool:
    """Whether a series without a task passes: only where nothing is asked of a target."""
    region, ident = pair
    if filters.document or filters.due or filters.status or filters.indication or filters.body:
        return False
    return filters.region in ("", region) and filters.theme in ("", board.catalog.indicators[ident].theme)


def _is_ours(pair: Pair, board: Board) -> bool:
    return pair[0] in board.catalog.regions and pair[1] in board.catalog.indicators


def _level_of(pair: Pair, board: Board) -> Pair:
    """The series that a published growth is the growth of; any other series itself."""
    region, ident = pair
    return (region, board.catalog.indicators[ident].growth_of or ident)


def _in_order(pairs: Iterable[Pair], board: Board) -> Iterator[Pair]:
    """Pairs by theme, then as the catalogue lists indicators and regions."""
    themes, regions = list(board.catalog.themes), list(board.catalog.regions)
    places = {ident: place for place, ident in enumerate(board.catalog.indicators)}

    def place(pair: Pair) -> tuple[int, int, int]:
        indicator: Indicator = board.catalog.indicators[pair[1]]
        return (themes.index(indicator.theme), places[pair[1]], regions.index(pair[0]))

    yield from sorted(pairs, key=place)
