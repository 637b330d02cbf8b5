"""Files and pictures that a page has made are for whoever may read the board, and only as long as they may."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from gapboard.people.rights import Accounts, Role, operator
from gapboard.people.rights.records import Granted
from gapboard.people.rights.signin import provider_sign_out, sign_in, sign_out
from server.gate import Gate
from server.inside import sessions
from tests.server.asking import ask

PASSWORD = "correct horse battery"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "people.yaml").write_text(
        "read: signed_in\nunknown: refused\npeople: [{subject: wang, role: viewer}]\n"
    )
    Accounts(tmp_path).add(operator("root"), "wangfang", PASSWORD, Granted(role=Role.VIEWER))
    return tmp_path


@pytest.fixture
def app(folder: Path) -> Starlette:
    async def file(request: Request) -> PlainTextResponse:
        return PlainTextResponse("figures")

    return Starlette(routes=[Route("/media/{name}", file)], middleware=[Middleware(Gate, folder=lambda: folder)])


def fetch(app: Starlette, cookie: str = "", method: str = "GET") -> int:
    return ask(app, "/media/0a1b.xlsx", method, cookie=cookie).status


def test_after_signing_out_a_kept_address_gives_nothing(app: Starlette, folder: Path) -> None:
    assert fetch(app) == fetch(app, method="HEAD") == 403
    value = sign_in(folder, "wangfang", PASSWORD, "127.0.0.1").cookie
    cookie = f"gapboard_session={value}"
    assert fetch(app, cookie) == 200
    kept = ask(app, "/media/0a1b.xlsx", cookie=cookie).headers["cache-control"]
    assert kept == "no-store", "no cache has it for the next one either"
    sign_out(folder, value)
    assert fetch(app, cookie) == 403


def test_who_signed_in_with_a_provider_fetches_what_their_page_shows(
    app: Starlette, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The provider's word is known to the page's own connection only; the request must come from the same browser."""
    now = time.time()
    claims = {"is_logged_in": True, "iss": "https://id", "sub": "wang", "iat": now}
    cookies = {"_streamlit_xsrf": generate_xsrf_token_string(bytes(16), 1), "_streamlit_user": "signed"}
    page = sessions.Opened("127.0.0.1", {"host": "localhost"}, cookies, claims)
    monkeypatch.setattr(sessions, "all_opened", lambda: [page])
    for module in ("server.visit", "server.media"):
        monkeypatch.setattr(f"{module}.has_provider", lambda: True)
    same = "; ".join(f"{name}={value}" for name, value in cookies.items())
    assert fetch(app, same) == 200
    assert fetch(app) == 403
    assert fetch(app, same.replace("signed", "another")) == 403
    provider_sign_out(folder, claims)
    assert fetch(app, same) == 403


def test_a_faulty_file_of_people_gives_nobody_anything(app: Starlette, folder: Path) -> None:
    (folder / "people.yaml").write_text("read: [")
    assert fetch(app) == 403
