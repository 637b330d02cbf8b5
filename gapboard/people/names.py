"""Names in files, as one person may see, use, confirm and remove them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from pathlib import Path

from gapboard.catalog import Catalog
from gapboard.catalog.models import Named, Unit
from gapboard.history import in_force, undone_batch
from gapboard.intake.aliases import (
    FILE,
    Alias,
    AliasStore,
    Counts,
    Known,
    Said,
    Whose,
    is_name,
    known_to,
    name_key,
    standing,
)
from gapboard.kernel.faults import DataFault, Fault
from gapboard.kernel.wording import say
from gapboard.ledger import Ledger
from gapboard.people.rights.accounts import Accounts
from gapboard.people.rights.people import load_people
from gapboard.people.rights.person import Action, NoRight, Person, allows, may

Stands = Mapping[tuple[str, str], Said]


class Names:
    """The names remembered in ``folder``, as they stand by ``ledger``, for ``person``.

    Every method raises ``DataFault`` where the file cannot be used; those that write raise ``NoRight`` before.
    """

    def __init__(self, person: Person, folder: Path, ledger: Ledger) -> None:
        self.person = person
        self._folder = folder
        self._ledger = ledger
        self._store = AliasStore(folder / FILE)

    def known(self) -> Known:
        """What counts for the person, and what is offered: who said it is told to those only who may answer."""
        known = known_to(whose(self.person), self._stands())
        return known if allows(self.person, Action.CONFIRM_NAME) else Known(known.counting, {})

    def listed(self) -> list[Alias]:
        """Everything that stands, the latest first. Raises ``NoRight``."""
        may(self.person, Action.CONFIRM_NAME)
        found = [alias for said in self._stands().values() for alias in said.values()]
        return sorted(found, key=_moment)[::-1]

    def said_with(self, batch: str) -> list[Alias]:
        """What goes when ``batch`` is undone; of one that is itself an undoing, what goes or comes back with it."""
        return [alias for alias in self._store.read() if alias.batch and alias.batch == _first(batch)[0]]

    def signed(self, names: Sequence[Alias], by: str, batch: str = "") -> list[Alias]:
        """What the person says, in their own name, and for whom it counts."""
        counts = Counts.OWN if self.person.is_limited else Counts.ALL
        return [
            dataclasses.replace(item, confirmed_by=by, batch=batch, counts=counts, subject=self.person.subject)
            for item in names
            if is_name(item)  # a title names the next file too, and something else in it
        ]

    def to_confirm(self, kind: str, text: str, ident: str | None, by: str) -> Alias:
        """The row that lets a name count for everybody, as ``ident`` where people disagree."""
        self._unlimited()
        found = {alias.id: alias for alias in self._of(kind, text)}
        if ident is None and len(found) > 1:
            raise _fault("name_disputed", text=text, found="、".join(found))
        if ident is not None and ident not in found:
            raise _fault("name_not_said", text=text, found=ident)
        alias = found[ident] if ident is not None else next(iter(found.values()))
        return dataclasses.replace(alias, **self._now(by), batch="", counts=Counts.ALL)

    def to_remove(self, kind: str, text: str, by: str) -> Alias:
        """The row that takes a name back: from everybody, or from who is limited only their own."""
        may(self.person, Action.CONFIRM_NAME)
        found = self._of(kind, text)
        if not self.person.is_limited:
            return dataclasses.replace(found[-1], **self._now(by), batch="", counts=Counts.REMOVED)
        own = [alias for alias in found if alias.counts != Counts.ALL and alias.whose == whose(self.person)]
        if not own:
            raise NoRight("name_of_others", name=self.person.name)
        return dataclasses.replace(own[-1], **self._now(by), batch="", counts=Counts.OWN_REMOVED)

    def may_bring_back(self, batch: str) -> None:
        """Raise ``NoRight`` where undoing ``batch`` lets names count for everybody again, and the person may not."""
        if not self.person.is_limited or not brings_back(batch):
            return
        if any(alias.counts == Counts.ALL for alias in self.said_with(batch)):
            raise NoRight("names_for_all", name=self.person.name)

    def _unlimited(self) -> None:
        may(self.person, Action.CONFIRM_NAME)
        if self.person.is_limited:
            raise NoRight("name_limited", name=self.person.name)

    def _of(self, kind: str, text: str) -> list[Alias]:
        found = list(self._stands().get(name_key(kind, text), {}).values())
        if not found:
            raise _fault("no_such_name", text=text)
        return found

    def _now(self, by: str) -> dict[str, str]:
        at = dt.datetime.now().astimezone().isoformat()
        return {"confirmed_by": by, "confirmed_at": at, "subject": self.person.subject}

    def _stands(self) -> Stands:
        aliases = self._store.read()
        wanted = {alias.batch for alias in aliases if alias.batch}
        return standing(aliases, in_force(self._ledger, wanted), unsaid=_unsaid(self._folder))


def whose(person: Person) -> Whose | None:
    """What the sayings of a person are known by; ``None`` where the board does not know the name for sure."""
    if not person.is_named:
        return None
    return (person.subject, "") if person.subject else ("", person.name)


def stands_for(alias: Alias, catalog: Catalog, language: str) -> str:
    """What a name stands for, in words; the identifier where the catalogue does not have it any more."""
    if not alias.id:
        return say("names.left_out", language)
    records: dict[str, Mapping[str, Named | Unit]] = {
        "indicator": catalog.indicators,
        "region": catalog.regions,
        "unit": catalog.units,
    }
    record = records[alias.kind].get(alias.id)
    return record.label(language) if record else alias.id


def brings_back(batch: str) -> bool:
    """Whether undoing ``batch`` undoes an undoing, so that what was said with the first of them counts again."""
    return _first(batch)[1] % 2 == 1


def _first(batch: str) -> tuple[str, int]:
    """The batch at the end of a row of undoings, and how many there are."""
    depth = 0
    while (earlier := undone_batch(batch)) is not None:
        batch, depth = earlier, depth + 1
    return batch, depth


def _unsaid(folder: Path) -> Counts:
    """What rows of old files count for: where nobody signs in, nobody is limited either."""
    signs_in = Accounts(folder).exist() or bool(load_people(folder).people)
    return Counts.OWN if signs_in else Counts.ALL


def _moment(alias: Alias) -> dt.datetime:
    try:
        found = dt.datetime.fromisoformat(alias.confirmed_at)
    except ValueError:  # an old file edited by hand
        found = dt.datetime.min
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def _fault(code: str, **details: str) -> DataFault:
    return DataFault([Fault(FILE, code, details=details)])
