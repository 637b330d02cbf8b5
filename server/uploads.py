"""Whose upload is taken, and how much is kept: for each page, for each address, and in all.

By itself Streamlit takes a file for any open page whose number is known, whoever sends it, and keeps it in memory for
as long as the page is open.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st
from starlette.requests import HTTPConnection

from gapboard.kernel.faults import DataFault
from gapboard.people.rights import Action, allows, who
from gapboard.people.rights.tickets import COOKIE
from server.inside import sessions
from server.visit import address_of, visit, visit_of

if TYPE_CHECKING:
    from starlette.types import Scope

# In files of the largest size. For a page: the one that is replaced and the one that takes its place. An address may be
# a whole office's.
FOR_A_PAGE, FOR_AN_ADDRESS, IN_ALL = 2, 4, 6
# What a form adds to the file that it carries.
_FORM = 1024 * 1024


class Refused(Exception):
    """A request that is not let in, with its status; ``why`` names a text, ``gate.<why>``."""

    def __init__(self, status: HTTPStatus, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


class Uploads:
    """The room for uploads in this process; used on the event loop only."""

    def __init__(self) -> None:
        self._arriving: list[tuple[str, int]] = []  # session and bytes
        self._address_of: dict[str, str] = {}  # by session; a page that is closed has none of its own any more

    @contextlib.contextmanager
    def room(self, scope: Scope, session: str) -> Iterator[None]:
        """Keep room for the file that a request brings, while it arrives. Raises ``Refused`` where there is none."""
        sessions.free_ended()
        coming = session, _size(scope)
        used = Counter(sessions.uploaded_bytes())
        for ident, size in (*self._arriving, coming):
            used[ident] += size
        self._address_of = {ident: kept for ident, kept in self._address_of.items() if ident in used}
        self._address_of[session] = address = address_of(scope)
        beside = sum(size for ident, size in used.items() if self._address_of.get(ident) == address)
        room = _largest()
        if used[session] > FOR_A_PAGE * room or beside > FOR_AN_ADDRESS * room or used.total() > IN_ALL * room:
            raise Refused(HTTPStatus.TOO_MANY_REQUESTS, "no_room")
        self._arriving.append(coming)
        try:
            yield
        finally:
            self._arriving.remove(coming)
            # The page may have been closed meanwhile: then nobody else would ever let go of the file.
            sessions.free_ended()


def check_asker(scope: Scope, session: str, folder: Path) -> None:
    """Raise ``Refused`` unless the browser that opened the page is asking, and its visitor may write."""
    page = sessions.opened(session)
    if page is None:
        raise Refused(HTTPStatus.BAD_REQUEST, "no_page")
    if not page.is_same_browser(HTTPConnection(scope).cookies, COOKIE):
        raise Refused(HTTPStatus.FORBIDDEN, "not_yours")
    opener = visit(page.address, page.headers, page.cookies.get(COOKIE, ""), page.claims)
    try:
        allowed = all(allows(who(visitor, folder), Action.WRITE) for visitor in (opener, visit_of(scope, page.claims)))
    except DataFault:
        allowed = False
    if not allowed:
        raise Refused(HTTPStatus.FORBIDDEN, "no_right")


def _largest() -> int:
    return int(st.get_option("server.maxUploadSize")) * 1024 * 1024 + _FORM


def _size(scope: Scope) -> int:
    """The bytes that a request says it brings; the server reads no more than that. Raises ``Refused``."""
    found = [value for name, value in scope["headers"] if name.lower() == b"content-length"]
    if len(found) != 1 or not found[0].isdigit():
        raise Refused(HTTPStatus.LENGTH_REQUIRED, "no_length")
    # By its length first: Python converts no number of thousands of digits.
    if len(found[0]) > 18 or int(found[0]) > _largest():
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "too_large")
    return int(found[0])
