"""Held under siege: how soon health is answered, what the server's processes hold, and how much slower pages get.

Two hundred open pages; meanwhile, every second, five handshakes of foreign pages and one spreadsheet whose headers run
in circles, and in all three files of nearly 50 MB. Everything stays on this computer, is counted and ends by itself:
after ``--seconds`` no request is sent any more. One visitor goes from page to page before and during it. The attackers
and the visitors are on the same cores as the server.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import statistics
import struct
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser_support import serve_process  # noqa: E402
from tests.server.visitor import XSRF, Visitor  # noqa: E402
from tests.shipped_data import copy_shipped  # noqa: E402

PAGES = ("", "indicator", "compare", "documents", "import", "history")
_BOUND_HEALTH, _BOUND_MEMORY, _BOUND_RATIO = 200, 1024, 2.0
_MB = 1024 * 1024
_LARGE, _LARGE_FILES = 49 * _MB, 3
_FOREIGN_A_SECOND, _SHEETS_A_SECOND = 5, 1
_LONGEST = 180.0
"""Seconds after which the whole run is broken off, whatever waits."""


def circling() -> bytes:
    """600 bytes that begin an .xls: its one table of sectors says of its first that the next is the first."""
    head = bytearray(512)
    head[:8] = bytes.fromhex("d0cf11e0a1b11ae1")
    struct.pack_into("<5H", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<10I", head, 40, 0, 1, 0, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0)
    struct.pack_into("<109I", head, 76, 0, *[0xFFFFFFFF] * 108)
    return bytes(head) + struct.pack("<I", 0) + b"\xff" * 84


@dataclass
class Seen:
    """What was measured, in milliseconds and megabytes."""

    health: list[float] = field(default_factory=list)
    pages: dict[str, list[float]] = field(default_factory=dict)
    memory: float = 0.0
    handshakes: int = 0
    refused: int = 0
    uploads: list[int] = field(default_factory=list)
    sheets: int = 0
    answered_sheets: int = 0


class Page:
    """An open page that speaks Streamlit's protocol."""

    def __init__(self, visitor: Visitor, socket: websockets.ClientConnection) -> None:
        self.visitor = visitor
        self.socket = socket
        self.session = ""
        self.widget = ""

    async def go(self, name: str, message: BackMsg | None = None) -> float:
        """Open a page of the board, or send a message: seconds until it is drawn in full."""
        if message is None:
            message = BackMsg()
            message.rerun_script.page_name = name
        message.rerun_script.context_info.locale = "zh-CN"
        start = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        while True:
            answer = ForwardMsg.FromString(await asyncio.wait_for(self.socket.recv(decode=False), 60))
            kind = answer.WhichOneof("type")
            if kind == "new_session":
                self.session = answer.new_session.initialize.session_id
            elif kind == "delta" and answer.delta.new_element.WhichOneof("type") == "file_uploader":
                self.widget = answer.delta.new_element.file_uploader.id
            elif kind == "script_finished" and answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return time.perf_counter() - start

    async def upload(self, content: bytes, name: str) -> int:
        """Send a file to this page: the status of the answer."""
        return await asyncio.to_thread(self.visitor.send, self.session, content, file=name)

    async def show(self, name: str, size: int) -> None:
        """Have the page read a file that was sent."""
        message = BackMsg()
        message.rerun_script.page_name = "import"
        state = message.rerun_script.widget_states.widgets.add()
        state.id = self.widget
        info = state.file_uploader_state_value.uploaded_file_info.add()
        info.file_id, info.name, info.size = name, f"{name}.xls", size
        info.file_urls.file_id = name
        info.file_urls.upload_url = info.file_urls.delete_url = f"/_stcore/upload_file/{self.session}/{name}"
        await self.go("import", message)

    async def listen(self) -> None:
        """Take what comes, as an open page does."""
        with contextlib.suppress(websockets.ConnectionClosed):
            while True:
                await self.socket.recv()


@contextlib.asynccontextmanager
async def opened(address: str, name: str = "") -> AsyncIterator[Page]:
    """A page of the board in a browser of its own."""
    visitor = await asyncio.to_thread(Visitor(address).arrive)
    async with websockets.connect(
        visitor.stream,
        origin=address,  # type: ignore[arg-type]
        subprotocols=["streamlit", visitor.cookies[XSRF]],  # type: ignore[list-item]
        additional_headers={"Cookie": visitor.cookie_header()},
        max_size=None,
        proxy=None,
    ) as socket:
        page = Page(visitor, socket)
        await page.go(name)
        yield page


def family(pid: int) -> Iterator[int]:
    """A process and everything that it has started."""
    yield pid
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            for child in (task / "children").read_text().split():
                yield from family(int(child))


def memory(pid: int) -> float:
    """Megabytes of a process and all its children, each shared page counted once, by Linux's count."""
    total = 0
    for one in family(pid):
        with contextlib.suppress(OSError), Path(f"/proc/{one}/smaps_rollup").open() as lines:
            total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total / 1024


async def walk(page: Page, times: dict[str, list[float]], end: float) -> None:
    """Go from page to page until ``end``."""
    while time.monotonic() < end:
        for name in PAGES:
            times.setdefault(name or "overview", []).append(1000 * await page.go(name))
            await asyncio.sleep(0.2)


async def probe(address: str, pid: int, seen: Seen, end: float) -> None:
    """Ask for health ten times a second, each time on a connection of its own, and look at the memory."""
    host = address.removeprefix("http://")
    name, _, port = host.partition(":")
    while time.monotonic() < end:
        start = time.perf_counter()
        reader, writer = await asyncio.open_connection(name, int(port))
        writer.write(f"GET /healthz HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        await reader.read()
        seen.health.append(1000 * (time.perf_counter() - start))
        writer.close()
        seen.memory = max(seen.memory, await asyncio.to_thread(memory, pid))
        await asyncio.sleep(0.1)


async def knock(address: str, seen: Seen, end: float) -> None:
    """Handshakes of foreign pages."""
    while time.monotonic() < end:
        seen.handshakes += 1
        try:
            stream = address.replace("http", "ws") + "/_stcore/stream"
            async with websockets.connect(stream, origin=f"https://site{seen.handshakes}.example", proxy=None):  # type: ignore[arg-type]
                pass
        except websockets.InvalidStatus:
            seen.refused += 1
        await asyncio.sleep(1 / _FOREIGN_A_SECOND)


async def load(address: str, seen: Seen, seconds: float) -> None:
    """Large files, one after the other, each by a page of its own that stays open."""
    async with contextlib.AsyncExitStack() as stack:
        for number in range(_LARGE_FILES):
            page = await stack.enter_async_context(opened(address, "import"))
            seen.uploads.append(await page.upload(os.urandom(_LARGE), f"large{number}"))
            await asyncio.sleep(seconds / 10)
        await asyncio.sleep(seconds / 2)


async def circle(address: str, seen: Seen, end: float) -> None:
    """Every second a spreadsheet without end, each in a tab of its own."""
    content = circling()

    async def one() -> None:
        async with opened(address, "import") as page:
            if await page.upload(content, "circle") == 204:
                await page.show("circle", len(content))
                seen.answered_sheets += 1

    async with asyncio.TaskGroup() as group:
        while time.monotonic() < end:
            seen.sheets += 1
            group.create_task(one())
            await asyncio.sleep(1 / _SHEETS_A_SECOND)


async def siege(address: str, pid: int, pages: int, seconds: float) -> tuple[Seen, dict[str, list[float]]]:
    """The pages at rest with one visitor, then everything at once."""
    rest: dict[str, list[float]] = {}
    seen = Seen()
    async with contextlib.AsyncExitStack() as stack, asyncio.timeout(_LONGEST):
        walker = await stack.enter_async_context(opened(address))
        await walk(walker, {}, time.monotonic())  # the first visit of each page is nobody's usual one
        await walk(walker, rest, time.monotonic() + seconds / 4)
        crowd = [await stack.enter_async_context(opened(address)) for _ in range(pages)]
        listening = [asyncio.create_task(page.listen()) for page in crowd]
        print(f"{pages} pages open: {memory(pid):.0f} MB", flush=True)
        end = time.monotonic() + seconds
        await asyncio.gather(
            walk(walker, seen.pages, end),
            probe(address, pid, seen, end),
            knock(address, seen, end),
            load(address, seen, seconds),
            circle(address, seen, end),
        )
        for task in listening:
            task.cancel()
    return seen, rest


def main() -> int:
    """Lay siege to a server of its own, and print what it did; 0 if the bounds are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=20)
    options = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        serve_process("make run", env={"GAPBOARD_DATA": folder}) as (
            address,
            pid,
        ),
    ):
        copy_shipped(Path(folder))
        seen, rest = asyncio.run(siege(address, pid, min(options.pages, 1000), min(options.seconds, 60)))
    return told(seen, rest)


def told(seen: Seen, rest: dict[str, list[float]]) -> int:
    """Print the table; 0 if the bounds are met."""
    health = sorted(seen.health)
    ratios = {name: statistics.median(times) / statistics.median(rest[name]) for name, times in seen.pages.items()}
    print(f"load of the machine {os.getloadavg()[0]:.1f}, {os.cpu_count()} cores")
    print(f"foreign handshakes: {seen.handshakes}, refused {seen.refused}")
    print(f"large files: {seen.uploads}; sheets without end: {seen.sheets}, told about {seen.answered_sheets}")
    print(f"health: {len(health)} answers, median {statistics.median(health):.0f} ms, longest {health[-1]:.0f} ms")
    print(f"server with all its processes: at most {seen.memory:.0f} MB")
    for name, ratio in ratios.items():
        usual, now = statistics.median(rest[name]), statistics.median(seen.pages[name])
        times = len(seen.pages[name])
        print(f"{name:<12} usually {usual:6.0f} ms, under siege {now:6.0f} ms ({times} times): {ratio:.2f}")
    met = health[-1] < _BOUND_HEALTH and seen.memory < _BOUND_MEMORY and max(ratios.values()) <= _BOUND_RATIO
    print(f"bounds: {_BOUND_HEALTH} ms, {_BOUND_MEMORY} MB, {_BOUND_RATIO:.0f} times: {'met' if met else 'NOT met'}")
    return 0 if met and seen.refused == seen.handshakes else 1


if __name__ == "__main__":
    sys.exit(main())
