"""Where batches wait: handed in, then accepted into the ledger or returned. Who may: ``gapboard.people.reviewer``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from gapboard.intake.aliases import Alias
from gapboard.kernel.faults import DataFault, Fault
from gapboard.kernel.one_line import one_line
from gapboard.ledger import Ledger, Observation, Store
from gapboard.ledger.conflict import require_no_conflict
from gapboard.ledger.row_rules import capped, row_faults, texts_of
from gapboard.people.review.log import Log, Turn
from gapboard.people.review.submission import EntryKind, HandedIn, State, Submission, Verdict, batches_in, submissions

LONGEST_REASON = 1000
Allowed = Callable[[Submission], None]
"""Raises where the batch is not to be decided."""


class Desk:
    """The batches in ``log`` that wait to enter the ledger in ``store``. Every method raises ``DataFault``."""

    def __init__(self, log: Log, store: Store) -> None:
        self._log = log
        self._store = store

    def submissions(self, ledger: Ledger | None = None) -> list[Submission]:
        """Every batch handed in, the newest first, as it stands by ``ledger``, else by what the store says now."""
        entries = self._log.read()
        if ledger is None:
            rows = [row for entry in entries if isinstance(entry, HandedIn) for row in entry.rows]
            ledger = self._about(rows)
        return submissions(entries, batches_in(ledger))

    def hand_in(self, rows: Sequence[Observation], names: Sequence[Alias], subject: str, since: Ledger | None) -> None:
        """Keep a batch for review, by the rules of the ledger; ``since`` is the state that it was compared with.

        Raises ``WriteConflict`` if one of its values has changed since.
        """
        faults = [fault for row in rows for fault in row_faults(self._log.name, None, texts_of(row))]
        if faults:
            raise DataFault(capped(faults))
        batch, by, at = rows[0].batch, rows[0].recorded_by, max(row.recorded_at for row in rows)
        with self._log.turn() as turn:
            now = self._about(rows)
            if batch in batches_in(now) | {entry.batch for entry in turn.read()}:
                raise self._fault("batch_known", batch=batch)
            if since is not None:
                require_no_conflict(rows, since, now, self._store.name)
            known = tuple(now.latest(row.key for row in rows).values())
            turn.add(HandedIn(batch, by, subject, at, tuple(rows), known, tuple(names)))

    def accept(self, batch: str, by: str, reason: str, at: dt.datetime, allowed: Allowed) -> Submission:
        """Write a held batch to the ledger, recorded ``at``; returns it as it was handed in.

        The word comes first and the ledger after it: ended in between, the batch is still held, and accepted as soon
        as the ledger has it. Raises ``WriteConflict`` if one of its values is no longer what the editor saw.
        """
        with self._log.turn() as turn:
            held = self._held(turn, batch)
            allowed(held)
            since = Ledger(held.handed_in.known)
            rows = held.rows_at(at)
            # Asked for a first time here, so that an attempt in vain leaves no word; the store asks under its own lock.
            require_no_conflict(rows, since, self._about(rows), self._store.name)
            turn.add(Verdict(batch, EntryKind.ACCEPTING, by, at, _kept(reason)))
            self._store.append(rows, unchanged_since=since)
        return held

    def send_back(self, batch: str, by: str, reason: str, at: dt.datetime, allowed: Allowed) -> Submission:
        """Return a held batch for a reason, without which ``DataFault`` is raised."""
        kept = _kept(reason)
        if not kept:
            raise self._fault("no_reason", batch=batch)
        with self._log.turn() as turn:
            held = self._held(turn, batch)
            allowed(held)
            turn.add(Verdict(batch, EntryKind.RETURNED, by, at, kept))
        return held

    def _held(self, turn: Turn, batch: str) -> Submission:
        entries = turn.read()
        mine = [entry for entry in entries if entry.batch == batch]
        rows = [row for entry in mine if isinstance(entry, HandedIn) for row in entry.rows]
        found = submissions(mine, batches_in(self._about(rows)) if rows else ())
        if not found:
            raise self._fault("not_handed_in", batch=batch)
        if found[0].state is not State.HELD:
            raise self._fault(f"already_{found[0].state}", batch=batch)
        return found[0]

    def _about(self, rows: Sequence[Observation]) -> Ledger:
        """What the store now holds of the regions and indicators of ``rows``."""
        return self._store.read(regions={row.region for row in rows}, indicators={row.indicator for row in rows})

    def _fault(self, code: str, **details: str) -> DataFault:
        return DataFault([Fault(self._log.name, code, details=details)])


def _kept(reason: str) -> str:
    return one_line(reason)[:LONGEST_REASON]
