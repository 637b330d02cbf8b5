"""What each body has to do with tasks: those that it leads, and those that it takes part in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from gapboard.board.tasks import Grade, ItemState, TaskBoard, TaskCounts, TaskState, count
from gapboard.catalog import Body, Target
from gapboard.catalog.tasks import Task, Tasks
from gapboard.ledger.report import STEP, TARGET, TASK


@dataclass(frozen=True)
class Share:
    """One body's tasks in the order of the documents. A task that names several bodies is each one's."""

    body: Body
    leading: tuple[TaskState, ...]
    taking_part: tuple[TaskState, ...]

    @property
    def all(self) -> tuple[TaskState, ...]:
        """Those that it leads first."""
        return (*self.leading, *self.taking_part)

    @cached_property
    def counts(self) -> TaskCounts:
        """How all of them stand."""
        return count(self.all)


def shares(tasks: TaskBoard, *, region: str = "", document: str = "") -> Mapping[str, Share]:
    """All bodies that have a task, by id in their order; of one region or document where that is asked."""
    leading: dict[str, list[TaskState]] = {}
    taking_part: dict[str, list[TaskState]] = {}
    for state in tasks.all if not document else tasks.of_document(document):
        for into, bodies in (
            (leading, tasks.tasks.leading(state.task)),
            (taking_part, tasks.tasks.taking_part(state.task)),
        ):
            for body in bodies:
                into.setdefault(body.id, []).append(state)
    return {
        body.id: Share(body, tuple(leading.get(body.id, ())), tuple(taking_part.get(body.id, ())))
        for body in tasks.tasks.bodies.values()
        if region in ("", body.region) and (body.id in leading or body.id in taking_part)
    }


def furthest_behind(found: Iterable[Share]) -> list[Share]:
    """Bodies by what asks for a deed: most overdue, then behind, then past due without a report of any body."""

    def place(share: Share) -> tuple[int, int, int]:
        counts = share.counts
        return -counts.grades[Grade.OVERDUE], -counts.grades[Grade.BEHIND], -counts.unreported

    return sorted(found, key=place)


@dataclass(frozen=True)
class Subject:
    """Something that can be reported on: a step, a task as a whole, or a target that belongs to its item.

    ``item`` is how a step or task stands; ``None`` for a target, of which only statements are known.
    """

    kind: str
    id: str
    task: Task
    item: ItemState | None = None
    target: Target | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is still to be said of it as a matter of course; of a whole task if it has no steps."""
        return (
            self.item is not None
            and self.item.is_open
            and (self.kind == STEP or (self.task.asks and not self.task.steps))
        )


def subjects(state: TaskState, tasks: Tasks) -> tuple[Subject, ...]:
    """What can be reported on of one task: its steps, then the task as a whole, then its targets."""
    task = state.task
    return (
        *(Subject(STEP, item.id, task, item) for item in state.steps),
        Subject(TASK, task.id, task, state.whole),
        *(Subject(TARGET, target.id, task, target=target) for target in tasks.targets_of(task)),
    )


def unassigned(tasks: TaskBoard) -> tuple[TaskState, ...]:
    """The tasks for which no body is named."""
    return tuple(state for state in tasks.all if not tasks.tasks.answering(state.task))


def to_verify(tasks: TaskBoard) -> list[ItemState]:
    """The steps and tasks whose last report nobody has vouched for, the one that came in first at the top."""
    found = [
        (item.last.said.recorded_at, item)
        for state in tasks.all
        for item in (state.whole, *state.steps)
        if item.last and not item.last.is_verified
    ]
    return [item for _, item in sorted(found, key=lambda pair: pair[0])]
