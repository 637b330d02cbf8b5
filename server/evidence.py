"""Files of evidence at ``/evidence/SUM``: to be taken away, never to be shown here."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from gapboard.kernel.faults import DataFault
from gapboard.ledger import open_store
from gapboard.people.files import EvidenceFile, evidence_file
from gapboard.people.rights import NoRight
from server.visit import person_of

if TYPE_CHECKING:
    from server.source import Source

PATH = "evidence"
# Each lies in memory as a whole, for its sum is checked before its first byte leaves.
_AT_ONCE = 2
_HEADERS = {"Cache-Control": "private, no-store"}
_log = logging.getLogger(__name__)


def evidence_routes(source: Source, base: str = "") -> list[Route]:
    """The address below ``base``."""
    turn = asyncio.Semaphore(_AT_ONCE)

    def found(request: Request) -> EvidenceFile | None:
        folder = source.folder()
        person = person_of(request.scope, folder)
        return evidence_file(person, folder, open_store(folder), request.path_params["sha256"])

    async def give(request: Request) -> Response:
        try:
            async with turn:
                file = await asyncio.to_thread(found, request)
        except NoRight:
            return _refused(403)
        except DataFault as fault:
            _log.warning("Evidence not given: %s", fault)
            return _refused(404)
        return _attachment(file, request.method) if file else _refused(404)

    return [Route(f"{base}/{PATH}/{{sha256}}", give, methods=["GET"])]


def _attachment(file: EvidenceFile, method: str) -> Response:
    """As bytes of no kind, under the file's name: no browser draws or runs them."""
    plain = "".join(char if char.isascii() and (char.isalnum() or char in "._-") else "_" for char in file.name)
    named = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file.name, safe='')}"
    headers = _HEADERS | {"Content-Disposition": named, "X-Content-Type-Options": "nosniff"}
    headers["Content-Length"] = str(len(file.content))
    return Response(b"" if method == "HEAD" else file.content, media_type="application/octet-stream", headers=headers)


def _refused(status: int) -> PlainTextResponse:
    return PlainTextResponse("", status, _HEADERS)
