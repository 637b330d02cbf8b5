"""Middleware that answers for Streamlit's own files from memory.

Streamlit reads each of some seventy files from disk, in a thread, for every visitor. Serving them from
memory, compressed for those who come over a network, is most of what makes the first page quick.
"""

from __future__ import annotations

import asyncio
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.datastructures import Headers
from starlette.responses import FileResponse

from gapboard.rights.visit import is_loopback
from server.assets import Asset, AssetStore, make_asset
from server.first_answer import Answer, FirstAnswer, MayRead
from server.index_page import CHUNKS, files_of, lazy_chunks, rewrite
from server.visit import session_cookie

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

# The names carry a hash of the content, so a browser may keep them for good.
_KEEP = "public, immutable, max-age=31536000"
_ASK_EVERY_TIME = "no-cache"
_NEVER = "private, no-store"


class StreamlitFiles:
    """Streamlit's static folder, ready to be served: the files under `static/` and the index page."""

    def __init__(self, folder: Path) -> None:
        index_file = folder / "index.html"
        original, scripts = index_file.read_text(encoding="utf-8"), folder / "static" / "js"
        self.store = AssetStore(folder)
        self._indexes = {page: _index(rewrite(original, lazy_chunks(scripts, page))) for page in ("", *CHUNKS)}
        # By this Streamlit's answer is known to be its index page, whatever address was asked for.
        self.original_etag = FileResponse(index_file, stat_result=index_file.stat()).headers["etag"]
        for index, _ in self._indexes.values():
            for name in files_of(index.plain.decode()):
                if name in self.store:
                    self.store.load(name)

    def index(self, page: str = "") -> tuple[Asset, str]:
        """The index page for the address ``page`` below the app's own, and its ETag."""
        return self._indexes.get(page, self._indexes[""])


def _index(page: str) -> tuple[Asset, str]:
    asset = make_asset("index.html", page.encode())
    return asset, f'"{sha256(asset.plain).hexdigest()[:32]}"'


class StreamlitFilesMiddleware:
    """Serve `files`; everything else is Streamlit's, except that its index page is replaced by ours.

    `base` is what the board's own address begins with, `/board`, or nothing.
    """

    def __init__(
        self,
        app: ASGIApp,
        files: StreamlitFiles,
        base: str = "",
        answer: Answer | None = None,
        may_read: MayRead | None = None,
    ) -> None:
        self.app = app
        self._files = files
        self._first = FirstAnswer(files.index()[0].plain.decode(), answer, may_read) if answer else None
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self.app(scope, receive, send)
            return
        name = self._name(scope)
        if not name:
            await self._send_first_page(scope, send)
        elif name.startswith("static/") and name in self._files.store and not _wants_a_part(scope):
            asset = self._files.store.ready(name)
            if asset is None:
                asset = await asyncio.to_thread(self._files.store.load, name)
            await _send_asset(asset, scope, send, [(b"cache-control", _KEEP.encode())])
        else:
            await self._pass_on(scope, receive, send)

    def _name(self, scope: Scope) -> str:
        return str(scope["path"]).removeprefix(self._base + "/")

    async def _send_first_page(self, scope: Scope, send: Send) -> None:
        """The overview's address: the index with the answer in it, or as it is when there is none to give."""
        found = await self._first.page(scope) if self._first else None
        if found is None:
            await self._send_index(scope, send)
        else:
            await self._send_page(*found, scope, send)

    async def _send_index(self, scope: Scope, send: Send) -> None:
        await self._send_page(*self._files.index(self._name(scope)), scope, send)

    async def _send_page(self, page: Asset, etag: str, scope: Scope, send: Send) -> None:
        # What someone who has signed in was shown must not come back from the browser's memory after they have left.
        cache = _NEVER if session_cookie(Headers(scope=scope)) else _ASK_EVERY_TIME
        headers = [(b"cache-control", cache.encode()), (b"etag", etag.encode())]
        if etag in Headers(scope=scope).get("if-none-match", ""):
            await send({"type": "http.response.start", "status": 304, "headers": headers})
            await send({"type": "http.response.body", "body": b""})
        else:
            await _send_asset(page, scope, send, headers)

    async def _pass_on(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let Streamlit answer; it sends its index page for every address of the app, and we swap it."""
        swapped = False

        async def swap(message: Message) -> None:
            nonlocal swapped
            if message["type"] == "http.response.start" and message["status"] == 200:
                swapped = Headers(raw=message["headers"]).get("etag") == self._files.original_etag
                if swapped:
                    await self._send_index(scope, send)
            if not swapped:
                await send(message)

        await self.app(scope, receive, swap)


def _wants_a_part(scope: Scope) -> bool:
    return any(name == b"range" for name, _ in scope["headers"])


def _is_local(scope: Scope) -> bool:
    """Whether the visitor sits at this computer, where unpacking costs more than it saves.

    Behind a reverse proxy uvicorn puts the visitor's own address here, not the proxy's.
    """
    client = scope.get("client")
    return client is not None and is_loopback(client[0])


async def _send_asset(asset: Asset, scope: Scope, send: Send, headers: list[tuple[bytes, bytes]]) -> None:
    body = asset.plain
    headers = [(b"content-type", asset.content_type.encode()), *headers]
    if asset.gzipped is not None:
        headers.append((b"vary", b"accept-encoding"))
        if not _is_local(scope) and "gzip" in Headers(scope=scope).get("accept-encoding", ""):
            body = asset.gzipped
            headers.append((b"content-encoding", b"gzip"))
    headers.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})
