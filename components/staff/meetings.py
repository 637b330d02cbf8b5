"""A place to note the day of a meeting, below the page of changes."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from components.page.session import translate
from components.staff.messages import refusals_told
from components.staff.rights import refusal, writer_to
from components.staff.saving import store
from gapboard.board.meetings import Meeting
from gapboard.people.rights import Action

_NOTED = "meeting:noted"


def offer_to_note() -> None:
    """A small form that notes a meeting, where this visit may write."""
    noted = st.session_state.pop(_NOTED, "")
    if noted:
        st.success(noted)
    with st.expander(translate("changes.meeting.title")):
        why_not = refusal(Action.NOTE_MEETING)
        if why_not:
            st.write(why_not)
            return
        st.write(translate("changes.meeting.lead"))
        with st.form("meeting", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
            day = st.date_input(
                translate("changes.meeting.day"), value="today", format="YYYY-MM-DD", key="meeting:day", width=180
            )
            name = st.text_input(translate("changes.meeting.name"), max_chars=80, key="meeting:name", width=420)
            wanted = st.form_submit_button(translate("changes.meeting.save"))
        if wanted and isinstance(day, dt.date):
            _note(Meeting(day, name.strip()))


def _note(meeting: Meeting) -> None:
    with refusals_told():
        writer_to(store()).note(meeting)
        st.session_state[_NOTED] = translate(
            "changes.meeting.saved", day=meeting.day.isoformat(), name=meeting.name
        ).strip()
        st.rerun()
