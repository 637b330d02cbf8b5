"""What is kept beside a ledger about batches that wait for review: JSON objects, only ever added."""

from __future__ import annotations

import json
import os
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any, Protocol

from gapboard.kernel import private_file
from gapboard.kernel.text_file import read_text, remove_leftovers, revision_of

REVIEWS = "reviews.jsonl"

Numbered = list[tuple[int, Any]]
"""Entries in the order of writing, each with the number that faults give it: a line of a file, a row of a table.

Whatever was found there, which may be damaged: who reads an entry must refuse what is none.
"""


class Turn(Protocol):
    """A while in which nobody else writes the journal."""

    def read(self) -> Numbered:
        """Every entry."""

    def add(self, entries: Sequence[Mapping[str, Any]]) -> None:
        """Add entries with texts ``batch`` and ``kind`` in one write: when this returns, all are safely kept."""


class Journal(Protocol):
    """A journal; every method raises ``DataFault``. What its entries mean is for who reads them."""

    @property
    def name(self) -> str:
        """What faults call it."""

    def revision(self) -> str:
        """A token that changes when entries are added; ``ABSENT`` where none can have been."""

    def read(self) -> Numbered:
        """Every entry."""

    def turn(self) -> AbstractContextManager[Turn]:
        """Take a turn at writing."""


class JournalFile(ABC):
    """A journal in the file ``path``, which the first entry makes; how its entries are written is for each kind."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def name(self) -> str:
        """The file's name."""
        return self.path.name

    def revision(self) -> str:
        """Changes with the file."""
        return revision_of(self.path)

    @abstractmethod
    def read(self) -> Numbered:
        """Every entry; none where there is no file."""

    @contextmanager
    def turn(self) -> Iterator[Turn]:
        """Hold the file's lock."""
        with private_file.locked(self.path):
            remove_leftovers(Path(os.path.realpath(self.path)))
            yield self

    @abstractmethod
    def add(self, entries: Sequence[Mapping[str, Any]]) -> None:
        """Within a turn: all of the entries or nothing of them, whatever happens."""


class FileJournal(JournalFile):
    """One JSON object a line, readable by its owner only."""

    def read(self) -> Numbered:
        """Every entry, ``None`` for a line that is not JSON; none where there is no file."""
        lines = (read_text(self.path) or "").split("\n")
        return [(number, _entry(line)) for number, line in enumerate(lines, 1) if line.strip()]

    def add(self, entries: Sequence[Mapping[str, Any]]) -> None:
        """Within a turn: all of the entries or nothing of them, whatever happens."""
        target = Path(os.path.realpath(self.path))
        old = target.read_bytes() if target.exists() else b""
        end = b"" if not old or old.endswith(b"\n") else b"\n"
        lines = (json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n" for entry in entries)
        private_file.replace(target, old + end + "".join(lines).encode())


def _entry(line: str) -> Any:
    try:
        return json.loads(line)
    except ValueError:
        return None
