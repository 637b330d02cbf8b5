"""Tasks, steps and what was said of them, as objects for machines."""

from __future__ import annotations

from typing import Any

from gapboard.board.tasks import ItemState, TaskBoard, TaskCounts, TaskState
from gapboard.catalog import Body
from gapboard.ledger.statements import Statement


def task_object(state: TaskState, board: TaskBoard) -> dict[str, Any]:
    """One task with its steps."""
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
        **_item(state.whole),
        "steps": [{"id": item.id, **_texts(item), **_item(item)} for item in state.steps],
    }


def counts_object(counts: TaskCounts) -> dict[str, Any]:
    """The counts of some tasks; ``no_report`` are steps that nobody reported on."""
    return {
        "tasks": counts.tasks,
        "done_tasks": counts.done_tasks,
        "tasks_without_any_report": counts.silent,
        "steps": counts.steps,
        "states": {state.value if state else "no_report": number for state, number in sorted_states(counts)},
        "grades": {grade.value: number for grade, number in counts.grades.items()},
        "past_due_without_report": counts.unreported,
        "verified": counts.verified,
    }


def sorted_states(counts: TaskCounts) -> list[tuple[Any, int]]:
    """The states with their numbers, by name; what nobody reported at the end."""
    return sorted(counts.states.items(), key=lambda pair: pair[0].value if pair[0] else "~")


def statement_object(statement: Statement) -> dict[str, Any]:
    """One report on progress. What an identity provider calls people stays here."""
    said, verified = statement.said, statement.verified
    return {
        "batch": said.batch,
        "kind": said.kind,
        "about": said.subject,
        "period": said.period.text,
        "body": said.body or None,
        "state": said.state,
        "delayed_to": said.delayed_to or None,
        "received_on": said.received_on.isoformat(),
        **{name: getattr(said, name) for name in ("done", "planned", "obstacle")},
        "note": statement.last.note,
        "evidence": {
            "title": said.evidence_title,
            "url": said.evidence_url,
            "date": said.evidence_date,
            "file": said.file,
            "sha256": said.sha256,
        },
        "stage": statement.stage.value,
        "recorded_at": said.recorded_at.isoformat(),
        "recorded_by": said.recorded_by,
        "verified_by": verified.recorded_by if verified and statement.is_verified else None,
        "verified_at": verified.recorded_at.isoformat() if verified and statement.is_verified else None,
    }


def _texts(item: ItemState) -> dict[str, str]:
    assert item.step is not None
    return {"text": item.step.text, "text_en": item.step.en}


def _item(item: ItemState) -> dict[str, Any]:
    """How far something is; ``state`` is ``null`` where nobody reported."""
    return {
        "state": item.state.value if item.state else None,
        "verified": bool(item.last and item.last.is_verified),
        "last_day": item.last_day.isoformat() if item.last_day else None,
        "delayed_to": item.agreed.isoformat() if item.agreed else None,
        "grade": item.grade.value if item.grade else None,
        "days": item.days,
        "past_due_without_report": item.unreported,
        "reports": [statement_object(statement) for statement in item.said],
    }


def _body(body: Body) -> dict[str, str]:
    return {"id": body.id, "name": body.name, "name_en": body.name_en}
