"""Returns that come in together: of each file, whose it is, for which period of which duty, and what became of it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from gapboard.board import Board
from gapboard.board.reporting import Cell, Returns, find_due
from gapboard.export.owed import owed_for
from gapboard.export.template import return_in
from gapboard.intake.batch import prepare
from gapboard.intake.model import Batch, State, Workbook
from gapboard.intake.reader import read_workbook
from gapboard.kernel.faults import DataFault
from gapboard.ledger.reports import ASKED, REFUSED, TAKEN

UNKNOWN = "unknown"
_USUAL = frozenset({"part_year", "multi_year", "sheets_not_read"})
"""Remarks that a return for a part of a year has by its nature: its period was asked for, and its notes are a sheet."""


@dataclass(frozen=True)
class Dropped:
    """One file.

    ``state`` is ``taken`` where its figures may be saved without a question, ``asked``, ``refused``, or ``unknown``
    where nothing says whose it is. ``why`` names a text, ``reporting.why.<why>``, in which ``count`` is counted.
    """

    file: str
    sha256: str
    state: str
    why: str = ""
    cell: Cell | None = None
    batch: Batch | None = None
    count: int = 0

    @property
    def figures(self) -> int:
        """How many figures saving would write."""
        return self.batch.number_of(State.NEW, State.CHANGED) if self.batch and self.state == TAKEN else 0


def dropped(
    files: Mapping[str, bytes],
    board: Board,
    returns: Returns,
    confirmed: Mapping[str, str],
    *,
    read: Callable[[bytes, str], Workbook] = read_workbook,
) -> list[Dropped]:
    """What each file is, by its name; of two for the same return the later one is asked about.

    ``confirmed`` are names that were settled before.
    """
    found: list[Dropped] = []
    hashes = set(returns.files)
    for name, data in files.items():
        item = _dropped(name, data, board, returns, confirmed, hashes, read)
        again = item.cell and any(
            other.cell and other.state == TAKEN and _same(other.cell, item.cell) for other in found
        )
        found.append(_asked(item, "twice") if again else item)
        hashes.add(item.sha256)
    return found


def _dropped(
    name: str,
    data: bytes,
    board: Board,
    returns: Returns,
    confirmed: Mapping[str, str],
    hashes: Collection[str],
    read: Callable[[bytes, str], Workbook],
) -> Dropped:
    sha256 = hashlib.sha256(data).hexdigest()
    if sha256 in hashes:
        return Dropped(name, sha256, UNKNOWN, "known")
    try:
        workbook = read(data, name)
    except DataFault:
        return Dropped(name, sha256, UNKNOWN, "unreadable")
    mark = return_in(text for sheet in workbook.sheets for row in sheet.rows for text in row)
    if mark is None:
        return Dropped(name, sha256, UNKNOWN, "unmarked")
    cell = _cell_of(*mark, returns)
    if cell is None:
        return Dropped(name, sha256, UNKNOWN, "not_owed")
    try:
        batch = prepare(workbook, workbook.first.name, board.catalog, board.ledger, confirmed=confirmed)
    except DataFault:
        return Dropped(name, sha256, REFUSED, "unreadable", cell)
    return _judged(Dropped(name, sha256, TAKEN, cell=cell, batch=batch), board)


def _cell_of(duty: str, period: str, body: str, returns: Returns) -> Cell | None:
    """The return that a file is marked as, if its body owes it."""
    reporting = returns.reporting
    asked, sender = reporting.duties.get(duty), reporting.catalog.bodies.get(body)
    due = find_due(asked, period, reporting) if asked else None
    if due is None or sender is None or sender not in reporting.owing(due.duty, due.by):
        return None
    return returns.cell(sender, due)


def _judged(item: Dropped, board: Board) -> Dropped:
    """A file whose return is known: refused where nothing in it is a figure, asked where something is in doubt."""
    cell, batch = item.cell, item.batch
    assert cell is not None
    assert batch is not None
    values = batch.of(State.NEW, State.CHANGED, State.UNCHANGED)
    if not values:
        return Dropped(item.file, item.sha256, REFUSED, "no_figures", cell, batch)
    if refused := batch.number_of(State.REFUSED):
        return _asked(item, "refused_rows", refused)
    owed = {(*pair, period.text) for pair, period in owed_for(board, cell.due.duty, cell.body, cell.due.period)}
    if others := sum((value.region, value.indicator, value.period) not in owed for value in values):
        return _asked(item, "others", others)
    remarks = [remark for value in values for remark in value.findings] + list(batch.findings)
    doubts = sum(remark.code not in _USUAL for remark in remarks) + len(batch.suggestions)
    return _asked(item, "doubts", doubts) if doubts else item


def _asked(item: Dropped, why: str, count: int = 0) -> Dropped:
    return Dropped(item.file, item.sha256, ASKED, why, item.cell, item.batch, count)


def _same(one: Cell, other: Cell) -> bool:
    return (one.due.duty.id, one.due.period, one.body.id) == (other.due.duty.id, other.due.period, other.body.id)
