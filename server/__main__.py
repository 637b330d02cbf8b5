"""Start the board: `python -m server --host 127.0.0.1 --port 8501`."""

from __future__ import annotations

import argparse
import io
import os
import socket
import sys

import uvicorn

from gapboard.people.rights.visit import is_loopback
from server import hosts

_SWITCH_SECONDS = 0.001
_LARGEST_FRAME, _MOST_FRAMES = 4 * 1024 * 1024, 8


class _AnnouncingServer(uvicorn.Server):
    """A uvicorn server that says in one line where the board is, once it can be opened."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            print(f"昆明目标差距看板 / Kunming Gap Board: {address_of(self.config)}  (Ctrl-C ends it)", flush=True)


def address_of(settings: uvicorn.Config) -> str:
    """The address to open in a browser; a server that listens everywhere is reached here as localhost."""
    host = {"0.0.0.0": "localhost", "::": "localhost"}.get(settings.host, settings.host)
    return f"http://[{host}]:{settings.port}" if ":" in host else f"http://{host}:{settings.port}"


def main(arguments: list[str] | None = None) -> int:
    """Serve until interrupted; 1 if the server could not start."""
    parser = argparse.ArgumentParser(prog="python -m server", description="Serve the Kunming Gap Board.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8501)
    parser.add_argument(
        "--serve-as",
        action="append",
        default=[],
        metavar="NAME",
        help=f"answer by this name too, as told in {hosts.SETTING}; may be given several times",
    )
    options = parser.parse_args(arguments)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A Windows console may lack Chinese characters: better a question mark than no board.
        sys.stdout.reconfigure(errors="replace")
    # What is sent waits until the thread that draws a page lets go. Python's own choice is five milliseconds, by which
    # each of a page's ten messages may come late when two people click at once.
    sys.setswitchinterval(_SWITCH_SECONDS)
    # The pages ask this before they write: without sign-in, only this computer's user may.
    os.environ["GAPBOARD_HOST"] = options.host
    os.environ[hosts.SETTING] = " ".join([os.environ.get(hosts.SETTING, ""), *options.serve_as]).strip()
    try:
        hosts.told_hosts()
    except ValueError as error:
        parser.error(str(error))
    settings = uvicorn.Config(
        "asgi:app",
        host=options.host,
        port=options.port,
        access_log=False,
        log_level="warning",
        # On this computer compressing costs more than it saves, as for files: see server/inside/statics.py.
        ws_per_message_deflate=not is_loopback(options.host),
        # Far more than an open page ever sends at once: what a frame holds is in memory before anybody looks at it.
        ws_max_size=_LARGEST_FRAME,
        ws_max_queue=_MOST_FRAMES,
        # Open pages hold a connection for as long as they are open: do not wait for them.
        timeout_graceful_shutdown=2,
    )
    server = _AnnouncingServer(settings)
    try:
        server.run()
    except KeyboardInterrupt:
        return 0
    return 0 if server.started else 1


if __name__ == "__main__":
    sys.exit(main())
