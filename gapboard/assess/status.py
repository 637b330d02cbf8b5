"""The words a target's standing is told in, and the cut-offs between them."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """How a target stands. After the due year the answer is final, with ``NO_DATA`` the one open case."""

    MISSED = "missed"
    MOVING_AWAY = "moving_away"
    BEHIND = "behind"
    SLIGHTLY_BEHIND = "slightly_behind"
    UNDEFINED = "undefined"
    ON_TRACK = "on_track"
    MET_LATE = "met_late"
    MET = "met"
    MET_EARLY = "met_early"
    NO_DATA = "no_data"

    @property
    def group(self) -> Group:
        """The headline this status is counted under."""
        return _GROUPS[self]

    @property
    def is_met(self) -> bool:
        """Whether the promise has been kept, be it early or late."""
        return self.group is Group.MET


class Group(StrEnum):
    """The board's headline counts."""

    MET = "met"
    MISSED = "missed"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    UNDEFINED = "undefined"
    NO_DATA = "no_data"


_GROUPS = {
    Status.MET: Group.MET,
    Status.MET_EARLY: Group.MET,
    Status.MET_LATE: Group.MET,
    Status.MISSED: Group.MISSED,
    Status.ON_TRACK: Group.ON_TRACK,
    Status.SLIGHTLY_BEHIND: Group.BEHIND,
    Status.BEHIND: Group.BEHIND,
    Status.MOVING_AWAY: Group.BEHIND,
    Status.UNDEFINED: Group.UNDEFINED,
    Status.NO_DATA: Group.NO_DATA,
}

WORST_FIRST: tuple[Status, ...] = tuple(Status)


class Trend(StrEnum):
    """The latest change, in the sense of the indicator."""

    BETTER = "better"
    FLAT = "flat"
    WORSE = "worse"


ON_TRACK_FROM = 0.95
SLIGHTLY_BEHIND_FROM = 0.60
BEHIND_FROM = 0.0


def status_of_pace(pace: float) -> Status:
    """The status of a pace (progress made ÷ progress due), bands half open.

    The cut-offs 0.95, 0.60 and 0 are those of Eurostat's monitoring of sustainable development and of
    Open SDG's progress calculation; see ``docs/method.md``.
    """
    pace = round(pace, 9)  # 0.95 worked out in binary fractions may come out a hair below
    if pace >= ON_TRACK_FROM:
        return Status.ON_TRACK
    if pace >= SLIGHTLY_BEHIND_FROM:
        return Status.SLIGHTLY_BEHIND
    if pace >= BEHIND_FROM:
        return Status.BEHIND
    return Status.MOVING_AWAY
