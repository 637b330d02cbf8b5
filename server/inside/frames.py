"""What may arrive over an open page's WebSocket, decided before Streamlit reads it.

Streamlit answers a text frame, and bytes that are no message, with a traceback in the log. Of its messages some are for
whoever develops an app: one empties the caches of all visitors.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from streamlit.proto.BackMsg_pb2 import BackMsg

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Send

# The messages that an open page of the board sends.
USED = frozenset({"rerun_script", "stop_script", "file_urls_request", "app_heartbeat", "backend_operation_request"})
_NOT_BINARY, _NO_MESSAGE = 1003, 1002


class _Verdict(Enum):
    PASS = "pass"
    IGNORE = "ignore"


def _judged(data: bytes | None) -> _Verdict | int:
    """What becomes of a frame; a number is the code with which the connection is closed."""
    if data is None:
        return _NOT_BINARY
    try:
        kind = BackMsg.FromString(data).WhichOneof("type")
    except DecodeError:
        return _NO_MESSAGE
    return _Verdict.PASS if kind in USED else _Verdict.IGNORE


class Frames:
    """``receive`` and ``send`` of a WebSocket, for Streamlit: frames that it does not need never reach it."""

    def __init__(self, receive: Receive, send: Send) -> None:
        self._receive = receive
        self._send = send
        self._closed = False

    async def receive(self) -> Message:
        """The next message; after a frame that nobody of ours sends, the end of the connection."""
        while True:
            message = await self._receive()
            if message["type"] != "websocket.receive":
                return message
            verdict = _judged(message.get("bytes"))
            if verdict is _Verdict.PASS:
                return message
            if isinstance(verdict, int):
                self._closed = True
                await self._send({"type": "websocket.close", "code": verdict})
                return {"type": "websocket.disconnect", "code": verdict}

    async def send(self, message: Message) -> None:
        """Pass on what Streamlit sends, until the connection is closed."""
        if not self._closed:
            await self._send(message)
