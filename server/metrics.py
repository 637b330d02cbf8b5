"""Figures about the server for Prometheus, at ``/metrics``: for the administrator, not for the public.

Without ``GAPBOARD_METRICS_TOKEN`` only a program on this computer may read them, and not through a proxy; with it,
whoever sends it as a bearer token. Streamlit's own figures, which may name users, are guarded in the same way.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import hmac
import logging
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from gapboard.kernel import audit
from gapboard.kernel.faults import DataFault
from gapboard.people.rights.visit import came_by_proxy, is_loopback
from server.inside.meter import open_pages

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Scope

    from server.source import Source

TOKEN = "GAPBOARD_METRICS_TOKEN"
_BUCKETS = (0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


class Meters:
    """What is counted in this process; ``source`` is asked for the ledger's figures when they are read."""

    def __init__(self, source: Source) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "gapboard_http_requests",
            "Answers by class of address and status.",
            ("route", "status"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "gapboard_http_request_seconds",
            "Time until an answer was sent in full.",
            ("route",),
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self.writes = Counter(
            "gapboard_writes", "Writes by kind and outcome.", ("action", "outcome"), registry=self.registry
        )
        self.rows = Counter("gapboard_rows_written", "Rows added to the ledger from the pages.", registry=self.registry)
        self.registry.register(_State(source))
        listener = _Listener(self)
        # One server, one listener: an application made anew in the same process takes the old one's place.
        log = logging.getLogger(audit.LOGGER)
        for old in [handler for handler in log.handlers if isinstance(handler, _Listener)]:
            log.removeHandler(old)
        log.addHandler(listener)

    def answered(self, route: str, status: int, seconds: float) -> None:
        """Count one answer."""
        self.requests.labels(route, str(status)).inc()
        self.seconds.labels(route).observe(seconds)


class _Listener(logging.Handler):
    """Counts what the domain reports."""

    def __init__(self, meters: Meters) -> None:
        super().__init__()
        self._meters = meters

    def emit(self, record: logging.LogRecord) -> None:
        event = getattr(record, "audit", None)
        if event:
            self._meters.writes.labels(event["action"], event["outcome"]).inc()
            self._meters.rows.inc(event.get("rows") or 0)


class _State(Collector):
    """What is so at the moment of reading."""

    def __init__(self, source: Source) -> None:
        self._source = source

    def describe(self) -> list[Metric]:
        return []

    def collect(self) -> Iterator[Metric]:
        readable = GaugeMetricFamily("gapboard_data_readable", "1 if targets and ledger can be read.")
        try:
            ledger = self._source.board().ledger
        except DataFault:
            readable.add_metric((), 0)
        else:
            readable.add_metric((), 1)
            yield GaugeMetricFamily("gapboard_ledger_rows", "Rows of the ledger in use.", value=len(ledger.rows))
            newest = max((row.recorded_at for row in ledger.rows), default=None)
            if newest is not None:
                age = (dt.datetime.now(dt.UTC) - newest).total_seconds()
                yield GaugeMetricFamily("gapboard_ledger_age_seconds", "Since the newest row was recorded.", value=age)
        yield readable
        pages = open_pages()
        if pages is not None:
            yield GaugeMetricFamily("gapboard_sessions", "Open pages of this process.", value=pages)


def metrics_routes(meters: Meters, base: str = "") -> list[Route]:
    """The address below ``base``."""

    async def metrics_page(request: Request) -> Response:
        if not may_see(request.scope):
            return refused()
        content = await asyncio.to_thread(generate_latest, meters.registry)
        return Response(content, headers={"Cache-Control": "no-store", "Content-Type": CONTENT_TYPE_LATEST})

    return [Route(f"{base}/metrics", metrics_page)]


def may_see(scope: Scope) -> bool:
    """Whether a request may read figures about the server."""
    headers, token = Headers(scope=scope), os.environ.get(TOKEN, "")
    if token:
        kind, _, given = headers.get("authorization", "").partition(" ")
        return kind.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode())
    client = scope.get("client")
    # What a proxy on this computer passes on comes from this computer too.
    return client is not None and is_loopback(client[0]) and not came_by_proxy(headers)


def refused() -> Response:
    """The answer to everybody else."""
    text = f"Only from this computer, or with the token that {TOKEN} names: docs/deployment.md\n"
    return PlainTextResponse(text, 403, {"Cache-Control": "no-store"})
