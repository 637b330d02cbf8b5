"""What each body has to do with tasks: those that it leads, and those that it takes part in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gapboard.board.tasks import TaskBoard, TaskState
from gapboard.catalog import Body


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
