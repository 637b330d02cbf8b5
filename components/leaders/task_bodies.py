"""What a body has to do with tasks, as its page draws it: what asks for a deed, then all that it leads and shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from components.leaders.task_lists import link_to_list
from components.leaders.tasks import Item, Stand, items_of, link_to, stand_of, summary_text
from components.page.links import Links
from gapboard.board import Board, Filters
from gapboard.board.task_bodies import Share, furthest_behind
from gapboard.board.task_lists import Listing, sizes
from gapboard.board.tasks import Grade, ItemState, TaskBoard, graded, without_report
from gapboard.catalog.tasks import Task
from gapboard.explain.task_bodies import late_text, shares_text
from gapboard.explain.tasks import grade_text
from gapboard.kernel.wording import say
from gapboard.kernel.wording.numbers import number


@dataclass(frozen=True)
class Urgent:
    """A step, or a task, with a grade: the word, what it is of, and what was last said."""

    grade: str
    word: str
    stand: Stand
    task: str  # empty where it is the task itself
    link: str


@dataclass(frozen=True)
class BodyTasks:
    """A body's tasks, ready to draw; ``silent`` counts by task the steps that are past due without a report."""

    told: str
    urgent: list[Urgent]
    silent: list[tuple[str, str, int]]
    silent_steps: int
    leading: list[Item]
    taking_part: list[Item]


@dataclass(frozen=True)
class Load:
    """A body in the table of tasks, ready to draw: each count with the list that it counts, empty where it is none."""

    id: str
    name: str
    link: str
    about: str
    steps: str
    counts: list[tuple[str, str]]
    collective: bool


COLUMNS = (Listing.OVERDUE, Listing.BEHIND, Listing.UNREPORTED, Listing.NONE, Listing.DONE)


def loads(found: Iterable[Share], language: str, links: Links, *, document: str = "") -> tuple[list[Load], list[Load]]:
    """Bodies with tasks, the furthest behind first: those of which something is late or past due, and the others."""
    late: list[Load] = []
    others: list[Load] = []
    for share in furthest_behind(found):
        into = late if late_text(share, language) else others
        into.append(_load(share, language, links, document))
    return late, others


def _load(share: Share, language: str, links: Links, document: str) -> Load:
    of, body = sizes(share.all), share.body
    about = shares_text(share, language)
    return Load(
        body.id,
        body.label(language),
        links.to("departments", body=body.id),
        say("tasks.join", language).join([about, say("bodies.collective", language)]) if body.collective else about,
        number(share.counts.steps, 0),
        [
            (number(of[kind], 0), link_to_list(kind, links, Filters(document=document, body=body.id)))
            if kind in of
            else ("", "")
            for kind in COLUMNS
        ],
        body.collective,
    )


def folded_text(key: str, rows: Sequence[Load], language: str) -> str:
    """How many bodies a folded part of the table has, and how many collective names, which are no bodies."""
    names = sum(row.collective for row in rows)
    told = say(key, language, count=len(rows) - names)
    return say("plan.by_body_names", language, told=told, count=names) if names else told


def loads_text(found: Mapping[str, Share], language: str) -> str:
    """Of how many bodies something is past due without a report, and of how many it is overdue; empty for none."""
    single = [share for share in found.values() if not share.body.collective]
    silent = sum(bool(share.counts.unreported) for share in single)
    overdue = sum(bool(share.counts.grades[Grade.OVERDUE]) for share in single)
    return say("plan.loads", language, silent=silent, overdue=overdue) if silent or overdue else ""


def body_tasks(share: Share, tasks: TaskBoard, board: Board, language: str, links: Links) -> BodyTasks:
    """Everything that one body has to do with tasks."""
    silent, told = without_report(share.all), summary_text(share.all, language)
    if share.leading and share.taking_part:
        told = say("plan.of_body", language, shares=shares_text(share, language), told=told)
    return BodyTasks(
        told,
        [_urgent(item, tasks, language, links) for item in graded(share.all)],
        _by_task(silent, language, links),
        len(silent),
        items_of(share.leading, tasks, board, language, links),
        items_of(share.taking_part, tasks, board, language, links),
    )


def _urgent(item: ItemState, tasks: TaskBoard, language: str, links: Links) -> Urgent:
    assert item.grade is not None
    name = item.task.label(language) if item.step else ""
    word = grade_text(item.grade, language)
    return Urgent(item.grade.value, word, stand_of(item, tasks.tasks, language), name, link_to(item.task, links))


def _by_task(silent: Sequence[ItemState], language: str, links: Links) -> list[tuple[str, str, int]]:
    found: dict[str, tuple[Task, int]] = {}
    for item in silent:
        found[item.task.id] = (item.task, found.get(item.task.id, (item.task, 0))[1] + 1)
    return [(task.label(language), link_to(task, links), count) for task, count in found.values()]
