"""The log of reviews: entries, written as JSON, in the journal that is kept beside the ledger."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from gapboard.intake.aliases import Alias
from gapboard.kernel.faults import DataFault, Fault
from gapboard.ledger import Observation, Store
from gapboard.ledger import journal as kept
from gapboard.ledger.row_rules import as_moment, observation_of, texts_of
from gapboard.people.review.submission import Entry, EntryKind, HandedIn, Verdict


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
        self._turn.add([_to_json(entry)])


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
    return tuple(_of_json(entry, name, number) for number, entry in found)


def _to_json(entry: Entry) -> dict[str, Any]:
    """The entry as an object of texts and lists of texts."""
    common = {"batch": entry.batch, "by": entry.by, "at": entry.at.isoformat()}
    if isinstance(entry, Verdict):
        return {"kind": entry.kind.value, **common, "reason": entry.reason}
    return {
        "kind": EntryKind.HANDED_IN.value,
        **common,
        "subject": entry.subject,
        "rows": [texts_of(row) for row in entry.rows],
        "known": [texts_of(row) for row in entry.known],
        "names": [dataclasses.astuple(name) for name in entry.names],
    }


def _of_json(found: Any, file: str, line: int) -> Entry:
    """The entry that an object holds. Raises ``DataFault`` (``bad_entry``) with its line."""
    try:
        kind, common = EntryKind(found["kind"]), (str(found["batch"]), str(found["by"]))
        at = _moment(found["at"])
        if kind is not EntryKind.HANDED_IN:
            return Verdict(common[0], kind, common[1], at, str(found["reason"]))
        names = tuple(Alias(*name) for name in found["names"])
        return HandedIn(*common, str(found["subject"]), at, _rows(found["rows"]), _rows(found["known"]), names)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise DataFault([Fault(file, "bad_entry", line)]) from None


def _rows(found: Iterable[list[str]]) -> tuple[Observation, ...]:
    rows = tuple(map(observation_of, found))
    if None in rows:
        raise ValueError("not a row of a ledger")
    return tuple(row for row in rows if row is not None)


def _moment(text: str) -> dt.datetime:
    moment = as_moment(text)
    if moment is None:
        raise ValueError("not a moment")
    return moment
