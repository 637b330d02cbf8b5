"""A visitor without a browser: opens a page as Streamlit's front end does, and sends files to it."""

from __future__ import annotations

import contextlib
import http.client
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

XSRF = "_streamlit_xsrf"
_BOUNDARY = "part-of-a-form"


def form_of(content: bytes, name: str = "a.csv") -> bytes:
    """The form in which a browser sends a file."""
    head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}"\r\n\r\n'
    return head.encode() + content + f"\r\n--{_BOUNDARY}--\r\n".encode()


@dataclass
class Visitor:
    """Someone whose browser keeps the cookies in ``cookies``; ``board`` is the address of the server."""

    board: str
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def stream(self) -> str:
        return self.board.replace("http", "ws") + "/_stcore/stream"

    def cookie_header(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self.cookies.items())

    def arrive(self) -> Visitor:
        """Take the cookie against forged requests, as the front end does before it connects."""
        with urllib.request.urlopen(f"{self.board}/_stcore/health") as answer:
            text = answer.headers["Set-Cookie"]
        self.cookies[XSRF] = text.partition(";")[0].partition("=")[2]
        return self

    @contextlib.contextmanager
    def page(self, path: str = "", query: str = "") -> Iterator[tuple[ClientConnection, str]]:
        """An open page and its session; the script has begun to run."""
        protocols = ["streamlit", self.cookies[XSRF]]
        with connect(
            self.stream,
            origin=self.board,  # type: ignore[arg-type]
            subprotocols=protocols,  # type: ignore[arg-type]
            additional_headers={"Cookie": self.cookie_header()},
            max_size=None,
        ) as socket:
            message = BackMsg()
            message.rerun_script.query_string = query
            message.rerun_script.page_name = path
            socket.send(message.SerializeToString())
            while True:
                answer = ForwardMsg.FromString(socket.recv(timeout=30, decode=False))
                if answer.WhichOneof("type") == "new_session":
                    yield socket, answer.new_session.initialize.session_id
                    return

    def send(
        self,
        session: str,
        content: bytes | None = b"x",
        method: str = "PUT",
        file: str = "file",
        source: str = "127.0.0.1",
        **headers: str,
    ) -> int:
        """Send a file to a session, in a form, or have it removed, from an address: the status of the answer."""
        body = form_of(content) if content is not None else b""
        own = {
            "Origin": self.board,
            "Content-Type": f"multipart/form-data; boundary={_BOUNDARY}",
            "X-Xsrftoken": self.cookies.get(XSRF, ""),
            "Cookie": self.cookie_header(),
        }
        sent = {name.replace("_", "-"): value for name, value in (own | headers).items() if value}
        place = urlsplit(self.board).netloc
        with contextlib.closing(
            http.client.HTTPConnection(place, timeout=60, source_address=(source, 0))
        ) as connection:
            connection.request(method, f"/_stcore/upload_file/{session}/{file}", body, sent)
            return connection.getresponse().status
