"""The one way in which pages and commands write: every row, name and meeting passes a check of rights here."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from gapboard.board.meetings import FILE, Meeting, Meetings
from gapboard.catalog import Catalog
from gapboard.catalog.tasks import load_tasks
from gapboard.history import Undo, plan_undo, undo
from gapboard.intake.aliases import FILE as ALIASES
from gapboard.intake.aliases import Alias, AliasStore
from gapboard.intake.evidence import Attachment, attachment
from gapboard.kernel.audit import reported
from gapboard.kernel.faults import DataFault, Fault
from gapboard.kernel.one_line import one_line
from gapboard.ledger import Ledger, Observation, Store
from gapboard.ledger.against_tasks import against_tasks, new_faults
from gapboard.ledger.evidence_files import FOLDER, EvidenceFiles
from gapboard.ledger.observation import COLUMNS
from gapboard.ledger.report import RETURN, WITHDRAWN, Report, Stage
from gapboard.ledger.report_rules import row_faults
from gapboard.ledger.reports import open_reports
from gapboard.ledger.reports import texts_of as report_texts
from gapboard.ledger.row_rules import capped, control_faults, record_of, short, texts_of
from gapboard.ledger.statements import statement_of
from gapboard.people.names import Names
from gapboard.people.review import Desk, open_log
from gapboard.people.rights.people import load_people
from gapboard.people.rights.person import Action, NoRight, Person, Standing, allows, may
from gapboard.people.rights.scope import may_report, may_report_progress, may_write


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
        self._refuse_control(rows, names)
        if self.hands_in:
            self._hand_in(rows, names, Action.WRITE, unchanged_since)
            return True
        with self._reported("save", rows[0].recorded_by if rows else "") as facts:
            self._check(rows, Action.WRITE)
            # The names first: they count when the ledger has their batch, and not before.
            self.confirm(names, rows[0].batch if rows else "")
            self._store.append([self._signed(row) for row in rows], unchanged_since=unchanged_since)
            facts.update(batch=rows[0].batch if rows else "", rows=len(rows))
        return False

    def confirm(self, names: Sequence[Alias], batch: str = "") -> None:
        """Remember what names in files stand for: for everybody, or if the person is limited, for themselves."""
        if not names:
            return
        self._refuse_control((), names)
        with self._reported("confirm names", names[0].confirmed_by) as facts:
            may(self.person, Action.CONFIRM_NAME)
            self._aliases.append(self._signed_names(names, batch))
            facts.update(names=len(names))

    def settle_name(self, kind: str, text: str, *, ident: str | None = None, by: str) -> Alias:
        """Let what somebody has said of a name count for everybody, as ``ident`` where people disagree."""
        with self._reported("settle name", by) as facts:
            alias = self._names().to_confirm(kind, text, ident, self.signature(by))
            self._refuse_control((), [alias])
            self._aliases.append([alias])
            facts.update(names=1)
        return alias

    def remove_name(self, kind: str, text: str, *, by: str) -> Alias:
        """Take a name back from everybody; who is limited only what they have said themselves."""
        with self._reported("remove name", by) as facts:
            self._refuse_control((), (), by)
            alias = self._names().to_remove(kind, text, self.signature(by))
            self._aliases.append([alias])
            facts.update(names=1)
        return alias

    def take_back(self, batch: str, *, by: str, at: dt.datetime) -> Undo:
        """Undo a batch, all of whose rows must be within the person's limits; or hand the undoing in for review.

        The names that were said with it go with it, and come back should the undoing be undone.
        """
        self._refuse_control((), (), by)
        if self.hands_in:
            may(self.person, Action.UNDO)
            known = self._store.read()
            self._check_undo(batch, known)
            plan = plan_undo(known, batch, by=self.signature(by), at=at, file=self._store.name)
            self._hand_in(plan.rows, (), Action.UNDO, known)
            return dataclasses.replace(plan, held=True)
        with self._reported("undo", by) as facts:
            may(self.person, Action.UNDO)
            if self.person.is_limited:
                self._check_undo(batch, self._store.read())
            done = undo(self._store, batch, by=self.signature(by), at=at)
            facts.update(batch=done.batch, rows=len(done.rows))
        return done

    def note(self, meeting: Meeting) -> None:
        """Note the day of a meeting."""
        with self._reported("note meeting", "") as facts:
            may(self.person, Action.NOTE_MEETING)
            Meetings(self._folder / FILE).add(meeting)
            facts.update(day=meeting.day.isoformat())

    def may_note(self, bodies: Iterable[str]) -> None:
        """Raise ``NoRight`` unless the person may note what each of ``bodies`` sent; who is limited, their own only."""
        for body in bodies:
            may_report(self.person, body, self._catalog.bodies)

    def note_returns(self, reports: Sequence[Report], *, once: bool = False) -> None:
        """Note in the register what bodies sent, or what became of it: all in one write, or none.

        ``once`` refuses what somebody else has noted just so meanwhile, and says who and when.
        """
        if not reports:
            return
        with self._reported("note returns", reports[0].recorded_by) as facts:
            self.may_note(report.body for report in reports)
            open_reports(self._store).add(
                [dataclasses.replace(item, recorded_by=self.signature(item.recorded_by)) for item in reports],
                once=once,
            )
            facts.update(batch=reports[0].batch, rows=len(reports))

    def note_file(self, draft: Report, seen: int, make: Callable[[], Report]) -> Report | None:
        """Note a body's file as ``make`` answers, which may write its figures; what somebody else noted of it instead.

        That is where they did since the register had ``seen`` rows: then nothing is written. ``None`` otherwise.
        """
        with self._reported("note returns", draft.recorded_by) as facts:
            self.may_note([draft.body])
            by = self.signature(draft.recorded_by)

            def made() -> Report:
                report = dataclasses.replace(make(), recorded_by=by)
                facts.update(batch=report.batch)
                return report

            found = open_reports(self._store).add_unless_noted(dataclasses.replace(draft, recorded_by=by), seen, made)
            facts.update(rows=0 if found else 1)
        return found

    def withdraw_return(self, batch: str, *, by: str, at: dt.datetime, note: str) -> None:
        """Take back a return that was noted by mistake, by a further row that says why; the first stays on record."""
        with self._reported("withdraw return", by) as facts:
            register = open_reports(self._store)
            rows = [row for row in register.read() if row.batch == batch and row.kind == RETURN]
            if not rows or rows[-1].state == WITHDRAWN:
                raise DataFault([Fault(register.name, "return_unknown", details={"found": short(batch)})])
            self.may_note([rows[0].body])
            if not self.may_withdraw(rows[0]):
                raise NoRight("withdraw_of_others", name=self.person.name)
            _require_reason(note, register.name, rows[0].subject)
            gone = dataclasses.replace(rows[-1], state=WITHDRAWN, note=one_line(note))
            register.add([dataclasses.replace(gone, recorded_at=at, recorded_by=self.signature(by))])
            facts.update(batch=batch)

    def keep_evidence(self, name: str, content: bytes) -> Attachment:
        """Keep a file that is to prove something; its name and sum go into the report."""
        with self._reported("keep evidence", "") as facts:
            may(self.person, Action.WRITE)
            found = attachment(name, content)
            EvidenceFiles(self._folder).keep(found.content, found.kind)
            facts.update(sha256=found.sha256[:12], kind=found.kind)
        return found

    def report(self, reports: Sequence[Report]) -> bool:
        """Add reports on progress, all of them or none; who is limited, of their own bodies only.

        Where the person's batches are reviewed they wait and do not count. Whether they do.
        """
        held = self.hands_in
        with self._reported("report progress", reports[0].recorded_by if reports else "") as facts:
            tasks = load_tasks(self._folder, self._catalog)
            signed = [self._signed_report(item, Stage.HELD if held else Stage.CLAIMED) for item in reports]
            for item in signed:
                may_report_progress(self.person, item.body, tasks.bodies)
            register = open_reports(self._store)
            faults = [*against_tasks(signed, tasks, register.name), *self._without_file(signed)]
            faults += new_faults(signed, tasks, register.name)
            # Also what the register refuses: all of it is told at once.
            faults += (fault for item in signed for fault in row_faults(report_texts(item), register.name, None))
            if faults:
                raise DataFault(capped(faults))
            register.add(signed)
            facts.update(batches=len(signed), held=held)
        return held

    def withdraw_report(self, batch: str, *, by: str, at: dt.datetime, note: str) -> Report:
        """Take a report on progress back by a further row; where batches are reviewed, that waits as well."""
        with self._reported("withdraw progress", by) as facts:
            may(self.person, Action.UNDO)
            register = open_reports(self._store)
            found = statement_of(register, batch)
            bodies = load_tasks(self._folder, self._catalog).bodies
            may_report_progress(self.person, found.said.body, bodies, Action.UNDO)
            if not self.may_withdraw(found.said):
                raise NoRight("withdraw_of_others", name=self.person.name)
            _require_reason(note, register.name, found.said.subject)
            asks = self.hands_in and found.counts
            stage = Stage.WITHDRAWING if asks else Stage.WITHDRAWN
            row = dataclasses.replace(
                found.last,
                stage=stage,
                note=one_line(note),
                recorded_at=at,
                recorded_by=self.signature(by),
                recorded_as=self.person.subject,
            )
            register.add([row])
            facts.update(batch=batch, held=asks)
        return row

    def may_withdraw(self, said: Report) -> bool:
        """Whether a report is the person's own, or they may decide about those of others: for who has signed in."""
        mine = said.recorded_by == self.person.name or (
            bool(said.recorded_as) and said.recorded_as == self.person.subject
        )
        return not self.person.is_named or mine or allows(self.person, Action.REVIEW)

    def _signed_report(self, report: Report, stage: Stage) -> Report:
        return dataclasses.replace(
            report,
            stage=stage,
            done=one_line(report.done),
            planned=one_line(report.planned),
            obstacle=one_line(report.obstacle),
            evidence_title=one_line(report.evidence_title),
            note=one_line(report.note),
            recorded_by=self.signature(report.recorded_by),
            recorded_as=self.person.subject,
        )

    def _without_file(self, reports: Iterable[Report]) -> Iterator[Fault]:
        """What names a file that nobody kept."""
        files = EvidenceFiles(self._folder)
        for item in reports:
            if item.sha256 and files.path(item.sha256) is None:
                yield Fault(FOLDER, "file_missing", None, item.subject, "sha256", {"found": short(item.file)})

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
                desk.hand_in(signed, self._signed_names(names, rows[0].batch), self.person.subject, since)
            facts.update(batch=rows[0].batch if rows else "", rows=len(rows))

    def _check_undo(self, batch: str, known: Ledger) -> None:
        # Undoing writes again what the batch wrote, and nothing else.
        self._check((row for row in known.rows if row.batch == batch), Action.UNDO)
        self._names(known).may_bring_back(batch)

    def _refuse_control(self, rows: Sequence[Observation], names: Sequence[Alias], by: str = "") -> None:
        """Raise ``DataFault`` for what no page lets anybody type, whoever sends it."""
        faults = [
            *control_faults(self._store.name, "", {"recorded_by": by}),
            *(
                fault
                for row in rows
                for fault in control_faults(
                    self._store.name, record_of(row.key), dict(zip(COLUMNS, texts_of(row), strict=True))
                )
            ),
            *(fault for name in names for fault in control_faults(ALIASES, short(name.text), dataclasses.asdict(name))),
        ]
        if faults:
            raise DataFault(capped(faults))

    @property
    def _aliases(self) -> AliasStore:
        return AliasStore(self._folder / ALIASES)

    def _names(self, known: Ledger | None = None) -> Names:
        return Names(self.person, self._folder, known or self._store.read())

    def _signed_names(self, names: Sequence[Alias], batch: str) -> list[Alias]:
        by = self.signature(names[0].confirmed_by) if names else ""
        return self._names(Ledger(())).signed(names, by, batch)

    def _check(self, rows: Iterable[Observation], action: Action) -> None:
        may_write(self.person, ((row.region, row.indicator) for row in rows), self._catalog, action)

    def _signed(self, row: Observation) -> Observation:
        by = self.signature(row.recorded_by)
        return row if row.recorded_by == by else dataclasses.replace(row, recorded_by=by)

    def _reported(self, action: str, given: str) -> AbstractContextManager[dict[str, Any]]:
        # A name that a stranger gives is nobody's.
        named = self.person.is_named or self.person.standing is Standing.LOCAL
        return reported(action, (named and self.signature(given)) or self.person.standing.value)


def _require_reason(note: str, register: str, subject: str) -> None:
    """Raise ``DataFault`` where something is taken back without saying why."""
    if not note.strip():
        raise DataFault([Fault(register, "withdraw_why", None, short(subject), "note")])
