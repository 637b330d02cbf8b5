"""Holding an actual against a target's value."""

from __future__ import annotations

import math

from gapboard.catalog import Comparator, Direction, Indicator, Target

_ROUNDING = 1e-9  # binary fractions: 0.1 + 0.2 must count as 0.3


def sense(target: Target, indicator: Indicator) -> int:
    """+1 where more is better for this target, −1 where less is."""
    if target.comparator is Comparator.AT_MOST:
        return -1
    if target.comparator in (Comparator.AT_LEAST, Comparator.MORE_THAN):
        return 1
    return -1 if indicator.direction is Direction.DOWN else 1


def threshold(target: Target, goal: float, direction: int) -> float:
    """The value from which the target counts as reached.

    For 约/左右 it lies ``tolerance`` of the goal on the lenient side: over-fulfilment is never a fault.
    """
    if target.comparator is Comparator.ABOUT:
        return goal - direction * (target.tolerance or 0) * abs(goal)
    return goal


def reached(value: float, target: Target, goal: float, direction: int) -> bool:
    """Whether ``value`` keeps the promise. A bare figure (``=``) counts as kept when it is exceeded."""
    limit = threshold(target, goal, direction)
    near = math.isclose(value, limit, rel_tol=_ROUNDING, abs_tol=_ROUNDING)
    if target.comparator is Comparator.MORE_THAN:
        return direction * (value - limit) > 0 and not near
    return near or direction * (value - limit) > 0
