"""What changed of tasks between two days: each state with the report that changed it, or that one was taken back."""

from __future__ import annotations

from dataclasses import dataclass

from components.leaders.tasks import LOOK, link_to
from components.page.links import Links
from gapboard.board import Filters
from gapboard.board.task_filters import fits
from gapboard.board.tasks import StateChange, TaskBoard, changed_states
from gapboard.catalog.tasks import Tasks
from gapboard.explain.tasks import details_of, evidence_texts, state_text, statement_text
from gapboard.kernel.wording import say
from gapboard.ledger.report import Progress


@dataclass(frozen=True)
class TaskMove:
    """A changed state, ready to draw."""

    id: str
    was: tuple[str, str]  # its shape and its word
    now: tuple[str, str]
    text: str
    task: str
    link: str
    cause: str
    late: bool  # only its entry is new
    details: list[str]
    evidence: list[str]


def task_moves(
    before: TaskBoard | None, now: TaskBoard | None, filters: Filters, language: str, links: Links
) -> list[TaskMove]:
    """What of the tasks that fit the filters changed, told forwards in time; nothing where there are no tasks."""
    if before is None or now is None:
        return []
    if now.on < before.on:
        before, now = now, before
    changed = [item for item in changed_states(before, now) if fits(item.after.task, now.tasks, filters)]
    return [_move(item, now.tasks, language, links) for item in changed]


def _move(change: StateChange, tasks: Tasks, language: str, links: Links) -> TaskMove:
    item, old, new = change.after, change.before.last, change.after.last
    by = new if new and new.batch not in {one.batch for one in change.before.said} else None
    if by:
        cause = statement_text(tasks, by, language)
    else:
        cause = say("plan.taken_back", language, what=statement_text(tasks, old, language)) if old else ""
    document = tasks.document(item.task).label_short(language)
    return TaskMove(
        item.id,
        _shown(change.before.state, language),
        _shown(item.state, language),
        (item.step or item.task).label(language),
        f"{document} · {item.task.label(language)}" if item.step else document,
        link_to(item.task, links),
        say("plan.entered_late", language, what=cause) if change.entered_late else cause,
        change.entered_late,
        details_of(by, language) if by else [],
        evidence_texts(by, language) if by else [],
    )


def _shown(state: Progress | None, language: str) -> tuple[str, str]:
    return LOOK[state], state_text(state, language)
