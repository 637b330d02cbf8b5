"""The fields for one figure, with what is known of it already."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from components.page.choice import distinct
from components.page.data import board
from components.page.session import language, translate
from components.page.spoken import spoken
from components.page.words import findable
from components.staff.entries import offer_to_discard, review
from components.staff.html import show
from components.staff.meanwhile import seen_ledger
from components.staff.messages import drop_message
from components.staff.rights import cells_to_enter
from components.staff.rounds import round_of
from components.staff.section import figure_of, unit_typed
from components.staff.typed import Entry
from gapboard.board import Board
from gapboard.catalog import Indicator
from gapboard.intake.period import read_period
from gapboard.intake.status import unless_final
from gapboard.kernel.moments import day_text
from gapboard.ledger import OBS_STATUS, Observation
from gapboard.people.rights.scope import Cell

_SLOT = "one"
_FINAL = "A"


def enter_one() -> None:
    """Fields, what is known, and the review of what stands in the fields now."""
    now, turn = board(), f"{_SLOT}.{round_of(_SLOT)}"
    with st.container(border=True):
        entry = _ask(now, turn, cells_to_enter())
        pressed = st.button(translate("staff.one.check"), key=f"{turn}.check")
    if pressed and not (entry and entry.value):
        st.warning(translate("staff.one.missing"))
    opened = f"{turn}.opened"
    st.session_state[opened] = bool(entry and entry.value) and (pressed or st.session_state.get(opened, False))
    if entry and st.session_state[opened]:
        since = seen_ledger(_SLOT, f"{turn}.{'.'.join(entry.key)}", now.ledger)
        review(_SLOT, [entry], since)
        offer_to_discard(_SLOT, translate("staff.one.withdraw"))


def _ask(now: Board, turn: str, may_enter: Sequence[Cell]) -> Entry | None:
    """What stands in the fields; nothing before an indicator is chosen.

    No form around them: a form keeps what is typed to itself until its button is pressed, and the review below would
    be of something else than what stands above it.
    """
    catalog = now.catalog
    first, second, third, fourth, fifth = st.columns([1.1, 2, 1.25, 1.1, 1.1])
    regions = [item for item in catalog.regions if any(item == region for region, _ in may_enter)]
    region = first.selectbox(
        translate("staff.column.region"),
        regions,
        format_func=distinct(regions, lambda i: catalog.regions[i].label(language())),
        key=spoken("one.region"),
        persist_state="session",
    )
    indicators = [indicator for of, indicator in may_enter if of == region]
    names = {ident: _with_unit(catalog.indicators[ident], now) for ident in indicators}
    indicator = second.selectbox(
        translate("staff.column.indicator"),
        indicators,
        index=None,
        placeholder=translate("staff.choose"),
        format_func=distinct(indicators, findable(names, catalog.indicators)),
        key=spoken(f"{turn}.indicator"),
        persist_state="session",
    )
    year = third.text_input(
        translate("staff.one.period"),
        placeholder=translate("staff.one.period_like"),
        help=translate("staff.one.period_help"),
        key=f"{turn}.year",
        persist_state="session",
    )
    value = fourth.text_input(
        translate("staff.one.value"),
        placeholder=translate("staff.one.value_like"),
        help=translate("staff.one.value_help"),
        key=f"{turn}.value",
        on_change=drop_message,
        persist_state="session",
    )
    if region is None or indicator is None:
        known = None
    else:
        known = now.ledger.last.get((region, indicator, read_period(year).period or ""))
    _as_known(turn, known, unless_final(year, dt.date.today()) or _FINAL)
    status = fifth.selectbox(
        translate("staff.one.status"),
        OBS_STATUS,
        format_func=distinct(OBS_STATUS, lambda code: f"{code} {translate(f'obs_status.{code}')}"),
        key=spoken(f"{turn}.status"),
        persist_state="session",
    )
    note = st.text_input(translate("staff.column.note"), key=f"{turn}.note", persist_state="session")
    if region is None or indicator is None:
        return None
    _show_known(now, known)
    return Entry(region, indicator, year, value.strip(), status, note)


def _as_known(turn: str, known: Observation | None, usual: str) -> None:
    """Status and note as they are known of the figure, unless the person has written others already.

    Of a figure that is not known its ``usual`` status.
    """
    is_there = known is not None and known.value is not None
    told = (known.obs_status, known.note) if known and is_there else (usual, "")
    before = st.session_state.setdefault(f"{turn}.told", (_FINAL, ""))
    for name, was, now in zip(("status", "note"), before, told, strict=True):
        if st.session_state.get(f"{turn}.{name}", was) == was:
            st.session_state[f"{turn}.{name}"] = now
    st.session_state[f"{turn}.told"] = told


def _show_known(now: Board, known: Observation | None) -> None:
    """What stands on the board now, with who entered it, when and from what source."""
    if known is None or known.value is None:
        return
    show(
        "known.html",
        figure=figure_of(now, known),
        status=f"{known.obs_status} {translate(f'obs_status.{known.obs_status}')}",
        note=known.note,
        source=known.source,
        by=known.recorded_by,
        at=day_text(known.recorded_at),
    )


def _with_unit(indicator: Indicator, now: Board) -> str:
    return translate("staff.one.indicator", name=indicator.label(language()), unit=unit_typed(indicator.unit, now))
