"""The history page's pieces: batches, the question before an undo, and downloads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial
from itertools import islice

import streamlit as st

from components.page.data import board
from components.page.session import language, translate
from components.staff.draft import MOST_ROWS
from components.staff.html import show
from components.staff.known import told_with
from components.staff.messages import drop_message, keep_message, refusals_told
from components.staff.once import finish, left_to_do
from components.staff.review import ask_name, effects_section
from components.staff.rights import allowed, refusal_of_rows, reviewer_of
from components.staff.saving import hands_in, store, take_back
from components.staff.section import Section, figure_of, names_of
from gapboard.board import Board
from gapboard.explain.batches import recorder_text, undo_text, when_text
from gapboard.history import BatchInfo, Undo, batches, changed_statuses, plan_undo, with_rows
from gapboard.people.names import brings_back
from gapboard.people.rights import Action

_STEP = 20
_SHOWN = "history:shown"
_ASKED = "history:asked"


def show_batches() -> None:
    """Every batch, the newest first, with a button to undo it where something of it is in force."""
    found = _batches(board())
    if not found:
        st.info(translate("staff.history.none"))
    every = {info.id: info for info in found}
    shown = st.session_state.get(_SHOWN, _STEP)
    reviewers = reviewer_of(store()).accepted_by()
    for info in found[:shown]:
        with st.container(horizontal=True, vertical_alignment="center", key=f"batch-{found.index(info)}"):
            _show_batch(info, reviewers.get(info.id, ""), every)
            st.button(
                translate(f"staff.history.{_way(info.id)}"),
                key=f"undo.{info.id}",
                disabled=not (info.can_be_undone and allowed(Action.UNDO)),
                on_click=_ask,
                args=(info.id,),
            )
    if len(found) > shown and st.button(translate("staff.history.older")):
        st.session_state[_SHOWN] = shown + _STEP
        st.rerun()
    # Kept in the session: a change of data draws the page again, and the question must not vanish.
    asked = next((info for info in found if info.id == st.session_state.get(_ASKED)), None)
    if asked:
        title = translate(f"staff.history.{_way(asked.id)}_title")
        st.dialog(title, width="large", on_dismiss=_answered)(_undo_dialog)(asked)


@st.cache_data(max_entries=4, show_spinner=False, hash_funcs={Board: id})
def _batches(now: Board) -> list[BatchInfo]:
    return batches(now.ledger)


def _show_batch(info: BatchInfo, reviewer: str, every: Mapping[str, BatchInfo]) -> None:
    state = "undone" if info.undone else "in_force" if info.can_be_undone else "superseded"
    first = next(iter(info.sources), "")
    many = translate("staff.history.sources", first=first, count=len(info.sources))
    show(
        "batch.html",
        info=info,
        state=state,
        reviewer=reviewer,
        by=translate("access.comma").join(recorder_text(by, language()) for by in info.by),
        at=when_text(info, language()),
        source=undo_text(info.id, every, language()) if info.undoes else many if len(info.sources) > 1 else first,
    )


def _way(batch: str) -> str:
    """What undoing a batch is called: to undo an undoing is to redo."""
    return "redo" if brings_back(batch) else "undo"


def _ask(batch: str) -> None:
    drop_message()
    st.session_state[_ASKED] = batch


def _answered() -> None:
    st.session_state.pop(_ASKED, None)


def _undo_dialog(info: BatchInfo) -> None:
    """Say what undoing would do, and do it when it is confirmed."""
    now, way = board(), _way(info.id)
    plan = plan_undo(now.ledger, info.id, by="", at=dt.datetime.now().astimezone())
    effects = changed_statuses(now, with_rows(now, plan.rows))
    latest = {row.key: row for row in sorted(now.ledger.rows, key=lambda row: row.recorded_at)}
    back = [
        (*names_of(now, row), figure_of(now, latest[row.key]), figure_of(now, row))
        for row in islice(plan.rows, MOST_ROWS)
    ]
    kept = [(*names_of(now, row), figure_of(now, row)) for row in islice(plan.conflicts, MOST_ROWS)]
    names = ("region", "indicator", "period")
    sections = [
        effects_section(now, effects),
        Section("restored", (*names, "old", "new"), back, len(plan.rows), True),
        Section("kept", (*names, "value"), kept, len(plan.conflicts), True),
    ]
    lead = translate(f"staff.history.{way}_lead" if plan.rows else "staff.history.nothing", count=len(plan.rows))
    show("undo.html", lead=lead, batch=info.id, sections=[item for item in sections if item.count])
    told = told_with(info.id)
    if told and plan.rows:
        st.caption(told)
    by = ask_name("undo.by")
    refused = refusal_of_rows(((row.region, row.indicator) for row in plan.rows), Action.UNDO)
    if refused:
        st.warning(refused)
    label = translate(f"review.hand_in_{way}" if hands_in() else f"staff.history.{way}_confirm")
    if not st.button(label, type="primary", disabled=bool(refused) or not plan.rows):
        return
    if not by:
        st.warning(translate(f"staff.history.{way}_by"))
        return
    left = left_to_do()
    with refusals_told():
        left.append(partial(_undone, way, take_back(info.id, by)))
        finish()
        st.rerun()


def _undone(way: str, done: Undo) -> None:
    _answered()
    text = translate(f"review.{way}_handed_in" if done.held else f"staff.history.{way}_done", count=len(done.rows))
    keep_message(text, done.batch, held=done.held)
