"""What reading a file of task reports found, in words and for machines."""

from __future__ import annotations

from typing import Any

from gapboard.catalog.tasks import Tasks
from gapboard.explain.periods import period_text
from gapboard.intake.task_file import Noted, Outcome, TaskFile, TaskRow
from gapboard.kernel.wording import say


def summary_text(found: TaskFile, tasks: Tasks, language: str) -> str:
    """Whose file it is, and how many rows are ready, the same as before, refused, not filled in."""
    parts = [
        say(f"task_file.count.{outcome.value}", language, count=len(found.of(outcome)))
        for outcome in Outcome
        if found.of(outcome) or outcome is Outcome.READY
    ]
    whose = tasks.bodies[found.body].label(language) if found.body else say("task_form.nobody", language)
    return say(
        "task_file.summary", language, file=found.name, body=whose, counts=say("tasks.join", language).join(parts)
    )


def row_text(row: TaskRow, language: str) -> str:
    """What becomes of a row, and what would be saved of it."""
    if row.report is None:
        return say("task_file.row", language, row=row.row, id=row.id or "–", what=_outcome(row, language))
    state = say(f"tasks.state.{row.report.state}", language)
    told = [say("task_file.state", language, state=state, period=period_text(row.report.period, language))]
    told += [
        say(f"tasks.said.{name}", language, text=text)
        for name in ("done", "planned", "obstacle", "note")
        if (text := getattr(row.report, name))
    ]
    if row.report.delayed_to:
        told.append(say("task_file.until", language, day=row.report.delayed_to))
    if row.report.evidence_url:
        proof = {"title": row.report.evidence_title, "day": row.report.evidence_date}
        told.append(say("tasks.said.published", language, **proof))
    what = say("task_file.told", language, outcome=_outcome(row, language), told=" ".join(told))
    return say("task_file.row", language, row=row.row, id=row.id, what=what)


def note_text(note: Noted, language: str) -> str:
    """One cell: how it was read, or what is wrong with it and how to mend it."""
    column = say(f"task_file.column.{note.column}", language) if note.column else ""
    place = " ".join(filter(None, (note.cell, column)))
    if note.fault:
        told = {"what": note.fault.what(language), "remedy": note.fault.remedy(language)}
        return say("task_file.refused", language, place=place, **told)
    if not note.read_as:
        return say("task_file.unread", language, place=place, found=note.found)
    read = say(f"tasks.state.{note.read_as}", language) if note.column == "state" else note.read_as
    return say("task_file.repaired", language, place=place, found=note.found, read=read)


def gone_text(found: TaskFile, language: str) -> str:
    """Which rows of the template are not in the file; empty where all are."""
    ids = say("fault.place.join", language).join(found.gone)
    return say("task_file.gone", language, count=len(found.gone), ids=ids) if found.gone else ""


def task_file_object(found: TaskFile, language: str) -> dict[str, Any]:
    """The same for machines."""
    return {
        "file": found.name,
        "body": found.body or None,
        "counts": {outcome.value: len(found.of(outcome)) for outcome in Outcome},
        "rows": [
            {
                "row": row.row,
                "about": row.id,
                "outcome": row.outcome.value,
                "state": row.report.state if row.report else None,
                "period": row.report.period.text if row.report else None,
                "notes": [_note_object(note, language) for note in row.notes],
            }
            for row in found.rows
            if row.outcome is not Outcome.EMPTY
        ],
        "unread": [_note_object(note, language) for note in found.unread],
        "rows_gone": list(found.gone),
    }


def _note_object(note: Noted, language: str) -> dict[str, Any]:
    return {
        "cell": note.cell,
        "field": note.column or None,
        "found": note.found,
        "read_as": note.read_as or None,
        "code": note.fault.code if note.fault else None,
        "text": note_text(note, language),
    }


def _outcome(row: TaskRow, language: str) -> str:
    return say(f"task_file.outcome.{row.outcome.value}", language)
