"""Which gap is the largest: unlike targets in one order, by a measure that all of them have. See ``docs/method.md`` §8.

The measure is the share of the promised change that was achieved. A per cent of a per cent is none: a growth of 1 %
in place of 2 % and one of 10 % in place of 20 % both achieved half of what they promised.
"""

from __future__ import annotations

from gapboard.assess import Assessment, progress

Rank = tuple[bool, int, bool, float]


def rank(result: Assessment) -> Rank:
    """The furthest behind first.

    What has fallen due before what is open; of that the latest due year first, of the open the nearest. Then the
    least share of the promised change; those whose share cannot be told stand after the others, by what is missing in
    per cent of the goal, where the goal is an amount.
    """
    year = result.target.due
    is_open = result.on.year <= year
    achieved = progress(result)
    measure = -_missing(result) if achieved is None else round(achieved, 9)
    return (is_open, year if is_open else -year, achieved is None, measure)


def _missing(result: Assessment) -> float:
    """What is missing in per cent of an amount; 0 where that per cent would be one of a per cent."""
    if result.gap_percent is None or result.target.is_growth or result.target.unit == "%":
        return 0.0
    return -result.direction * result.gap_percent


def rank_kept(result: Assessment) -> tuple[bool, float]:
    """Of promises kept, those that went furthest beyond first, by the same measure."""
    achieved = progress(result)
    return (achieved is None, -(_over(result) if achieved is None else round(achieved, 9)))


def _over(result: Assessment) -> float:
    return -_missing(result)
