"""Tasks as pages draw them: an item of a document with its bodies, its date, its steps and what was said of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from components.page.links import Links
from gapboard.assess import Assessment
from gapboard.board import Board
from gapboard.board.tasks import ItemState, TaskBoard, TaskState, count, done_but_missed
from gapboard.catalog import Body
from gapboard.catalog.tasks import Task, Tasks
from gapboard.explain.figures import item_text
from gapboard.explain.tasks import (
    at_odds_text,
    both_text,
    counts_text,
    details_of,
    due_text,
    evidence_texts,
    graded_text,
    standing_text,
    state_text,
    statement_text,
    task_counts_text,
)
from gapboard.kernel.wording import say
from gapboard.kernel.wording.numbers import number
from gapboard.ledger.report import Progress
from gapboard.ledger.statements import Statement

# A state has the shape and colour of the verdict that is like it; its word stands beside it.
LOOK = {
    Progress.DONE: "met",
    Progress.UNDER_WAY: "on_track",
    Progress.DELAYED: "behind",
    Progress.STOPPED: "missed",
    Progress.NOT_STARTED: "undefined",
    None: "no_data",
}


@dataclass(frozen=True)
class Said:
    """One statement, ready to draw; ``evidence`` has texts with the address of each, empty where there is none."""

    look: str
    line: str
    details: list[str]
    evidence: list[tuple[str, str]]
    standing: str
    verified: bool


@dataclass(frozen=True)
class Stand:
    """A step, or a task as a whole: its state in words and a shape, what was said last, and what before."""

    text: str
    printed: str  # as the document words it, where that is another text
    look: str
    word: str  # empty where nobody reported
    due: str  # only where it is another date than the task's
    asks: str  # near due, overdue, past due without a report
    last: Said | None
    earlier: list[Said]


@dataclass(frozen=True)
class Item:
    """A task, ready to draw; ``counts`` is how its steps stand, or how many they are where nothing is reported."""

    id: str
    number: str
    name: str
    document: str
    link: str
    leading: list[tuple[str, str]]
    others: list[tuple[str, str]]
    due: str
    note: str
    flags: list[str]
    counts: str
    whole: Stand
    steps: list[Stand]
    chosen: bool


def summary_text(states: Sequence[TaskState], language: str) -> str:
    """How some tasks stand; that nothing was reported of any is said once, in one sentence."""
    counts = count(states)
    if counts.silent == counts.tasks:
        return say("plan.silent", language, tasks=number(counts.tasks, 0), steps=number(counts.steps, 0))
    said = say("plan.tasks", language, counts=counts_text(counts, language))
    return f"{said} {say('plan.silent_some', language, count=counts.silent)}" if counts.silent else said


def items_of(
    states: Sequence[TaskState], shown: TaskBoard, board: Board, language: str, links: Links, *, chosen: str = ""
) -> list[Item]:
    """Tasks ready to draw. That nothing was reported of a task the summary says, once for all of them."""
    both = {state.task.id: missed for state, missed in done_but_missed(states, board)}
    return [_item(state, shown.tasks, both.get(state.task.id, ()), language, links, chosen) for state in states]


def _item(
    state: TaskState,
    tasks: Tasks,
    missed: Iterable[Assessment],
    language: str,
    links: Links,
    chosen: str,
) -> Item:
    task, document = state.task, tasks.document(state.task)
    flags = [both_text(missed, tasks, language)] if missed else []
    if said := at_odds_text(state, language):
        flags.append(said)
    whole = stand_of(state.whole, tasks, language)
    if state.at_odds:
        whole = replace(whole, look=LOOK[None], word=say("tasks.said_done", language))
    leading = tasks.leading(task)
    silent = say("plan.steps", language, count=len(state.steps)) if state.steps else ""
    return Item(
        task.id,
        item_text(task.item, language),
        task.label(language),
        document.label_short(language),
        link_to(task, links),
        _bodies(leading, language, links),
        _bodies(tasks.taking_part(task), language, links),
        due_text(state.whole, language),
        task.note_in(language),
        flags,
        task_counts_text(state, language) if state.steps and state.is_reported else silent,
        whole,
        [stand_of(step, tasks, language) for step in state.steps],
        task.id == chosen,
    )


def link_to(task: Task, links: Links) -> str:
    """The address of a task in its document."""
    return links.to("documents", document=task.document, task=task.id)


def stand_of(item: ItemState, tasks: Tasks, language: str) -> Stand:
    """A step, or the task as a whole, with what was said of it."""
    step, state = item.step, item.state
    told = [said_of(statement, tasks, language) for statement in reversed(item.said)]
    own = step is not None and (step.due is not None or item.agreed is not None)
    return Stand(
        (step or item.task).label(language),
        step.text if step and language != "zh" else "",
        LOOK[state],
        state_text(state, language) if state else "",
        due_text(item, language) if own else "",
        "" if item.unreported else graded_text(item, language),
        told[0] if told else None,
        told[1:],
    )


def said_of(statement: Statement, tasks: Tasks, language: str, *, waiting: bool = False) -> Said:
    """One statement in words, with the ways to what proves it: what was published, then the file.

    ``waiting`` as in ``standing_text``.
    """
    said = statement.said
    ways = [way for way in (said.evidence_url, said.sha256 and f"evidence/{said.sha256}") if way]
    return Said(
        LOOK[statement.state],
        statement_text(tasks, statement, language),
        details_of(statement, language),
        list(zip_longest(evidence_texts(statement, language), ways, fillvalue="")),
        standing_text(statement, language, waiting=waiting),
        statement.is_verified,
    )


def _bodies(bodies: Iterable[Body], language: str, links: Links) -> list[tuple[str, str]]:
    return [(body.label(language), links.to("departments", body=body.id)) for body in bodies]
