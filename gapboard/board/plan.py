"""One document as a plan: its items in order, each with its targets, and the verdict on the whole."""

from __future__ import annotations

from dataclasses import dataclass

from gapboard.assess import Assessment
from gapboard.board.board import Board
from gapboard.catalog import Document


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
