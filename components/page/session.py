"""What a visitor's address and browser say: language, date and filters. The address is the one place they live."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from components.page.links import Links
from gapboard.kernel.wording import LANGUAGES, choose_language, say
from server.visit import LANGUAGE_COOKIE

_LANGUAGE = "lang"
_AS_OF = "on"
_MOMENT = "at"
_STAMP = "%Y%m%dT%H%M%SZ"
EARLIEST = dt.date(1949, 10, 1)
"""No figure of the board was known before; a day before it is a slip of the pen."""


def language() -> str:
    """The language of this visit: the address's, else the one chosen before, else the browser's.

    An address need not name it, so the choice is also kept in the session, and in the browser for the next one.
    """
    asked = st.query_params.get(_LANGUAGE)
    if asked in LANGUAGES:
        st.session_state[_LANGUAGE] = asked
    before = st.session_state.get(_LANGUAGE) or st.context.cookies.get(LANGUAGE_COOKIE)
    return before if before in LANGUAGES else choose_language(st.context.locale)


def translate(key: str, **values: object) -> str:
    """The text for ``key`` in this visit's language."""
    return say(key, language(), **values)


def as_of() -> dt.date | None:
    """The date in the address that the board is to be read as known on; today where there is none."""
    return past_day(st.query_params.get(_AS_OF, ""))


def moment() -> dt.datetime:
    """The moment in the address whose state of knowledge is kept to; now where there is none that has passed.

    The address then names it, so that a reload or a second screen shows the same figures.
    """
    asked = kept_moment()
    if asked is None:
        asked = dt.datetime.now(dt.UTC).replace(microsecond=0)
        st.query_params[_MOMENT] = stamp(asked)
    return asked


def kept_moment() -> dt.datetime | None:
    """The moment in the address; ``None`` where there is none that has passed."""
    try:
        asked = dt.datetime.strptime(st.query_params.get(_MOMENT, ""), _STAMP).replace(tzinfo=dt.UTC)
    except ValueError:
        return None
    return asked if asked <= dt.datetime.now(dt.UTC) and asked.date() >= EARLIEST else None


def stamp(moment: dt.datetime | None) -> str:
    """A moment as an address writes it; empty for none."""
    return moment.strftime(_STAMP) if moment else ""


def past_day(text: str) -> dt.date | None:
    """The date that ``text`` writes, if it is one from ``EARLIEST`` on and has passed."""
    day = _day(text)
    return day if day and EARLIEST <= day < dt.date.today() else None


def refused_day(text: str) -> bool:
    """Whether ``text`` is meant as a day to look back to and is none; today is looked back to by looking."""
    return bool(text) and past_day(text) is None and _day(text) != dt.date.today()


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def not_looked_back() -> str:
    """What the address gives as the day to look back to and cannot be one; empty where there is nothing wrong."""
    text: str = st.query_params.get(_AS_OF, "")
    return text if refused_day(text) else ""


def links() -> Links:
    """Links that carry this visit's language and date."""
    day = as_of()
    return Links(st.session_state.get(_LANGUAGE, ""), day.isoformat() if day else "")
