"""The log of reviews: entries in the journal that is kept beside the ledger, in a file or in its database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from gapboard.kernel.faults import DataFault, Fault
from gapboard.ledger import Store
from gapboard.ledger import journal as kept
from gapboard.people.review.entries import of_json, to_json
from gapboard.people.review.submission import Entry


class Log:
    """The entries in ``journal``; every method raises ``DataFault``."""

    def __init__(self, journal: kept.Journal) -> None:
        self._journal = journal

    @property
    def name(self) -> str:
        """What faults call it."""
        return self._journal.name

    def revision(self) -> str:
        """A token that changes when entries are added."""
        return self._journal.revision()

    def read(self) -> tuple[Entry, ...]:
        """Every entry in the order of writing."""
        return _entries(self._journal.read(), self.name)

    @contextmanager
    def turn(self) -> Iterator[Turn]:
        """Take a turn at writing."""
        with self._journal.turn() as turn:
            yield Turn(turn, self.name)


class Turn:
    """A while in which nobody else writes the log called ``name``."""

    def __init__(self, turn: kept.Turn, name: str) -> None:
        self._turn = turn
        self._name = name

    def read(self) -> tuple[Entry, ...]:
        """Every entry in the order of writing."""
        return _entries(self._turn.read(), self._name)

    def add(self, entry: Entry) -> None:
        """Add an entry, which is safely kept when this returns."""
        self._turn.add(to_json(entry))


def open_log(store: Store) -> Log:
    """The log that goes with the ledger in ``store``, so that whoever shares the one shares the other."""
    return Log(store.journal())


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


def _entries(found: kept.Numbered, name: str) -> tuple[Entry, ...]:
    return tuple(of_json(entry, name, number) for number, entry in found)
