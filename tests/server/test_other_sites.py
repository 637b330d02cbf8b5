"""A page of another site, open in a visitor's browser, can neither follow the board nor send files to it nor stop it.

Asked of real servers, in both ways of starting one, with every way outside leading to a socket that never answers.
"""

from __future__ import annotations

import socket
import tempfile
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, get_args

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from tests.browser_support import ROOT, CommandKind, serve
from tests.server.visitor import Visitor
from tests.shipped_data import copy_shipped

PROMPTLY = 0.5
"""Seconds; far more than an answer takes, far less than a question to somebody who does not answer."""

DIRECT = urllib.request.build_opener(urllib.request.ProxyHandler({}))


@dataclass
class Board:
    """A server, what it has written, and who was asked outside."""

    address: str
    log: IO[bytes]
    outside: socket.socket
    data: Path

    @property
    def stream(self) -> str:
        return self.address.replace("http", "ws") + "/_stcore/stream"

    def asked_outside(self) -> bool:
        try:
            self.outside.accept()[0].close()
        except TimeoutError:
            return False
        return True

    def written(self) -> str:
        self.log.seek(0)
        return self.log.read().decode()


@pytest.fixture(scope="module", params=get_args(CommandKind))
def board(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Board]:
    data = tmp_path_factory.mktemp("data")
    copy_shipped(data)
    with tempfile.TemporaryFile() as log, socket.create_server(("127.0.0.1", 0)) as outside:
        outside.settimeout(0.2)
        proxy = f"http://127.0.0.1:{outside.getsockname()[1]}"
        env = {"http_proxy": proxy, "https_proxy": proxy, "no_proxy": "", "GAPBOARD_DATA": str(data)}
        # Only Streamlit's own command listens to this; the other way takes it from the settings file alone.
        env["STREAMLIT_SERVER_ENABLE_AGENT_API"] = "true"
        with serve(request.param, env=env, errors=log) as address:
            yield Board(address, log, outside, data)


def health_seconds(board: Board) -> float:
    start = time.perf_counter()
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(
        f"{board.address}/healthz", timeout=30
    ) as answer:
        assert answer.status == 200
    return time.perf_counter() - start


def is_let_in(board: Board, origin: str | None, **headers: str) -> bool:
    try:
        with connect(board.stream, origin=origin, additional_headers=headers, proxy=None):  # type: ignore[arg-type]
            return True
    except InvalidStatus as refused:
        assert refused.response.status_code == 403
        return False


def test_a_connection_from_another_site_is_refused(board: Board) -> None:
    port = int(board.address.rpartition(":")[2])
    for origin in (None, "null", "https://elsewhere.example", "http://127.0.0.1:1", f"http://localhost:{port}"):
        assert not is_let_in(board, origin)
    assert is_let_in(board, board.address)  # the board's own pages may


def test_a_page_whose_name_was_made_to_lead_here_reads_nothing(board: Board) -> None:
    for path in ("/", "/metrics", "/api/v1/targets", "/_stcore/host-config", "/readyz"):
        request = urllib.request.Request(board.address + path, headers={"Host": "evil.example"})
        with pytest.raises(urllib.error.HTTPError) as refused:
            DIRECT.open(request)
        with refused.value:
            assert refused.value.code == 421


def test_nobody_is_asked_outside_and_everybody_is_answered(board: Board) -> None:
    """Five handshakes of a foreign page in a row: none of them is worth a question, and none keeps others waiting."""
    waited = []
    for number in range(5):
        with socket.create_connection(("127.0.0.1", int(board.address.rpartition(":")[2]))) as raw:
            lines = [
                "GET /_stcore/stream HTTP/1.1",
                f"Host: {board.address.removeprefix('http://')}",
                f"Origin: https://elsewhere{number}.example",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            ]
            raw.sendall("\r\n".join([*lines, "", ""]).encode())
            waited.append(health_seconds(board))
            assert raw.recv(100).startswith(b"HTTP/1.1 403")
    assert max(waited) < PROMPTLY
    assert not board.asked_outside()


def test_a_file_without_the_page_s_token_is_refused(board: Board) -> None:
    request = urllib.request.Request(
        f"{board.address}/_stcore/upload_file/session/file",
        b"x",
        {"Origin": "https://elsewhere.example", "Content-Type": "text/csv"},
        method="PUT",
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        DIRECT.open(request)
    with refused.value:
        assert refused.value.code == 403
        assert "Content-Security-Policy" in refused.value.headers


def test_frames_that_no_page_sends_leave_nothing_in_the_log(board: Board) -> None:
    before = board.written()
    for frame in ("text", b"\xff" * 50):
        with connect(board.stream, origin=board.address, proxy=None) as page:  # type: ignore[arg-type]
            page.send(frame)
            with pytest.raises(ConnectionClosed):
                page.recv(timeout=10)
    cleared, invented, many = BackMsg(), BackMsg(), BackMsg()
    cleared.clear_cache = True
    many.file_urls_request.file_names.extend([""] * 50_000)
    with Visitor(board.address).arrive().page() as (page, session):
        invented.backend_operation_request.session_id = session
        invented.backend_operation_request.deferred_file.file_id = "invented"
        page.send(cleared.SerializeToString())
        page.send(invented.SerializeToString())
        page.ping().wait(5)
        page.send(many.SerializeToString())
        with pytest.raises(ConnectionClosed):
            while True:
                assert len(page.recv(timeout=30)) < 1_000_000
    assert board.written() == before


def test_the_addresses_for_programs_write_nothing(board: Board) -> None:
    """Switched on, too: Streamlit would take such a program for someone who sits at this computer."""
    ledger = (board.data / "actuals.csv").read_bytes()
    for name in ("interact", "mcp"):
        request = urllib.request.Request(
            f"{board.address}/_stcore/agent/{name}", b"{}", {"Content-Type": "application/json"}, method="POST"
        )
        with pytest.raises(urllib.error.HTTPError) as refused:
            DIRECT.open(request)
        with refused.value:
            assert refused.value.code == 404
    assert (board.data / "actuals.csv").read_bytes() == ledger


def test_the_addresses_for_programs_are_off() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["server"]["enableAgentApi"] is False
