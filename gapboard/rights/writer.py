"""The one way in which pages and commands write: every row, name and meeting passes a check of rights here."""

from __future__ import annotations

import dataclasses
import datetime as dt
import logging
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from gapboard.catalog import Catalog
from gapboard.history import Undo, undo
from gapboard.intake.aliases import Alias, AliasStore
from gapboard.ledger import Observation, Store
from gapboard.meetings import FILE, Meeting, Meetings
from gapboard.rights.person import Action, Person, may
from gapboard.rights.scope import may_write

_log = logging.getLogger(__name__)


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

    def record(self, rows: Sequence[Observation], names: Sequence[Alias] = (), **how: Any) -> None:
        """Add rows to the ledger, and remember the names that were confirmed with them.

        ``how`` goes to the store's ``append``.
        """
        self._check(rows, Action.WRITE)
        # The names first: should the ledger refuse, a confirmed name does no harm and is not asked for again.
        self.confirm(names)
        self._store.append([self._signed(row) for row in rows], **how)
        self._tell("wrote", batch=rows[0].batch if rows else "", rows=len(rows))

    def confirm(self, names: Sequence[Alias]) -> None:
        """Remember what names in files stand for."""
        if not names:
            return
        may(self.person, Action.CONFIRM_NAME)
        signed = [dataclasses.replace(item, confirmed_by=self.signature(item.confirmed_by)) for item in names]
        AliasStore(self._folder / "aliases.csv").append(signed)
        self._tell("confirmed names", names=len(names))

    def take_back(self, batch: str, *, by: str, at: dt.datetime) -> Undo:
        """Undo a batch, all of whose rows must be within the person's limits."""
        may(self.person, Action.UNDO)
        if self.person.is_limited:
            # Undoing writes again what the batch wrote, and nothing else.
            self._check((row for row in self._store.read().rows if row.batch == batch), Action.UNDO)
        done = undo(self._store, batch, by=self.signature(by), at=at)
        self._tell("undid", batch=batch, rows=len(done.rows))
        return done

    def note(self, meeting: Meeting) -> None:
        """Note the day of a meeting."""
        may(self.person, Action.NOTE_MEETING)
        Meetings(self._folder / FILE).add(meeting)
        self._tell("noted a meeting", day=meeting.day.isoformat())

    def _check(self, rows: Iterable[Observation], action: Action) -> None:
        may_write(self.person, ((row.region, row.indicator) for row in rows), self._catalog, action)

    def _signed(self, row: Observation) -> Observation:
        by = self.signature(row.recorded_by)
        return row if row.recorded_by == by else dataclasses.replace(row, recorded_by=by)

    def _tell(self, deed: str, **details: object) -> None:
        who = self.person.name or self.person.standing.value
        said = " ".join(f"{key}={value}" for key, value in details.items())
        _log.info("%r %s %s", who, deed, said, extra={"person": who, "deed": deed, **details})
