"""What hand-outs tell of the tasks: which of them fit the filters, in what order, and what is said of each item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from gapboard.board.task_themes import LATE, ThemeTasks, by_theme
from gapboard.board.tasks import (
    WORST_FIRST,
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
    bodies_text,
    counts_text,
    details_of,
    due_text,
    evidence_texts,
    grade_counts,
    graded_text,
    standing_text,
    state_count_text,
    state_text,
    whole_text,
)
from gapboard.kernel.wording import say
from gapboard.ledger import Period
from gapboard.ledger.report import Progress

SHOWN = (Progress.DONE, *(state for state in ORDER if state))
"""The states that a report can say, as hand-outs count them."""


def any_reported(states: Sequence[TaskState]) -> bool:
    """Whether anything at all was reported of some tasks: without it hand-outs have nothing to tell of them."""
    return any(state.is_reported for state in states)


def by_document(states: Sequence[TaskState], tasks: Tasks) -> list[tuple[Document, TaskCounts]]:
    """How the tasks of each document stand, in the order of the catalogue; together they are all of ``states``."""
    found = []
    for document in tasks.catalog.documents.values():
        own = [state for state in states if state.task.document == document.id]
        if own:
            found.append((document, count(own)))
    return found


def late(states: Sequence[TaskState]) -> list[ItemState]:
    """What is overdue, then what was delayed, each by its date; then what was stopped, in the documents' order.

    Reports on a task as a whole stand among its steps, of which they are none: see ``items_count``.
    """
    return [item for item in graded(states) if item.grade in LATE] + _said(states, Progress.STOPPED)


def done(states: Sequence[TaskState]) -> list[ItemState]:
    """The steps that were reported as done, and the tasks that were as a whole and that no step contradicts."""
    contradicted = {state.whole.id for state in states if state.at_odds}
    return [item for item in _said(states, Progress.DONE) if item.id not in contradicted]


def done_since(states: Sequence[TaskState], now: TaskBoard, before: TaskBoard | None) -> list[ItemState]:
    """What was reported as done and was not on the earlier board; without one, all of it."""
    found = done(states)
    if before is None:
        return found
    changed = {change.after.id for change in changed_states(before, now)}
    return [item for item in found if item.id in changed]


def is_whole(item: ItemState) -> bool:
    """Whether it is a task as a whole that has steps, and that no count of steps has."""
    return item.step is None and bool(item.task.steps)


def items_count(items: Sequence[ItemState], language: str) -> str:
    """How many steps some items are, and how many tasks as a whole stand beside them."""
    wholes = sum(is_whole(item) for item in items)
    key = "notice.items_and_whole" if wholes else "notice.items"
    return say(key, language, count=len(items) - wholes, whole=wholes)


def _said(states: Sequence[TaskState], wanted: Progress) -> list[ItemState]:
    wholes = ([state.whole] if state.steps else [] for state in states)
    found = [(*whole, *state.units) for whole, state in zip(wholes, states, strict=True)]
    return [item for items in found for item in items if item.state is wanted]


def charged(tasks: Tasks, item: ItemState) -> tuple[Body, ...]:
    """Whom a warning goes to: who leads; where nobody is named as leading, everybody named; else who reported it.

    A collective name stands among them only where no office does: see ``addressed``.
    """
    named = tasks.leading(item.task) or tasks.taking_part(item.task)
    reporter = tasks.bodies.get(item.last.said.body) if item.last else None
    offices = tuple(body for body in named if not body.collective)
    return offices or ((reporter,) if reporter else ()) or named


def addressed(tasks: Tasks, item: ItemState) -> tuple[Body, ...]:
    """Those that a sheet can be sent to; nobody where the document names none or only a collective, as 各责任单位."""
    return tuple(body for body in charged(tasks, item) if not body.collective)


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
        """The step in the document's words, or the task's name; that it is a whole task, where it has steps."""
        step = self.item.step
        if step:
            return step.label(self.language)
        name = self.item.task.label(self.language)
        return say("notice.whole", self.language, name=name) if is_whole(self.item) else name

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
        return due_text(self.item, self.language, self._day)

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
    def told_by(self) -> str:
        """Who said so last, and what: a body by name, a publication, or who entered it for none."""
        last = self.item.last
        if last is None:
            return ""
        published = not last.said.body and last.said.evidence_url
        by = say("notice.by_paper", self.language) if published else bodies_text(self.tasks, last, self.language)
        return say("notice.told_by", self.language, by=by, told=self.told) if self.told else by

    @property
    def proof(self) -> str:
        """What proves it, and whether anybody vouches for it."""
        last = self.item.last
        if last is None:
            return ""
        return self._join(
            *evidence_texts(last, self.language, self._day), standing_text(last, self.language, self._day)
        )

    @property
    def line(self) -> str:
        """All of that in one line; that no reason was told goes without saying here."""
        told = say("notice.line", self.language, item=self.full, due=self.due, how=self.standing)
        return self._join(told, self.bodies, self.item.last.said.obstacle if self.item.last else "")

    def _day(self, text: str) -> str:
        return written(text, self.language)

    def _join(self, *texts: str) -> str:
        return say("handout.join", self.language).join(filter(None, texts))


def names_of(bodies: Sequence[Body], language: str) -> str:
    """Bodies by name; that nobody is named, where nobody is."""
    names = [body.label(language) for body in bodies]
    return say("bodies.name_join", language).join(names) or say("bulletin.nobody", language)


def finding(states: Sequence[TaskState], language: str) -> str:
    """In one sentence without its stop: of how much something is known, how much of it is done and how much is not,
    with what is late as a part of the latter, or that nothing is known of any; then how much is past due in all and
    reported by no body.
    """
    counts = count(states)
    parts = []
    if counts.known:
        told = [_known(counts, language)]
        late_too = [*grade_counts(counts.grades, LATE, language), *_published_and_due(counts, language)]
        if counts.left:
            key = "notice.left_late" if late_too else "notice.left"
            told.append(say(key, language, count=counts.left, late=_join(late_too, language)))
        parts.append(_join(told, language))
    elif not counts.whole:
        parts.append(say("tasks.counts.none_said", language, total=counts.steps))
    else:
        parts.append(say("notice.whole_only", language, count=counts.whole.total()))
    if counts.unreported:
        parts.append(say("notice.unreported", language, count=counts.unreported))
    return say("tasks.besides", language).join(parts)


def _known(counts: TaskCounts, language: str) -> str:
    """Of how much something is known, how much is done, and how much of that somebody vouches for."""
    told = say("notice.finding", language, known=counts.known, done=counts.done)
    if not counts.done:
        return told
    key = "verified" if counts.done_verified else "none_verified"
    return told + say(f"notice.{key}", language, count=counts.done_verified)


def _published_and_due(counts: TaskCounts, language: str) -> list[str]:
    """How much of what is known and not done is past due without a body's report, where there is any."""
    found = counts.unreported_known
    return [say("notice.published_due", language, count=found)] if found else []


def overall_text(states: Sequence[TaskState], language: str) -> str:
    """How many tasks there are, how what is known of them stands, of how much nothing is known, and how much is past
    due and reported by no body; what was said of tasks as a whole stands apart.
    """
    counts = count(states)
    told = [say("notice.tasks", language, tasks=counts.tasks, steps=counts.steps)]
    if counts.known:
        parts = [_known(counts, language)]
        parts += [state_count_text(counts, state, language) for state in SHOWN[1:] if counts.states[state]]
        late_too = [*grade_counts(counts.grades, WORST_FIRST, language), *_published_and_due(counts, language)]
        besides = [say("notice.graded", language, counts=_join(late_too, language))] if late_too else []
        parts_told = say("tasks.besides", language).join((_join(parts, language), *besides))
        told.append(say("notice.counts", language, counts=parts_told))
    if silent := counts.states[None]:
        key = "notice.silent_due" if counts.unreported_unknown else "notice.silent"
        told.append(say(key, language, count=silent, due=counts.unreported_unknown))
    if counts.unreported:
        key = "notice.unreported_parts" if counts.unreported_known else "notice.unreported_all"
        parts_of = {"known": counts.unreported_known, "unknown": counts.unreported_unknown}
        told.append(say(key, language, count=counts.unreported, **parts_of))
    told += [whole_text(counts, language)]
    return (" " if language == "en" else "").join(filter(None, told))


def _join(parts: Sequence[str], language: str) -> str:
    return say("tasks.join", language).join(parts)


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


def written(text: str, language: str) -> str:
    """A day, month or year of the register as official papers write it: 2026年11月28日."""
    if len(text) == len("2026-11-28"):
        return day_text(dt.date.fromisoformat(text), language)
    return period_text(Period(text), language) if Period.is_valid(text) else text


def day_text(day: dt.date, language: str) -> str:
    """A day as documents write it."""
    return say("bulletin.day", language, year=day.year, month=day.month, day=day.day)
