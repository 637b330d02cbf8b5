"""Tasks, steps and what was said of them, as objects for machines: for the command line with the names of those who
entered and verified, for readers of the interface without them.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from pydantic import ConfigDict, Field

from gapboard.board.tasks import Grade, ItemState, TaskBoard, TaskCounts, TaskState
from gapboard.catalog import Body
from gapboard.catalog.tasks import TaskKind
from gapboard.export.json_rows import Row
from gapboard.history.ids import nameless
from gapboard.ledger.report import Progress, Stage
from gapboard.ledger.statements import Statement


class _Exact(Row):
    """A record that is read from an object of this module, and has each of its fields and no other."""

    model_config = ConfigDict(extra="forbid")


class BodyRow(_Exact):
    """A body in both languages."""

    id: str
    name: str
    name_en: str


class EvidenceRow(_Exact):
    """What proves a report; empty texts where nothing does. A file is at `/evidence/` and its sum."""

    title: str
    url: str
    date: str = Field(description="A day, a month or a year.")
    file: str
    sha256: str


class ReportRow(_Exact):
    """One report on progress that counts. Who entered or verified it is not told."""

    batch: str = Field(description="What names the report.")
    kind: str = Field(description="`task`, `step` or `target`.", examples=["step"])
    about: str = Field(description="The id of that task, step or target.")
    period: str = Field(examples=["2026-09"])
    body: str | None = Field(description="The body that reported; null where it was taken from a publication.")
    state: Progress
    delayed_to: str | None = Field(description="Of what is delayed, the year or day that it was delayed to.")
    received_on: dt.date
    done: str
    planned: str
    obstacle: str
    note: str
    evidence: EvidenceRow
    stage: Stage
    recorded_at: dt.datetime
    verified_at: dt.datetime | None = Field(description="When somebody else vouched for it.")


class _Standing(_Exact):
    state: Progress | None = Field(description="As last reported; null where nobody did: it is never guessed.")
    verified: bool
    last_day: dt.date | None = Field(description="The document's own.")
    delayed_to: dt.date | None
    grade: Grade | None
    days: int = Field(description="How far its date is away, to come or past.")
    past_due_without_report: bool
    reports: list[ReportRow] = Field(description="Those that count, the last one last.")


class StepRow(_Standing):
    """One thing to do, in the document's words."""

    id: str
    text: str
    text_en: str


class TaskRow(_Standing):
    """One item of a document with its steps; what is said of its state is of the task as a whole."""

    id: str
    document: str
    item: str
    under: str = Field(description="The heading that it stands below.")
    under_en: str
    name: str
    name_en: str
    kind: TaskKind
    lead: list[BodyRow]
    responsible: list[BodyRow]
    targets: list[str]
    themes: list[str]
    done: bool = Field(
        description="Each step was reported as done; or the task as a whole, and no step as not finished."
    )
    steps: list[StepRow]


def task_row(state: TaskState, board: TaskBoard) -> TaskRow:
    """One task with its steps, for readers."""
    return TaskRow.model_validate(task_object(state, board, named=False))


def report_row(statement: Statement) -> ReportRow:
    """One report on progress, for readers."""
    return ReportRow.model_validate(statement_object(statement, named=False))


def task_object(state: TaskState, board: TaskBoard, *, named: bool = True) -> dict[str, Any]:
    """One task with its steps; ``named`` as in ``statement_object``."""
    task, tasks = state.task, board.tasks
    return {
        "id": task.id,
        "document": task.document,
        "item": task.item,
        "under": task.under,
        "under_en": task.under_en,
        "name": task.name,
        "name_en": task.name_en,
        "kind": task.kind.value,
        "lead": [_body(body) for body in tasks.leading(task)],
        "responsible": [_body(body) for body in tasks.taking_part(task)],
        "targets": list(task.targets),
        "themes": [theme.id for theme in tasks.themes(task)],
        "done": state.is_done,
        **_item(state.whole, named=named),
        "steps": [{"id": item.id, **_texts(item), **_item(item, named=named)} for item in state.steps],
    }


def counts_object(counts: TaskCounts) -> dict[str, Any]:
    """The counts of some tasks as ``TaskCounts`` has them; ``no_report`` are steps of which nothing is known."""
    return {
        "tasks": counts.tasks,
        "done_tasks": counts.done_tasks,
        "tasks_said_done_against_their_steps": counts.contradicted,
        "tasks_without_any_report": counts.silent,
        "tasks_reported_as_a_whole": {state.value: number for state, number in sorted(counts.whole.items())},
        "grades_of_tasks_as_a_whole": {grade.value: number for grade, number in sorted(counts.whole_grades.items())},
        "steps": counts.steps,
        "states": {state.value if state else "no_report": number for state, number in sorted_states(counts)},
        "grades": {grade.value: number for grade, number in counts.grades.items()},
        "past_due_without_report": counts.unreported,
        "of_these_known_from_publications": counts.unreported_known,
        "from_publications_alone": {
            state.value: number for state, number in sorted(counts.published.items()) if state and number
        },
        "verified": counts.verified,
        "done_verified": counts.done_verified,
    }


def sorted_states(counts: TaskCounts) -> list[tuple[Any, int]]:
    """The states with their numbers, by name; what nobody reported at the end."""
    return sorted(counts.states.items(), key=lambda pair: pair[0].value if pair[0] else "~")


def statement_object(statement: Statement, *, named: bool = True) -> dict[str, Any]:
    """One report on progress. What an identity provider calls people stays here.

    Unless ``named``, neither who entered and who verified it is told, nor what they noted of a decision about it, nor
    that somebody asked to take it back: what a reader of the pages sees and no more.
    """
    said, verified = statement.said, statement.verified if statement.is_verified else None
    told = {
        "batch": said.batch if named else nameless(said.batch),
        "kind": said.kind,
        "about": said.subject,
        "period": said.period.text,
        "body": said.body or None,
        "state": said.state,
        "delayed_to": said.delayed_to or None,
        "received_on": said.received_on.isoformat(),
        **{name: getattr(said, name) for name in ("done", "planned", "obstacle")},
        "note": statement.last.note if named else nameless(said.note),
        "evidence": {
            "title": said.evidence_title,
            "url": said.evidence_url,
            "date": said.evidence_date,
            "file": said.file,
            "sha256": said.sha256,
        },
        "stage": (statement.stage if named else statement.standing).value,
        "recorded_at": said.recorded_at.isoformat(),
        "verified_at": verified.recorded_at.isoformat() if verified else None,
    }
    if not named:
        return told
    return told | {"recorded_by": said.recorded_by, "verified_by": verified.recorded_by if verified else None}


def _texts(item: ItemState) -> dict[str, str]:
    assert item.step is not None
    return {"text": item.step.text, "text_en": item.step.en}


def _item(item: ItemState, *, named: bool) -> dict[str, Any]:
    """How far something is; ``state`` is ``null`` where nobody reported."""
    return {
        "state": item.state.value if item.state else None,
        "verified": bool(item.last and item.last.is_verified),
        "last_day": item.last_day.isoformat() if item.last_day else None,
        "delayed_to": item.agreed.isoformat() if item.agreed else None,
        "grade": item.grade.value if item.grade else None,
        "days": item.days,
        "past_due_without_report": item.unreported,
        "reports": [statement_object(statement, named=named) for statement in item.said],
    }


def _body(body: Body) -> dict[str, str]:
    return {"id": body.id, "name": body.name, "name_en": body.name_en}
