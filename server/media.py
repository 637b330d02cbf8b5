"""Whether a request may fetch what a page has made for its visitor: files to download, pictures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from starlette.requests import HTTPConnection

from gapboard.kernel.faults import DataFault
from gapboard.people.rights import Action, allows, who
from gapboard.people.rights.tickets import COOKIE
from server.inside import sessions
from server.rights import may_read
from server.visit import has_provider, visit

if TYPE_CHECKING:
    from starlette.types import Scope


def may_fetch(scope: Scope, folder: Path) -> bool:
    """Whether the visitor may read the board now; whoever a provider knows, by a page that is open in their browser."""
    try:
        return may_read(scope, folder) or (has_provider() and _reads_a_page(scope, folder))
    except DataFault:
        return False


def _reads_a_page(scope: Scope, folder: Path) -> bool:
    cookies = HTTPConnection(scope).cookies
    return any(
        allows(who(visit(page.address, page.headers, page.cookies.get(COOKIE, ""), page.claims), folder), Action.READ)
        for page in sessions.all_opened()
        if page.is_same_browser(cookies, COOKIE)
    )
