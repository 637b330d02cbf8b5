"""How far the tasks are on a day, by what was reported of them and by nothing else: pure counting.

Every count told of tasks, on pages, in hand-outs, on the command line and to machines, is one of ``TaskCounts``.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from gapboard.assess import Assessment
from gapboard.assess.status import Group
from gapboard.board.board import Board
from gapboard.catalog.tasks import Step, Task, Tasks
from gapboard.ledger.report import STEP, TARGET, TASK, Progress, Report
from gapboard.ledger.statements import Statement, statements

_FINISHED = frozenset({Progress.DONE, Progress.STOPPED})


class Grade(StrEnum):
    """What a warning sheet (督办单) says of something that is not finished."""

    NEAR_DUE = "near_due"
    BEHIND = "behind"  # delayed, and the new date has not passed
    OVERDUE = "overdue"  # a report says it is not done, and its date, or the new one, has passed


WORST_FIRST = (Grade.OVERDUE, Grade.BEHIND, Grade.NEAR_DUE)


@dataclass(frozen=True)
class ItemState:
    """A step, or a task as a whole where ``step`` is ``None``, as it was last reported.

    ``said`` are the statements that count, the last one last; ``waiting`` those that somebody has to decide about.
    ``last_day`` is the document's own, ``agreed`` the one it was delayed to. ``days`` is how far its date is away: to
    come, or past. ``unreported`` says that it is open, that its date has passed and that no body has reported on it,
    whatever was published of it or reported of its task as a whole.
    """

    task: Task
    step: Step | None
    said: tuple[Statement, ...]
    waiting: tuple[Statement, ...]
    last_day: dt.date | None
    agreed: dt.date | None
    grade: Grade | None = None
    days: int = 0
    unreported: bool = False

    @property
    def kind(self) -> str:
        """What a report on it is a report on."""
        return STEP if self.step else TASK

    @property
    def id(self) -> str:
        """The id of the step or the task."""
        return self.step.id if self.step else self.task.id

    @property
    def last(self) -> Statement | None:
        """The statement that counts."""
        return self.said[-1] if self.said else None

    @property
    def state(self) -> Progress | None:
        """How far it is; ``None`` where nobody reported: it is never guessed."""
        return self.last.state if self.last else None

    @property
    def until(self) -> dt.date | None:
        """The day that counts: the one it was delayed to, else the document's own."""
        return self.agreed or self.last_day

    @property
    def is_published(self) -> bool:
        """Whether its state is known from a publication, and from no body's report."""
        return bool(self.last and not self.last.said.body and self.last.said.evidence_url)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done or to be reported. Who reports on the task as a whole says nothing of
        its steps, which may be other bodies'."""
        return self.state not in _FINISHED

    def reported_by(self, body: str) -> bool:
        """Whether a body reported on it itself."""
        return any(item.said.body == body for item in self.said)


@dataclass(frozen=True)
class TaskState:
    """A task with its steps."""

    task: Task
    whole: ItemState
    steps: tuple[ItemState, ...]

    @property
    def units(self) -> tuple[ItemState, ...]:
        """What is counted: its steps, or the task itself where it has none; nothing of a bare aim."""
        return self.steps or ((self.whole,) if self.task.asks else ())

    @property
    def graded(self) -> tuple[ItemState, ...]:
        """What has a grade; the task as a whole only where it was itself reported on, or has no steps."""
        whole = (self.whole,) if self.steps and self.whole.said else ()
        return tuple(item for item in (*whole, *self.units) if item.grade)

    @property
    def is_done(self) -> bool:
        """Whether each of its steps was reported as done, or it was as a whole and no step was said not to be."""
        if self.units and all(item.state is Progress.DONE for item in self.units):
            return True
        return self.whole.state is Progress.DONE and not self.at_odds

    @property
    def is_reported(self) -> bool:
        """Whether anything was reported of it, as a whole or of a step."""
        return any(item.said for item in (self.whole, *self.steps))

    @property
    def at_odds(self) -> tuple[ItemState, ...]:
        """Steps that were reported as not finished although the task as a whole was reported as done."""
        if self.whole.state is not Progress.DONE:
            return ()
        return tuple(item for item in self.steps if item.said and item.state not in _FINISHED)


@dataclass(frozen=True)
class TaskCounts:
    """How many tasks, how many steps (a task without steps is one), and how these stand: each count is of steps, but
    for those named ``tasks``, ``done_tasks``, ``contradicted``, ``silent``, ``whole`` and ``whole_grades``.

    ``states`` counts each step once, ``None`` for those of which nothing is known; of each, ``published`` rest on a
    publication and on no body's report, and of those done ``done_verified`` are vouched for. ``grades`` are of the
    steps that are not done. ``unreported`` are open, past due and reported by no body; of ``unreported_known`` of them
    something was published or entered by the office, of the others nothing is known.

    ``done_tasks`` are reported as done and contradicted by none of their steps; ``contradicted`` are reported as done
    as a whole while a step was reported as not finished; of ``silent`` nothing at all was reported. ``whole`` counts
    the reports on tasks with steps as a whole and ``whole_grades`` their grades: neither is any step's.
    """

    tasks: int
    done_tasks: int
    silent: int
    states: Counter[Progress | None] = field(default_factory=Counter)
    grades: Counter[Grade] = field(default_factory=Counter)
    unreported: int = 0
    verified: int = 0
    published: Counter[Progress | None] = field(default_factory=Counter)
    done_verified: int = 0
    unreported_known: int = 0
    contradicted: int = 0
    whole: Counter[Progress] = field(default_factory=Counter)
    whole_grades: Counter[Grade] = field(default_factory=Counter)

    @property
    def steps(self) -> int:
        """How many steps there are."""
        return self.states.total()

    @property
    def known(self) -> int:
        """Of how many steps something was reported or published."""
        return self.steps - self.states[None]

    @property
    def done(self) -> int:
        """How many steps are done."""
        return self.states[Progress.DONE]

    @property
    def left(self) -> int:
        """How many steps of which something is known are not done; what was stopped is one of them."""
        return self.known - self.done

    @property
    def unreported_unknown(self) -> int:
        """How many are past due of which nothing at all is known: a part of ``states[None]``."""
        return self.unreported - self.unreported_known


class TaskBoard:
    """Every task that had been set by ``on``, as known at the end of ``known_on``, else now."""

    def __init__(self, tasks: Tasks, reports: Iterable[Report], on: dt.date, known_on: dt.date | None = None) -> None:
        self.tasks = tasks
        self.on = on
        self._said: dict[tuple[str, str], list[Statement]] = {}
        self._waiting: dict[tuple[str, str], list[Statement]] = {}
        for item in statements(reports, known_on):
            about = item.said.kind, item.said.subject
            if item.counts and item.said.stands_on <= on:
                self._said.setdefault(about, []).append(item)
            if item.waits:
                self._waiting.setdefault(about, []).append(item)

    @cached_property
    def all(self) -> tuple[TaskState, ...]:
        """Every task, document by document, in the document's own order."""
        documents = self.tasks.catalog.documents.values()
        in_force = [document.id for document in documents if document.in_force_from <= self.on]
        return tuple(self._state(task) for document in in_force for task in self.tasks.of_document(document))

    @cached_property
    def of(self) -> Mapping[str, TaskState]:
        """Every task by its id."""
        return {item.task.id: item for item in self.all}

    def of_document(self, document: str) -> list[TaskState]:
        """The tasks of a document in its own order."""
        return [item for item in self.all if item.task.document == document]

    def about_target(self, target: str) -> tuple[Statement, ...]:
        """What was reported of a target that is no figure, the last at the end: side evidence, never a verdict."""
        return tuple(self._said.get((TARGET, target), ()))

    def said(self) -> list[Statement]:
        """Every statement that counts, of tasks, steps and targets, in the order of the days whose state they tell."""
        found = [item for told in self._said.values() for item in told]
        return sorted(found, key=lambda item: (item.said.stands_on, item.said.recorded_at))

    def waiting(self) -> list[Statement]:
        """Every statement that somebody has to decide about."""
        return [item for found in self._waiting.values() for item in found]

    def _state(self, task: Task) -> TaskState:
        whole = self._item(task, None, None)
        return TaskState(task, whole, tuple(self._item(task, step, whole) for step in task.steps))

    def _item(self, task: Task, step: Step | None, whole: ItemState | None) -> ItemState:
        about = (STEP, step.id) if step else (TASK, task.id)
        said = tuple(self._said.get(about, ()))
        agreed = next((item.said.agreed for item in reversed(said) if item.state is Progress.DELAYED), None)
        if agreed is None and step and whole and step.due is None:
            agreed = whole.agreed  # the task was delayed, and the step has no date of its own
        last_day = self.tasks.last_day(task, step)
        waiting = tuple(self._waiting.get(about, ()))
        found = ItemState(task, step, said, waiting, last_day, agreed)
        if not found.is_open or found.until is None or not task.asks:
            return found  # nobody owes a bare aim
        left = (found.until - self.on).days
        # A body answers for its own, also after its last report; what was published says nothing of the days since.
        reported = any(told.said.body for told in said)
        grade = self._grade(left, reported=reported, delayed=bool(said) and agreed is not None)
        late = left < 0 and not reported
        return ItemState(task, step, said, waiting, last_day, agreed, grade=grade, days=abs(left), unreported=late)

    def _grade(self, left: int, *, reported: bool, delayed: bool) -> Grade | None:
        """The grade of what is open; that something without a report is behind or overdue is not known."""
        if reported and left < 0:
            return Grade.OVERDUE
        if delayed and left >= 0:
            return Grade.BEHIND
        return Grade.NEAR_DUE if 0 <= left <= self.tasks.content.near_due_days else None


def count(states: Sequence[TaskState]) -> TaskCounts:
    """The counts of some tasks; each step counts once, whatever its task was reported as.

    An item that only says what is aimed at is no task and no step.
    """
    states = [state for state in states if state.units]
    units = [item for state in states for item in state.units]
    wholes = [state.whole for state in states if state.steps and state.whole.said]
    return TaskCounts(
        tasks=len(states),
        done_tasks=sum(state.is_done for state in states),
        silent=sum(not state.is_reported for state in states),
        states=Counter(item.state for item in units),
        grades=Counter(item.grade for item in units if item.grade),
        unreported=sum(item.unreported for item in units),
        verified=sum(_is_verified(item) for item in units),
        published=Counter(item.state for item in units if item.is_published),
        done_verified=sum(_is_verified(item) for item in units if item.state is Progress.DONE),
        unreported_known=sum(item.unreported and bool(item.said) for item in units),
        contradicted=sum(bool(state.at_odds) for state in states),
        whole=Counter(item.state for item in wholes if item.state),
        whole_grades=Counter(item.grade for item in wholes if item.grade),
    )


def _is_verified(item: ItemState) -> bool:
    return bool(item.last and item.last.is_verified)


def graded(states: Iterable[TaskState]) -> list[ItemState]:
    """What a warning sheet lists: overdue, behind, near due; in each grade what was or is due first."""
    found = [item for state in states for item in state.graded]
    return sorted(found, key=lambda item: (WORST_FIRST.index(item.grade or Grade.NEAR_DUE), item.until or dt.date.max))


def without_report(states: Iterable[TaskState]) -> list[ItemState]:
    """The steps whose date has passed without a report of a body, what was due first at the top."""
    found = [item for state in states for item in state.units if item.unreported]
    return sorted(found, key=lambda item: item.until or dt.date.max)


def done_but_missed(states: Iterable[TaskState], board: Board) -> list[tuple[TaskState, tuple[Assessment, ...]]]:
    """Tasks reported as done of whose item a figure was missed, with those figures: both are told."""
    missed = {item.target.id: item for item in board.assessments if item.status.group is Group.MISSED}
    found = []
    for state in states:
        results = tuple(missed[target] for target in state.task.targets if target in missed)
        if state.is_done and results:
            found.append((state, results))
    return found


@dataclass(frozen=True)
class StateChange:
    """A task or a step whose state was another one before; ``after.last`` is the report that changed it, if one did."""

    before: ItemState
    after: ItemState
    entered_late: bool = False
    """Whether that report tells a state of the earlier day or of before: only its entry is new."""


def changed_states(before: TaskBoard, after: TaskBoard) -> list[StateChange]:
    """What stands otherwise than on an earlier board, in the order of the documents.

    A state can also change back: where the report that it rested on was withdrawn.
    """
    known = {item.id: item for state in before.all for item in (state.whole, *state.steps)}
    now = [item for state in after.all for item in (state.whole, *state.steps)]
    return [
        StateChange(known[item.id], item, _entered_late(known[item.id], item, before.on))
        for item in now
        if item.id in known and known[item.id].state != item.state
    ]


def _entered_late(before: ItemState, after: ItemState, day: dt.date) -> bool:
    last, known = after.last, {one.batch for one in before.said}
    return bool(last and last.batch not in known and last.said.stands_on <= day)
