"""Enter by hand: one figure, or a document's years; checked as a file is, saved when confirmed."""

import streamlit as st

from components.page.data import board
from components.page.frame import guarded
from components.page.session import language, tell
from components.staff.entries import review
from components.staff.messages import drop_message, heading
from components.staff.review import round_of
from components.staff.typed import Entry, Grid, regions_of
from gapboard.ledger import OBS_STATUS

# A row of the grid in pixels, and how many fit a small screen with the button below them.
ROW, MOST_ROWS = 35, 13


def draw() -> None:
    """Two tabs, of which only the open one is worked out."""
    heading("enter")
    one, grid = st.tabs([tell("staff.tab.one"), tell("staff.tab.grid")], key="enter.tab", on_change="rerun")
    if one.open:
        with one:
            enter_one()
    if grid.open:
        with grid:
            enter_grid()


def enter_one() -> None:
    """A form for one figure."""
    catalog, turn = board().catalog, round_of("one")
    with st.form(f"one.{turn}.form"):
        first, second, third, fourth, fifth = st.columns([1.2, 2.2, 0.8, 1.2, 1.2])
        region = first.selectbox(
            tell("staff.column.region"),
            list(catalog.regions),
            format_func=lambda i: catalog.regions[i].label(language()),
        )
        indicator = second.selectbox(
            tell("staff.column.indicator"),
            list(catalog.indicators),
            index=None,
            placeholder=tell("staff.choose"),
            format_func=lambda i: tell(
                "staff.one.indicator", name=catalog.indicators[i].label(language()), unit=catalog.indicators[i].unit
            ),
            key=f"one.{turn}.indicator",
        )
        year = third.text_input(tell("staff.one.year"), placeholder=tell("staff.one.year_like"), key=f"one.{turn}.year")
        value = fourth.text_input(
            tell("staff.one.value"),
            placeholder=tell("staff.one.value_like"),
            help=tell("staff.one.value_help"),
            key=f"one.{turn}.value",
        )
        status = fifth.selectbox(
            tell("staff.one.status"), OBS_STATUS, format_func=lambda code: f"{code} {tell(f'obs_status.{code}')}"
        )
        note = st.text_input(tell("staff.column.note"), key=f"one.{turn}.note")
        pressed = st.form_submit_button(tell("staff.one.check"), on_click=drop_message)
    if pressed and indicator and value.strip():
        st.session_state[f"one.{turn}.entry"] = [Entry(region, indicator, year, value, status, note)]
    elif pressed:
        st.warning(tell("staff.one.missing"))
    review("one", st.session_state.get(f"one.{turn}.entry", []))


def enter_grid() -> None:
    """A document's indicators by years; what is changed is saved."""
    now = board()
    left, right = st.columns([3, 1])
    documents = now.catalog.documents
    document = left.selectbox(
        tell("staff.grid.document"), list(documents)[::-1], format_func=lambda i: documents[i].label(language())
    )
    region = right.selectbox(
        tell("staff.column.region"),
        regions_of(now, document),
        format_func=lambda i: now.catalog.regions[i].label(language()),
    )
    if region is None:
        return
    grid, turn = Grid.of(now, document, region), f"grid.{round_of('grid')}.{document}.{region}"
    with st.form(f"{turn}.form", border=False):
        edited = st.data_editor(
            grid.table,
            hide_index=True,
            disabled=list(grid.table.columns[:2]),
            height=ROW * (min(len(grid.table), MOST_ROWS) + 1) + 2,
            column_config=dict.fromkeys(grid.table.columns[:2], st.column_config.TextColumn(pinned=True))
            | dict.fromkeys(grid.years, st.column_config.TextColumn(alignment="right")),
            key=f"{turn}.cells",
        )
        with st.container(horizontal=True, vertical_alignment="center"):
            pressed = st.form_submit_button(tell("staff.grid.check"), on_click=drop_message)
            st.caption(tell("staff.grid.help"))
    entries = grid.changes(edited)
    if pressed and not entries:
        st.info(tell("staff.grid.none"))
    review("grid", entries)


guarded(draw)
