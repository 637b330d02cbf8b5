"""Targets with a stretch (力争): actual, goal and stretch on one axis, whatever their units."""

from __future__ import annotations

from dataclasses import dataclass

from gapboard.assess import Assessment
from gapboard.board.board import Board
from gapboard.board.bullet import Bullet

_ROOM = 1.04  # so that the furthest mark does not touch the edge


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


def marks(found: tuple[Reach, ...]) -> dict[str, Bullet]:
    """The marks of each target that has an axis, by its identifier; 0 and 100 lie alike in all of them."""
    drawn = [item for item in found if item.stretch is not None]
    ends = [0.0, 100.0, *(end for item in drawn for end in (item.actual, item.stretch) if end is not None)]
    low, high = min(ends) * _ROOM, max(ends) * _ROOM

    def place(value: float | None) -> float | None:
        return None if value is None else round(100 * (value - low) / (high - low), 2)

    zero, goal = place(0.0) or 0.0, place(100.0)
    return {
        item.result.target.id: Bullet(
            zero=zero,
            value=place(item.actual),
            final=item.result.judged is not None,
            goal=goal,
            base=zero if item.from_base else None,
            stretch=place(item.stretch),
            expected=None,
        )
        for item in drawn
    }
