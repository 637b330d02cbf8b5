"""By which names the server answers, and whom it lets connect: decided before Streamlit sees anything."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import anyio
import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from server.gate import Gate
from server.hosts import told_hosts
from tests.server.asking import FAR, ask
from tests.server.conftest import application

OWN = "http://127.0.0.1:8501"
PAGES = ("/", "/indicator", "/metrics", "/api/v1/targets", "/readyz", "/healthz", "/chart.svg", "/_stcore/health")


class Behind:
    """Stands for Streamlit: takes every connection and notes what reaches it."""

    def __init__(self) -> None:
        self.reached: list[MutableMapping[str, Any]] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "websocket.accept"})
        while True:
            message = await receive()
            self.reached.append(message)
            if message["type"] == "websocket.disconnect":
                await send({"type": "websocket.send", "bytes": b"too late"})
                return


def shake(
    *frames: dict[str, Any],
    path: str = "/_stcore/stream",
    scheme: str = "ws",
    tmp: Path = Path(),
    **headers: str | None,
) -> tuple[list[MutableMapping[str, Any]], Behind]:
    """A handshake and what follows: the messages that the browser gets, and what came through."""
    sent: list[MutableMapping[str, Any]] = []
    behind = Behind()
    all_headers = {"host": "127.0.0.1:8501", "origin": OWN} | headers
    scope = {
        "type": "websocket",
        "scheme": scheme,
        "path": path,
        "headers": [(name.encode(), value.encode()) for name, value in all_headers.items() if value is not None],
        "client": ("127.0.0.1", 1234),
        "server": ("127.0.0.1", 8501),
    }
    waiting = [{"type": "websocket.connect"}, *frames, {"type": "websocket.disconnect", "code": 1000}]

    async def receive() -> dict[str, Any]:
        return waiting.pop(0)

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def call() -> None:
        await Gate(behind, lambda: tmp, told_hosts())(scope, receive, send)

    anyio.run(call)
    return sent, behind


def is_let_in(**headers: str | None) -> bool:
    sent, _ = shake(**headers)  # type: ignore[arg-type]
    return sent[0]["type"] == "websocket.accept"


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("127.0.0.1:8501", OWN),
        ("localhost:8501", "http://localhost:8501"),
        ("[::1]:8501", "http://[::1]:8501"),
        ("LOCALHOST:80", "http://localhost"),
    ],
)
def test_the_board_s_own_pages_connect(host: str, origin: str) -> None:
    assert is_let_in(host=host, origin=origin)


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "",
        "null",
        "http://127.0.0.1:3000",
        "http://127.0.0.1",
        "https://127.0.0.1:8501",
        "http://localhost:8501",
        "http://127.0.0.1:8501.evil.example",
        "http://127.0.0.1:8501@evil.example",
        "http://127.0.0.1:8501/",
        "http://127.0.0.1:08501x",
        "http://xn--127.0.0.1:8501",
        "http://１27.0.0.1:8501".encode().decode("latin-1"),
        "//127.0.0.1:8501",
        "chrome-extension://127.0.0.1:8501",
        "http://evil.example, http://127.0.0.1:8501",
        "https://elsewhere.example",
    ],
)
def test_no_other_origin_connects(origin: str | None) -> None:
    sent, behind = shake(origin=origin)
    assert sent == [{"type": "websocket.close", "code": 1008}]
    assert behind.reached == []


def test_over_tls_the_origin_is_one_of_tls(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy that ends TLS says so, and uvicorn puts it into the scheme."""
    monkeypatch.setenv("GAPBOARD_HOSTS", "board.example.gov.cn")
    named = {"host": "board.example.gov.cn", "origin": "https://board.example.gov.cn"}
    assert shake(scheme="wss", **named)[0][0]["type"] == "websocket.accept"  # type: ignore[arg-type]
    assert shake(scheme="wss", **named | {"host": "board.example.gov.cn:443"})[0][0]["type"] == "websocket.accept"  # type: ignore[arg-type]
    assert shake(scheme="ws", **named)[0][0]["type"] == "websocket.close"  # type: ignore[arg-type]


def test_the_server_answers_by_the_names_it_was_told(app: Starlette, monkeypatch: pytest.MonkeyPatch) -> None:
    for page in PAGES:
        for host in ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "10.0.0.9", "127.1"):
            assert ask(app, page, host=host).status == 421, (page, host)
        for host in ("localhost", "127.0.0.1:99", "[::1]"):
            assert ask(app, page, host=host).status != 421, (page, host)
    monkeypatch.setenv("GAPBOARD_HOSTS", "board.example, 10.0.0.9 fe80::1")
    told = application()
    for host in ("board.example:8501", "BOARD.example", "10.0.0.9", "[fe80::1]:8501"):
        assert ask(told, "/healthz", host=host).status == 200
    for host in ("other.example", "sub.board.example", "board.example.evil.example"):
        assert ask(told, "/healthz", host=host).status == 421


def test_it_answers_by_the_address_it_was_started_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Told to listen everywhere, by the address on which a connection comes in: no foreign name can be an address."""
    monkeypatch.setenv("GAPBOARD_HOST", "board.office")
    assert ask(application(), "/healthz", host="board.office:8501").status == 200
    reached: list[str] = []

    async def page(request: Request) -> PlainTextResponse:
        reached.append(request.url.path)
        return PlainTextResponse("")

    app = Starlette(routes=[Route("/", page)], middleware=[Middleware(Gate, folder=Path)])

    async def here(scope: Any, receive: Any, send: Any) -> None:
        await app({**scope, "server": ("::ffff:192.0.2.1", 8501)}, receive, send)

    assert [ask(here, "/", host=host).status for host in ("192.0.2.1:8501", "192.0.2.2")] == [200, 421]


@pytest.mark.parametrize(
    "host",
    [
        "",
        "../../etc",
        "localhost/../x",
        "a@127.0.0.1",
        "127.0.0.1:x",
        "127.0.0.1 evil",
        "[::1",
        "localhost:123456",
        ".",
    ],
)
def test_what_is_no_host_is_refused(app: Starlette, host: str) -> None:
    for page in ("/", "/metrics", "/api/v1/targets"):
        assert ask(app, page, host=host).status == 400
    assert not is_let_in(host=host)


def test_a_refusal_says_what_to_do_in_the_visitor_s_language(app: Starlette) -> None:
    answer = ask(app, "/", host="board.example", accept_language="en")
    assert "“board.example”" in answer.body.decode()
    assert "GAPBOARD_HOSTS" in answer.body.decode()
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert re.search("[一-鿿]", ask(app, "/", host="board.example").body.decode())


@pytest.mark.parametrize("text", ["http://board", "board:8501", "board/x", "a b@c"])
def test_a_name_with_more_than_a_name_is_refused_at_start(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("GAPBOARD_HOSTS", text)
    with pytest.raises(ValueError, match="without http:// and without a port"):
        told_hosts()


def test_nothing_is_changed_by_a_page_from_elsewhere(app: Starlette) -> None:
    for path in ("/account/signin", "/account/signout"):
        assert ask(app, path, "POST", origin="http://localhost:3000").status == 403
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        for origin in ("http://localhost:3000", "null", ""):
            assert ask(app, "/_stcore/upload_file/a/b", method, origin=origin).status == 403
        assert ask(app, "/_stcore/upload_file/a/b", method).status == 403


def test_the_addresses_for_programs_are_shut(app: Starlette) -> None:
    for name in ("interact", "mcp", "openapi.json"):
        for method in ("GET", "POST", "OPTIONS"):
            assert ask(app, f"/_stcore/agent/{name}", method).status == 404


@pytest.mark.parametrize(
    "path", ["/_stcore/metrics\n", "/metrics\n", "/\t/evil.example/", "/a\x00", "/_stcore/stream\r"]
)
def test_an_address_with_a_control_character_is_no_way_around(app: Starlette, path: str) -> None:
    assert ask(app, path, client=FAR).status == 400


def test_only_streamlit_s_own_connection_is_open() -> None:
    for path in ("/", "/_stcore/stream2", "/api/v1/targets", "/_stcore/stream/x"):
        assert shake(path=path)[0][0]["type"] == "websocket.close"


def test_a_text_frame_ends_the_connection() -> None:
    for frame in ({"text": "hello"}, {"text": "hello", "bytes": None}):
        sent, behind = shake({"type": "websocket.receive", **frame})
        assert sent[1:] == [{"type": "websocket.close", "code": 1003}]
        assert [message["type"] for message in behind.reached] == ["websocket.connect", "websocket.disconnect"]


def test_bytes_that_are_no_message_end_the_connection() -> None:
    sent, behind = shake({"type": "websocket.receive", "bytes": b"\xff" * 100})
    assert sent[1:] == [{"type": "websocket.close", "code": 1002}]
    assert [message["type"] for message in behind.reached] == ["websocket.connect", "websocket.disconnect"]


def test_messages_for_developers_do_not_reach_streamlit() -> None:
    """A visitor could empty the caches of everybody with one."""
    frames = []
    for kind in ("clear_cache", "load_git_info", "rerun_script", "debug_shutdown_runtime", "app_heartbeat"):
        message = BackMsg()
        if kind == "rerun_script":
            message.rerun_script.query_string = "a=b"
        else:
            setattr(message, kind, True)
        frames.append({"type": "websocket.receive", "bytes": message.SerializeToString()})
    _, behind = shake(*frames)
    kinds = [BackMsg.FromString(item["bytes"]).WhichOneof("type") for item in behind.reached if "bytes" in item]
    assert kinds == ["rerun_script", "app_heartbeat"]


def test_a_page_asks_for_few_addresses_of_files_at_once() -> None:
    """Of two bytes each, in a frame of 4 MB: two million answers of two hundred, while nobody else is answered."""

    def asked(count: int) -> list[MutableMapping[str, Any]]:
        message = BackMsg()
        message.file_urls_request.file_names.extend([""] * count)
        return shake({"type": "websocket.receive", "bytes": message.SerializeToString()})[0]

    assert [message["type"] for message in asked(100)] == ["websocket.accept", "websocket.send"]
    assert asked(101)[1:] == [{"type": "websocket.close", "code": 1008}]


def test_a_file_that_no_button_offers_is_answered_without_streamlit() -> None:
    """Streamlit would write a traceback for each."""
    message = BackMsg()
    operation = message.backend_operation_request
    operation.request_id, operation.session_id, operation.deferred_file.file_id = "one", "session", "0a1b"
    sent, behind = shake({"type": "websocket.receive", "bytes": message.SerializeToString()})
    answer = ForwardMsg.FromString(sent[1]["bytes"]).backend_operation_response
    assert (answer.request_id, bool(answer.error_msg)) == ("one", True)
    assert [item["type"] for item in behind.reached] == ["websocket.connect", "websocket.disconnect"]


def test_ten_thousand_parts_of_a_file_are_one_answer(app: Starlette) -> None:
    many = "bytes=" + ",".join(f"{2 * number}-{2 * number}" for number in range(10_000))
    index = ask(app, "/").body.decode()
    script = "/" + next(name for name in index.split('"') if name.endswith(".js"))[2:]
    whole = ask(app, script)
    answer = ask(app, script, range=many)
    assert (answer.status, answer.body) == (200, whole.body)
