"""The grid of a document's indicators by years, and a block pasted beside it."""

from __future__ import annotations

import streamlit as st

from components.page.choice import distinct
from components.page.data import board
from components.page.session import language, translate
from components.staff.entries import review
from components.staff.meanwhile import seen_ledger
from components.staff.messages import drop_message
from components.staff.pasted import ask_block, review_block
from components.staff.review import round_of
from components.staff.typed import Grid, place_of, regions_of

# A row of the grid in pixels, and how many fit a small screen with the button below them.
_ROW, _MOST_ROWS = 35, 13
_MOST_FOUND = 20  # characters of a cell that is no figure


def enter_grid() -> None:
    """A document's indicators by years; what is changed, or pasted beside it, is saved."""
    now = board()
    left, right = st.columns([3, 1])
    documents = now.catalog.documents
    latest_first = list(documents)[::-1]
    document = left.selectbox(
        translate("staff.grid.document"),
        latest_first,
        format_func=distinct(latest_first, lambda i: documents[i].label(language())),
        key="grid.document",
    )
    regions = regions_of(now, document)
    region = right.selectbox(
        translate("staff.column.region"),
        regions,
        format_func=distinct(regions, lambda i: now.catalog.regions[i].label(language())),
        key="grid.region",
    )
    if region is None:
        return
    grid, turn = Grid.of(now, document, region), f"grid.{round_of('grid')}.{document}.{region}"
    # What somebody types in, they do looking at the figures that stand there now.
    seen_ledger("grid", turn, now.ledger.of({region}, set(grid.indicators)))
    with st.form(f"{turn}.form", border=False):
        edited = st.data_editor(
            grid.table,
            hide_index=True,
            disabled=list(grid.table.columns[:2]),
            height=_ROW * (min(len(grid.table), _MOST_ROWS) + 1) + 2,
            column_config=dict.fromkeys(grid.table.columns[:2], st.column_config.TextColumn(pinned=True))
            | dict.fromkeys(grid.years, st.column_config.TextColumn(alignment="right")),
            key=f"{turn}.cells",
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            pressed = st.form_submit_button(translate("staff.grid.check"), on_click=drop_message)
            st.caption(translate("staff.grid.help"))
    block = ask_block(f"{document}.{region}")
    if block.strip():
        review_block(block, region)
        return
    entries = grid.edits(edited)
    wrong = grid.misplaced(entries)
    if wrong:
        st.error(translate("staff.grid.misplaced", found=wrong.value[:_MOST_FOUND], place=place_of(wrong, now.catalog)))
        return
    if pressed and not entries:
        st.info(translate("staff.grid.none"))
    review("grid", entries, turn)
