"""One document as a plan: its items in order, each with its targets, and the verdict on the whole."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from gapboard.assess import Assessment
from gapboard.board.board import Board
from gapboard.board.tasks import TaskBoard, TaskState
from gapboard.catalog import Document
from gapboard.catalog.tasks import Task, Tasks


@dataclass(frozen=True)
class Item:
    """A numbered item, as printed, with the assessments of its targets in the order of the text."""

    label: str
    results: tuple[Assessment, ...]


@dataclass(frozen=True)
class Plan:
    """A document with its items."""

    document: Document
    items: tuple[Item, ...]

    @property
    def results(self) -> list[Assessment]:
        """The assessments of all its items."""
        return [result for item in self.items for result in item.results]


def plan(board: Board, document: str) -> Plan:
    """The plan of one document. Targets stand in ``targets.yaml`` in the order of the document's text."""
    by_target = {result.target.id: result for result in board.assessments}
    items: dict[str, list[Assessment]] = {}
    for target in board.targets:
        if target.document == document:
            items.setdefault(target.item, []).append(by_target[target.id])
    found = tuple(Item(label, tuple(results)) for label, results in items.items())
    return Plan(board.catalog.documents[document], found)


@dataclass(frozen=True)
class Heading:
    """A heading of a document, in both languages by ``task``, and its tasks with the assessments of their targets."""

    task: Task
    tasks: tuple[tuple[TaskState, tuple[Assessment, ...]], ...]

    @property
    def targets(self) -> int:
        """How many targets stand below it."""
        return sum(len(results) for _, results in self.tasks)


def headings(board: Board, tasks: TaskBoard, document: str) -> tuple[Heading, ...]:
    """A document as it stands: its headings in their order, below each its tasks, with the targets of each."""
    by_target = {result.target.id: result for result in board.assessments}
    found = []
    for _, states in groupby(tasks.of_document(document), key=lambda state: state.task.under):
        below = tuple(
            (state, tuple(by_target[ident] for ident in state.task.targets if ident in by_target)) for state in states
        )
        found.append(Heading(below[0][0].task, below))
    return tuple(found)


def without_task(shown: Plan, tasks: Tasks) -> tuple[Item, ...]:
    """The items of a plan with those of their targets that no task names; all of them where there are no tasks."""
    found = []
    for item in shown.items:
        results = tuple(result for result in item.results if not tasks.of_target(result.target.id))
        if results:
            found.append(Item(item.label, results))
    return tuple(found)
