"""Who an HTTP request is from, for what is answered outside Streamlit."""

from __future__ import annotations

import os
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import streamlit as st
from starlette.datastructures import Headers

from gapboard.kernel.wording import LANGUAGES
from gapboard.people.rights import Person, Visit, who
from gapboard.people.rights.tickets import COOKIE
from gapboard.people.rights.visit import is_loopback

if TYPE_CHECKING:
    from starlette.types import Scope

LANGUAGE_COOKIE = "gapboard_lang"
"""Where the browser keeps the language chosen last; ``components/page/scripts/links.js`` writes it."""


def person_of(scope: Scope, folder: Path) -> Person:
    """The person behind a request. Raises ``DataFault`` where the files about people cannot be used.

    Who has signed in with a provider is known to Streamlit's own connection only; here they are signed out.
    """
    return who(visit_of(scope), folder)


def visit_of(scope: Scope, claims: Mapping[str, Any] = MappingProxyType({})) -> Visit:
    """What a request says of its visitor, whom the identity provider's ``claims`` may be about."""
    headers = Headers(scope=scope)
    return visit(address_of(scope), dict(headers), session_cookie(headers), claims)


def visit(address: str, headers: Mapping[str, str], cookie: str, claims: Mapping[str, Any]) -> Visit:
    """A visit to this server; ``claims`` count where an identity provider is configured."""
    return Visit(
        address=address,
        headers=headers,
        bound=bound_hosts(),
        cookie=cookie,
        claims=claims if has_provider() else None,
        only_reads=lets_nobody_write(),
    )


def address_of(scope: Scope) -> str:
    """The visitor's address; what a trusted proxy says it is."""
    client = scope.get("client")
    return client[0] if client else ""


def lets_nobody_write() -> bool:
    """Whether Streamlit's own command was told to listen where others can reach it.

    That way is for one person at their own computer; the way for an office tells its host in ``GAPBOARD_HOST``.
    """
    return not os.environ.get("GAPBOARD_HOST") and not all(is_loopback(host) for host in bound_hosts())


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


def wanted_language(headers: Headers) -> str:
    """The language that a browser keeps as chosen, else what it accepts, in the form of ``Accept-Language``."""
    chosen = _cookie(headers, LANGUAGE_COOKIE)
    return chosen if chosen in LANGUAGES else headers.get("accept-language", "")


def session_cookie(headers: Headers) -> str:
    """The value of the session's cookie, empty where there is none."""
    return _cookie(headers, COOKIE)


def _cookie(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""
