"""Carry a ledger from one store to another, and hold the two against each other row by row."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest

from gapboard.kernel.faults import DataFault, Fault
from gapboard.ledger.observation import Observation
from gapboard.ledger.row_rules import texts_of
from gapboard.ledger.store import Store


@dataclass(frozen=True)
class Copied:
    """How many rows both ledgers hold, and how many of them were written now."""

    rows: int
    added: int


def copy(source: Store, target: Store) -> Copied:
    """Add to ``target`` what it lacks of ``source``, in the same order, in one batch.

    ``target`` may be empty or hold the first rows of ``source``, so that a copy can be completed later. Every
    cell of every row is then read back and compared. Raises ``DataFault``.
    """
    rows, there = source.read().rows, target.read().rows
    if _first_difference(rows[: len(there)], there):
        raise DataFault([Fault(target.name, "not_a_copy", details={"found": len(there)})])
    target.append(rows[len(there) :])
    if place := _first_difference(rows, target.read().rows):
        raise DataFault([Fault(target.name, "copy_differs", details={"row": place})])
    return Copied(len(rows), len(rows) - len(there))


def _first_difference(one: tuple[Observation, ...], other: tuple[Observation, ...]) -> int:
    """The number of the first row that differs in some cell, counted from 1; 0 where there is none."""
    pairs = enumerate(zip_longest(one, other), 1)
    return next((number for number, (a, b) in pairs if a is None or b is None or texts_of(a) != texts_of(b)), 0)
