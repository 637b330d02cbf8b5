"""What was typed in, checked as a file is, and offered for saving."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import streamlit as st

from components.page.data import board
from components.page.session import translate
from components.staff.answers import ask_typed_readings
from components.staff.draft import MOST_ROWS, kept
from components.staff.html import show
from components.staff.messages import show_faults
from components.staff.review import save_form, show_review
from components.staff.rounds import next_round
from components.staff.section import Section, figure_of, names_of
from components.staff.typed import Entry, as_table
from gapboard.board import Board
from gapboard.kernel.faults import DataFault
from gapboard.ledger import Key, Ledger, Observation


def review(slot: str, entries: Sequence[Entry], since: Ledger) -> None:
    """Check the entries and offer to save them; ``since`` is what they were typed over."""
    now = board()
    emptied = [row for entry in entries if not entry.value and (row := now.ledger.last.get(entry.key)) is not None]
    withdraw = bool(emptied) and _to_withdraw(slot, now, [row for row in emptied if row.value is not None])
    chosen = [entry for entry in entries if entry.value or withdraw]
    if chosen:
        _check(slot, chosen, since)


def offer_to_discard(slot: str, what: str, give_up: Callable[[], None] = lambda: None) -> None:
    """A button to throw ``what`` away: the fields are empty then, and ``give_up`` does what else there is to do."""
    if st.button(what, type="tertiary", key=f"{slot}.withdraw"):
        give_up()
        next_round(slot)
        st.rerun()


def _check(slot: str, entries: Sequence[Entry], since: Ledger) -> None:
    readings: dict[tuple[Key, str], str] = st.session_state.setdefault("staff:readings", {})
    table = as_table(entries, board().catalog, readings)
    try:
        draft, fresh = kept(slot, table.data, table.workbook, table.choices, table.labels)
    except DataFault as fault:
        show_faults(fault)
        return
    ask_typed_readings(slot, draft, table.entries, readings)
    show_review(draft)
    save_form(slot, draft, fresh, since)


def _to_withdraw(slot: str, now: Board, rows: Sequence[Observation]) -> bool:
    """Whether the figures of emptied cells are to be withdrawn: never by the way, only where that is ticked."""
    if not rows:
        return False
    listed = [(*names_of(now, row), figure_of(now, row)) for row in rows[:MOST_ROWS]]
    which = hashlib.sha256(repr([row.key for row in rows]).encode()).hexdigest()[:16]
    columns = ("region", "indicator", "period", "value")
    with st.container(key=f"{slot}-emptied"):
        show("emptied.html", sections=[Section("emptied", columns, listed, len(rows), True)])
        # Other cells are another box, which nobody has ticked.
        return st.checkbox(translate("staff.withdraw", count=len(rows)), key=f"{slot}.withdraw.{which}")
