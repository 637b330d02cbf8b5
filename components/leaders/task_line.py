"""The overview's line of tasks: those that fit the filters, counted here and anew in the browser when these change."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

from components.leaders.task_lists import link_to_list
from components.page.links import Links
from gapboard.board import Filters
from gapboard.board.task_filters import fits
from gapboard.board.task_lists import Listing
from gapboard.board.tasks import WORST_FIRST, TaskBoard, TaskCounts, TaskState, count
from gapboard.catalog.tasks import Task, Tasks
from gapboard.explain.tasks import grade_text, state_text
from gapboard.kernel.wording import say
from gapboard.kernel.wording.numbers import number
from gapboard.ledger.report import Progress

_KNOWN = ("done", *(grade.value for grade in WORST_FIRST))
_UNKNOWN = ("none", "unreported")
KEYS = ("tasks", "steps", *_KNOWN, *_UNKNOWN, "published")
"""The counts of the line, in the order in which the browser is sent them; ``published`` are a part of those done."""


@dataclass(frozen=True)
class Part:
    """One count of steps: what parts it from the count before, its words, and the way to those steps.

    One of no steps is there and hidden.
    """

    key: str
    before: str
    text: str
    link: str
    hidden: bool


@dataclass(frozen=True)
class TaskLine:
    """The line, ready to draw; ``facts`` is what the browser counts from, ``hidden`` that no task fits."""

    told: str
    parts: tuple[Part, ...]
    facts: str
    hidden: bool


def task_line(tasks: TaskBoard, filters: Filters, language: str, links: Links) -> TaskLine | None:
    """How the tasks stand that fit; ``None`` where there are no tasks at all.

    As the headline's figures they are of every status: that is chosen among targets.
    """
    if not tasks.all:
        return None
    wanted = replace(filters, status="")
    counts = _counts(count([state for state in tasks.all if fits(state.task, tasks.tasks, wanted)]))
    told = {name: number(counts[name], 0) for name in ("tasks", "steps")}
    parts = tuple(
        Part(
            key,
            _before(key, language),
            _text(key, counts, language),
            link_to_list(Listing(key), links, wanted),
            hidden=key != "done" and not counts[key],
        )
        for key in (*_KNOWN, *_UNKNOWN)
    )
    return TaskLine(
        say("plan.brief", language, **told), parts, _facts(tasks.all, tasks.tasks, language), not counts["tasks"]
    )


def _counts(counts: TaskCounts) -> dict[str, int]:
    return {
        "tasks": counts.tasks,
        "steps": counts.steps,
        "done": counts.done,
        **{grade.value: counts.grades[grade] for grade in WORST_FIRST},
        "none": counts.states[None],
        "unreported": counts.unreported,
        "published": counts.published[Progress.DONE],
    }


def _before(key: str, language: str) -> str:
    if key == _KNOWN[0]:
        return ""
    return say("plan.brief_besides" if key == _UNKNOWN[0] else "tasks.join", language)


def _patterns(language: str) -> dict[str, str]:
    """The words of each count with a placeholder for it."""
    grades = {
        grade.value: say("tasks.counts.grade", language, count="{count}", grade=grade_text(grade, language))
        for grade in WORST_FIRST
    }
    done = say("tasks.counts.state", language, count="{count}", state=state_text(Progress.DONE, language))
    return {"done": done, **grades, **{key: say(f"plan.brief_{key}", language) for key in _UNKNOWN}}


def _text(key: str, counts: dict[str, int], language: str) -> str:
    text = _patterns(language)[key].replace("{count}", number(counts[key], 0))
    published = counts["published"]
    if key != "done" or not published:
        return text
    which = "all_published" if published == counts["done"] else "published"
    return text + say(f"tasks.counts.{which}", language, count=number(published, 0))


def _facts(states: Sequence[TaskState], tasks: Tasks, language: str) -> str:
    """What each task fits, those that fit the same together with their counts, and the words to tell them in."""
    alike: dict[str, list[TaskState]] = {}
    for state in states:
        alike.setdefault(_fitting(state.task, tasks), []).append(state)
    facts = {
        "keys": KEYS,
        "told": say("plan.brief", language),
        "texts": _patterns(language),
        **{key: say(f"tasks.counts.{key}", language) for key in ("published", "all_published")},
        "rows": [[have, [_counts(count(found))[key] for key in KEYS]] for have, found in alike.items()],
    }
    return json.dumps(facts, ensure_ascii=False, separators=(",", ":"))


def _fitting(task: Task, tasks: Tasks) -> str:
    """What of each filter a task fits, in the order of ``Filters``: what ``fits`` asks, as rows of targets have it."""
    last = tasks.last_day(task)
    themes = " ".join(theme.id for theme in tasks.themes(task))
    bodies = " ".join(body.id for body in tasks.answering(task))
    due = str(last.year) if last else "-"
    return "|".join((themes, tasks.document(task).region, task.document, due, "", "", bodies))
