"""What stands between the browser and Streamlit, outermost first, and what answers beside it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.middleware import Middleware
from starlette.routing import BaseRoute
from streamlit import config, file_util

from server import account, logs
from server.api.routes import api_routes
from server.charts import chart_routes
from server.first_answer import Answer
from server.health import health_routes
from server.inside.statics import StreamlitFiles, StreamlitFilesMiddleware
from server.metrics import Meters, metrics_routes
from server.observed import ObservedMiddleware
from server.rights import may_read
from server.security import SecurityHeadersMiddleware
from server.source import Source

if TYPE_CHECKING:
    from starlette.types import Scope


@dataclass(frozen=True)
class Stack:
    """For `st.App`: ``middleware`` around Streamlit, and ``routes`` before its own.

    ``styled`` says that the index page carries the style sheet, so that no page has to bring it.
    """

    middleware: list[Middleware]
    routes: list[BaseRoute]
    styled: bool


def stack(source: Source, answer: Answer | None = None, style: str = "") -> Stack:
    """Security headers on every answer, counts and logs, Streamlit's own files; health, metrics, JSON, signing in.

    `answer` makes the HTML that the first page carries until Streamlit has drawn, for those who may read the board;
    `style` is the style sheet.
    """
    files = StreamlitFiles(Path(file_util.get_static_dir()), style)
    path = str(config.get_option("server.baseUrlPath") or "").strip("/")
    base = f"/{path}" if path else ""
    logs.set_up()
    meters = Meters(source)

    def reads(scope: Scope) -> bool:
        return may_read(scope, source.folder())

    return Stack(
        [
            Middleware(SecurityHeadersMiddleware),
            Middleware(ObservedMiddleware, meters=meters, base=base),
            Middleware(StreamlitFilesMiddleware, files=files, base=base, answer=answer, may_read=reads),
        ],
        [
            *api_routes(source, base),
            *chart_routes(source, base),
            *health_routes(source, base),
            *metrics_routes(meters, base),
            *account.routes(source.folder, base),
        ],
        files.styled,
    )
