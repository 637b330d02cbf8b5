"""The server's own routes and middleware around Streamlit's files, over the shipped data or a copy of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit.web.server.starlette.starlette_app import create_streamlit_middleware
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_assets_routes

from components.leaders.first_answer import first_answer
from components.page import data
from components.page.search import search_json, search_script
from components.page.tasks import revision_of_all, task_board
from components.page.templates import style_sheet
from server.source import Source
from server.stack import stack


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> None:
    """The one file that needs it loads what takes a second to load."""
    if file_path.name == "test_api_contract.py":
        parent.config.pluginmanager.import_plugin("schemathesis.pytest.plugin")


ROOT = Path(__file__).resolve().parents[2]


async def _boom(request: Request) -> PlainTextResponse:
    raise RuntimeError("cannot reach postgresql://board:Geheim-7@db/board, password=Geheim-7")


def application() -> Starlette:
    """Everything that `asgi.py` puts around Streamlit, with Streamlit's file routes and its own middleware."""
    source = Source(data.board, revision_of_all, data.data_folder, task_board, data.away_since)
    around = stack(source, first_answer, style_sheet(), search_script(), search_json)
    return Starlette(
        routes=[Route("/boom", _boom), *around.routes, *create_streamlit_static_assets_routes("")],
        middleware=[*around.middleware, *create_streamlit_middleware()],
    )


@pytest.fixture(scope="session")
def app() -> Starlette:
    """One for all tests: it looks up the data folder anew for every request."""
    return application()
