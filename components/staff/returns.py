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
from components.staff.once import Step, finish, write_once
from components.staff.review import ask_name
from components.staff.rights import allowed, writer_to
from components.staff.rounds import next_round, round_of
from components.staff.saving import store
from components.staff.senders import (
    NAMED,
    ask_senders,
    ask_which,
    brought,
    by_name,
    report_of,
    settled,
    which_stands,
)
from gapboard.board import Board
from gapboard.board.reporting import Returns
from gapboard.explain.reporting import period_of
from gapboard.history import after_all_known, new_batch_id
from gapboard.intake.batch import rows_to_commit
from gapboard.intake.beside import beside
from gapboard.intake.model import Workbook
from gapboard.intake.reader import read_workbook
from gapboard.intake.returns import UNKNOWN, Dropped, dropped
from gapboard.intake.returns_told import figures_text, note_text, why_text
from gapboard.kernel.wording import say
from gapboard.ledger import Key, WriteConflict
from gapboard.ledger.reports import ASKED, HANDED_IN, RECEIVED, REFUSED, TAKEN, Report
from gapboard.people.rights import Action
from gapboard.people.writer import Writer

_SLOT, _SAID, _KEPT, _READ = "returns", "returns:said", "returns:kept", "returns:read"

_AFTERWARDS = {"unmarked": "not_named"}
"""Reasons that say what to do before the lot is confirmed, and what they are called afterwards."""


def takes_returns(returns: Returns) -> bool:
    """Whether the visitor finds the place to drop files, ``#take-returns``, at the end of the page."""
    return allowed(Action.WRITE) and bool(returns.bodies)


def take_returns(board: Board, returns: Returns) -> None:
    """The place to drop files, the list of what they are, and one confirmation; for who may write."""
    finish()
    if not takes_returns(returns):
        return
    told = {"title": translate("reporting.drop.title"), "lead": translate("reporting.drop.lead")}
    show("subheading.html", anchor="take-returns", **told)
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
    elif _SAID in st.session_state:
        said, rows = st.session_state[_SAID]
        st.success(said)
        if rows:
            show("returns.html", rows=rows, counts=translate("reporting.drop.left_told"), told=True)
    if not files:
        for name in (_KEPT, _READ, NAMED):
            st.session_state.pop(name, None)
        return
    read = _checked(files, board, returns)
    known = settled(read, board, returns, key)
    found = beside(known, which_stands(known, key))
    rows = [_row(item, why_text(item, board.catalog, language())) for item in found]
    show("returns.html", rows=rows, counts=_counts_text(found), told=False)
    ask_senders(read, returns, key)
    ask_which(known, key)
    if confirmed := _confirmed(found, key):
        _save_lot(found, board, returns.seen, *confirmed, turn=key)


def _confirmed(found: list[Dropped], key: str) -> tuple[dict[str, dt.date], str] | None:
    """By a file's hash the day on which it came in, and who says so, once the button is pressed; ``None`` before.

    One form, for its button sends along what was chosen last: a day that is not sent yet would be today.
    """
    taken, others = _of(found, TAKEN), [*_of(found, ASKED), *_of(found, REFUSED)]
    if not taken and not others:
        return None
    new = [item for item in (*taken, *others) if item.earlier is None]  # what is on record keeps its day
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
        own = _own_days(new, key)
        by = ask_name(f"{key}.by")
        pressed = st.form_submit_button(label, type="primary", key=f"{key}.save")
    if pressed and not by:
        st.warning(translate("reporting.note_return.needs_by"))
    days = {
        item.sha256: item.earlier.received_on if item.earlier else own.get(item.sha256) or day
        for item in (*taken, *others)
    }
    return (days, by) if pressed and by else None


def _own_days(found: list[Dropped], key: str) -> dict[str, dt.date | None]:
    """By a file's hash the day of its own; ``None`` where the one for all of them holds."""
    if len(found) < 2:
        return {}
    with st.expander(translate("reporting.drop.own_days")):
        return {
            item.sha256: st.date_input(
                translate("reporting.drop.own_day", file=item.file),
                value=None,
                max_value="today",
                format="YYYY-MM-DD",
                key=f"{key}.day.{item.sha256[:16]}",
            )
            for item in found
        }


def _save_lot(found: list[Dropped], board: Board, seen: int, days: dict[str, dt.date], by: str, turn: str) -> None:
    """Save what may be saved without a question and note the rest, of which the register had ``seen`` rows."""
    todo = [*_of(found, TAKEN), *_of(found, ASKED), *_of(found, REFUSED)]
    with refusals_told(board.catalog):
        # Asked of Streamlit beforehand: the first figure saved has the page drawn anew, and Streamlit ends this run
        # wherever it is touched next, with the rest unsaved.
        writer, told_in = writer_to(store()), language()
        writer.may_note(item.cell.body.id for item in todo if item.cell)
        told = [(item, _source(item), why_text(item, board.catalog, told_in)) for item in todo]
        left = [replace(item, why=_AFTERWARDS.get(item.why, item.why)) for item in _of(found, UNKNOWN)]
        unknown = [(item, why_text(item, board.catalog, told_in)) for item in left]

        def write() -> Step:
            return partial(_done, [*_written(writer, told, board, seen, days, by, told_in), *unknown])

        write_once(_SLOT, turn, write)
        st.rerun()


def _written(
    writer: Writer,
    todo: list[tuple[Dropped, str, str]],
    board: Board,
    seen: int,
    days: dict[str, dt.date],
    by: str,
    told_in: str,
) -> list[tuple[Dropped, str]]:
    """Write files with their sources and reasons; what has become of each, and why.

    Each file in a turn of its own at the register: who takes the same files in another window finds it noted there,
    and of what is in the ledger by now the register tells, whatever keeps the rest from it.
    """
    ended: list[tuple[Dropped, str]] = []
    written: set[Key] = set()
    for item, source, why in todo:
        draft = _report(item, days[item.sha256], by, why)
        found = partial(_take, writer, item, board, draft, source, why, written, told_in, ended)
        if noted := writer.note_file(draft, seen, found):
            known = replace(item, state=UNKNOWN, why="known", batch=None, unnoted="", earlier=noted)
            ended.append((known, why_text(known, board.catalog, told_in)))
    return ended


def _take(
    writer: Writer,
    item: Dropped,
    board: Board,
    draft: Report,
    source: str,
    why: str,
    written: set[Key],
    told_in: str,
    ended: list[tuple[Dropped, str]],
) -> Report:
    """Write a file's figures where it is to be taken; what the register notes of it. What it became joins ``ended``."""
    state, batch = item.state, draft.batch
    if state == TAKEN:
        try:
            state, batch = _save(writer, item, board, draft.recorded_by, source, written)
        except WriteConflict as met:  # somebody else has written the figure meanwhile
            figures = figures_text((one.key for one in met.conflicts), board.catalog, told_in)
            state, why = ASKED, say("reporting.why.conflict", told_in, figures=figures)
    ended.append((replace(item, state=ASKED) if state == ASKED else item, why))
    return replace(draft, state=state, batch=batch, note=note_text(why))


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


def _save(writer: Writer, item: Dropped, board: Board, by: str, source: str, written: set[Key]) -> tuple[str, str]:
    """Write its figures but those that an agreeing file of the lot has ``written``; what became of them, their batch.

    What waits for review is there by its own file alone: one that adds nothing has come in, and is not in the ledger.
    """
    assert item.batch is not None
    at = dt.datetime.now().astimezone()
    batch = item.unnoted or (item.earlier.batch if item.earlier else "") or new_batch_id(at, writer.signature(by))
    rows = rows_to_commit(item.batch, source=source, source_url="", by=by, batch_id=batch, at=at)
    own = [row for row in rows if row.key not in written]
    held = bool(own) and writer.record(after_all_known(own, board.ledger), unchanged_since=board.ledger)
    written.update(row.key for row in own)
    waits = writer.hands_in and len(own) < len(rows)
    return (HANDED_IN if held else RECEIVED if waits else TAKEN), batch


def _report(item: Dropped, day: dt.date, by: str, why: str) -> Report:
    assert item.cell is not None
    batch = item.earlier.batch if item.earlier else ""
    about = {"file": item.file, "sha256": item.sha256, "note": note_text(why)}
    return report_of(item.cell, item.state, day, by, batch=batch, **about)


def _done(ended: list[tuple[Dropped, str]]) -> None:
    """Say how many are what, and of each that is not taken why."""
    look_again()
    look_at_register()
    waits = writer_to(store()).hands_in
    found = [item for item, _ in ended]
    said = translate(f"reporting.drop.{'waits' if waits else 'saved'}", **_counts(found))
    if made_up := sum(bool(item.unnoted) for item in found):
        said += translate("reporting.drop.made_up", count=made_up)
    if unknown := _of(found, UNKNOWN):
        said += translate("reporting.drop.left_out", files=translate("reading.and").join(item.file for item in unknown))
    st.session_state[_SAID] = said, [_row(item, why) for item, why in ended if item.state != TAKEN]
    brought().clear()
    next_round(_SLOT)


def _of(found: list[Dropped], state: str) -> list[Dropped]:
    return [item for item in found if item.state == state]


def _is_copy(item: Dropped) -> bool:
    """Whether it is known whose it is: it is on record, or comes twice."""
    return item.state == UNKNOWN and item.why in ("twin", "known", "still_asked")


def _counts(found: list[Dropped]) -> dict[str, int]:
    copies = sum(map(_is_copy, found))
    counted = {state: len(_of(found, state)) for state in (TAKEN, ASKED, REFUSED, UNKNOWN)}
    return counted | {UNKNOWN: counted[UNKNOWN] - copies, "copies": copies}


def _counts_text(found: list[Dropped]) -> str:
    counts = _counts(found)
    more = translate("reporting.drop.copies", count=counts["copies"]) if counts["copies"] else ""
    return translate("reporting.drop.counts", **counts) + more


def _row(item: Dropped, why: str) -> tuple[str, ...]:
    body = item.cell.body.label(language()) if item.cell else "—"
    period = period_of(item.cell.due, language()) if item.cell else "—"
    unknown = "reporting.drop.again" if _is_copy(item) else "reporting.drop.unknown"
    words = {TAKEN: "reporting.drop.ready", UNKNOWN: unknown}
    return item.file, body, period, translate(words.get(item.state, f"reporting.state.{item.state}")), why
