"""A batch that is checked and not yet saved: made once for each file and set of choices, then kept."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from components.page.data import board
from components.page.session import language, translate
from components.staff.picture import Picture, pictures_of
from gapboard.board import Board
from gapboard.history import after_all_known, statuses_changed_by
from gapboard.history.effect import StatusEffect
from gapboard.intake.aliases import Known
from gapboard.intake.batch import prepare, row_of, rows_to_commit
from gapboard.intake.by_hand import as_typed, with_withdrawals
from gapboard.intake.correct import Correction
from gapboard.intake.model import Batch, Candidate, State, Workbook
from gapboard.intake.preview import Remarks, remarks_of
from gapboard.ledger import Key, Observation

_SHOW_PROGRESS_FROM = 20_000
MOST_ROWS = 200
"""How many rows of a table a review shows."""


@dataclasses.dataclass(frozen=True)
class Choices:
    """What the user has decided about a file."""

    sheet: str
    region: str = ""
    correction: Correction | None = None
    confirmed: Mapping[str, str] = dataclasses.field(default_factory=dict)
    known: Known = dataclasses.field(default_factory=lambda: Known({}, {}))
    """Names that were settled before: those that count, and those that are only offered."""
    readings: Mapping[tuple[int, int], str] = dataclasses.field(default_factory=dict)
    emptied: Mapping[int, Key] = dataclasses.field(default_factory=dict)
    """Rows of a typed table that take a value back: its region, indicator and period."""
    silent: frozenset[int] = frozenset()
    """Rows of a typed table that say neither status nor note."""
    by_hand: bool = False


@dataclasses.dataclass(frozen=True)
class Draft:
    """A checked batch with everything that its review shows."""

    board: Board
    workbook: Workbook
    batch: Batch
    remarks: Remarks
    first: Mapping[State, list[tuple[Candidate, Observation]]]
    """Of the new and of the changed values the first ``MOST_ROWS``, each with the row that it would become."""
    withdrawn: list[Candidate]
    """Those of the changed that take a value back."""
    effects: list[StatusEffect]
    refused: int
    unchanged: int
    doubtful: int
    labels: Mapping[int, str]
    """What a row is called, where the rows were typed in and have no place in a file."""
    known: Known
    """The names that were settled before this file."""
    pictures: Sequence[Picture]
    """The tables of a file as they were read; typed rows have none."""
    seen: str
    """A word for what would be written over what, with all doubts: who has seen one draft has not seen another."""

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
        """How many values saving would write or take back."""
        return self.new + self.changed

    @property
    def figures(self) -> int:
        """How many values saving would write."""
        return self.changing - len(self.withdrawn)

    @property
    def left_out(self) -> int:
        """How many values the user has left out."""
        return self.remarks.left_out


def kept(
    slot: str, data: bytes, workbook: Workbook, choices: Choices, labels: Mapping[int, str] | None = None
) -> tuple[Draft, bool]:
    """The draft for these bytes and choices, and whether it had to be made anew.

    Every keystroke runs the page again; only another file, choice, language or state of the ledger is checked anew.
    """
    now = board()
    key = (hashlib.sha256(data).hexdigest(), repr(choices), workbook.encoding, language(), id(now))
    store: dict[str, Any] = st.session_state.setdefault("staff:drafts", {})
    place = st.empty()  # always: what comes after it would else move up, be drawn anew, and close
    if slot in store and store[slot][0] == key:
        return store[slot][1], False
    # A quick hand begins the next run while this one still checks: then what that one makes is the draft that is kept.
    run = store[f"{slot}.run"] = object()
    is_new = slot not in store or store[slot][0][0] != key[0]
    if is_new and not choices.by_hand:  # else what was reviewed still stands there
        place.info(translate("staff.checking"), icon=":material/hourglass_top:")
    try:
        draft = made(now, workbook, choices, labels or {}, place)
    finally:
        place.empty()
    if store.get(f"{slot}.run") is run:
        store[slot] = (key, draft)
    return draft, True


def forget(slot: str) -> None:
    """Let go of a draft that is saved or withdrawn, and of what it was compared with."""
    for kept_by_slot in ("staff:drafts", "staff:compared"):
        st.session_state.get(kept_by_slot, {}).pop(slot, None)
    st.session_state.pop("staff:workbook", None)


def made(now: Board, workbook: Workbook, choices: Choices, labels: Mapping[int, str], place: Any) -> Draft:
    """A file checked against the board, with a bar at ``place`` while a large one is. Raises ``DataFault``."""
    sheet = next(sheet for sheet in workbook.sheets if sheet.name == choices.sheet)
    table = sheet.rows
    bar = place.progress(0.0, text=translate("staff.checking")) if len(table) > _SHOW_PROGRESS_FROM else None

    def progress(done: int, total: int) -> None:
        if bar and total:
            bar.progress(min(done / total, 1.0), text=translate("staff.checking"))

    batch = prepare(
        workbook,
        choices.sheet,
        now.catalog,
        now.ledger,
        correction=choices.correction,
        region=choices.region or None,
        confirmed={**choices.known.confirmed, **choices.confirmed},
        offered=choices.known.offered,
        progress=progress,
        readings=choices.readings,
    )
    if choices.by_hand:
        batch = with_withdrawals(as_typed(batch, choices.silent), now.ledger, choices.emptied)
    # Only typed rows take values back, and they are few: those of a file need not be looked through.
    withdrawn = [value for value in batch.of(State.CHANGED) if value.value is None] if choices.emptied else []
    at = dt.datetime.now().astimezone()
    first = {
        state: [
            (value, row_of(value, at))
            for value in batch.of(state, most=MOST_ROWS + len(withdrawn))
            if value.value is not None
        ][:MOST_ROWS]
        for state in (State.NEW, State.CHANGED)
    }
    remarks = remarks_of(batch, table, language(), MOST_ROWS)
    draft = Draft(
        board=now,
        workbook=workbook,
        batch=batch,
        remarks=remarks,
        first=first,
        withdrawn=withdrawn,
        effects=effects_of(batch, now, at),
        refused=batch.number_of(State.REFUSED) - remarks.left_out,
        unchanged=batch.unchanged,
        doubtful=batch.doubtful(),
        labels=labels,
        known=choices.known,
        pictures=[] if labels else pictures_of(batch, sheet, now),
        seen=_seen(batch),
    )
    return draft


def _seen(batch: Batch) -> str:
    told = [
        (
            *(value.region, value.indicator, value.period, value.value, value.bound, value.obs_status, value.note),
            *((old.value, old.batch) if (old := value.old) else ()),
            *(remark.code for remark in value.findings),
        )
        for value in batch.of(State.NEW, State.CHANGED)
    ]
    return f"{hash(tuple(told)) & 0xFFFF_FFFF:08x}"


def effects_of(batch: Batch, now: Board, at: dt.datetime) -> list[StatusEffect]:
    """Which targets' statuses saving would change; rows are made only of the series that some target rests on."""
    rows = rows_to_commit(batch, source="", source_url="", by="", batch_id="", at=at, series=now.readers)
    return statuses_changed_by(now, after_all_known(rows, now.ledger))
