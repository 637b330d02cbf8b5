"""A file that is imported may be a body's return: then the register notes it once its figures are saved."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import streamlit as st

from components.page.returns import known_returns, look_again
from components.page.session import language, translate
from components.staff.draft import Draft
from components.staff.rights import writer_to
from components.staff.saving import Saved, store
from components.staff.senders import report_of
from components.staff.upload import Upload
from gapboard.board.reporting import Cell, Returns
from gapboard.explain.reporting import period_of
from gapboard.intake.model import State
from gapboard.intake.returns import asking_for, mark_of
from gapboard.ledger.reports import ASKED, HANDED_IN, TAKEN
from gapboard.people.writer import Writer

_WHAT, _MARK = "import:as-return", "import:mark"
Mark = tuple[str, str, str]
"""Duty, period and body."""


@dataclass(frozen=True)
class AsReturn:
    """The return that the file is, by what was chosen."""

    cell: Cell
    day: dt.date
    upload: Upload
    writer: Writer
    batch: str = ""
    """Its batch in the register where this file waits for answers: what is saved of it goes on with that."""

    def require(self) -> None:
        """Raise ``NoRight`` where the visitor may not note it, before anything is written."""
        self.writer.may_note([self.cell.body.id])

    def note(self, saved: Saved, by: str, *, whole: bool) -> None:
        """Note it; ``whole`` is whether all of its figures were saved. Draws nothing: the run may end at any touch."""
        state = HANDED_IN if saved.held else TAKEN if whole else ASKED
        told = {"batch": saved.batch, "file": self.upload.name, "sha256": self.upload.sha256}
        self.writer.note_returns([report_of(self.cell, state, self.day, by, **told)])
        look_again()


def ask_return(upload: Upload, draft: Draft) -> AsReturn | None:
    """Whose return for which period the file is, offered where a duty asks for its figures; ``None`` for none."""
    found = known_returns()
    if found is None or not found.bodies:
        return None
    asking = _asking(draft, found)
    if not asking:
        st.caption(translate("reporting.as_return.none"))
        return None
    known = found.by_file.get(upload.sha256)
    mark = (known.subject, known.period.text, known.body) if known else _mark(draft)
    marks = list(asking)
    chosen = st.selectbox(
        translate("reporting.as_return.which"),
        marks,
        index=marks.index(mark) if mark in asking else None,
        format_func=lambda one: _label(*asking[one]),
        placeholder=translate("reporting.as_return.not_noted"),
        help=translate("reporting.as_return.help"),
        key=f"{upload.key}.return",
    )
    if chosen is None:
        return None
    day = st.date_input(
        translate("reporting.received_on"),
        value=known.received_on if known else "today",
        max_value="today",
        format="YYYY-MM-DD",
        key=f"{upload.key}.received",
    )
    waits = known is not None and known.state == ASKED and chosen == mark
    return AsReturn(asking[chosen][0], day, upload, writer_to(store()), known.batch if known and waits else "")


def _mark(draft: Draft) -> Mark | None:
    """What the file is marked as; looked for once for a file, which may be long."""
    kept = st.session_state.get(_MARK)
    if kept is None or kept[0] is not draft.workbook:
        kept = st.session_state[_MARK] = (draft.workbook, mark_of(draft.workbook))
    found: Mark | None = kept[1]
    return found


def _asking(draft: Draft, found: Returns) -> dict[Mark, tuple[Cell, int]]:
    """The returns that ask for figures of the file, with how many; worked out once for a draft."""
    key = (id(draft), id(found))
    kept = st.session_state.get(_WHAT)
    if kept is None or kept[0] != key:
        values = draft.batch.of(State.NEW, State.CHANGED, State.UNCHANGED)
        keys = {(value.region, value.indicator, value.period) for value in values}
        cells = asking_for(keys, draft.board, found)
        asking = {(cell.due.duty.id, cell.due.period.text, cell.body.id): (cell, count) for cell, count in cells}
        # What the key is made of is kept with it: another draft is not to be found at its place.
        kept = (key, asking, draft, found)
        st.session_state[_WHAT] = kept
    answer: dict[Mark, tuple[Cell, int]] = kept[1]
    return answer


def _label(cell: Cell, count: int) -> str:
    return translate(
        "reporting.as_return.one",
        body=cell.body.label(language()),
        duty=cell.due.duty.label(language()),
        period=period_of(cell.due, language()),
        count=count,
    )
