"""What was handed in and what was said of it, and the state that follows from these and the ledger."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from gapboard.intake.aliases import Alias
from gapboard.ledger import Ledger, Observation


class State(StrEnum):
    """What has become of a batch that was handed in."""

    HELD = "held"
    ACCEPTED = "accepted"
    RETURNED = "returned"


class EntryKind(StrEnum):
    """What an entry of the log says."""

    HANDED_IN = "handed_in"
    ACCEPTING = "accepting"  # said before the ledger is written: the ledger says whether it came to be
    RETURNED = "returned"


@dataclasses.dataclass(frozen=True, slots=True)
class Verdict:
    """Who accepted or returned a batch, when, and in what words."""

    batch: str
    kind: EntryKind
    by: str
    at: dt.datetime
    reason: str


@dataclasses.dataclass(frozen=True, slots=True)
class HandedIn:
    """A batch as its editor handed it in.

    ``known`` are the latest vintages of its values that the editor saw; ``subject`` is the editor's at an identity
    provider; ``names`` are remembered when the batch is accepted.
    """

    batch: str
    by: str
    subject: str
    at: dt.datetime
    rows: tuple[Observation, ...]
    known: tuple[Observation, ...]
    names: tuple[Alias, ...] = ()


Entry = HandedIn | Verdict


@dataclasses.dataclass(frozen=True, slots=True)
class Submission:
    """A batch that was handed in, with what has become of it; a held one has no verdict."""

    handed_in: HandedIn
    state: State
    verdict: Verdict | None = None

    @property
    def batch(self) -> str:
        """The batch's name, which its rows carry in the ledger once it is accepted."""
        return self.handed_in.batch

    @property
    def series(self) -> set[tuple[str, str]]:
        """The regions and indicators of its rows."""
        return {(row.region, row.indicator) for row in self.handed_in.rows}

    @property
    def before(self) -> Mapping[tuple[str, str, str], Observation]:
        """What the editor saw, by region, indicator and period."""
        return {row.key: row for row in self.handed_in.known}

    def rows_at(self, moment: dt.datetime) -> list[Observation]:
        """The rows as they would be recorded at a moment."""
        return [dataclasses.replace(row, recorded_at=moment) for row in self.handed_in.rows]


def submissions(entries: Iterable[Entry], in_ledger: Collection[str]) -> list[Submission]:
    """Every batch handed in, the newest first; ``in_ledger`` are the batches that the ledger holds."""
    handed_in: dict[str, HandedIn] = {}
    said: dict[tuple[str, EntryKind], Verdict] = {}
    for entry in entries:
        if isinstance(entry, HandedIn):
            handed_in[entry.batch] = entry
        else:
            # Of several attempts at accepting the last one wrote the ledger: after it there is no other.
            said[entry.batch, entry.kind] = entry
    found = []
    for batch, entry in handed_in.items():
        if batch in in_ledger:
            found.append(Submission(entry, State.ACCEPTED, said.get((batch, EntryKind.ACCEPTING))))
        elif (batch, EntryKind.RETURNED) in said:
            found.append(Submission(entry, State.RETURNED, said[batch, EntryKind.RETURNED]))
        else:
            found.append(Submission(entry, State.HELD))
    return found[::-1]


def accepted_by(entries: Iterable[Entry]) -> dict[str, str]:
    """Who accepted a batch, by its name; of one that the ledger does not hold, who tried to."""
    return {item.batch: item.by for item in entries if isinstance(item, Verdict) and item.kind is EntryKind.ACCEPTING}


def sent_back(entries: Iterable[Entry]) -> dict[str, dt.datetime]:
    """When each batch that a reviewer returned was returned, by its name."""
    return {item.batch: item.at for item in entries if isinstance(item, Verdict) and item.kind is EntryKind.RETURNED}


def batches_in(ledger: Ledger) -> set[str]:
    """The names of the batches that a ledger holds."""
    return {row.batch for row in ledger.rows}
