"""Fifty people at once: how soon a filter change is answered, how many a second, and memory for each.

The people are clients that speak Streamlit's protocol as its front end does (a changed address is sent as a
rerun, drawn pictures are kept and named by their hash, an open page asks every two seconds whether the data
changed). No browser draws, so this is what the server does. A filter change counts from the moment it is sent
until the script has finished and every message of it has arrived. The people's own work is on the same cores.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser_support import CommandKind, serve_process  # noqa: E402

VIEWS = (
    "",
    "theme=economy",
    "theme=industry",
    "region=kunming",
    "region=panlong",
    "due=2025",
    "due=2022",
    "status=missed",
    "status=met",
    "status=no_data",
    "document=km-2019-action-plan",
    "document=km-2023-2025-three-year-plan",
    "region=kunming&status=missed",
    "due=2025&status=no_data",
    "due=2025&theme=economy",
)
_BOUND_P95, _BOUND_RATE, _BOUND_MEMORY = 50, 100, 1.0
_LONGEST_WAIT = 60.0


@dataclass
class Person:
    """One open page."""

    socket: websockets.ClientConnection
    rng: random.Random
    kept: dict[str, int] = field(default_factory=dict)  # hash of a large message, and the run it was last used in
    runs: int = 0
    asks: asyncio.Task[None] | None = None
    query: str = ""
    received: int = 0

    async def change(self, query: str) -> float:
        """Change the filter: the seconds until it is answered in full."""
        self.query = query
        self.runs += 1
        start = time.perf_counter()
        await self.send()
        await asyncio.wait_for(self.answered(), _LONGEST_WAIT)
        return time.perf_counter() - start

    async def send(self, fragment: str = "") -> None:
        """Ask for a run of the script, or of one fragment of it."""
        message = BackMsg()
        state = message.rerun_script
        state.query_string = self.query
        state.fragment_id = fragment
        state.is_auto_rerun = bool(fragment)
        state.context_info.locale = "zh-CN"
        state.context_info.color_scheme = "light"
        state.context_info.timezone = "Asia/Shanghai"
        state.cached_message_hashes.extend(key for key, run in self.kept.items() if run >= self.runs - 2)
        await self.socket.send(message.SerializeToString())

    async def answered(self) -> None:
        """Take messages until the whole script has finished."""
        while True:
            message = ForwardMsg.FromString(await self.socket.recv(decode=False))
            kind = message.WhichOneof("type")
            self.received += 1
            if kind == "ref_hash":
                self.kept[message.ref_hash] = self.runs
            elif message.metadata.cacheable:
                self.kept[message.hash] = self.runs
            if kind == "auto_rerun":
                self.ask_again(message.auto_rerun.fragment_id, message.auto_rerun.interval)
            elif kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                return
            elif kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
                raise RuntimeError(message.delta.new_element.exception.message)

    def ask_again(self, fragment: str, seconds: float) -> None:
        """Ask at intervals whether the data changed, as an open page does; one such question at a time."""

        async def asking() -> None:
            await asyncio.sleep(self.rng.uniform(0, seconds))
            while True:
                await self.send(fragment)
                await asyncio.sleep(seconds)

        if self.asks:
            self.asks.cancel()
        self.asks = asyncio.create_task(asking())

    async def rest(self, seconds: float) -> None:
        """Look at the page."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while True:
                    await self.socket.recv()


async def arrive(address: str, number: int) -> Person:
    """Open the overview."""
    stream = f"{address.replace('http', 'ws')}/_stcore/stream"
    socket = await websockets.connect(stream, origin=address, subprotocols=["streamlit"], max_size=None)
    person = Person(socket, random.Random(number))
    await person.change("")
    return person


async def crowd(address: str, pid: int, people: int, seconds: float, think: float) -> dict[str, float]:
    """Let ``people`` change filters for ``seconds``, first with pauses of about ``think`` seconds, then without."""
    first = [await arrive(address, number) for number in range(5)]  # what the first visitors load is not theirs alone
    for query in VIEWS:
        await first[0].change(query)
    before = memory(pid)
    crowd = first + [await arrive(address, number) for number in range(5, people)]
    each = (memory(pid) - before) / (people - 5)
    result = {"MB a session": each}
    for name, pause in (("thinking", think), ("without pause", 0.0)):
        times: list[float] = []
        cpu, start = processor(pid), time.perf_counter()
        await asyncio.gather(*(browse(person, start + seconds, pause, times) for person in crowd))
        passed = time.perf_counter() - start
        times.sort()
        result |= {
            f"{name}: median ms": 1000 * statistics.median(times),
            f"{name}: p95 ms": 1000 * times[int(0.95 * len(times))],
            f"{name}: changes a second": len(times) / passed,
            f"{name}: server's processor ms a change": 1000 * (processor(pid) - cpu) / len(times),
        }
    result["MB a session after all changes"] = (memory(pid) - before) / (people - 5)
    for person in crowd:
        if person.asks:
            person.asks.cancel()
        await person.socket.close()
    return result


async def browse(person: Person, end: float, pause: float, times: list[float]) -> None:
    """Change the filter again and again until ``end``."""
    await person.rest(person.rng.uniform(0, pause))
    while time.perf_counter() < end:
        times.append(await person.change(person.rng.choice(VIEWS)))
        if pause:
            await person.rest(person.rng.uniform(0.5, 1.5) * pause)


def memory(pid: int) -> float:
    """Megabytes that the process holds of its own, by Linux's count."""
    with Path(f"/proc/{pid}/smaps_rollup").open() as lines:
        return sum(int(line.split()[1]) for line in lines if line.startswith("Private_")) / 1024


def processor(pid: int) -> float:
    """Seconds of processor time that the process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def measure(kind: CommandKind, options: argparse.Namespace) -> dict[str, float]:
    """One server of its own, and the crowd."""
    with serve_process(kind, options.project) as (address, pid):
        return asyncio.run(crowd(address, pid, options.people, options.seconds, options.think))


def main() -> int:
    """Measure both servers and print the table; 0 if the bounds are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=20)
    parser.add_argument("--think", type=float, default=3.0, help="seconds between a person's changes, on average")
    parser.add_argument("--project", type=Path, default=ROOT)
    options = parser.parse_args()
    ours = measure("make run", options)
    plain = measure("streamlit run", options)
    print(f"{options.people} people, load of the machine {os.getloadavg()[0]:.1f}")
    print(f"{'':<48}{'make run':>10}{'streamlit run':>15}")
    for name, value in ours.items():
        print(f"{name:<48}{value:>10.2f}{plain[name]:>15.2f}")
    met = (
        ours["thinking: p95 ms"] <= _BOUND_P95
        and ours["without pause: changes a second"] >= _BOUND_RATE
        and ours["MB a session"] <= _BOUND_MEMORY
    )
    print(f"bounds: p95 {_BOUND_P95} ms, {_BOUND_RATE} a second, {_BOUND_MEMORY} MB: {'met' if met else 'NOT met'}")
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
