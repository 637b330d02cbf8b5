"""A server with an app of three files, and a page of it opened as a browser does, over its WebSocket."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

from tests.browser_support import ROOT, serve

_ENTRY = """
from pathlib import Path
import streamlit as st
from server.inside.live import follow

follow(lambda: (Path("figure").read_text(),))
st.navigation([st.Page("pages/leaders/overview.py", default=True)]).run()
"""
_PAGE = """
from pathlib import Path
import streamlit as st

st.text(Path("figure").read_text())
"""


@dataclass
class Served:
    """A running server, and the file whose text its page shows."""

    address: str
    figure: Path

    def read(self, path: str) -> str:
        """The text at an address."""
        with urllib.request.urlopen(f"{self.address}/{path}") as answer:
            return str(answer.read().decode())

    @contextmanager
    def opened(self) -> Iterator[ClientConnection]:
        """The stream of a page that has just been opened."""
        stream, asked = self.address.replace("http", "ws") + "/_stcore/stream", BackMsg()
        asked.rerun_script.query_string = ""
        with connect(stream, origin=self.address, subprotocols=["streamlit"]) as page:  # type: ignore[arg-type,list-item]
            page.send(asked.SerializeToString())
            yield page


def drawn(page: ClientConnection) -> list[str]:
    """The texts of the next drawing of a page; fails where none comes within seconds."""
    texts = []
    while True:
        message = ForwardMsg.FromString(page.recv(timeout=10))  # type: ignore[arg-type]
        kind = message.WhichOneof("type")
        if kind == "delta" and message.delta.new_element.WhichOneof("type") == "text":
            texts.append(message.delta.new_element.text.body)
        if kind == "script_finished":
            return texts


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One for all: a server takes two seconds to start."""
    folder = tmp_path_factory.mktemp("app")
    for name, text in {
        "app.py": _ENTRY,
        "pages/leaders/overview.py": _PAGE,
        "figure": "before",
        "asgi.py": (ROOT / "asgi.py").read_text(encoding="utf-8"),
        ".streamlit/config.toml": (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"),
    }.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    with serve("make run", folder) as address:
        yield Served(address, folder / "figure")
