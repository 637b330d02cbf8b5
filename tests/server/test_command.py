"""`python -m server`, which `make run` starts: what it prints, and how it ends.

Over a second where the server is started as a person starts it, and ended.
"""

from __future__ import annotations

import signal
import subprocess
import sys
import urllib.request

import pytest
import uvicorn

from server.__main__ import address_of
from tests.browser_support import ROOT, free_port


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", "http://127.0.0.1:8501"),
        ("0.0.0.0", "http://localhost:8501"),
        ("192.0.2.7", "http://192.0.2.7:8501"),
        ("::1", "http://[::1]:8501"),
    ],
)
def test_the_address_it_names(host: str, expected: str) -> None:
    assert address_of(uvicorn.Config("asgi:app", host=host, port=8501)) == expected


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to one process on Windows")
@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_one_line_when_ready_and_none_on_the_way_out(host: str) -> None:
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "server", "--host", host, "--port", str(port)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert server.stdout is not None
    line = server.stdout.readline()
    try:
        assert f":{port}" in line
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health") as answer:
            assert answer.status == 200
    finally:
        server.send_signal(signal.SIGINT)
        rest, errors = server.communicate(timeout=30)
    assert (server.returncode, rest, errors) == (0, "", "")
