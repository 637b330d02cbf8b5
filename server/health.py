"""``/healthz``: the process is up. ``/readyz``: targets and ledger can be read, and if not, what is wrong.

Faults are told by file, line and code only: paths, addresses of databases and what a file says stay here.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from gapboard.kernel.faults import DataFault

if TYPE_CHECKING:
    from starlette.requests import Request

    from server.source import Source

_MOST_FAULTS = 20
_NOT_KEPT = {"Cache-Control": "no-store"}


def health_routes(source: Source, base: str = "") -> list[Route]:
    """Both addresses below ``base``."""

    async def ready(request: Request) -> Response:
        state = await asyncio.to_thread(readiness, source)
        return JSONResponse(state, 200 if state["status"] != "not ready" else 503, _NOT_KEPT)

    return [Route(f"{base}/healthz", _up), Route(f"{base}/readyz", ready)]


async def _up(request: Request) -> Response:
    return JSONResponse({"status": "up"}, headers=_NOT_KEPT)


def readiness(source: Source) -> dict[str, Any]:
    """``ready``; ``last known state`` while the ledger's store is away and nothing can be saved; or ``not ready``."""
    try:
        source.board()
    except DataFault as fault:
        shown = [{"file": item.file, "line": item.line, "code": item.code} for item in fault.faults[:_MOST_FAULTS]]
        return {"status": "not ready", "count": len(fault.faults), "faults": shown}
    away = source.away_since()
    return {"status": "ready"} if away is None else {"status": "last known state", "since": away.isoformat()}
