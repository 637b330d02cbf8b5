"""The index page of some addresses, with the answer already in it."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.datastructures import Headers

from server.assets import Asset, make_asset
from server.inside.index_page import Parts
from server.visit import wanted_language

if TYPE_CHECKING:
    from starlette.types import Scope

_MOST_PAGES = 32
_log = logging.getLogger(__name__)

Answer = Callable[[str, Mapping[str, str], str], str]
"""From a page's address, its parameters and ``Accept-Language`` to HTML; empty, or raising, the plain index is sent."""
MayRead = Callable[["Scope"], bool]
"""Whether the visitor behind a request may read the board; may raise, which is a no."""


def warm(answer: Answer) -> None:
    """Read the data and draw the answer before the first visitor asks for it.

    What has been made by then stays for long, so the cycle collector need not look at it again.
    """
    try:
        answer("", {}, "zh-CN")
    except Exception as error:  # the server starts all the same; the live page tells what is wrong
        _log.warning("No first answer: %s", error)
    gc.freeze()


class FirstAnswer:
    """Puts the HTML of ``answer`` into the index page of each address in ``indexes``, before Streamlit's own place."""

    def __init__(self, indexes: Mapping[str, str], answer: Answer, may_read: MayRead | None = None) -> None:
        self._parts = {page: parts for page, index in indexes.items() if (parts := Parts.of(index))}
        self._answer = answer
        self._may_read = may_read
        # By the answer's text, which stays the same object for as long as it is kept: compressing is most of the work.
        self._page_of = lru_cache(maxsize=_MOST_PAGES)(self._put_in)

    async def page(self, name: str, scope: Scope) -> Asset | None:
        """The page for a request; ``None`` where there is no answer to give."""
        if name not in self._parts:
            return None
        parameters = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        accepted = wanted_language(Headers(scope=scope))
        try:
            if self._may_read and not await asyncio.to_thread(self._may_read, scope):
                return None
            # Off the event loop: it may have to read the data files, and compressing takes its time too.
            found = await asyncio.to_thread(self._made, name, parameters, accepted)
        except Exception as error:  # the live page is the one that tells what is wrong
            _log.warning("No first answer: %s", error)
            return None
        return found

    def _made(self, name: str, parameters: Mapping[str, str], accepted: str) -> Asset | None:
        answer = self._answer(name, parameters, accepted)
        return self._page_of(name, answer) if answer else None

    def _put_in(self, name: str, answer: str) -> Asset:
        return make_asset("index.html", self._parts[name].around(answer).encode())
