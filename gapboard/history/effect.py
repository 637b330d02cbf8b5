"""What a batch changes on the board."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from gapboard.assess import Status, assess
from gapboard.board import Board
from gapboard.ledger import Ledger, Observation

StatusEffect = tuple[str, Status, Status]
"""A target, its status, and the one it would have."""


def with_rows(board: Board, rows: Iterable[Observation]) -> Board:
    """The board as it would be with ``rows`` in the ledger; nothing is written.

    A board read as known on an earlier day does not see rows recorded later.
    """
    return dataclasses.replace(board, ledger=Ledger((*board.ledger.rows, *rows)))


def statuses_changed_by(board: Board, rows: Iterable[Observation]) -> list[StatusEffect]:
    """What ``changed_statuses(board, with_rows(board, rows))`` answers, without assessing every target again.

    ``rows`` are later than what the ledger holds of their keys (``after_all_known``). Only targets whose assessment
    asks for one of their series can have another status, and the assessment itself has told which series those
    are: what it makes of equal series is equal. Rows of other series than ``board.readers`` may be left out.
    """
    seen = [row for row in rows if board.known_on is None or row.recorded_at.date() <= board.known_on]
    touched = {
        target
        for pair in {(row.region, row.indicator) for row in seen}
        for target in board.readers.get(pair, frozenset())
    }
    if not touched:
        return []
    book = board.book.with_rows(seen)
    old = {result.target.id: result.status for result in board.assessments if result.target.id in touched}
    new = {
        target.id: assess(target, board.catalog, book, board.on).status
        for target in board.targets
        if target.id in touched
    }
    return [(target, old[target], new[target]) for target in new if old[target] is not new[target]]


def changed_statuses(before: Board, after: Board) -> list[StatusEffect]:
    """Target, old status and new status of every target on both boards whose status differs.

    In the order of the catalogue.
    """
    old = {result.target.id: result.status for result in before.assessments}
    new = {result.target.id: result.status for result in after.assessments}
    return [
        (target, old[target], new[target])
        for target in after.catalog.targets
        if target in old and target in new and old[target] is not new[target]
    ]
