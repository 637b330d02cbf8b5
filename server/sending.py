"""Sending what lies in memory, compressed for those who come over a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from starlette.datastructures import Headers

from gapboard.people.rights.visit import is_loopback
from server.assets import Asset

if TYPE_CHECKING:
    from starlette.types import Scope, Send


def _is_local(scope: Scope) -> bool:
    """Whether the visitor sits at this computer, where unpacking costs more than it saves.

    Behind a reverse proxy uvicorn puts the visitor's own address here, not the proxy's.
    """
    client = scope.get("client")
    return client is not None and is_loopback(client[0])


async def send_unless_known(asset: Asset, scope: Scope, send: Send, cache: str) -> None:
    """Send an asset to be kept as ``cache`` says, or only say so to a browser that has it already."""
    headers = [(b"cache-control", cache.encode()), (b"etag", asset.etag.encode())]
    if asset.etag in Headers(scope=scope).get("if-none-match", ""):
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
    else:
        await send_asset(asset, scope, send, headers)


async def send_asset(asset: Asset, scope: Scope, send: Send, headers: list[tuple[bytes, bytes]]) -> None:
    """Answer a request with an asset and more headers; without its body for HEAD, compressed for who is far."""
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
