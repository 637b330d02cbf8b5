"""Which targets have the actual that judges them, and which do not: what staff must still supply."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from gapboard.assess import Assessment, Status
from gapboard.board.board import Board
from gapboard.catalog import Document


class Have(StrEnum):
    """What is known of a target's actuals."""

    DUE = "due"  # all that the verdict needs
    OTHER = "other"  # another year's value only, or some of the years it needs
    NONE = "none"


@dataclass(frozen=True)
class Coverage:
    """One document's targets by what is known of them."""

    document: Document
    counts: Counter[Have]
    missing: tuple[tuple[Have, Assessment], ...]

    @property
    def total(self) -> int:
        """All targets of the document."""
        return self.counts.total()


def have(result: Assessment) -> Have:
    """What is known of one target: the due year's figure, other figures only, or none."""
    if result.years:
        known = [verdict.kept is not None for verdict in result.years]
        return Have.DUE if all(known) else Have.OTHER if any(known) or result.latest else Have.NONE
    decided = result.proof is not None and result.status is not Status.UNDEFINED
    if result.goal is not None and (result.target.due in result.points or decided):
        return Have.DUE
    return Have.OTHER if result.latest is not None or result.bounded else Have.NONE


def coverage(board: Board) -> list[Coverage]:
    """Coverage of each document, in the order of the catalogue."""
    found = []
    for document in board.catalog.documents.values():
        results = {result.target.id: result for result in board.assessments if result.target.document == document.id}
        in_order = [results[target] for target in board.catalog.targets if target in results]
        states = [(have(result), result) for result in in_order]
        counts = Counter(state for state, _ in states)
        found.append(Coverage(document, counts, tuple(pair for pair in states if pair[0] is not Have.DUE)))
    return found
