"""The review of a table that was read, from a file or from a pasted block: what it holds, what saving would change."""

from __future__ import annotations

import streamlit as st

from components.staff.answers import ask_names, ask_readings
from components.staff.as_return import ask_return
from components.staff.draft import kept
from components.staff.meanwhile import seen_ledger
from components.staff.messages import show_faults
from components.staff.review import save_form, show_review
from components.staff.shape import ask_corrections, offer_undo, show_pictures
from components.staff.upload import Upload, ask, ask_encoding, ask_region, offer_copy, show_facts
from gapboard.intake.model import Workbook
from gapboard.kernel.faults import DataFault


def review_table(slot: str, upload: Upload, workbook: Workbook, region: str = "", *, is_file: bool = False) -> None:
    """The review, with what is to be decided; ``region`` is where the figures are from if the table does not say.

    What came as a file may be a body's return.
    """
    facts = st.container()
    choices = ask(upload, workbook, region)
    sheet = next(sheet for sheet in workbook.sheets if sheet.name == choices.sheet)
    try:
        draft, fresh = kept(slot, upload.data, workbook, choices)
    except DataFault as fault:
        show_faults(fault)
        offer_undo(upload.key, sheet.name)
        return
    with facts:
        show_facts(draft)
    show_pictures(draft)
    offer_undo(upload.key, sheet.name)
    ask_corrections(upload.key, sheet, draft, (lambda: ask_encoding(upload)) if workbook.encoding else None)
    ask_region(upload, draft)
    ask_names(upload, draft)
    ask_readings(upload, draft)
    show_review(draft)
    offer_copy(upload, draft)
    as_return = ask_return(upload, draft) if is_file and draft.changing else None
    save_form(slot, draft, fresh, seen_ledger(slot, upload.key, draft.board.ledger), upload.to_remember, as_return)
