"""Signing in with an account and out again: two addresses that take a form and answer with a cookie."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Coroutine
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from gapboard.kernel.faults import DataFault
from gapboard.kernel.wording import LANGUAGES
from gapboard.people.rights.signin import sign_in, sign_out
from gapboard.people.rights.tickets import COOKIE
from server import hosts
from server.visit import session_cookie

# The names of the fields are none that a form or a document has of itself: Streamlit strips such from its HTML.
SIGN_IN, SIGN_OUT, WHO = "account/signin", "account/signout", "account/who"
PAGE = "signin"

_MOST_BYTES = 8192
# The next page is one of the board's own, by its address; nothing else is ever redirected to.
_OWN_PAGE = re.compile(r"[a-z]{0,30}")

Folder = Callable[[], Path]
_made: list[Route] = []
Handler = Callable[[Request], Coroutine[Any, Any, Response]]


def served() -> bool:
    """Whether this process has the two addresses; one that serves without the board's own application does not."""
    return bool(_made)


def routes(folder: Folder, base: str = "") -> list[Route]:
    """The addresses below ``base``, for accounts in ``folder``."""

    async def entering(request: Request) -> Response:
        form = await _form(request)
        return await _enter(request, form, folder(), base) if form is not None else _refused()

    async def leaving(request: Request) -> Response:
        form = await _form(request)
        return await _leave(request, form, folder(), base) if form is not None else _refused()

    async def telling(request: Request) -> Response:
        key = browser_key(session_cookie(request.headers))
        return PlainTextResponse(key, headers={"Cache-Control": "no-store"})

    _made[:] = [_route(base, SIGN_IN, entering), _route(base, SIGN_OUT, leaving), Route(f"{base}/{WHO}", telling)]
    return list(_made)


def browser_key(cookie: str) -> str:
    """What tells one sign-in of a browser from another and says nothing of either; empty without a cookie."""
    return sha256(cookie.encode()).hexdigest()[:16] if cookie else ""


def _route(base: str, address: str, handler: Handler) -> Route:
    return Route(f"{base}/{address}", handler, methods=["POST"])


async def _enter(request: Request, form: dict[str, str], folder: Path, base: str) -> Response:
    address = request.client.host if request.client else ""
    try:
        # Off the event loop: a hash takes its time, on purpose.
        given = form.get("account_name", ""), form.get("password", "")
        answer = await asyncio.to_thread(sign_in, folder, *given, address)
    except DataFault:
        return _to(PAGE, form, problem="fault")
    if answer.wait_minutes:
        return _to(PAGE, form, problem="wait", minutes=str(answer.wait_minutes))
    if not answer.cookie:
        return _to(PAGE, form, problem="wrong")
    response = _to(form.get("board_page", ""), form)
    response.set_cookie(COOKIE, answer.cookie, **_attributes(request, base))
    return response


async def _leave(request: Request, form: dict[str, str], folder: Path, base: str) -> Response:
    try:
        await asyncio.to_thread(sign_out, folder, session_cookie(request.headers))
    except DataFault:
        return _to(PAGE, form, problem="fault")
    response = _to("", form)
    response.delete_cookie(COOKIE, **_attributes(request, base))
    return response


def _attributes(request: Request, base: str) -> dict[str, Any]:
    """No script reads it, no other site sends it, and over TLS it never leaves TLS. It goes with the browser."""
    secure = request.url.scheme == "https"
    return {"path": base or "/", "httponly": True, "samesite": "strict", "secure": secure}


async def _form(request: Request) -> dict[str, str] | None:
    """The form's fields; ``None`` for a form from another site, or none at all."""
    if not _is_own(request):
        return None
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > _MOST_BYTES:
            return None
    try:
        return dict(parse_qsl(body.decode(), max_num_fields=10))
    except ValueError:
        return None


def _is_own(request: Request) -> bool:
    """Whether the form stood on a page of ours, so that nobody is signed in or out without knowing."""
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    host = hosts.asked_host(request.scope)
    return host is not None and hosts.is_own_origin(request.headers.get("origin", ""), host, request.scope)


def _to(page: str, form: dict[str, str], **parameters: str) -> RedirectResponse:
    if not _OWN_PAGE.fullmatch(page):
        page = ""
    language = form.get("board_language", "")
    kept = {"lang": language} if language in LANGUAGES else {}
    query = urlencode({**kept, **parameters})
    # Relative, for only the browser knows what a proxy calls us; "../" leads out of "account/".
    response = RedirectResponse(f"../{page}" + (f"?{query}" if query else ""), status_code=303)
    response.headers["Cache-Control"] = "no-store"
    return response


def _refused() -> Response:
    return PlainTextResponse("", status_code=403, headers={"Cache-Control": "no-store"})
