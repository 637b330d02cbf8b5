"""What changed between two boards."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from gapboard.assess import Assessment
from gapboard.assess.in_year import task_of
from gapboard.board.board import Board
from gapboard.board.changes.causes import Key, causes_of, ended
from gapboard.board.changes.change import CauseKind, Changes, Figure, Move, Restated, StatusChange
from gapboard.catalog import Target
from gapboard.ledger import Period


def as_it_was(board: Board, day: dt.date) -> Board:
    """The board as anyone would have read it on ``day``: judged on that day by what was known then."""
    return replace(board, on=day, known_on=day)


def changes(before: Board, now: Board) -> Changes:
    """What differs between two boards of one catalogue and one ledger, told forwards in time.

    Boards given in reverse order are swapped; a board and itself differ in nothing.
    """
    if _when(now) < _when(before):
        before, now = now, before
    figures = {figure.row.key: figure for figure in _figures(before, now)}
    old = {result.target.id: result for result in before.assessments}
    both = [(old[result.target.id], result) for result in now.assessments if result.target.id in old]
    moved = [
        StatusChange(was, result, tuple(causes_of(was, result, before, now, figures)))
        for was, result in both
        if was.status is not result.status
    ]

    def moves(kind: Move) -> tuple[StatusChange, ...]:
        return tuple(item for item in moved if item.move is kind)

    def values(kind: CauseKind) -> tuple[Figure, ...]:
        return tuple(figure for figure in figures.values() if figure.kind is kind)

    restated = ((was, result, ended(result.target, before, now)) for was, result in both)
    return Changes(
        before.on,
        now.on,
        better=moves(Move.BETTER),
        worse=moves(Move.WORSE),
        newly_known=moves(Move.NEWLY_KNOWN),
        lost=moves(Move.LOST),
        sideways=moves(Move.SIDEWAYS),
        restated=tuple(Restated(was, result, versions) for was, result, versions in restated if versions),
        new_targets=tuple(result for result in now.assessments if result.target.id not in old),
        revised=values(CauseKind.REVISED),
        withdrawn=values(CauseKind.WITHDRAWN),
        new_figures=values(CauseKind.NEW_FIGURE),
    )


def _when(board: Board) -> tuple[dt.date, dt.date]:
    return (board.on, board.known_on or dt.date.max)


def _figures(before: Board, now: Board) -> Iterator[Figure]:
    """The values that the two books tell differently, those that targets use first, then in catalogue order."""
    old, new = before.book.observations(), now.book.observations()
    users = _users(before, now)
    found = [
        Figure(old.get(key), new.get(key), tuple(users.get(key, {}).values()) or _asked_within(key, now))
        for key in old.keys() | new.keys()
        if (old[key].value if key in old else None) != (new[key].value if key in new else None)
    ]
    indicators = {ident: place for place, ident in enumerate(now.catalog.indicators)}
    regions = {ident: place for place, ident in enumerate(now.catalog.regions)}

    def place(figure: Figure) -> tuple[object, ...]:
        region, indicator, _ = figure.row.key
        last = len(indicators) + len(regions)  # a row of the ledger may name what the catalogue lacks
        return (not figure.used_by, indicators.get(indicator, last), regions.get(region, last), figure.row.key)

    yield from sorted(found, key=place)


def _users(*boards: Board) -> dict[Key, dict[str, Target]]:
    """For each value the targets in whose series it stands, on either board."""
    users: dict[Key, dict[str, Target]] = {}
    for board in boards:
        for result in board.assessments:
            for key in _inputs(result):
                users.setdefault(key, {})[result.target.id] = result.target
    return users


def _asked_within(key: Key, board: Board) -> tuple[Target, ...]:
    """The targets with a task in the year of which a value is a part: the page of the running year holds it to them."""
    region, ident, text = key
    year, indicator = Period(text).within, board.catalog.indicators.get(ident)
    if year is None or indicator is None:
        return ()
    tasks = (
        task_of(target, year, board.catalog, board.book, board.on)
        for target in board.targets
        if target.region == region and target.indicator in (ident, indicator.growth_of)
    )
    return tuple(task.target for task in tasks if task is not None)


def _inputs(result: Assessment) -> Iterator[Key]:
    for point in result.points.values():
        for row in point.inputs:
            yield row.key
