"""What browser tests and benchmarks share: a server of their own on a free port, and Chromium."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Literal

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent

# "make run" is what the Makefile starts; the others are Streamlit's own command on either entry.
CommandKind = Literal["make run", "streamlit run", "streamlit run asgi"]

CHROMIUM_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

_START_LIMIT = 90.0


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command(kind: CommandKind, port: int, script: str = "app.py") -> list[str]:
    """The command that serves the app in the current folder on `port`."""
    if kind == "make run":
        return [sys.executable, "-m", "server", "--port", str(port)]
    target = "asgi.py" if kind == "streamlit run asgi" else script
    return [
        *(sys.executable, "-m", "streamlit", "run", target),
        *("--server.port", str(port), "--server.headless", "true"),
        *("--server.address", "127.0.0.1", "--browser.gatherUsageStats", "false"),
    ]


@contextlib.contextmanager
def serve(
    kind: CommandKind = "make run",
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
    errors: IO[bytes] | None = None,
    port: int | None = None,
) -> Iterator[str]:
    """Serve the app in `cwd` with a fresh server, on `port` or a free one, and yield its address once it is healthy.

    What it writes to its standard error goes into `errors`, where given. `env` is added to this process's
    environment; the `server` package is found wherever `cwd` is.
    """
    with serve_process(kind, cwd, env, errors=errors, port=port) as (address, _):
        yield address


@contextlib.contextmanager
def serve_process(
    kind: CommandKind,
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
    script: str = "app.py",
    errors: IO[bytes] | None = None,
    port: int | None = None,
) -> Iterator[tuple[str, int]]:
    """As `serve`, with the number of the server's process beside its address."""
    port = port or free_port()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **(env or {})}
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(
            command(kind, port, script), cwd=cwd, env=environment, stdout=log, stderr=errors or subprocess.STDOUT
        )
        address = f"http://127.0.0.1:{port}"
        try:
            if not _wait_until_healthy(address, process):
                log.seek(0)
                pytest.fail(f"The server did not start:\n{log.read().decode(errors='replace')}")
            yield address, process.pid
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_until_healthy(address: str, process: subprocess.Popen[bytes]) -> bool:
    deadline = time.monotonic() + _START_LIMIT
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return True
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.1)
    return False


def chromium_path() -> str | None:
    """Where the system's Chromium is, if it has one."""
    names = ("chromium", "chromium-browser", "google-chrome")
    return next((path for path in map(shutil.which, names) if path), None)


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A fresh Chromium; without one the test is skipped, or fails where CI promises it."""
    path = chromium_path()
    if path is None:
        reason = "Chromium is not installed, so browser tests cannot run"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        # A slow machine is no fault: what never comes still fails.
        expect.set_options(timeout=60_000)
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()
