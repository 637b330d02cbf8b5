"""Targets with a stretch (力争): actual, goal and stretch on one axis, whatever their units."""

from __future__ import annotations

from dataclasses import dataclass

from gapboard.assess import Assessment
from gapboard.board import Board


@dataclass(frozen=True)
class Reach:
    """A target with a stretch. On its axis the starting point is 0 and the goal 100.

    The starting point is the value of the base year (``from_base``), else zero. A position is ``None`` where
    nothing is known, or where the goal is the starting point and there is no axis.
    """

    result: Assessment
    from_base: bool
    actual: float | None
    stretch: float | None

    @property
    def goal_reached(self) -> bool | None:
        """Whether the goal is reached; ``None`` where that cannot be told."""
        return None if self.result.judged is None else self.result.status.is_met

    @property
    def stretch_reached(self) -> bool | None:
        """Whether the stretch is reached; ``None`` where that cannot be told."""
        return self.result.stretch.reached if self.result.stretch else None


def compare_stretches(board: Board) -> tuple[Reach, ...]:
    """Every target with a stretch, the furthest along first, those without a figure last."""
    found = [_reach(result) for result in board.assessments if result.stretch and result.goal is not None]
    return tuple(sorted(found, key=lambda item: (item.actual is None, -(item.actual or 0), item.result.target.id)))


def _reach(result: Assessment) -> Reach:
    assert result.stretch is not None and result.goal is not None
    start = result.base.point.value if result.base else 0.0
    way = result.goal - start

    def place(value: float | None) -> float | None:
        return None if value is None or not way else 100 * (value - start) / way

    point = result.judged or result.latest
    return Reach(result, result.base is not None, place(point.value if point else None), place(result.stretch.goal))
