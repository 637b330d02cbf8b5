"""What stands between the browser and Streamlit, outermost first, and what answers beside it."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import streamlit as st
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from gapboard.kernel.moments import live_by_beijing_time
from server import account, logs
from server.api.routes import api_routes
from server.charts import chart_routes
from server.evidence import evidence_routes
from server.first_answer import Answer, FirstAnswer
from server.gate import Gate
from server.health import health_routes
from server.hosts import told_hosts
from server.inside.outside import ask_nobody
from server.inside.statics import Missing, StreamlitFiles, StreamlitFilesMiddleware, front_end
from server.metrics import Meters, metrics_routes
from server.observed import ObservedMiddleware
from server.rights import may_read
from server.search import Index, search_routes
from server.security import SecurityHeadersMiddleware
from server.source import Source

if TYPE_CHECKING:
    from starlette.types import Scope


@dataclass(frozen=True)
class Stack:
    """For `st.App`: ``middleware`` around Streamlit, and ``routes`` before its own.

    ``styled`` says that the index page carries style sheet and script, so that no page has to bring them.
    """

    middleware: list[Middleware]
    routes: list[BaseRoute]
    styled: bool


def stack(
    source: Source,
    answer: Answer | None = None,
    style: str = "",
    script: str = "",
    index: Index | None = None,
    missing: Missing | None = None,
    without: Mapping[str, str] = MappingProxyType({}),
) -> Stack:
    """Security headers on every answer, counts and logs, who is let in, Streamlit's own files; health, metrics, JSON,
    search, signing in.

    `answer` makes the HTML that the first page carries until Streamlit has drawn, `index` what the search box finds,
    both for those who may read the board; `style` is the style sheet, `script` what every page runs before Streamlit,
    `missing` what is said at an address without a page, `without` what each page says where no script runs.
    """
    files = StreamlitFiles(front_end(), style, script, without)
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    base = f"/{path}" if path else ""
    logs.set_up()
    few_heaps()
    ask_nobody()
    live_by_beijing_time()
    meters = Meters(source)

    def reads(scope: Scope) -> bool:
        return may_read(scope, source.folder())

    first = FirstAnswer(files.indexes, answer, reads).page if answer else None
    return Stack(
        [
            Middleware(SecurityHeadersMiddleware),
            Middleware(ObservedMiddleware, meters=meters, base=base),
            Middleware(Gate, folder=source.folder, told=told_hosts(), base=base),
            Middleware(StreamlitFilesMiddleware, files=files, base=base, first=first, missing=missing),
        ],
        [
            *api_routes(source, base),
            *chart_routes(source, base),
            *evidence_routes(source, base),
            *(search_routes(source, index, base) if index else ()),
            *health_routes(source, base),
            *metrics_routes(meters, base),
            *account.routes(source.folder, base),
        ],
        files.styled,
    )


_M_ARENA_MAX = -8  # of malloc.h


def few_heaps() -> bool:
    """Let all threads allocate from two heaps of memory; whether the C library does so, which only glibc can.

    Each drawing thread would keep a heap of its own, as large as the largest view that it ever drew: a megabyte a
    visitor instead of a third of it (benchmarks/crowd.py).
    """
    limit = getattr(ctypes.CDLL(None) if os.name == "posix" else None, "mallopt", None)
    return limit is not None and limit(_M_ARENA_MAX, 2) == 1
