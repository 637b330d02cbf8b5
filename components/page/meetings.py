"""Which day the page of changes compares with, and a place to note the day of a meeting."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import streamlit as st

from components.page.data import data_folder
from components.page.session import past_day, tell
from components.staff.messages import refusals_told
from components.staff.rights import refusal, writer_to
from components.staff.saving import store
from gapboard.board.meetings import FILE, Meeting, Meetings, Since
from gapboard.people.rights import Action

_SINCE = "since"
_NOTED = "meeting:noted"


@dataclass(frozen=True)
class Asked:
    """The day to compare with: the address's where it gives one that has passed, else the default."""

    day: dt.date
    default: Since | None  # set where the default was taken
    refused: str = ""  # what the address gave instead of a day that has passed


def asked_since(on: dt.date) -> Asked:
    """The earlier date for a board on ``on``. Raises ``DataFault`` when the file of meetings cannot be used."""
    text = st.query_params.get(_SINCE, "")
    day = past_day(text)
    if day is not None:
        return Asked(day, None)
    default = _meetings().since(on)
    return Asked(default.day, default, text)


def offer_to_note() -> None:
    """A small form that notes a meeting, where this visit may write."""
    noted = st.session_state.pop(_NOTED, "")
    if noted:
        st.success(noted)
    with st.expander(tell("changes.meeting.title")):
        why_not = refusal(Action.NOTE_MEETING)
        if why_not:
            st.write(why_not)
            return
        st.write(tell("changes.meeting.lead"))
        with st.form("meeting", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
            day = st.date_input(
                tell("changes.meeting.day"), value="today", format="YYYY-MM-DD", key="meeting:day", width=180
            )
            name = st.text_input(tell("changes.meeting.name"), max_chars=80, key="meeting:name", width=420)
            wanted = st.form_submit_button(tell("changes.meeting.save"))
        if wanted and isinstance(day, dt.date):
            _note(Meeting(day, name.strip()))


def _note(meeting: Meeting) -> None:
    with refusals_told():
        writer_to(store()).note(meeting)
        st.session_state[_NOTED] = tell("changes.meeting.saved", day=meeting.day.isoformat(), name=meeting.name).strip()
        st.rerun()


def _meetings() -> Meetings:
    return Meetings(data_folder() / FILE)
