"""Middleware that decides about every request, WebSocket and upload before Streamlit sees it.

What it lets in has asked for the server by a name that the server was told, and, where it can change something, stands
on one of the board's own pages. Nothing here asks anybody outside, and nothing holds up the event loop.
"""

from __future__ import annotations

import asyncio
import logging
import re
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse

from gapboard.kernel.wording import choose_language, say
from server import hosts
from server.hosts import Host
from server.inside import sessions
from server.inside.frames import Frames
from server.media import may_fetch
from server.uploads import Refused, Uploads, check_asker

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_STREAM = "/_stcore/stream"
_UPLOAD = re.compile(r"/_stcore/upload_file/([^/]+)/[^/]+")
_UPLOADS, _MEDIA, _AGENT = "/_stcore/upload_file/", "/media/", "/_stcore/agent/"
_ONLY_ASK = frozenset({"GET", "HEAD", "OPTIONS"})
# No address of ours has one; at the end of a path Streamlit's router overlooks a line's end, and our own names do not.
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_LONGEST_UPLOAD_SECONDS = 600.0
# Whoever is refused can come again as often as they like: each is logged once, and no more than so many.
_MOST_TOLD = 100
_WORTH_TELLING = {"foreign_host": "host", "foreign_origin": "origin"}
_log = logging.getLogger(__name__)


class Gate:
    """``folder`` has the files about people, ``told`` the names by which the server is to answer.

    ``base`` is what the board's own address begins with, ``/board``, or nothing.
    """

    def __init__(
        self, app: ASGIApp, folder: Callable[[], Path], told: frozenset[str] = frozenset(), base: str = ""
    ) -> None:
        self.app = app
        self._folder = folder
        self._base = base
        self._told = told
        self._uploads = Uploads()
        self._logged: set[tuple[str, str]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._answer(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._connect(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _connect(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            self._check_origin(scope, self._host(scope))
            if self._path(scope) != _STREAM:
                raise Refused(HTTPStatus.NOT_FOUND, "nothing_here")
        except Refused as refused:
            self._log(scope, refused)
            await receive()  # the handshake itself
            await send({"type": "websocket.close", "code": 1008})
            return
        frames = Frames(receive, send)
        try:
            await self.app(scope, frames.receive, frames.send)
        finally:
            # What the page has uploaded goes once it can no longer come back.
            asyncio.get_running_loop().call_later(sessions.grace_seconds() + 1, sessions.free_ended)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._let_in(scope, receive, watched)
        except Refused as refused:
            self._log(scope, refused)
            if not started:
                await _told(refused, scope)(scope, receive, send)

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        host, path = self._host(scope), self._path(scope)
        if _CONTROL.search(path):
            raise Refused(HTTPStatus.BAD_REQUEST, "bad_address")
        if path.startswith(_AGENT):
            # Programs that work a page as a person would. Streamlit takes them for someone at this computer.
            raise Refused(HTTPStatus.NOT_FOUND, "nothing_here")
        if path.startswith(_UPLOADS) and scope["method"] not in _ONLY_ASK:
            self._check_origin(scope, host)
            await self._upload(scope, receive, send, path)
            return
        if path.startswith(_MEDIA):
            if not await asyncio.to_thread(may_fetch, scope, self._folder()):
                raise Refused(HTTPStatus.FORBIDDEN, "no_right")
            send = _kept_by_nobody(send)
        await self.app(_with_one_range(scope), receive, send)

    async def _upload(self, scope: Scope, receive: Receive, send: Send, path: str) -> None:
        """Take a file, or have it removed, for the visitor whose page it is."""
        found = _UPLOAD.fullmatch(path)
        if not found:
            raise Refused(HTTPStatus.NOT_FOUND, "nothing_here")
        await asyncio.to_thread(check_asker, scope, found[1], self._folder())
        if scope["method"] == "DELETE":
            await self.app(scope, receive, send)
            return
        with self._uploads.room(scope, found[1]):
            try:
                async with asyncio.timeout(_LONGEST_UPLOAD_SECONDS) as limit:
                    await self.app(scope, receive, send)
            except TimeoutError:
                if not limit.expired():
                    raise
                raise Refused(HTTPStatus.REQUEST_TIMEOUT, "too_slow") from None
            except ClientDisconnect:
                _log.info("An upload was broken off")

    def _path(self, scope: Scope) -> str:
        return str(scope["path"]).removeprefix(self._base) or "/"

    def _host(self, scope: Scope) -> Host:
        host = hosts.asked_host(scope)
        if host is None:
            raise Refused(HTTPStatus.BAD_REQUEST, "bad_host")
        if not hosts.is_served(host, scope, self._told):
            raise Refused(HTTPStatus.MISDIRECTED_REQUEST, "foreign_host")
        return host

    def _check_origin(self, scope: Scope, host: Host) -> None:
        """Raise ``Refused`` unless the request says that it stands on a page of this server: browsers always do."""
        found = Headers(scope=scope).getlist("origin")
        if len(found) != 1 or not hosts.is_own_origin(found[0], host, scope):
            raise Refused(HTTPStatus.FORBIDDEN, "foreign_origin")

    def _log(self, scope: Scope, refused: Refused) -> None:
        """Tell the administrator of a name or an origin that should perhaps have been served; the rest is noise."""
        header = _WORTH_TELLING.get(refused.why, "")
        told = Headers(scope=scope).get(header, "") if header else ""
        if told and (header, told) not in self._logged and len(self._logged) < _MOST_TOLD:
            self._logged.add((header, told))
            _log.warning("Refused: %s", say(f"gate.{refused.why}", "en", **_facts(scope)))


def _facts(scope: Scope) -> dict[str, str]:
    headers = Headers(scope=scope)
    return {"host": headers.get("host", "")[:100], "origin": headers.get("origin", "")[:100], "setting": hosts.SETTING}


def _told(refused: Refused, scope: Scope) -> PlainTextResponse:
    """Why, in the visitor's language: what a browser sends in its headers is shown to nobody else."""
    text = say(f"gate.{refused.why}", choose_language(Headers(scope=scope).get("accept-language")), **_facts(scope))
    return PlainTextResponse(text + "\n", refused.status, {"Cache-Control": "no-store"})


def _with_one_range(scope: Scope) -> Scope:
    """The request without a wish for many parts of a file: it gets the whole, as it must be ready to anyway."""
    if "," not in Headers(scope=scope).get("range", ""):
        return scope
    return {**scope, "headers": [item for item in scope["headers"] if item[0].lower() != b"range"]}


def _kept_by_nobody(send: Send) -> Send:
    """``send`` for what was made for one visitor: Streamlit does not say that no cache may keep it."""

    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message)["Cache-Control"] = "no-store"
        await send(message)

    return marked
