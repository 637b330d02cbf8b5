"""The log of reviews: append-only, ``reviews.jsonl`` beside the ledger's file, or a table beside the ledger's."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from gapboard.kernel.faults import DataFault, Fault
from gapboard.kernel.text_file import read_text
from gapboard.ledger import CsvStore, Store
from gapboard.ledger.store import REVIEWS
from gapboard.people.review.entries import of_json, to_json
from gapboard.people.review.submission import Entry
from gapboard.people.rights import files

if TYPE_CHECKING:
    from gapboard.ledger.postgres import PostgresStore


class Turn(Protocol):
    """A while in which nobody else writes the log."""

    def read(self) -> tuple[Entry, ...]:
        """Every entry in the order of writing."""

    def add(self, entry: Entry) -> None:
        """Add an entry, which is safely kept when this returns."""


class Log(Protocol):
    """A log of reviews; every method raises ``DataFault``."""

    @property
    def name(self) -> str:
        """What faults call it."""

    def revision(self) -> str:
        """A token that changes when entries are added."""

    def read(self) -> tuple[Entry, ...]:
        """Every entry in the order of writing."""

    def turn(self) -> AbstractContextManager[Turn]:
        """Take a turn at writing."""


def open_log(folder: Path, store: Store) -> Log:
    """The log that goes with the ledger in ``store``, so that whoever shares the one shares the other."""
    if isinstance(store, CsvStore):
        return FileLog(folder / REVIEWS)
    from gapboard.people.review.postgres import PostgresLog

    if TYPE_CHECKING:
        assert isinstance(store, PostgresStore)
    return PostgresLog(store)


def copy_log(source: Log, target: Log) -> None:
    """Add to ``target``, which may be empty or hold the first entries, what it lacks of ``source``."""
    entries = source.read()
    if not entries:
        return
    with target.turn() as turn:
        there = turn.read()
        if entries[: len(there)] != there:
            raise DataFault([Fault(target.name, "not_a_copy", details={"found": len(there)})])
        for entry in entries[len(there) :]:
            turn.add(entry)


class FileLog:
    """The log in the file ``path``, which the first entry makes: one JSON object a line, readable by its owner only."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name

    def revision(self) -> str:
        """Changes with the file."""
        return CsvStore(self.path).revision()

    def read(self) -> tuple[Entry, ...]:
        """Every entry; none where there is no file. Raises ``DataFault`` with the first bad line."""
        lines = (read_text(self.path) or "").split("\n")
        return tuple(self._entry(line, number) for number, line in enumerate(lines, 1) if line.strip())

    @contextmanager
    def turn(self) -> Iterator[Turn]:
        """Hold the file's lock."""
        with files.locked(self.path):
            yield self

    def add(self, entry: Entry) -> None:
        """Within a turn: all of the entry or nothing of it, whatever happens."""
        target = Path(os.path.realpath(self.path))
        old = target.read_bytes() if target.exists() else b""
        end = b"" if not old or old.endswith(b"\n") else b"\n"
        line = json.dumps(to_json(entry), ensure_ascii=False, separators=(",", ":"))
        files.put(target, old + end + line.encode() + b"\n")

    def _entry(self, line: str, number: int) -> Entry:
        try:
            found = json.loads(line)
        except ValueError:
            raise DataFault([Fault(self.path.name, "bad_entry", number)]) from None
        return of_json(found, self.path.name, number)
