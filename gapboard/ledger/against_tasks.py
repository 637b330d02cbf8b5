"""How reports on progress must fit the tasks that they are about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from gapboard.catalog import Body
from gapboard.catalog.tasks import Tasks
from gapboard.kernel.faults import Fault, nearest
from gapboard.ledger.report import PROGRESS_KINDS, STEP, TARGET, TASK, Report
from gapboard.ledger.row_rules import short

_SECTIONS = {TASK: "tasks", STEP: "steps", TARGET: "targets"}


def against_tasks(reports: Iterable[Report], tasks: Tasks, file: str) -> Iterator[Fault]:
    """How ``reports`` disagree with ``tasks``: unknown subjects and bodies, bodies that are not named for it, dates."""
    for report in reports:
        if report.kind in PROGRESS_KINDS:
            for code, field, details in _disagreements(report, tasks):
                yield Fault(file, code, None, short(" ".join(filter(None, report.key))), field, details)


def bare_done(reports: Iterable[Report], file: str) -> Iterator[Fault]:
    """What a body calls done without saying what was done or what proves it: asked of new reports alone."""
    for report in reports:
        if report.kind in PROGRESS_KINDS and report.is_bare_done:
            yield Fault(file, "done_unproved", None, short(" ".join(filter(None, report.key))), "done", {})


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
