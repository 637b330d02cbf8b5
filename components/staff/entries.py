"""What was typed in, checked as a file is, and offered for saving."""

from __future__ import annotations

import streamlit as st

from components.page.data import board
from components.page.session import translate
from components.staff.draft import kept
from components.staff.messages import show_faults
from components.staff.review import next_round, save_form, show_review
from components.staff.typed import Entry, as_table
from gapboard.kernel.faults import DataFault


def review(slot: str, entries: list[Entry], work: str) -> None:
    """Check the entries and offer to save them; ``work`` names what they belong to."""
    if not entries:
        return
    try:
        draft, fresh = kept(slot, *as_table(entries, board().catalog))
    except DataFault as fault:
        show_faults(fault)
        return
    show_review(draft)
    save_form(slot, draft, fresh, work)
    if st.button(translate("staff.one.withdraw"), type="tertiary", key=f"{slot}.withdraw"):
        next_round(slot)
        st.rerun()
