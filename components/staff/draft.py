"""A batch that is checked and not yet saved: made once for each file and set of choices, then kept."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.data import board
from components.session import language, tell
from gapboard.board import Board
from gapboard.history import after_all_known, changed_statuses, with_rows
from gapboard.history.effect import StatusChange
from gapboard.intake.annotate import Note, notes
from gapboard.intake.batch import prepare, rows_to_commit
from gapboard.intake.model import Batch, Candidate, Layout, State, Workbook
from gapboard.intake.readings import Question, questions
from gapboard.intake.withdraw import with_withdrawals
from gapboard.ledger import Key, Observation

_SHOW_PROGRESS_FROM = 20_000
MOST_ROWS = 200
"""How many rows of a table a review shows."""


@dataclasses.dataclass(frozen=True)
class Choices:
    """What the user has decided about a file."""

    sheet: str
    region: str = ""
    layout: Layout | None = None
    confirmed: Mapping[str, str] = dataclasses.field(default_factory=dict)
    readings: Mapping[tuple[int, int], str] = dataclasses.field(default_factory=dict)
    emptied: Mapping[int, Key] = dataclasses.field(default_factory=dict)
    """Rows of a typed table that take a value back: its region, indicator and period."""


@dataclasses.dataclass(frozen=True)
class Draft:
    """A checked batch with everything that its review shows."""

    board: Board
    workbook: Workbook
    batch: Batch
    notes: list[Note]
    first: Mapping[State, list[tuple[Candidate, Observation]]]
    """Of the new and of the changed values the first ``MOST_ROWS``, each with the row that it would become."""
    withdrawn: list[Candidate]
    """Those of the changed that take a value back."""
    effects: list[StatusChange]
    refused: int
    left_out: int
    unchanged: int
    doubtful: int
    repaired: Mapping[tuple[int, int, str], str]
    """What a repair made of a cell, by row, column and code."""
    questions: list[Question]
    labels: Mapping[int, str]
    """What a row is called, where the rows were typed in and have no place in a file."""

    @property
    def new(self) -> int:
        """How many values are new."""
        return self.batch.number_of(State.NEW)

    @property
    def changed(self) -> int:
        """How many values are changed."""
        return self.batch.number_of(State.CHANGED)

    @property
    def changing(self) -> int:
        """How many values saving would write."""
        return self.new + self.changed

    def of_kind(self, kind: str) -> list[Note]:
        """The remarks of one kind: ``fault``, ``doubt`` or ``repair``."""
        return [note for note in self.notes if note.kind == kind and note.code != "left_out"]


def kept(
    slot: str, data: bytes, workbook: Workbook, choices: Choices, labels: Mapping[int, str] | None = None
) -> tuple[Draft, bool]:
    """The draft for these bytes and choices, and whether it had to be made anew.

    Every keystroke runs the page again; only another file, choice, language or state of the ledger is checked anew.
    """
    now = board()
    key = (hashlib.sha256(data).hexdigest(), repr(choices), workbook.encoding, language(), id(now))
    store: dict[str, Any] = st.session_state.setdefault("staff:drafts", {})
    if slot in store and store[slot][0] == key:
        return store[slot][1], False
    draft = _made(now, workbook, choices, labels or {})
    store[slot] = (key, draft)
    return draft, True


def forget(slot: str) -> None:
    """Let go of a draft that is saved or withdrawn."""
    st.session_state.get("staff:drafts", {}).pop(slot, None)
    st.session_state.pop("staff:workbook", None)


def _made(now: Board, workbook: Workbook, choices: Choices, labels: Mapping[int, str]) -> Draft:
    table = next(sheet.rows for sheet in workbook.sheets if sheet.name == choices.sheet)
    bar = st.progress(0.0, text=tell("staff.checking")) if len(table) > _SHOW_PROGRESS_FROM else None

    def progress(done: int, total: int) -> None:
        if bar and total:
            bar.progress(min(done / total, 1.0), text=tell("staff.checking"))

    batch = prepare(
        workbook,
        choices.sheet,
        now.catalog,
        now.ledger,
        layout=choices.layout,
        region=choices.region or None,
        confirmed=choices.confirmed,
        progress=progress,
        readings=choices.readings,
    )
    if choices.emptied:
        batch = with_withdrawals(batch, now.ledger, choices.emptied)
    at = dt.datetime.now().astimezone()
    written = rows_to_commit(batch, source="", source_url="", by="", batch_id="", at=at)
    written = after_all_known(written, now.ledger)
    # Only typed rows take values back, and they are few: those of a file need not be looked through.
    withdrawn = [value for value in batch.of(State.CHANGED) if value.value is None] if choices.emptied else []
    rows_by_key = {row.key: row for row in written}
    first = {
        state: [
            (value, rows_by_key[value.region, value.indicator, value.period])
            for value in batch.of(state, most=MOST_ROWS + len(withdrawn))
            if value.value is not None
        ][:MOST_ROWS]
        for state in (State.NEW, State.CHANGED)
    }
    refused = batch.of(State.REFUSED)
    left_out = sum(any(remark.code == "left_out" for remark in value.findings) for value in refused)
    draft = Draft(
        board=now,
        workbook=workbook,
        batch=batch,
        notes=notes(batch, table, language()),
        first=first,
        withdrawn=withdrawn,
        effects=changed_statuses(now, with_rows(now, written)),
        refused=len(refused) - left_out,
        left_out=left_out,
        unchanged=batch.number_of(State.UNCHANGED),
        doubtful=batch.doubtful(),
        repaired=_repaired(batch, now),
        questions=list(questions(batch)),
        labels=labels,
    )
    if bar:
        bar.empty()
    return draft


def _repaired(batch: Batch, now: Board) -> dict[tuple[int, int, str], str]:
    """What each repair led to: the name or unit that it says, else the value as it would be saved."""
    found: dict[tuple[int, int, str], str] = {}
    for value in batch.remarked():
        for remark in value.repairs:
            own = remark.column == value.column and value.value is not None
            number = f"{value.value:.12g} {now.catalog.indicators[value.indicator].unit}" if own else ""
            found[remark.row, remark.column, remark.code] = number or str(remark.details.get("result", ""))
    return found
