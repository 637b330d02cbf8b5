"""Returns that come in together: of each file, whose it is, for which period of which duty, and what became of it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from gapboard.board import Board
from gapboard.board.reporting import Cell, Returns, find_due, periods_of
from gapboard.catalog import Body
from gapboard.export.owed import owed_for
from gapboard.export.template import return_in
from gapboard.intake.batch import prepare
from gapboard.intake.cells import read_number
from gapboard.intake.model import Batch, Candidate, Remark, State, Suggestion, Workbook, refusal
from gapboard.intake.reader import read_workbook
from gapboard.kernel.faults import DataFault
from gapboard.ledger import Key, Period
from gapboard.ledger.reports import ASKED, REFUSED, TAKEN, Report

UNKNOWN = "unknown"
_USUAL = frozenset({"part_year", "multi_year", "sheets_not_read"})
"""Remarks that a return for a part of a year has by its nature: its period was asked for, and its notes are a sheet."""

_NOT_OVER = frozenset({"future_year", "future_part"})
"""Remarks on a period that is not over: where the last day of a duty lies before its end, figures are sent so."""

_EMPTY = frozenset({"no_layout", "no_layout_here"})
"""Remarks on a template in which nothing is filled in."""


PLACE, TO_ANSWER = "", "to_answer"
"""Codes of remarks without a text of their own: the cell alone says it all, or a question that the import asks."""


@dataclass(frozen=True)
class Shared:
    """A figure that another file of the same drop would write as well.

    What this one says of it, and what ``file`` does: numbers in the indicator's unit, and codes of status.
    """

    key: Key
    own: str
    file: str
    other: str
    own_status: str = ""
    other_status: str = ""


@dataclass(frozen=True)
class Doubt:
    """What is to be looked at in a file, and the text of the cell that it is about; empty for the whole sheet."""

    remark: Remark
    text: str = ""


@dataclass(frozen=True)
class Dropped:
    """One file.

    ``state`` is ``taken`` where its figures may be saved without a question, ``asked``, ``refused``, or ``unknown``
    where nothing says whose it is. ``why`` names a text, ``reporting.why.<why>``, in which ``count`` is counted.
    ``workbook`` is kept of a file that carries no mark, until somebody says whose it is. ``others`` are the files of
    the same drop that it is like, ``shared`` the figures that they hold as well, ``doubts`` what is counted, by place.
    ``unnoted`` is the batch that wrote its figures without a note in the register, as when the server was stopped in
    between: the note is made up for. ``earlier`` is what the register says of the very same file.
    """

    file: str
    sha256: str
    state: str
    why: str = ""
    cell: Cell | None = None
    batch: Batch | None = None
    count: int = 0
    workbook: Workbook | None = None
    others: tuple[str, ...] = ()
    shared: tuple[Shared, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    unnoted: str = ""
    earlier: Report | None = None

    @property
    def figures(self) -> int:
        """How many figures saving would write: what a file before it writes is not counted again."""
        if self.batch is None or self.state != TAKEN:
            return 0
        return self.batch.number_of(State.NEW, State.CHANGED) - len(self.shared)


def dropped(
    files: Mapping[str, bytes],
    board: Board,
    returns: Returns,
    confirmed: Mapping[str, str],
    *,
    read: Callable[[bytes, str], Workbook] = read_workbook,
) -> list[Dropped]:
    """What each file is, by its name. ``confirmed`` are names that were settled before."""
    found: list[Dropped] = []
    first: dict[str, str] = {}
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    for name, data in files.items():
        sha256 = hashes[name]
        if sha256 in first:
            found.append(Dropped(name, sha256, UNKNOWN, "twin", others=(first[sha256],)))
        elif earlier := returns.by_file.get(sha256):
            waits = _wanted_by_others(earlier, frozenset(hashes.values()), board, returns)
            found.append(_known(name, earlier, data, board, returns, confirmed, read, waits))
        else:
            found.append(_dropped(name, sha256, data, board, returns, confirmed, read))
        first.setdefault(sha256, name)
    return found


def named(item: Dropped, cell: Cell, board: Board, returns: Returns, confirmed: Mapping[str, str]) -> Dropped:
    """An unmarked file as the return that somebody says it is; further sheets of it are asked about."""
    assert item.workbook is not None
    found = _of_return(item, item.workbook, cell, board, confirmed, _USUAL - {"sheets_not_read"}, returns.on)
    return _made_up(found, returns)


def asking_for(keys: Collection[Key], board: Board, returns: Returns) -> list[tuple[Cell, int]]:
    """The returns, begun by now, that ask for some of the figures ``keys``, with how many: most first, then latest."""
    pairs = {(region, indicator) for region, indicator, _ in keys}
    found: list[tuple[Cell, int]] = []
    for duty in returns.reporting.duties.values():
        for due in periods_of(duty, returns.reporting):
            if due.begins > returns.on:
                continue
            for body in returns.reporting.owing(duty, due.by):
                owed = owed_for(board, duty, body, due.period)
                count = sum((*pair, period.text) in keys for pair, period in owed if pair in pairs)
                if count:
                    found.append((returns.cell(body, due), count))
    return sorted(found, key=lambda item: (item[1], item[0].due.by), reverse=True)


def _known(
    name: str,
    earlier: Report,
    data: bytes,
    board: Board,
    returns: Returns,
    confirmed: Mapping[str, str],
    read: Callable[[bytes, str], Workbook],
    waits: Collection[Key],
) -> Dropped:
    """A file that is on record. One that waits for answers is looked at again: it is taken once nothing in it is asked.

    What differs from the ledger by now is left to the page of import: somebody may have decided against it. So is a
    new figure that another file that is not here ``waits`` with: they may have been asked about for differing in it.
    """
    cell = cell_of(earlier.subject, earlier.period.text, earlier.body, returns)
    item = Dropped(name, earlier.sha256, UNKNOWN, "known", cell=cell, earlier=earlier)
    if earlier.state != ASKED or cell is None:
        return item
    try:
        now = _of_return(item, read(data, name), cell, board, confirmed, _USUAL, returns.on)
    except DataFault:
        return item
    new = {_key(value) for value in now.batch.of(State.NEW)} if now.batch else set()
    if now.state != TAKEN or now.batch is None or now.batch.number_of(State.CHANGED) or new & set(waits):
        return replace(item, why="still_asked")
    return replace(now, why="no_longer_asked", earlier=earlier)


def _wanted_by_others(earlier: Report, here: Collection[str], board: Board, returns: Returns) -> set[Key]:
    """The figures asked for with other files that wait for answers and are not ``here``, by their hashes."""
    others = (item for item in returns.by_file.values() if item.state == ASKED and item.sha256 not in here)
    cells = (cell_of(item.subject, item.period.text, item.body, returns) for item in others)
    return {
        (*pair, period.text)
        for cell in cells
        if cell is not None and earlier.state == ASKED
        for pair, period in owed_for(board, cell.due.duty, cell.body, cell.due.period)
    }


def _dropped(
    name: str,
    sha256: str,
    data: bytes,
    board: Board,
    returns: Returns,
    confirmed: Mapping[str, str],
    read: Callable[[bytes, str], Workbook],
) -> Dropped:
    try:
        workbook = read(data, name)
    except DataFault:
        return Dropped(name, sha256, UNKNOWN, "unreadable")
    mark = mark_of(workbook)
    if mark is None and not _has_table(workbook):
        return Dropped(name, sha256, UNKNOWN, "no_table")
    if mark is None:
        return Dropped(name, sha256, UNKNOWN, "unmarked", workbook=workbook)
    item, cell = Dropped(name, sha256, UNKNOWN, "not_owed"), cell_of(*mark, returns)
    if cell is None:
        return item
    return _made_up(_of_return(item, workbook, cell, board, confirmed, _USUAL, returns.on), returns)


def _has_table(workbook: Workbook) -> bool:
    """Whether some line has a number and a text beside it; of what has none nobody need say whose it is."""
    return any(
        len(filled) > 1 and any(read_number(text).value is not None for text in filled)
        for sheet in workbook.sheets
        for row in sheet.rows
        for filled in [[text for text in row if text.strip()]]
    )


def mark_of(workbook: Workbook) -> tuple[str, str, str] | None:
    """Duty, period and body that a filled-in template is marked with."""
    return return_in(text for sheet in workbook.sheets for row in sheet.rows for text in row)


def _of_return(
    item: Dropped,
    workbook: Workbook,
    cell: Cell,
    board: Board,
    confirmed: Mapping[str, str],
    usual: Collection[str],
    on: dt.date,
) -> Dropped:
    workbook = replace(workbook, name=without_sender(workbook.name, cell.body))
    try:
        batch = prepare(workbook, workbook.first.name, board.catalog, board.ledger, confirmed=confirmed, today=on)
    except DataFault:
        return Dropped(item.file, item.sha256, REFUSED, "unreadable", cell)
    return _judged(Dropped(item.file, item.sha256, TAKEN, cell=cell, batch=batch), board, usual)


def without_sender(name: str, body: Body) -> str:
    """A file's name without that of its sender: a bureau of planning sends no plans, one of villages not of them."""
    for text in sorted({*body.names, body.name_en}, key=len, reverse=True):
        for short in (text, text[1:]):  # 农业农村局 for 市农业农村局
            name = name.replace(short, "")
    return name


def cell_of(duty: str, period: str, body: str, returns: Returns) -> Cell | None:
    """The return of a body for a period of a duty, if the body owes it."""
    reporting = returns.reporting
    asked, sender = reporting.duties.get(duty), reporting.catalog.bodies.get(body)
    due = find_due(asked, period, reporting) if asked else None
    if due is None or sender is None or sender not in reporting.owing(due.duty, due.by):
        return None
    return returns.cell(sender, due)


def _judged(item: Dropped, board: Board, usual: Collection[str]) -> Dropped:
    """A file whose return is known: refused where nothing in it is a figure, asked where something is in doubt."""
    cell, batch = item.cell, item.batch
    assert cell is not None
    assert batch is not None
    values = batch.of(State.NEW, State.CHANGED, State.UNCHANGED)
    refused = [_doubts(value)[:1] or (Doubt(_at(value), value.text),) for value in batch.of(State.REFUSED)]
    unread = tuple(doubt for doubts in refused for doubt in doubts)
    about = _about(batch, {*usual, *_EMPTY})
    if not values and about:  # an answer may make figures of them
        return _asked(item, "doubts", about)
    if not values:
        why = "refused_rows" if refused else "no_figures"
        return Dropped(item.file, item.sha256, REFUSED, why, cell, batch, len(refused), doubts=unread)
    owed = {(*pair, period.text) for pair, period in owed_for(board, cell.due.duty, cell.body, cell.due.period)}
    others = tuple(Doubt(_at(value), value.text) for value in values if _key(value) not in owed)
    if len(others) == len(values):  # it is somebody else's, and must not settle this body's return
        return replace(_asked(item, "none_owed", others), state=REFUSED)
    if refused:
        return _asked(item, "refused_rows", unread)
    if others:
        return _asked(item, "others", others)
    early = [value for value in values if _is_early(value, cell)]
    usual_of = {id(value): {*usual, *_NOT_OVER} for value in early}
    doubts = (*about, *_once(doubt for value in values for doubt in _doubts(value, usual_of.get(id(value), usual))))
    return _asked(item, "doubts", doubts) if doubts else replace(item, why="early") if early else item


def _is_early(value: Candidate, cell: Cell) -> bool:
    """Whether a figure ends with the return's period, which is not over, is not called final, and is due before that.

    The return of November asks for sums from January on.
    """
    if not any(remark.code in _NOT_OVER for remark in value.findings) or cell.due.by >= cell.due.ends:
        return False
    own, asked = Period(value.period), cell.due.period
    return (own.last_year, own.last_month) == (asked.last_year, asked.last_month) and value.obs_status != "A"


def _once(doubts: Iterable[Doubt]) -> Iterator[Doubt]:
    """The doubts, of a period that is not over only one, of the whole file."""
    seen = set[object]()
    for doubt in doubts:
        if doubt.remark.code not in _NOT_OVER:
            yield doubt
        elif (period := doubt.remark.details.get("found")) not in seen:
            seen.add(period)
            yield Doubt(replace(doubt.remark, row=0, column=0))


def _made_up(item: Dropped, returns: Returns) -> Dropped:
    """A file that holds nothing new because its figures were written already, and whose note is missing: by the one
    batch that names it as its source and that the register does not know.
    """
    values = item.batch.of(State.NEW, State.CHANGED, State.UNCHANGED) if item.batch and item.state == TAKEN else []
    known = [value.old for value in values if value.state is State.UNCHANGED and value.old]
    written = Counter(row.batch for row in known if item.file in row.source and row.batch not in returns.batches)
    if len(known) < len(values) or len(written) != 1:
        return item
    ((batch, count),) = written.items()
    return replace(item, why="unnoted", count=count, unnoted=batch)


def _about(batch: Batch, usual: Collection[str]) -> tuple[Doubt, ...]:
    """What is in doubt about the file as a whole, and the names that an answer is needed for."""
    found = [Doubt(remark) for remark in batch.findings if remark.code not in usual]
    return (*found, *(Doubt(_question(asked), asked.text) for asked in batch.suggestions))


def _question(asked: Suggestion) -> Remark:
    code = f"unknown_{asked.kind}" if asked.kind in ("indicator", "region", "unit") else TO_ANSWER
    return refusal(code, asked.row, asked.column, asked.text, asked.wanted)


def _doubts(value: Candidate, usual: Collection[str] = ()) -> tuple[Doubt, ...]:
    """What is in doubt about a value; where the remark names no cell of its own, at the value's."""
    found = (remark if remark.row else _at(value, remark) for remark in value.findings if remark.code not in usual)
    return tuple(Doubt(remark, value.text) for remark in found)


def _at(value: Candidate, remark: Remark | None = None) -> Remark:
    remark = remark or refusal(PLACE)
    return replace(remark, row=value.row, column=value.column)


def _key(value: Candidate) -> Key:
    return value.region, value.indicator, value.period


def _asked(item: Dropped, why: str, doubts: tuple[Doubt, ...]) -> Dropped:
    return replace(item, state=ASKED, why=why, count=len(doubts), doubts=doubts)
