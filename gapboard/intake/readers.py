"""Files are opened by a process of its own, with bounded memory and time, and never by many at once.

What strangers' files do to a reader (run out of memory, crash, never end) must not happen to the server.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from gapboard.intake import limits
from gapboard.intake.child.bounds import Bounds
from gapboard.kernel.faults import DataFault, Fault

_CHILD = Path(__file__).with_name("child") / "__main__.py"
_LOOK_AGAIN = 0.5  # seconds
Line = dict[str, Any]


class Places:
    """At most ``at_once`` have a place; of the others at most ``waiting`` may wait for one, the rest are refused."""

    def __init__(self, at_once: int, waiting: int) -> None:
        self._free = threading.BoundedSemaphore(at_once)
        self._chairs = threading.BoundedSemaphore(waiting)

    @contextlib.contextmanager
    def place(self, file: str, waits: Callable[[], None]) -> Iterator[None]:
        """A place, for as long as the block lasts. ``waits`` is called now and then while there is none; what it
        raises ends the waiting. Raises ``DataFault`` where too many wait, or after too long.
        """
        if not self._free.acquire(blocking=False):
            self._wait(file, waits)
        try:
            yield
        finally:
            self._free.release()

    def _wait(self, file: str, waits: Callable[[], None]) -> None:
        if not self._chairs.acquire(blocking=False):
            raise _busy(file)
        try:
            until = time.monotonic() + limits.WAIT_SECONDS
            waits()
            while not self._free.acquire(timeout=_LOOK_AGAIN):
                if time.monotonic() > until:
                    raise _busy(file)
                waits()
        finally:
            self._chairs.release()


_places = Places(limits.READERS, limits.MAX_WAITING)


@contextlib.contextmanager
def answer_of(data: bytes, name: str, encoding: str | None, waits: Callable[[], None]) -> Iterator[Iterator[Line]]:
    """What a reader says about a file, line by line as in ``child/read.py``; the reader has ended after the block.

    The lines raise ``DataFault`` for what the reader refuses and for a reader that ends without saying all.
    """
    with _places.place(name, waits):
        # -P keeps the folder of the script off the path, -S would lose the installed packages.
        command = [sys.executable, "-P", str(_CHILD), json.dumps(asdict(bounds())), encoding or ""]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
        with subprocess.Popen(command, **pipes) as reader:  # type: ignore[call-overload]
            # The clock: a reader that neither computes nor ends is not stopped by its own limit.
            clock = threading.Timer(limits.READER_SECONDS + 10, reader.kill)
            feeder = threading.Thread(target=_feed, args=(reader.stdin, data), daemon=True)
            try:
                clock.start()
                feeder.start()
                yield _lines(reader, name)
            finally:
                clock.cancel()
                reader.kill()
                feeder.join()


def bounds() -> Bounds:
    """What a file may be at most, as it is now."""
    return Bounds(
        memory=limits.READER_MEMORY,
        seconds=limits.READER_SECONDS,
        columns=limits.MAX_COLUMNS,
        cells=limits.MAX_CELLS,
        text=limits.MAX_TEXT,
        line=limits.MAX_LINE,
        sheets=limits.MAX_SHEETS,
        members=limits.MAX_MEMBERS,
        uncompressed=limits.MAX_UNCOMPRESSED,
        ratio=limits.MAX_RATIO,
        ratio_counts_from=limits.RATIO_COUNTS_FROM,
    )


def _feed(pipe: IO[bytes], data: bytes) -> None:
    with contextlib.suppress(BrokenPipeError), pipe:  # the reader has ended, and its answer says why
        pipe.write(data)


def _lines(reader: subprocess.Popen[bytes], name: str) -> Iterator[Line]:
    assert reader.stdout
    for text in reader.stdout:
        if not text.endswith(b"\n"):
            break  # cut off with the reader
        line: Line = json.loads(text)
        if "fault" in line:
            raise DataFault([Fault(name, line["fault"], line["line"], details=line["details"])])
        if "done" in line:
            return
        yield line
    raise DataFault([_ended(reader.wait(), name)])


def _ended(code: int, name: str) -> Fault:
    """Why a reader ended without an answer."""
    if code in (-24, -9):  # SIGXCPU, SIGKILL
        return Fault(name, "too_slow", details={"limit": limits.READER_SECONDS})
    if code == -6:  # SIGABRT: an allocation failed in compiled code
        return Fault(name, "too_much_memory", details={"limit": limits.READER_MEMORY >> 20})
    return Fault(name, "unreadable_workbook", details={"reason": f"exit {code}"})


def _busy(file: str) -> DataFault:
    return DataFault([Fault(file, "readers_busy")])
