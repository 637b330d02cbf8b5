"""A block pasted beside the grid: read as a file is, by names and years, and reviewed as one."""

from __future__ import annotations

import streamlit as st

from components.page.session import translate
from components.staff.entries import offer_to_discard
from components.staff.messages import drop_message, show_faults
from components.staff.read_table import review_table
from components.staff.rights import allowed
from components.staff.rounds import round_of
from components.staff.upload import Upload, read
from gapboard.intake.pasted import has_names
from gapboard.kernel.faults import DataFault
from gapboard.people.rights import Action

_MOST = 200_000  # characters


_SLOT = "block"  # beside the grid's own: what is typed there stays while a block is looked at


def ask_block(of: str) -> str:
    """The field for a block; ``scripts/paste.js`` puts in it what is pasted into the grid and does not fit there.

    ``of`` names the grid beside it: another grid has another field.
    """
    if not allowed(Action.WRITE):
        return ""  # nothing is read for who could not save it
    turn = f"{_SLOT}.{round_of(_SLOT)}.{of}"
    with st.container(key="grid-paste"), st.form(f"{turn}.form", border=False):
        text: str = st.text_area(
            translate("staff.grid.paste"),
            placeholder=translate("staff.grid.paste_like"),
            height=100,
            max_chars=_MOST,
            key=f"{turn}.pasted",
            persist_state="session",
        )
        st.form_submit_button(translate("staff.grid.paste_check"), on_click=drop_message)
    return text


def review_block(text: str, region: str) -> bool:
    """What the block holds and what saving it would change; figures without a region are of ``region``.

    Whether there is something to decide about it: of a block that cannot be read only that is said.
    """
    is_table = False
    upload = Upload.of(f"{translate('staff.grid.pasted')}.tsv", text.encode())
    try:
        workbook = read(upload)
    except DataFault as fault:
        show_faults(fault)
    else:
        is_table = has_names(workbook.sheets[0])
        if is_table:
            review_table(_SLOT, upload, workbook, region)
        else:
            st.warning(translate("staff.grid.no_names"))
    offer_to_discard(_SLOT, translate("staff.grid.withdraw_block"))
    return is_table
