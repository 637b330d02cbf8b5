"""The server's answers over HTTP, without a browser: an app of one line, asked in this process."""

from __future__ import annotations

import gzip
from collections.abc import Mapping

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_assets_routes

from server.inside.statics import Missing, StreamlitFiles, StreamlitFilesMiddleware, front_end
from server.security import HEADERS, SecurityHeadersMiddleware
from tests.server import asking
from tests.server.asking import FAR, NEAR

Answer = tuple[int, dict[str, str], bytes]


@pytest.fixture(scope="module")
def files() -> StreamlitFiles:
    return StreamlitFiles(front_end())


def make_app(files: StreamlitFiles, base: str = "", missing: Missing | None = None) -> Starlette:
    """Streamlit's own file routes inside our middleware, as in the real application."""

    async def boom(request: object) -> PlainTextResponse:
        return PlainTextResponse("no", status_code=500, headers={"X-Frame-Options": "ALLOWALL"})

    return Starlette(
        routes=[Route("/boom", boom), *create_streamlit_static_assets_routes(base)],
        middleware=[
            Middleware(SecurityHeadersMiddleware),
            Middleware(StreamlitFilesMiddleware, files=files, base=base, missing=missing),
        ],
    )


def ask(app: Starlette, path: str, client: str = FAR, method: str = "GET", **headers: str) -> Answer:
    """One request: status, headers and body."""
    answer = asking.ask(app, path, method, client, **headers)
    return answer.status, answer.headers, answer.body


@pytest.fixture(scope="module")
def app(files: StreamlitFiles) -> Starlette:
    return make_app(files)


def script_name(files: StreamlitFiles) -> str:
    return next(name for name in files.index().plain.decode().split('"') if name.endswith(".js"))[1:]


@pytest.mark.parametrize("path", ["/", "/indicator", "/deep/link"])
def test_every_address_of_the_app_gets_our_index(app: Starlette, files: StreamlitFiles, path: str) -> None:
    status, headers, body = ask(app, path)
    assert status == 200
    assert body == files.index(path.removeprefix("/")).plain
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == "no-cache"
    assert headers["content-length"] == str(len(body))


@pytest.mark.parametrize("path", ["/", "/indicator"])
def test_an_index_that_the_browser_has_is_not_sent_again(app: Starlette, files: StreamlitFiles, path: str) -> None:
    assert ask(app, path, if_none_match=files.index(path.removeprefix("/")).etag)[::2] == (304, b"")
    assert ask(app, path, if_none_match='"old"')[0] == 200


def test_a_script_is_kept_for_good_and_equals_the_file(app: Starlette, files: StreamlitFiles) -> None:
    path = script_name(files)
    status, headers, body = ask(app, path)
    assert status == 200
    assert "immutable" in headers["cache-control"]
    assert headers["content-type"].startswith("text/javascript")
    assert body == (front_end() / path[1:]).read_bytes()


@pytest.mark.parametrize("path", ["/", "/indicator", "script"])
def test_compressed_over_a_network_and_plain_here(app: Starlette, files: StreamlitFiles, path: str) -> None:
    path = script_name(files) if path == "script" else path
    plain = ask(app, path)[2]
    _, headers, body = ask(app, path, accept_encoding="br, gzip")
    assert headers["content-encoding"] == "gzip"
    assert headers["vary"] == "accept-encoding"
    assert headers["content-length"] == str(len(body))
    assert gzip.decompress(body) == plain
    for client in (NEAR, "::1"):
        _, headers, body = ask(app, path, client=client, accept_encoding="gzip")
        assert "content-encoding" not in headers
        assert body == plain


@pytest.mark.parametrize("path", ["/", "/indicator", "script"])
def test_head_has_the_length_and_no_body(app: Starlette, files: StreamlitFiles, path: str) -> None:
    path = script_name(files) if path == "script" else path
    length = len(ask(app, path)[2])
    status, headers, body = ask(app, path, method="HEAD")
    assert (status, headers["content-length"], body) == (200, str(length), b"")


def test_a_part_of_a_file_is_left_to_streamlit(app: Starlette, files: StreamlitFiles) -> None:
    status, _, body = ask(app, script_name(files), range="bytes=0-9")
    assert (status, len(body)) == (206, 10)


@pytest.mark.parametrize(
    "path",
    [
        "/static/../../../pyproject.toml",
        "/static/js/../../../../__init__.py",
        "/static//etc/passwd",
        "/static/..\\..\\__init__.py",
        "/static/js/nothing.js",
        "/../__init__.py",
    ],
)
def test_no_address_reaches_another_file(app: Starlette, files: StreamlitFiles, path: str) -> None:
    status, _, body = ask(app, path)
    assert status in (400, 404) or body == files.index().plain


def test_reserved_addresses_stay_streamlits(app: Starlette) -> None:
    assert ask(app, "/indicator/_stcore/health")[0] == 404
    assert ask(app, "/", method="POST")[0] == 405


@pytest.mark.parametrize("path", ["/", "/indicator", "/boom", "script", "/indicator/_stcore/health"])
def test_every_answer_has_the_security_headers_once(app: Starlette, files: StreamlitFiles, path: str) -> None:
    _, headers, _ = ask(app, script_name(files) if path == "script" else path)
    for name, value in HEADERS.items():
        assert headers[name.lower()] == value


def test_below_a_base_path(files: StreamlitFiles) -> None:
    app = make_app(files, "/board")
    for page in ("", "indicator", "compare"):
        assert ask(app, f"/board/{page}")[2] == files.index(page).plain
    script = "/board" + script_name(files)
    assert "immutable" in ask(app, script)[1]["cache-control"]
    assert ask(app, "/other")[0] == 404


def test_the_indicator_page_fetches_its_chart_early(app, files) -> None:
    """Its index, and no other page's, names the scripts that draw charts, so that they come beside the others."""
    charts = [name for name in files.index("indicator").plain.decode().split('"') if "ArrowVegaLiteChart." in name]
    assert len(charts) == 1 and charts[0].startswith("./static/js/")
    assert ask(app, "/indicator")[2] == files.index("indicator").plain
    for path in ("/", "/compare"):
        assert b"ArrowVegaLiteChart." not in ask(app, path)[2]


def test_an_address_without_a_page_is_told_as_one(files: StreamlitFiles) -> None:
    def missing(name: str, parameters: Mapping[str, str], accepted: str) -> str:
        return "" if name == "documents" else f"{name} {parameters.get('lang')} {accepted}"

    app = make_app(files, "/board", missing)
    status, headers, body = ask(app, "/board/deep/link?lang=en", accept_language="zh")
    assert (status, body) == (404, b"deep/link en zh")
    assert headers["content-type"].startswith("text/html") and headers["cache-control"] == "no-store"
    assert headers["x-frame-options"] == HEADERS["X-Frame-Options"]
    assert ask(app, "/board/documents")[0] == 200
    assert ask(app, "/board/deep/link", range="bytes=0-9")[0] == 404
    assert ask(app, "/board/documents", range="bytes=0-9")[2] == files.index("documents").plain
