"""Enter by hand: one figure, or a document's years; checked as a file is, saved when confirmed."""

import streamlit as st

from components.page.choice import distinct
from components.page.data import board
from components.page.frame import guarded
from components.page.session import language, translate
from components.staff.entries import review
from components.staff.grid import enter_grid
from components.staff.messages import drop_message, heading
from components.staff.review import round_of
from components.staff.typed import Entry
from gapboard.catalog import Indicator
from gapboard.ledger import OBS_STATUS


def draw() -> None:
    """Two tabs, of which only the open one is worked out."""
    heading("enter")
    one, grid = st.tabs([translate("staff.tab.one"), translate("staff.tab.grid")], key="enter.tab", on_change="rerun")
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
            translate("staff.column.region"),
            list(catalog.regions),
            format_func=distinct(list(catalog.regions), lambda i: catalog.regions[i].label(language())),
            key="one.region",
        )
        indicator = second.selectbox(
            translate("staff.column.indicator"),
            list(catalog.indicators),
            index=None,
            placeholder=translate("staff.choose"),
            format_func=distinct(list(catalog.indicators), lambda i: _with_unit(catalog.indicators[i])),
            key=f"one.{turn}.indicator",
        )
        year = third.text_input(
            translate("staff.one.year"), placeholder=translate("staff.one.year_like"), key=f"one.{turn}.year"
        )
        value = fourth.text_input(
            translate("staff.one.value"),
            placeholder=translate("staff.one.value_like"),
            help=translate("staff.one.value_help"),
            key=f"one.{turn}.value",
        )
        status = fifth.selectbox(
            translate("staff.one.status"),
            OBS_STATUS,
            format_func=distinct(OBS_STATUS, lambda code: f"{code} {translate(f'obs_status.{code}')}"),
            key=f"one.{turn}.status",
        )
        note = st.text_input(translate("staff.column.note"), key=f"one.{turn}.note")
        pressed = st.form_submit_button(translate("staff.one.check"), on_click=drop_message)
    if pressed and indicator and value.strip():
        st.session_state[f"one.{turn}.entry"] = [Entry(region, indicator, year, value, status, note)]
    elif pressed:
        st.warning(translate("staff.one.missing"))
    review("one", st.session_state.get(f"one.{turn}.entry", []), f"one.{turn}")


def _with_unit(indicator: Indicator) -> str:
    return translate("staff.one.indicator", name=indicator.label(language()), unit=indicator.unit)


guarded(draw)
