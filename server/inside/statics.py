"""Middleware that answers for Streamlit's own files from memory.

Streamlit reads each of some seventy files from disk, in a thread, for every visitor. Serving them from
memory, compressed for those who come over a network, is most of what makes the first page quick.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.datastructures import Headers
from starlette.responses import FileResponse, HTMLResponse
from streamlit import file_util

from server.assets import Asset, AssetStore, make_asset
from server.inside.index_page import CHUNKS, files_of, lazy_chunks, rewrite
from server.sending import send_asset, send_unless_known
from server.visit import session_cookie, wanted_language

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# The names carry a hash of the content, so a browser may keep them for good.
_KEEP = "public, immutable, max-age=31536000"
_ASK_EVERY_TIME = "no-cache"
_NEVER = "private, no-store"

Missing = Callable[[str, Mapping[str, str], str], str]
"""From an address below the board's, its parameters and ``Accept-Language`` to a page that says that no page is there;
empty where one is."""
FirstPage = Callable[[str, "Scope"], Awaitable[Asset | None]]
"""From the name of an index page and a request to the page with its answer; ``None`` where there is none to give."""


def front_end() -> Path:
    """The folder of Streamlit's front end."""
    return Path(file_util.get_static_dir())


class StreamlitFiles:
    """Streamlit's static folder, ready to be served: the files under `static/` and the index page with our style
    and script; by the address of a page, what it says ``without`` script."""

    def __init__(
        self, folder: Path, style: str = "", script: str = "", without: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        index_file = folder / "index.html"
        original, scripts = index_file.read_text(encoding="utf-8"), folder / "static" / "js"
        self.store = AssetStore(folder)
        # The index pages of the addresses that have one of their own.
        made = {
            page: rewrite(original, lazy_chunks(scripts, page), style, script, without.get(page, ""))
            for page in ("", *CHUNKS, *without)
        }
        self.indexes = {page: made[page] for page in ("", *CHUNKS)}
        # Unless this is a Streamlit whose index page we do not know.
        self.styled = bool(style) and all(style in index and script in index for index in self.indexes.values())
        self._assets = {page: make_asset("index.html", index.encode()) for page, index in made.items()}
        # By this Streamlit's answer is known to be its index page, whatever address was asked for.
        self.original_etag = FileResponse(index_file, stat_result=index_file.stat()).headers["etag"]
        for index in self.indexes.values():
            for name in files_of(index):
                if name in self.store:
                    self.store.load(name)

    def index(self, page: str = "") -> Asset:
        """The index page for the address ``page`` below the app's own."""
        return self._assets.get(page, self._assets[""])


class StreamlitFilesMiddleware:
    """Serve `files`; everything else is Streamlit's, except that its index page is replaced by ours.

    `base` is what the board's own address begins with, `/board`, or nothing; `first` makes the page that some
    addresses are answered with before Streamlit has drawn, `missing` what addresses without a page are answered with:
    Streamlit would send its index page, and a dialog in English over another page.
    """

    def __init__(
        self,
        app: ASGIApp,
        files: StreamlitFiles,
        base: str = "",
        first: FirstPage | None = None,
        missing: Missing | None = None,
    ) -> None:
        self.app = app
        self._missing = missing
        self._files = files
        self._first = first
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        name = self._name(scope)
        if name in self._files.indexes:
            await self._send_first_page(name, scope, send)
        elif name.startswith("static/") and name in self._files.store and not _wants_a_part(scope):
            asset = self._files.store.ready(name)
            if asset is None:
                asset = await asyncio.to_thread(self._files.store.load, name)
            await send_asset(asset, scope, send, [(b"cache-control", _KEEP.encode())])
        else:
            await self._pass_on(scope, receive, send)

    def _name(self, scope: Scope) -> str:
        return str(scope["path"]).removeprefix(self._base + "/")

    async def _send_first_page(self, name: str, scope: Scope, send: Send) -> None:
        """The index with the page's answer in it, or as it is when there is none to give."""
        found = await self._first(name, scope) if self._first else None
        await self._send_page(found or self._files.index(name), scope, send)

    async def _send_index(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The index page for an address of the app; where there is no page, one that says so."""
        name = self._name(scope)
        headers = Headers(scope=scope)
        parameters = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        told = self._missing(name, parameters, wanted_language(headers)) if self._missing else ""
        if told:
            await HTMLResponse(told, 404, {"Cache-Control": "no-store"})(scope, receive, send)
        else:
            await self._send_page(self._files.index(name), scope, send)

    async def _send_page(self, page: Asset, scope: Scope, send: Send) -> None:
        # What someone who has signed in was shown must not come back from the browser's memory after they have left.
        await send_unless_known(page, scope, send, _NEVER if session_cookie(Headers(scope=scope)) else _ASK_EVERY_TIME)

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let Streamlit answer; it sends its index page for every address of the app, and we swap it."""
        swapped = False

        async def swap(message: Message) -> None:
            nonlocal swapped
            # 206: whoever asks for a part of a page gets the same page, or is told that there is none.
            if message["type"] == "http.response.start" and message["status"] in (200, 206):
                swapped = Headers(raw=message["headers"]).get("etag") == self._files.original_etag
                if swapped:
                    await self._send_index(scope, receive, send)
            if not swapped:
                await send(message)

        await self.app(scope, receive, swap)


def _wants_a_part(scope: Scope) -> bool:
    return any(name == b"range" for name, _ in scope["headers"])
