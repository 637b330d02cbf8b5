"""Who is here: the person behind this visit."""

from __future__ import annotations

import streamlit as st

from components.page.data import data_folder
from gapboard.kernel.faults import DataFault
from gapboard.people.rights import Action, Person, Visit, allows, who
from gapboard.people.rights.tickets import COOKIE
from server.visit import bound_hosts, has_provider, lets_nobody_write


def here() -> Person:
    """The person behind this visit, asked anew each time: a session may have ended meanwhile.

    Raises ``DataFault`` where the files about people cannot be used.
    """
    return who(visit(), data_folder())


def may_read() -> bool:
    """Whether this visit may see the board; nobody may while it is not known who may."""
    try:
        return allows(here(), Action.READ)
    except DataFault:
        return False


def visit() -> Visit:
    """What this visit's connection says."""
    headers = {name.lower(): value for name, value in st.context.headers.items()}
    return Visit(
        # Streamlit says None of this computer, and of a connection that is gone; that one has no headers either.
        address=st.context.ip_address or "127.0.0.1",
        headers=headers,
        bound=bound_hosts(),
        cookie=st.context.cookies.get(COOKIE, ""),
        claims=_claims() if has_provider() else None,
        only_reads=lets_nobody_write(),
    )


def _claims() -> dict[str, object]:
    return dict(st.user.to_dict()) if st.user.get("is_logged_in") else {}
