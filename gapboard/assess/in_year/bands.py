"""The bands of 序时进度: how far what is done of a year's task lies before or behind the months gone."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum


class Band(StrEnum):
    """How an amount stands against time; no verdict of its year."""

    DONE = "done"  # 提前完成
    AHEAD = "ahead"  # 超序时
    IN_STEP = "in_step"  # 达序时
    BEHIND = "behind"  # 欠序时
    FAR_BEHIND = "far_behind"  # 严重欠序时


def band_of(done: float, points: float, limits: Sequence[float]) -> Band:
    """The band of a share done (1 is the whole task) that lies ``points`` before time.

    A band lies above its limit: exactly in time is 达序时 and not beyond it.
    """
    done, points = round(done, 9), round(points, 9)  # as with the cut-offs of a pace
    if done >= 1:
        return Band.DONE
    bands = zip(limits, (Band.AHEAD, Band.IN_STEP, Band.BEHIND), strict=True)
    return next((band for limit, band in bands if points > limit), Band.FAR_BEHIND)
