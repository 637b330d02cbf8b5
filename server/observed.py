"""Middleware that counts and logs every answer, and answers where an application failed to."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse

from server.logs import ACCESS
from server.metrics import Meters, may_see, refused

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_access = logging.getLogger(ACCESS)
_log = logging.getLogger(__name__)

# Classes of addresses by how they begin; the first that fits. What follows in some of them is a session or a file.
_CLASSES = (
    ("/api/", "api"),
    ("/static/", "static"),
    ("/media/", "media"),
    ("/_stcore/upload_file/", "upload"),
    ("/_stcore/", "streamlit"),
    ("/component/", "component"),
    ("/oauth2callback", "sign-in"),
    ("/auth/", "sign-in"),
    ("/account/", "sign-in"),
)
_NAMED = {"/healthz": "health", "/readyz": "health", "/metrics": "metrics", "/chart.svg": "chart"}
_OPAQUE = frozenset({"media", "upload", "sign-in"})
_FIGURES_OF_STREAMLIT = ("/_stcore/metrics", "/st-metrics")
_LONGEST_PATH = 200


def route_class(path: str) -> str:
    """What kind of address ``path`` is, below the base address; ``page`` is whatever the application draws."""
    if path in _NAMED:
        return _NAMED[path]
    return next((name for start, name in _CLASSES if path.startswith(start)), "page")


def logged_path(path: str) -> str:
    """``path`` as it may be written down: never a parameter's value, a session or the name of an upload."""
    if route_class(path) in _OPAQUE:
        start = next(start for start, _ in _CLASSES if path.startswith(start))
        return f"{start.rstrip('/')}/…"
    return path[:_LONGEST_PATH]


class ObservedMiddleware:
    """Around everything but the security headers, so that what it answers itself has them too.

    ``base`` is what the board's own address begins with, ``/board``, or nothing.
    """

    def __init__(self, app: ASGIApp, meters: Meters, base: str = "") -> None:
        self.app = app
        self._meters = meters
        self._base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        path = str(scope["path"]).removeprefix(self._base) or "/"
        begun = time.perf_counter()
        status, sent = 0, 0

        async def watch(message: Message) -> None:
            nonlocal status, sent
            if message["type"] == "http.response.start":
                status = message["status"]
            elif message["type"] == "http.response.body":
                sent += len(message.get("body", b""))
            await send(message)

        try:
            if path in _FIGURES_OF_STREAMLIT and not may_see(scope):
                await refused()(scope, receive, watch)
            else:
                await self.app(scope, receive, watch)
        except Exception:
            _log.exception("%s %s failed", scope["method"], logged_path(path))
            if not status:
                await PlainTextResponse("500\n", 500, {"Cache-Control": "no-store"})(scope, receive, watch)
        finally:
            seconds = time.perf_counter() - begun
            route = route_class(path)
            self._meters.answered(route, status, seconds)
            _access.info(
                "%s",
                route,
                extra={
                    "access": {
                        "method": scope["method"],
                        "path": logged_path(path),
                        "route": route,
                        "status": status,
                        "ms": round(1000 * seconds, 1),
                        "bytes": 0 if scope["method"] == "HEAD" else sent,
                    }
                },
            )
