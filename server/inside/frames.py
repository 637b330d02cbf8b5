"""What may arrive over an open page's WebSocket, decided before Streamlit reads it.

Streamlit answers a text frame, and bytes that are no message, with a traceback in the log. Of its messages some are for
whoever develops an app: one empties the caches of all visitors. Some have an answer a hundred times their length, or a
traceback for each that is made up.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from server.inside import sessions

if TYPE_CHECKING:
    from starlette.types import Message, Receive, Send

# The messages that an open page of the board sends.
USED = frozenset({"rerun_script", "stop_script", "file_urls_request", "app_heartbeat", "backend_operation_request"})
# Of the operations that a page can ask for, those that ours do: to have the file made that a button offers.
OPERATIONS = frozenset({"deferred_file"})
# A page asks for an address for each file that is dropped on a field: one, or the returns of all bodies at once. A name
# of nothing costs two bytes, its answer two hundred.
MOST_FILES = 100
_NOT_BINARY, _NO_MESSAGE, _TOO_MANY = 1003, 1002, 1008


class _Verdict(Enum):
    PASS = "pass"
    IGNORE = "ignore"


def _judged(data: bytes | None) -> _Verdict | int | bytes:
    """What becomes of a frame; a number is the code with which the connection is closed, bytes are its answer."""
    if data is None:
        return _NOT_BINARY
    try:
        message = BackMsg.FromString(data)
    except DecodeError:
        return _NO_MESSAGE
    kind = message.WhichOneof("type")
    if kind == "file_urls_request" and len(message.file_urls_request.file_names) > MOST_FILES:
        return _TOO_MANY
    if kind == "backend_operation_request":
        return _judged_operation(message.backend_operation_request)
    return _Verdict.PASS if kind in USED else _Verdict.IGNORE


def _judged_operation(asked: BackendOperationRequest) -> _Verdict | bytes:
    if asked.WhichOneof("payload") not in OPERATIONS:
        return _Verdict.IGNORE
    if sessions.offers_file(asked.session_id, asked.deferred_file.file_id):
        return _Verdict.PASS
    # The page may have been drawn anew since: its button says, in the page's own words, that there is no file.
    answer = ForwardMsg()
    answer.backend_operation_response.request_id = asked.request_id
    answer.backend_operation_response.error_msg = "absent"
    return bytes(answer.SerializeToString())


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
            if isinstance(verdict, bytes):
                await self._send({"type": "websocket.send", "bytes": verdict})
            if isinstance(verdict, int):
                self._closed = True
                await self._send({"type": "websocket.close", "code": verdict})
                return {"type": "websocket.disconnect", "code": verdict}

    async def send(self, message: Message) -> None:
        """Pass on what Streamlit sends, until the connection is closed."""
        if not self._closed:
            await self._send(message)
