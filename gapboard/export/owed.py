"""Which series a body, a document or a region owes to the board."""

from __future__ import annotations

from collections.abc import Iterable

from gapboard.board import Board
from gapboard.catalog import Body, Target
from gapboard.catalog.reporting import Duty
from gapboard.ledger import Period

Pair = tuple[str, str]
"""A region and an indicator."""


def owed(
    board: Board, *, body: str | None = None, document: str | None = None, region: str | None = None
) -> list[Pair]:
    """The series that the targets which fit are judged on, in the order of the catalogue, each once.

    ``body`` is the identifier of one that answers for them, printed under any of its names or assigned. A promise
    about growth asks for the amount and, where one is published, for its growth rate.
    """
    return series_of(
        board,
        (
            target
            for target in _in_force(board)
            if (body is None or any(body == one.id for one in board.catalog.answering(target)))
            and document in (None, target.document)
            and region in (None, target.region)
        ),
    )


def owed_for(board: Board, duty: Duty, body: Body, period: Period) -> list[tuple[Pair, Period]]:
    """The figures that ``body`` owes for a period of a duty, each with the period that it is published for.

    See ``published_for``.
    """
    targets = (
        target
        for target in _in_force(board)
        if duty.document in (None, target.document)
        and (not duty.indicators or target.indicator in duty.indicators)
        and body in board.catalog.answering(target)
    )
    return [(pair, span) for pair in series_of(board, targets) for span in published_for(board, pair, period)]


def series_of(board: Board, targets: Iterable[Target]) -> list[Pair]:
    """The series that targets are judged on, each once; for a promise about growth its published growth as well."""
    found: dict[Pair, None] = {}
    for target in targets:
        found[target.region, target.indicator] = None
        growth = board.catalog.published_growth.get(target.indicator)
        if growth and target.is_growth:
            found[target.region, growth] = None
    return list(found)


def _in_force(board: Board) -> Iterable[Target]:
    """The targets as they stand on the board's day, an assignment of later left out."""
    return (board.catalog.as_of(item, board.on) for item in board.targets)


def published_for(board: Board, pair: Pair, period: Period) -> list[Period]:
    """The periods that a series is published for where a report is of ``period``; of several years each by itself.

    Amounts and growth, and what targets count within the year, are cumulated; all else stands at the month's end.
    """
    first, _, last = period.text.partition("/")
    if len(first) == 4:
        return [Period(str(year)) for year in range(int(first), int(last or first) + 1)]
    last = last or first
    cumulated = board.catalog.adds_up_within_the_year(pair[1])
    start = f"{last[:4]}-01"
    if last.endswith("-12"):
        return [Period(last[:4])]
    return [Period(f"{start}/{last}" if cumulated and start != last else last)]
