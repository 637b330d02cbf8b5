"""What a batch changes on the board."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from gapboard.assess import Status
from gapboard.board import Board
from gapboard.ledger import Ledger, Observation

StatusChange = tuple[str, Status, Status]


def with_rows(board: Board, rows: Iterable[Observation]) -> Board:
    """The board as it would be with ``rows`` in the ledger; nothing is written.

    A board read as known on an earlier day does not see rows recorded later.
    """
    return dataclasses.replace(board, ledger=Ledger((*board.ledger.rows, *rows)))


def changed_statuses(before: Board, after: Board) -> list[StatusChange]:
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
