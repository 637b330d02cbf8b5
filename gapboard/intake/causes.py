"""Remarks by their causes: a fault that a hundred cells share is said once, with how often and where first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gapboard.intake.annotate import KINDS, Note
from gapboard.intake.model import Cell

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Cause:
    """Remarks of one kind and code: how many, the first in words, and the first places and texts that were found."""

    kind: str
    code: str
    count: int
    first: Note
    places: tuple[Cell, ...]
    found: tuple[str, ...]

    @property
    def differ(self) -> bool:
        """Whether they speak of different texts."""
        return len(self.found) > 1


def causes(notes: Iterable[Note]) -> list[Cause]:
    """The notes by cause, the gravest first, in the order of their first places."""
    groups: dict[tuple[str, str], list[Note]] = {}
    for note in notes:
        groups.setdefault((note.kind, note.code), []).append(note)
    found = [_cause(kind, code, items) for (kind, code), items in groups.items()]
    return sorted(found, key=lambda cause: KINDS.index(cause.kind))


def _cause(kind: str, code: str, items: list[Note]) -> Cause:
    places = tuple(dict.fromkeys((note.row, note.column) for note in items))
    texts = tuple(dict.fromkeys(note.found for note in items if note.found))
    return Cause(kind, code, len(items), items[0], places[:_SHOWN], texts[:_SHOWN])
