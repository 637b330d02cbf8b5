"""Ask an ASGI application as a server would, in this process, and read its answer."""

from __future__ import annotations

import json
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from typing import Any

import anyio

NEAR = "127.0.0.1"
FAR = "192.0.2.7"


@dataclass(frozen=True)
class Answer:
    """Status, headers by lower-case name, and body."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """The body read as JSON."""
        return json.loads(self.body)


def ask(
    app: Callable[..., Any],
    address: str,
    method: str = "GET",
    client: str = FAR,
    body: bytes = b"",
    **headers: str,
) -> Answer:
    """One request for a path with its query; names of headers have underscores for hyphens.

    It asks for this computer by its own name, unless a header says otherwise.
    """
    headers = {"host": "localhost"} | headers
    path, _, query = address.partition("?")
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": query.encode(),
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()],
        "client": (client, 1234),
        "server": ("board", 80),
    }
    waiting = [{"type": "http.request", "body": body, "more_body": False}]
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> dict[str, Any]:
        if not waiting:
            await anyio.sleep_forever()
        return waiting.pop()

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    async def call() -> None:
        await app(scope, receive, send)

    anyio.run(call)
    assert [message["type"] for message in sent].count("http.response.start") == 1
    names = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], names, b"".join(message["body"] for message in sent[1:]))
