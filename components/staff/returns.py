"""Returns that come in together on the page of reporting: recognised, checked, listed, saved with one click."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace
from functools import partial

import streamlit as st

from components.page.data import look_again
from components.page.returns import look_again as look_at_register
from components.page.session import language, translate
from components.staff.html import show
from components.staff.known import known_names
from components.staff.messages import refusals_told
from components.staff.once import finish, left_to_do
from components.staff.review import ask_name
from components.staff.rights import allowed, writer_to
from components.staff.rounds import next_round, round_of
from components.staff.saving import store
from components.staff.senders import NAMED, ask_senders, brought, by_name, report_of, settled
from gapboard.board import Board
from gapboard.board.reporting import Returns
from gapboard.explain.reporting import period_of
from gapboard.history import after_all_known, new_batch_id
from gapboard.intake.batch import rows_to_commit
from gapboard.intake.model import Workbook
from gapboard.intake.reader import read_workbook
from gapboard.intake.returns import UNKNOWN, Dropped, dropped, twice_asked
from gapboard.ledger import WriteConflict
from gapboard.ledger.reports import ASKED, HANDED_IN, REFUSED, TAKEN, Report
from gapboard.people.rights import Action
from gapboard.people.writer import Writer

_SLOT, _SAID, _KEPT, _READ = "returns", "returns:said", "returns:kept", "returns:read"


def take_returns(board: Board, returns: Returns) -> None:
    """The place to drop files, the list of what they are, and one confirmation; for who may write."""
    finish()
    if not allowed(Action.WRITE) or not returns.bodies:
        return
    show("subheading.html", title=translate("reporting.drop.title"), lead=translate("reporting.drop.lead"))
    key = f"{_SLOT}.{round_of(_SLOT)}"
    sent = st.file_uploader(
        translate("reporting.drop.files"), ["xlsx", "xls", "ods", "csv"], accept_multiple_files=True, key=f"{key}.files"
    )
    files = brought() | by_name(sent, brought())
    if brought() and st.button(translate("reporting.drop.not_these", count=len(brought())), type="tertiary"):
        brought().clear()
        st.rerun()
    # What was said stays until the next files: a page may be drawn again at any moment by a change of data.
    if files:
        st.session_state.pop(_SAID, None)
    elif said := st.session_state.get(_SAID):
        st.success(said)
    if not files:
        for name in (_KEPT, _READ, NAMED):
            st.session_state.pop(name, None)
        return
    read = _checked(files, board, returns)
    found = twice_asked(settled(read, board, returns, key))
    show("returns.html", rows=[_row(item) for item in found], counts=_counts_text(found))
    ask_senders(read, returns, key)
    if confirmed := _confirmed(found, key):
        _save_lot(found, board, *confirmed)


def _confirmed(found: list[Dropped], key: str) -> tuple[dt.date, str] | None:
    """The day on which the files came in and who says so, once the button is pressed; ``None`` before.

    One form, for its button sends along what was chosen last: a day that is not sent yet would be today.
    """
    taken, others = _of(found, TAKEN), [*_of(found, ASKED), *_of(found, REFUSED)]
    if not taken and not others:
        return None
    figures = sum(item.figures for item in taken)
    label = (
        translate("reporting.drop.save", count=len(taken), figures=figures)
        if taken
        else translate("reporting.drop.note_only", count=len(others))
    )
    with st.form(f"{key}.save-form", border=False, enter_to_submit=False):
        day = st.date_input(
            translate("reporting.received_on"), value="today", max_value="today", format="YYYY-MM-DD", key=f"{key}.day"
        )
        by = ask_name(f"{key}.by")
        pressed = st.form_submit_button(label, type="primary", key=f"{key}.save")
    if pressed and not by:
        st.warning(translate("reporting.note_return.needs_by"))
    return (day, by) if pressed and by else None


def _save_lot(found: list[Dropped], board: Board, day: dt.date, by: str) -> None:
    """Save what may be saved without a question and note the rest: one write of the register for all of them."""
    todo = [*_of(found, TAKEN), *_of(found, ASKED), *_of(found, REFUSED)]
    left = left_to_do()
    with refusals_told(board.catalog):
        # Asked of Streamlit beforehand: the first figure saved has the page drawn anew, and Streamlit ends this run
        # wherever it is touched next, with the rest unsaved.
        writer = writer_to(store())
        writer.may_note(item.cell.body.id for item in todo if item.cell)
        told = [(item, _source(item), _why(item)) for item in todo]
        conflict = translate("reporting.why.conflict")
        noted: list[Report] = []
        try:
            for item, source, why in told:
                state, batch = item.state, ""
                if state == TAKEN:
                    try:
                        state, batch = _save(writer, item, board, by, source)
                    except WriteConflict:  # another return of this lot, or somebody else, has written the figure
                        found[found.index(item)] = replace(item, state=ASKED)
                        state, why = ASKED, conflict
                noted.append(_report(item, state, day, by, batch, why))
        finally:  # of what is in the ledger by now the register tells, whatever kept the rest from it
            writer.note_returns(noted)
        left.append(partial(_done, found))
        finish()
        st.rerun()


def _checked(files: dict[str, bytes], board: Board, returns: Returns) -> list[Dropped]:
    """What the files are; checked anew only for other files or another state of the board."""
    names = known_names().confirmed
    hashes = tuple((name, hashlib.sha256(data).hexdigest()) for name, data in files.items())
    key = (hashes, id(board), id(returns))
    kept = st.session_state.get(_KEPT)
    if kept and kept[0] == key:
        return list(kept[1])
    bar = st.progress(0.0)
    done = 0
    # Each file that arrives runs the page anew: what was read before it came is not read again.
    workbooks: dict[tuple[str, bytes], Workbook] = st.session_state.setdefault(_READ, {})

    def read(data: bytes, name: str) -> Workbook:
        nonlocal done
        bar.progress(done / len(files), text=translate("reporting.drop.reading", number=done + 1, count=len(files)))
        done += 1
        if (name, data) not in workbooks:
            workbooks[name, data] = read_workbook(data, name)
        return workbooks[name, data]

    found = dropped(files, board, returns, names, read=read)
    bar.empty()
    st.session_state.pop(_READ)
    st.session_state[_KEPT] = (key, found)
    return found


def _source(item: Dropped) -> str:
    assert item.cell is not None
    return translate("reporting.drop.source", body=item.cell.body.label(language()), file=item.file)


def _save(writer: Writer, item: Dropped, board: Board, by: str, source: str) -> tuple[str, str]:
    """Write its figures; what has become of them, and their batch."""
    assert item.batch is not None
    at = dt.datetime.now().astimezone()
    batch = new_batch_id(at, writer.signature(by))
    rows = rows_to_commit(item.batch, source=source, source_url="", by=by, batch_id=batch, at=at)
    held = bool(rows) and writer.record(after_all_known(rows, board.ledger), unchanged_since=board.ledger)
    return (HANDED_IN if held else TAKEN), batch


def _report(item: Dropped, state: str, day: dt.date, by: str, batch: str, why: str) -> Report:
    assert item.cell is not None
    return report_of(item.cell, state, day, by, batch=batch, file=item.file, sha256=item.sha256, note=why)


def _done(found: list[Dropped]) -> None:
    look_again()
    look_at_register()
    waits = writer_to(store()).hands_in
    counts = _counts(found)
    said = translate(f"reporting.drop.{'waits' if waits else 'saved'}", **counts)
    if counts[UNKNOWN]:
        said += translate(
            "reporting.drop.left_out", files=translate("reading.and").join(item.file for item in _of(found, UNKNOWN))
        )
    st.session_state[_SAID] = said
    brought().clear()
    next_round(_SLOT)


def _of(found: list[Dropped], state: str) -> list[Dropped]:
    return [item for item in found if item.state == state]


def _counts(found: list[Dropped]) -> dict[str, int]:
    return {state: len(_of(found, state)) for state in (TAKEN, ASKED, REFUSED, UNKNOWN)}


def _counts_text(found: list[Dropped]) -> str:
    return translate("reporting.drop.counts", **_counts(found))


def _row(item: Dropped) -> tuple[str, ...]:
    body = item.cell.body.label(language()) if item.cell else "—"
    period = period_of(item.cell.due, language()) if item.cell else "—"
    words = {TAKEN: "reporting.drop.ready", UNKNOWN: "reporting.drop.unknown"}
    return item.file, body, period, translate(words.get(item.state, f"reporting.state.{item.state}")), _why(item)


def _why(item: Dropped) -> str:
    return translate(f"reporting.why.{item.why}", count=item.count) if item.why else ""
