"""How reports on progress must fit the tasks that they are about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from gapboard.catalog import Body, Document
from gapboard.catalog.tasks import Tasks
from gapboard.kernel.faults import Fault, nearest
from gapboard.ledger.report import PROGRESS_KINDS, STEP, TARGET, TASK, Progress, Report
from gapboard.ledger.report_rules import is_part_of_date
from gapboard.ledger.row_rules import short

_SECTIONS = {TASK: "tasks", STEP: "steps", TARGET: "targets"}


def against_tasks(reports: Iterable[Report], tasks: Tasks, file: str) -> Iterator[Fault]:
    """How ``reports`` disagree with ``tasks``: unknown subjects and bodies, bodies that are not named for it, dates."""
    for report in reports:
        if report.kind in PROGRESS_KINDS:
            for code, field, details in _disagreements(report, tasks):
                yield Fault(file, code, None, short(" ".join(filter(None, report.key))), field, details)


def new_faults(reports: Iterable[Report], tasks: Tasks, file: str) -> Iterator[Fault]:
    """What is asked of new reports alone, not of what a register holds from before.

    What a body calls done says what was done or what proves it, and what it calls stopped says why. No day lies in the
    future; none on which a report came in is before the document that asks for it, and no period before its years.
    Evidence may be older.
    """
    for report in reports:
        if report.kind in PROGRESS_KINDS:
            for code, field, details in (*_unsaid(report), *_misdated(report, tasks)):
                yield Fault(file, code, None, short(" ".join(filter(None, report.key))), field, details)


def _unsaid(report: Report) -> Iterator[tuple[str, str, dict[str, Any]]]:
    if report.is_bare_done:
        yield "done_unproved", "done", {}
    if report.body and report.state == Progress.STOPPED and not any((report.done, report.obstacle, report.note)):
        yield "stopped_unexplained", "obstacle", {}


def _misdated(report: Report, tasks: Tasks) -> Iterator[tuple[str, str, dict[str, Any]]]:
    today, document = report.recorded_at.date(), _document(report, tasks)
    for field, text in (("received_on", report.received_on.isoformat()), ("evidence_date", report.evidence_date)):
        if is_part_of_date(text) and text > today.isoformat()[: len(text)]:
            yield "day_ahead", field, {"found": short(text), "expected": today.isoformat()}
    if document is None:
        return
    issued = document.in_force_from
    if report.received_on < issued:
        yield "day_before", "received_on", {"found": report.received_on.isoformat(), "expected": issued.isoformat()}
    # A plan of a year is issued in the middle of it, and asks for the whole year.
    first = min(issued.year, document.period[0])
    if report.period.last_year < first:
        yield "period_before", "period", {"found": report.period.text, "expected": first}


def _document(report: Report, tasks: Tasks) -> Document | None:
    """The document that asks for its subject; ``None`` where nothing is known of that."""
    if report.kind == TARGET:
        target = tasks.catalog.targets.get(report.subject)
        return tasks.catalog.documents[target.document] if target else None
    task = tasks.of_step.get(report.subject) if report.kind == STEP else tasks.tasks.get(report.subject)
    return tasks.document(task) if task else None


def answering(report: Report, tasks: Tasks) -> tuple[Body, ...]:
    """Who is named for what a report is about; none where nobody is, or it is about nothing that is known."""
    if report.kind == TARGET:
        target = tasks.catalog.targets.get(report.subject)
        named = tasks.catalog.answering(target) if target else ()
        of_tasks = [body for task in tasks.of_target(report.subject) for body in tasks.answering(task)]
        return (*named, *of_tasks)
    task = tasks.of_step.get(report.subject) if report.kind == STEP else tasks.tasks.get(report.subject)
    return tasks.answering(task) if task else ()


def _disagreements(report: Report, tasks: Tasks) -> Iterator[tuple[str, str, dict[str, Any]]]:
    known = {TASK: tasks.tasks, STEP: tasks.steps, TARGET: tasks.catalog.targets}[report.kind]
    if report.subject not in known:
        found = short(report.subject)
        details: dict[str, Any] = {"found": found, "section": _SECTIONS[report.kind]}
        yield "unknown_id", "subject", details | nearest(found, known)
        return
    if report.body and report.body not in tasks.bodies:
        found = short(report.body)
        details = {"found": found, "section": "bodies"}
        yield "unknown_id", "body", details | nearest(found, tasks.bodies)
    elif report.body:
        named = answering(report, tasks)
        # A name that stands for several units may be anybody's, and so may a task for which nobody is named.
        if named and not any(body.id == report.body or body.collective for body in named):
            yield "not_theirs", "body", {"found": tasks.bodies[report.body].name}
    stated = _stated_day(report, tasks)
    if report.agreed and stated and report.agreed <= stated:
        yield "not_later", "delayed_to", {"found": report.delayed_to, "expected": stated.isoformat()}


def _stated_day(report: Report, tasks: Tasks) -> dt.date | None:
    """The last day that the document states for it; that of a target is its due year's, which no report moves."""
    if report.kind == TARGET:
        return dt.date(tasks.catalog.targets[report.subject].due, 12, 31)
    if report.kind == STEP:
        return tasks.last_day(tasks.of_step[report.subject], tasks.steps[report.subject])
    return tasks.last_day(tasks.tasks[report.subject])
