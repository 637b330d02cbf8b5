"""Which day the page of changes compares with: since the last meeting, or since any other."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import streamlit as st

from components.page.data import data_folder
from components.page.session import past_day
from gapboard.board.meetings import FILE, Meetings, Since
from gapboard.kernel.faults import DataFault

SINCE = "since"


@dataclass(frozen=True)
class Asked:
    """The day to compare with: the address's where it gives one that has passed, else the default."""

    day: dt.date
    default: Since | None  # set where the default was taken
    ignored: tuple[tuple[str, str], ...] = ()  # the parameter, and what it gave instead of a day that has passed


def asked_since(on: dt.date) -> Asked:
    """The earlier date for a board on ``on``. Raises ``DataFault`` when the file of meetings cannot be used."""
    return since_in(st.query_params.get(SINCE, ""), on)


def since_in(text: str, on: dt.date) -> Asked:
    """The same for what an address gives as the day; raises likewise."""
    day = past_day(text)
    if day is not None:
        return Asked(day, None)
    default = _meetings().since(on)
    return Asked(default.day, default, ((SINCE, text),) if text else ())


def last_meeting(on: dt.date) -> Since:
    """The last meeting before ``on``, else a month back; also where the file of meetings cannot be used, which the page
    of changes tells: the overview is no less true for it.
    """
    try:
        return _meetings().since(on)
    except DataFault:
        return Meetings(data_folder() / "none").since(on)


def _meetings() -> Meetings:
    return Meetings(data_folder() / FILE)
