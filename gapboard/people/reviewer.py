"""The one way in which pages and commands see, accept and return what was handed in: each passes a check of rights."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable
from pathlib import Path

from gapboard.catalog import Catalog
from gapboard.catalog.tasks import load_tasks
from gapboard.intake.aliases import FILE, Alias, AliasStore, Counts, is_name
from gapboard.kernel.audit import reported
from gapboard.kernel.faults import DataFault, Fault
from gapboard.kernel.one_line import one_line
from gapboard.ledger import Ledger, Store
from gapboard.ledger.report import Report, Stage
from gapboard.ledger.report_rules import is_own, is_same
from gapboard.ledger.reports import open_reports
from gapboard.ledger.statements import Statement, statement_of, statements
from gapboard.people.review import Desk, Submission, accepted_by, open_log
from gapboard.people.rights.person import Action, NoRight, Person, allows, may
from gapboard.people.rights.scope import may_report_progress, may_write


class Reviewer:
    """What ``person`` may see and decide of the batches that wait for the ledger in ``store``.

    Every method raises ``NoRight`` before it writes anything, and ``DataFault`` as the stores do.
    """

    def __init__(self, person: Person, folder: Path, store: Store, catalog: Catalog) -> None:
        self.person = person
        self._folder = folder
        self._log = open_log(store)
        self._desk = Desk(self._log, store)
        self._catalog = catalog
        self._register = open_reports(store)

    def revision(self) -> str:
        """A token that changes when something is handed in or decided; what is accepted changes the ledger's."""
        return self._log.revision()

    def submissions(self, ledger: Ledger | None = None) -> list[Submission]:
        """What was handed in, the newest first: everything for who reviews, their own for who writes."""
        return self.visible(self._desk.submissions(ledger))

    def accepted_by(self) -> dict[str, str]:
        """Who accepted each batch of the ledger that was handed in, for everyone who may read."""
        may(self.person, Action.READ)
        return accepted_by(self._log.read())

    def visible(self, found: Iterable[Submission]) -> list[Submission]:
        """Those among ``found`` that the person may see."""
        if allows(self.person, Action.REVIEW):
            return list(found)
        may(self.person, Action.WRITE)
        return [item for item in found if self.is_own(item)]

    def is_own(self, submission: Submission) -> bool:
        """Whether the person has handed it in: by name, and by what the identity provider calls them for good."""
        entry = submission.handed_in
        return self._name == entry.by or (bool(entry.subject) and self.person.subject == entry.subject)

    def may_decide(self, submission: Submission) -> None:
        """Raise ``NoRight`` unless the person may decide this batch: within their limits, and not their own."""
        if self.is_own(submission):
            raise NoRight("own", name=self._name)
        may_write(self.person, submission.series, self._catalog, Action.REVIEW)

    def accept(self, batch: str, reason: str = "") -> Submission:
        """Write a held batch to the ledger, under its editor's name, recorded now, and its names to the aliases."""
        with reported("accept batch", self._name, batch=batch) as facts:
            may(self.person, Action.REVIEW)
            done = self._desk.accept(batch, self._name, reason, _now(), self.may_decide)
            # After the ledger: a name is to count only with its batch. Lost in between, it is asked for once more.
            AliasStore(self._folder / FILE).append(
                [_whole(name, batch) for name in done.handed_in.names if is_name(name)]
            )
            facts.update(rows=len(done.handed_in.rows), handed_in_by=done.handed_in.by)
        return done

    def send_back(self, batch: str, reason: str) -> Submission:
        """Return a held batch to its editor, for a reason."""
        with reported("return batch", self._name, batch=batch) as facts:
            may(self.person, Action.REVIEW)
            done = self._desk.send_back(batch, self._name, reason, _now(), self.may_decide)
            facts.update(rows=len(done.handed_in.rows), handed_in_by=done.handed_in.by)
        return done

    def reports(self) -> list[Statement]:
        """The reports on progress that wait for a word, as handed in: all for who reviews, their own for who writes."""
        found = [item for item in statements(self._register.read()) if item.waits]
        if allows(self.person, Action.REVIEW):
            return found
        may(self.person, Action.WRITE)
        return [item for item in found if is_same(item.said, self._row(item.said, Stage.HELD, "", self._name))]

    def decisions(self, found: Statement, *, by: str = "") -> tuple[str, ...]:
        """What may be done now about a report on progress: ``accept``, ``verify``, ``send_back``.

        Nobody decides about their own, and what would be refused for that is not among them; ``by`` as in
        ``verify_report``.
        """
        if not allows(self.person, Action.REVIEW) or not (found.waits or found.stage is Stage.CLAIMED):
            return ()
        name = self._name if self.person.is_named else by or self._name
        stages = {"accept": _accepted(found)} if found.waits else {"verify": Stage.VERIFIED}
        stages["send_back"] = _returned(found)
        return tuple(
            what
            for what, stage in stages.items()
            if not is_own(found.said, found.last, self._row(found.last, stage, "", name))
        )

    def accept_report(self, batch: str, reason: str = "") -> Statement:
        """Let a report on progress count, or its withdrawal, whichever waits."""
        return self._decide("accept progress", batch, reason, _accepted)

    def send_back_report(self, batch: str, reason: str, *, by: str = "") -> Statement:
        """Return a report on progress that waits or is not verified yet, or let one stand whose withdrawal waits.

        All for a reason; ``by`` as in ``verify_report``.
        """
        if not one_line(reason):
            raise DataFault([Fault(self._register.name, "no_reason", details={"batch": batch})])
        return self._decide("return progress", batch, reason, _returned, by)

    def verify_report(self, batch: str, note: str = "", *, by: str = "") -> Statement:
        """Vouch for a report on progress that somebody else made; ``by`` is who, where nobody has signed in."""
        return self._decide("verify progress", batch, note, lambda found: Stage.VERIFIED, by)

    def _decide(
        self, action: str, batch: str, note: str, stage: Callable[[Statement], Stage], by: str = ""
    ) -> Statement:
        name = self._name if self.person.is_named else by or self._name
        with reported(action, name, batch=batch):
            may(self.person, Action.REVIEW)
            found = statement_of(self._register, batch)
            bodies = load_tasks(self._folder, self._catalog).bodies
            may_report_progress(self.person, found.said.body, bodies, Action.REVIEW)
            self._register.add([self._row(found.last, stage(found), one_line(note), name)])
        return statement_of(self._register, batch)

    def _row(self, last: Report, stage: Stage, note: str, by: str) -> Report:
        return dataclasses.replace(
            last, stage=stage, note=note, recorded_at=_now(), recorded_by=by, recorded_as=self.person.subject
        )

    @property
    def _name(self) -> str:
        return self.person.name or self.person.standing.value


def _accepted(found: Statement) -> Stage:
    return Stage.WITHDRAWN if found.stage is Stage.WITHDRAWING else Stage.CLAIMED


def _returned(found: Statement) -> Stage:
    if found.stage is not Stage.WITHDRAWING:
        return Stage.SENT_BACK
    return Stage.VERIFIED if found.is_verified else Stage.CLAIMED


def _whole(name: Alias, batch: str) -> Alias:
    """A name as its editor said it; one handed in before names told what they count for counts for its editor."""
    return dataclasses.replace(name, batch=batch, counts=name.counts or Counts.OWN)


def _now() -> dt.datetime:
    return dt.datetime.now().astimezone()
