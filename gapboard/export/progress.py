"""What hand-outs tell of the tasks: which of them fit the filters, in what order, and what is said of each item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from gapboard.board.task_themes import LATE, ThemeTasks, by_theme
from gapboard.board.tasks import (
    WORST_FIRST,
    Grade,
    ItemState,
    TaskBoard,
    TaskCounts,
    TaskState,
    changed_states,
    count,
    graded,
)
from gapboard.catalog import Body, Document
from gapboard.catalog.tasks import Tasks
from gapboard.explain.figures import item_text
from gapboard.explain.periods import period_text
from gapboard.explain.tasks import (
    ORDER,
    counts_text,
    details_of,
    due_text,
    evidence_texts,
    grade_text,
    graded_text,
    standing_text,
    state_count_text,
    state_text,
)
from gapboard.kernel.wording import say
from gapboard.ledger.report import Progress

SHOWN = (Progress.DONE, *(state for state in ORDER if state))
"""The states that a report can say, as hand-outs count them."""


def any_reported(states: Sequence[TaskState]) -> bool:
    """Whether anything at all was reported of some tasks: without it hand-outs have nothing to tell of them."""
    return any(state.is_reported for state in states)


def by_document(states: Sequence[TaskState], tasks: Tasks) -> list[tuple[Document, TaskCounts]]:
    """How the tasks of each document stand of which something was reported, in the order of the catalogue."""
    found = []
    for document in tasks.catalog.documents.values():
        own = [state for state in states if state.task.document == document.id]
        if any_reported(own):
            found.append((document, count(own)))
    return found


def late(states: Sequence[TaskState]) -> list[ItemState]:
    """What is overdue, then what was delayed, each by its date; then what was stopped, in the documents' order."""
    return [item for item in graded(states) if item.grade in LATE] + _whole_or_steps(states, Progress.STOPPED)


def done(states: Sequence[TaskState]) -> list[ItemState]:
    """What was reported as done: a task that was as a whole stands for its steps."""
    return _whole_or_steps(states, Progress.DONE)


def done_since(states: Sequence[TaskState], now: TaskBoard, before: TaskBoard | None) -> list[ItemState]:
    """What was reported as done and was not on the earlier board; without one, all of it."""
    found = done(states)
    if before is None:
        return found
    changed = {change.after.id for change in changed_states(before, now)}
    return [item for item in found if item.id in changed]


def _whole_or_steps(states: Sequence[TaskState], wanted: Progress) -> list[ItemState]:
    found: list[ItemState] = []
    for state in states:
        if state.whole.state is wanted:
            found.append(state.whole)
        elif state.steps:
            found += [item for item in state.steps if item.state is wanted]
    return found


def charged(tasks: Tasks, item: ItemState) -> tuple[Body, ...]:
    """Whom a warning goes to: who leads; where nobody is named as leading, everybody named; else who reported it."""
    named = tasks.leading(item.task) or tasks.taking_part(item.task)
    reporter = tasks.bodies.get(item.last.said.body) if item.last else None
    return named or ((reporter,) if reporter else ())


@dataclass(frozen=True)
class ItemWords:
    """What is said of a step, or of a task as a whole."""

    item: ItemState
    tasks: Tasks
    language: str

    @property
    def document(self) -> str:
        """The document's short name."""
        return self.tasks.document(self.item.task).label_short(self.language)

    @property
    def number(self) -> str:
        """The item as printed."""
        return item_text(self.item.task.item, self.language)

    @property
    def place(self) -> str:
        """The document's short name and the item."""
        return say("indicator.document_item", self.language, document=self.document, item=self.number)

    @property
    def name(self) -> str:
        """The step in the document's words, or the task's name."""
        step = self.item.step
        return step.label(self.language) if step else self.item.task.label(self.language)

    @property
    def full(self) -> str:
        """The name, and where it stands."""
        return say("notice.item", self.language, name=self.name, place=self.place)

    @property
    def bodies(self) -> str:
        """Who is charged with it, as the board calls them; that nobody is named, where nobody is."""
        return names_of(charged(self.tasks, self.item), self.language)

    @property
    def due(self) -> str:
        """Until when, and to when it was delayed."""
        return due_text(self.item, self.language)

    @property
    def state(self) -> str:
        """The state; that there is no report."""
        return state_text(self.item.state, self.language)

    @property
    def standing(self) -> str:
        """The state and of when it was last told, and how far the date is away or past."""
        graded, last = graded_text(self.item, self.language), self.item.last
        if last is None:
            return graded if self.item.unreported else self._join(self.state, graded)
        period = period_text(last.said.period, self.language)
        key = "delayed" if self.item.state is Progress.DELAYED and graded else "said"
        return self._join(say(f"notice.{key}", self.language, state=self.state, period=period), graded)

    @property
    def reason(self) -> str:
        """What stands in the way, as it was reported; that no reason was told, where none was."""
        last = self.item.last
        return (last.said.obstacle if last else "") or say("notice.no_reason", self.language)

    @property
    def told(self) -> str:
        """What was done, what comes next, what stands in the way."""
        return self._join(*details_of(self.item.last, self.language)) if self.item.last else ""

    @property
    def proof(self) -> str:
        """What proves it, and whether anybody vouches for it."""
        last = self.item.last
        if last is None:
            return ""
        return self._join(*evidence_texts(last, self.language), standing_text(last, self.language))

    @property
    def line(self) -> str:
        """All of that in one line; that no reason was told goes without saying here."""
        told = say("notice.line", self.language, item=self.full, due=self.due, how=self.standing)
        return self._join(told, self.bodies, self.item.last.said.obstacle if self.item.last else "")

    def _join(self, *texts: str) -> str:
        return say("handout.join", self.language).join(filter(None, texts))


def names_of(bodies: Sequence[Body], language: str) -> str:
    """Bodies by name; that nobody is named, where nobody is."""
    names = [body.label(language) for body in bodies]
    return say("bodies.name_join", language).join(names) or say("bulletin.nobody", language)


def finding(states: Sequence[TaskState], language: str) -> str:
    """In one sentence without its stop: of how much was reported, how much of it is done and how much is not; what is
    late is told as a part of the latter.
    """
    counts = count(states)
    late_too = say("tasks.join", language).join(_grades(counts, LATE, language))
    left = counts.steps - counts.states[None] - counts.states[Progress.DONE]
    told = [_reported(counts, language)]
    # A task that was reported on as a whole has a grade of its own, and then grades are no part of the steps.
    if late_too and sum(counts.grades[grade] for grade in LATE) <= left:
        told.append(say("notice.left_late", language, count=left, late=late_too))
    else:
        told += [say("notice.left", language, count=left)] if left else []
        told += [late_too] if late_too else []
    return say("tasks.join", language).join(told)


def _reported(counts: TaskCounts, language: str) -> str:
    """Of how much was reported, how much is done, and how much of that somebody vouches for."""
    reported, finished = counts.steps - counts.states[None], counts.states[Progress.DONE]
    told = say("notice.finding", language, reported=reported, done=finished)
    if not finished:
        return told
    key = "verified" if counts.done_verified else "none_verified"
    return told + say(f"notice.{key}", language, count=counts.done_verified)


def overall_text(states: Sequence[TaskState], language: str) -> str:
    """How many tasks there are, how what was reported of them stands, and once for all how much nobody reported on."""
    counts = count(states)
    units = [item for state in states for item in state.units]
    closed = sum(item.closed for item in units)
    unsaid = [item for item in units if item.state is None and not item.closed]
    due = sum(item.unreported for item in unsaid)
    told = [say("notice.tasks", language, tasks=counts.tasks, steps=counts.steps)]
    parts = [_reported(counts, language)]
    parts += [state_count_text(counts, state, language) for state in SHOWN[1:] if counts.states[state]]
    join = say("tasks.join", language).join
    graded_too = _grades(counts, WORST_FIRST, language)
    besides = [say("notice.graded", language, counts=join(graded_too))] if graded_too else []
    told.append(say("notice.counts", language, counts=say("tasks.besides", language).join((join(parts), *besides))))
    told += [say("notice.closed", language, count=closed)] if closed else []
    if unsaid:
        told.append(say("notice.silent_due" if due else "notice.silent", language, count=len(unsaid), due=due))
    return (" " if language == "en" else "").join(told)


def _grades(counts: TaskCounts, wanted: Sequence[Grade], language: str) -> list[str]:
    return [
        say("tasks.counts.grade", language, count=counts.grades[grade], grade=grade_text(grade, language))
        for grade in wanted
        if counts.grades[grade]
    ]


def late_lines(items: Sequence[ItemState], tasks: Tasks, language: str) -> list[str]:
    """A line for each of some items: what, how it stands, who is charged with it, why."""
    return [ItemWords(item, tasks, language).line for item in items]


def told_by_theme(states: Sequence[TaskState], tasks: Tasks, asked: str) -> list[ThemeTasks]:
    """As ``by_theme``, those themes alone of which something was reported."""
    return [group for group in by_theme(states, tasks, asked) if any_reported(group.states)]


def theme_name(group: ThemeTasks, language: str) -> str:
    """The theme; what the tasks have in common that have none."""
    return group.theme.label(language) if group.theme else say("notice.no_theme", language)


def theme_line(group: ThemeTasks, language: str) -> str:
    """How the tasks of a theme stand."""
    told = {"theme": theme_name(group, language), "counts": counts_text(group.counts, language)}
    return say("notice.of_theme", language, **told)


def late_by_theme(groups: Sequence[ThemeTasks]) -> list[tuple[ThemeTasks, list[ItemState]]]:
    """What is late in each of some themes, as ``late`` has it; those without any are left out."""
    return [(group, items) for group in groups if (items := late(group.states))]


def first_late(groups: Sequence[ThemeTasks], most: int) -> list[tuple[ThemeTasks, list[ItemState]]]:
    """As ``late_by_theme``, ``most`` of it at most: the worst, whichever theme it is of, so that no overdue step is
    left out for one that is only behind.
    """
    items = {item.id: item for _, found in late_by_theme(groups) for item in found}
    shown = set(sorted(items, key=lambda ident: _badness(items[ident]))[:most])
    found = [(group, [item for item in late if item.id in shown]) for group, late in late_by_theme(groups)]
    return [(group, items) for group, items in found if items]


def _badness(item: ItemState) -> int:
    return LATE.index(item.grade) if item.grade in LATE else len(LATE)


def day_text(day: dt.date, language: str) -> str:
    """A day as documents write it."""
    return say("bulletin.day", language, year=day.year, month=day.month, day=day.day)
