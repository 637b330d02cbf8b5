"""Who an HTTP request is from, for what is answered outside Streamlit."""

from __future__ import annotations

import os
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from starlette.datastructures import Headers

from gapboard.people.rights import Person, Visit, who
from gapboard.people.rights.tickets import COOKIE

if TYPE_CHECKING:
    from starlette.types import Scope


def person_of(scope: Scope, folder: Path) -> Person:
    """The person behind a request. Raises ``DataFault`` where the files about people cannot be used.

    Who has signed in with a provider is known to Streamlit's own connection only; here they are signed out.
    """
    headers, client = Headers(scope=scope), scope.get("client")
    return who(
        Visit(
            address=client[0] if client else "",
            headers=dict(headers),
            bound=bound_hosts(),
            cookie=session_cookie(headers),
            claims={} if has_provider() else None,
        ),
        folder,
    )


def bound_hosts() -> tuple[str, ...]:
    """The hosts that the server was told to listen on.

    ``python -m server --host`` leaves Streamlit's own setting as it is and tells the host in ``GAPBOARD_HOST``,
    so both count. Without a setting Streamlit listens everywhere.
    """
    told = os.environ.get("GAPBOARD_HOST")
    return (str(st.get_option("server.address") or "0.0.0.0"), *([told] if told else []))


def has_provider() -> bool:
    """Whether an identity provider is configured: an ``[auth]`` section in Streamlit's secrets."""
    if st.secrets.load_if_toml_exists():
        return bool(st.secrets.get("auth"))
    # Secrets that cannot be read may hold such a section: a slip of the pen must not open the board.
    return any(Path(path).exists() for path in st.get_option("secrets.files"))


def session_cookie(headers: Headers) -> str:
    """The value of the session's cookie, empty where there is none."""
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
    except CookieError:
        return ""
    return found.value if found else ""
