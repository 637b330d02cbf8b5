"""The one way in which pages and commands write: every row, name and meeting passes a check of rights here."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from gapboard.board.meetings import FILE, Meeting, Meetings
from gapboard.catalog import Catalog
from gapboard.history import Undo, plan_undo, undo
from gapboard.intake.aliases import Alias, AliasStore
from gapboard.kernel.audit import reported
from gapboard.ledger import Ledger, Observation, Store
from gapboard.people.review import Desk, open_log
from gapboard.people.rights.people import load_people
from gapboard.people.rights.person import Action, Person, Standing, may
from gapboard.people.rights.scope import may_write


class Writer:
    """What ``person`` may write to the data in ``folder``, whose ledger is ``store``.

    Every method raises ``NoRight`` before it writes anything, and ``DataFault`` as the stores do.
    """

    def __init__(self, person: Person, folder: Path, store: Store, catalog: Catalog) -> None:
        self.person = person
        self._folder = folder
        self._store = store
        self._catalog = catalog

    def signature(self, given: str) -> str:
        """The name that rows carry: that of who has signed in, else the one given."""
        return self.person.name if self.person.is_named else given

    @property
    def hands_in(self) -> bool:
        """Whether what the person writes waits for review: where it is switched on, for all who sign in.

        Who sits at the server or at its command line has the files anyway.
        """
        return self.person.is_named and load_people(self._folder).review

    def record(
        self, rows: Sequence[Observation], names: Sequence[Alias] = (), *, unchanged_since: Ledger | None = None
    ) -> bool:
        """Add rows to the ledger as its ``append`` does, and remember the names that were confirmed with them.

        Where the person's batches are reviewed, rows and names are handed in instead. Whether they were.
        """
        if self.hands_in:
            self._hand_in(rows, names, Action.WRITE, unchanged_since)
            return True
        with self._reported("save", rows[0].recorded_by if rows else "") as facts:
            self._check(rows, Action.WRITE)
            # The names first: should the ledger refuse, a confirmed name does no harm and is not asked for again.
            self.confirm(names)
            self._store.append([self._signed(row) for row in rows], unchanged_since=unchanged_since)
            facts.update(batch=rows[0].batch if rows else "", rows=len(rows))
        return False

    def confirm(self, names: Sequence[Alias]) -> None:
        """Remember what names in files stand for."""
        if not names:
            return
        with self._reported("confirm names", names[0].confirmed_by) as facts:
            may(self.person, Action.CONFIRM_NAME)
            AliasStore(self._folder / "aliases.csv").append(self._signed_names(names))
            facts.update(names=len(names))

    def take_back(self, batch: str, *, by: str, at: dt.datetime) -> Undo:
        """Undo a batch, all of whose rows must be within the person's limits; or hand the undoing in for review."""
        if self.hands_in:
            may(self.person, Action.UNDO)
            known = self._store.read()
            plan = plan_undo(known, batch, by=self.signature(by), at=at, file=self._store.name)
            self._hand_in(plan.rows, (), Action.UNDO, known)
            return dataclasses.replace(plan, held=True)
        with self._reported("undo", by) as facts:
            may(self.person, Action.UNDO)
            if self.person.is_limited:
                # Undoing writes again what the batch wrote, and nothing else.
                self._check((row for row in self._store.read().rows if row.batch == batch), Action.UNDO)
            done = undo(self._store, batch, by=self.signature(by), at=at)
            facts.update(batch=done.batch, rows=len(done.rows))
        return done

    def note(self, meeting: Meeting) -> None:
        """Note the day of a meeting."""
        with self._reported("note meeting", "") as facts:
            may(self.person, Action.NOTE_MEETING)
            Meetings(self._folder / FILE).add(meeting)
            facts.update(day=meeting.day.isoformat())

    def _hand_in(
        self, rows: Sequence[Observation], names: Sequence[Alias], action: Action, since: Ledger | None
    ) -> None:
        with self._reported("hand in", rows[0].recorded_by if rows else "") as facts:
            self._check(rows, action)
            if names:
                may(self.person, Action.CONFIRM_NAME)
            if rows:
                desk = Desk(open_log(self._store), self._store)
                signed = [self._signed(row) for row in rows]
                desk.hand_in(signed, self._signed_names(names), self.person.subject, since)
            facts.update(batch=rows[0].batch if rows else "", rows=len(rows))

    def _signed_names(self, names: Sequence[Alias]) -> list[Alias]:
        return [dataclasses.replace(item, confirmed_by=self.signature(item.confirmed_by)) for item in names]

    def _check(self, rows: Iterable[Observation], action: Action) -> None:
        may_write(self.person, ((row.region, row.indicator) for row in rows), self._catalog, action)

    def _signed(self, row: Observation) -> Observation:
        by = self.signature(row.recorded_by)
        return row if row.recorded_by == by else dataclasses.replace(row, recorded_by=by)

    def _reported(self, action: str, given: str) -> AbstractContextManager[dict[str, Any]]:
        # A name that a stranger gives is nobody's.
        named = self.person.is_named or self.person.standing is Standing.LOCAL
        return reported(action, (named and self.signature(given)) or self.person.standing.value)
