"""The index page of the overview's own address, with the answer already in it."""

from __future__ import annotations

import asyncio
import gc
import logging
import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.datastructures import Headers

from server.assets import Asset, make_asset

if TYPE_CHECKING:
    from starlette.types import Scope

_ROOT = '<div id="root"></div>'
_MODULE = re.compile(r'<script type="module"[^>]*src="([^"]+)"[^>]*></script>')
# Streamlit's scripts keep the browser busy for most of a second. They start one frame late, so that the
# answer is painted before them; what they import is being fetched meanwhile.
_START_LATE = """<script>
requestAnimationFrame(function () { setTimeout(function () {
  var start = document.createElement("script");
  start.type = "module"; start.crossOrigin = ""; start.src = "SOURCE";
  document.head.appendChild(start);
}, 0); });
</script>"""
_MOST_PAGES = 32
_log = logging.getLogger(__name__)

Answer = Callable[[Mapping[str, str], str], str]
"""From an address's parameters and ``Accept-Language`` to HTML; may raise, and the plain index is sent."""
MayRead = Callable[["Scope"], bool]
"""Whether the visitor behind a request may read the board; may raise, which is a no."""


def warm(answer: Answer) -> None:
    """Read the data and draw the answer before the first visitor asks for it.

    What has been made by then stays for long, so the cycle collector need not look at it again.
    """
    try:
        answer({}, "zh-CN")
    except Exception as error:  # the server starts all the same; the live page tells what is wrong
        _log.warning("No first answer: %s", error)
    gc.freeze()


class FirstAnswer:
    """Puts the HTML of ``answer`` into an index page, in front of where Streamlit will draw."""

    def __init__(self, index: str, answer: Answer, may_read: MayRead | None = None) -> None:
        start = _MODULE.search(index)
        if start:
            index = index.replace(start.group(0), "")
        self._before, self._root, self._after = index.partition(_ROOT)
        self._start = _START_LATE.replace("SOURCE", start.group(1)) if start else ""
        self._answer = answer
        self._may_read = may_read
        # By the answer's text, which stays the same object for as long as it is kept: compressing is most of the work.
        self._page_of = lru_cache(maxsize=_MOST_PAGES)(self._put_in)

    async def page(self, scope: Scope) -> tuple[Asset, str] | None:
        """The page for a request and its ETag; ``None`` where there is no answer to give."""
        if not self._root or not self._start:
            return None  # an index page of a Streamlit that this was not written for
        parameters = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        accepted = Headers(scope=scope).get("accept-language", "")
        try:
            if self._may_read and not await asyncio.to_thread(self._may_read, scope):
                return None
            # Off the event loop: it may have to read the data files, and compressing takes its time too.
            found = await asyncio.to_thread(self._made, parameters, accepted)
        except Exception as error:  # the live page is the one that tells what is wrong
            _log.warning("No first answer: %s", error)
            return None
        return found

    def _made(self, parameters: Mapping[str, str], accepted: str) -> tuple[Asset, str]:
        return self._page_of(self._answer(parameters, accepted))

    def _put_in(self, answer: str) -> tuple[Asset, str]:
        # The scripts stand behind Streamlit's root, so that it exists when they run.
        before, script, rest = answer.partition("<script>")
        page = "".join((self._before, before, self._root, script, rest, self._start, self._after)).encode()
        return make_asset("index.html", page), f'"{sha256(page).hexdigest()[:32]}"'
