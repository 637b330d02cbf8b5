"""Where the interface is: ``/api/v1/…``, before Streamlit, which answers every address it does not know."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from server.api.answers import guarded, json_answer, list_endpoint, not_modified, unchanged
from server.api.description import VERSION, description
from server.api.lists import LISTS, Known
from server.api.parameters import BadParameters, Wrong
from server.api.problems import problem

if TYPE_CHECKING:
    from server.source import Source

_CODES = {404: "not_found", 405: "not_allowed"}


def api_routes(source: Source, base: str = "") -> list[Mount]:
    """The interface below the address ``base``; an application of its own, so that its errors are its own too."""

    def describe(request: Request) -> Response:
        if request.query_params:
            raise BadParameters([Wrong(name, name, "known", {"allowed": "–"}) for name in request.query_params])
        token = source.token()
        etag = f'W/"{sha256(f"{VERSION}|{base}|{token}".encode()).hexdigest()[:32]}"'
        if unchanged(request, etag):
            return not_modified(etag)
        text = json.dumps(
            description(Known(source.board(), source.tasks), base, token), ensure_ascii=False, allow_nan=False
        )
        return json_answer(request, text, etag)

    routes = [Route(f"/v1/{name}", list_endpoint(name, source)) for name in LISTS]
    routes.append(Route("/v1/openapi.json", guarded(describe, source)))
    app = Starlette(routes=routes, exception_handlers={HTTPException: _refused, Exception: _failed})
    # An address with a slash too many is not there; redirecting would answer with a page that is not JSON.
    app.router.redirect_slashes = False
    return [Mount(f"{base}/api", app)]


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    headers = {"Allow": "GET, HEAD"} if error.status_code == 405 else {}
    return problem(request, error.status_code, _CODES.get(error.status_code, "failed"), headers=headers)


async def _failed(request: Request, error: Exception) -> Response:
    return problem(request, 500, "failed")
