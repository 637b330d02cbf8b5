"""What an assessment says. All values are frozen; years are calendar years; units are the target's."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Any, NamedTuple

from gapboard.assess.status import Status, Trend
from gapboard.catalog import Target
from gapboard.kernel.value import value
from gapboard.ledger import Observation


class Span(NamedTuple):
    """The interval in which a value lies, both ends counted; an end that is not known is infinite."""

    low: float
    high: float

    @property
    def anchor(self) -> float:
        """The end that is known: the low one, if both are."""
        return self.low if math.isfinite(self.low) else self.high


@value
class Point:
    """A value that a target is judged on, and where it comes from.

    ``how`` is ``published`` or says how the value was computed from ``inputs`` (see ``docs/method.md``). With a
    ``span`` only that interval is known, and ``value`` is its known end. ``slack`` is how far the exact value may lie
    from the printed one, since that is rounded: half the last digit, carried through what was computed.
    """

    year: int
    value: float
    how: str = "published"
    inputs: tuple[Observation, ...] = ()
    nominal_for_real: bool = False
    span: Span | None = None
    slack: float = 0.0

    @property
    def low(self) -> float:
        """The least that it can be; the value itself where it is exact."""
        return self.value if self.span is None else self.span.low

    @property
    def high(self) -> float:
        """The most that it can be."""
        return self.value if self.span is None else self.span.high

    @property
    def is_exact(self) -> bool:
        """Whether it is a figure, not a bound."""
        return self.span is None

    @property
    def preliminary(self) -> bool:
        """Whether a provisional or estimated value went in."""
        return any(row.obs_status in ("P", "E", "F") or "初步" in row.note for row in self.inputs)

    @property
    def unfinished(self) -> Observation | None:
        """A figure of a whole year that went in and was on record before that year had ended."""
        return next((row for row in self.inputs if row.period.year is not None and row.is_unfinished), None)


class BaseRule(StrEnum):
    """Why a path starts where it starts."""

    STATED = "stated"
    BEFORE = "before"
    WITHIN = "within"


@value
class Base:
    """The start of the expected path."""

    point: Point
    rule: BaseRule


@value
class LatestChange:
    """The latest change between two annual values.

    Across a break the levels are not compared: ``rate`` is then the published growth of the last year.
    """

    first: Point
    last: Point
    trend: Trend
    rate: Point | None = None

    @property
    def per_year(self) -> float | None:
        """Change a year, in units; not defined across a break."""
        if self.rate is not None:
            return None
        return (self.last.value - self.first.value) / (self.last.year - self.first.year)


@value
class Stretch:
    """The higher aim (力争), told apart from the base target."""

    goal: float
    reached: bool | None
    gap: float | None


@value
class YearVerdict:
    """One year of a floor that holds in every year of a period."""

    year: int
    point: Point | None
    kept: bool | None
    proof: Point | None = None  # the bound that decides the year where ``point`` is not known


@value
class Caveat:
    """A doubt, to be said in words next to the status; the text is ``caveat.<code>`` in the catalogue."""

    code: str
    details: Mapping[str, Any] = field(default_factory=dict, hash=False)


class IndicationKind(StrEnum):
    """What another year's figure says of a promise that cannot be judged."""

    AT_GOAL = "at_goal"
    SHORT = "short"
    REACHED_LATER = "reached_later"


@value
class Indication:
    """What another year says where no verdict is possible; never counted as one.

    ``gap`` is actual − goal, ``years`` how far its year is from the due year; ``expected`` where the path to the goal
    stood in that year, if it can be drawn.
    ``before`` is, of what was reached later, the indication of a year before the due year that fell short.
    """

    kind: IndicationKind
    point: Point
    gap: float
    years: int
    expected: float | None = None
    before: Indication | None = None


@value
class Besides:
    """The latest that is known of an indicator whose judged series has no year: its growth, or its own value."""

    point: Point
    of_growth: bool


class Grey(StrEnum):
    """Why there is no figure."""

    NOT_YET = "not_yet"
    OVERDUE = "overdue"
    NEVER = "never"
    DEPARTMENT = "department"  # known to a department, which gives it in no fixed month


@value
class Assessment:
    """How one target stands on one date.

    ``goal`` and every value are in the unit the target is judged in. ``gap`` is actual − goal, so that it is
    positive above the goal whichever way is better; ``shortfall`` says the same in the target's own sense.
    ``judged`` is the value that the status rests on: the due year's after it has passed, else the latest. Where only
    a bound is known of that year it is ``None``, and ``proof`` is the bound: the verdict rests on it, or stays open
    because the goal lies within it. ``points`` are exact, ``bounded`` the years of which only a bound is known.
    ``goal_span`` is the interval in which the goal lies, where it is counted from a base year known within bounds.
    ``indication`` and ``grey`` stand beside the status and are no verdict; ``besides`` is what is known of the
    indicator where ``points`` and ``bounded`` are empty.
    ``reached_in`` is the first year at the goal; for a promise kept late, the first after the due year.
    """

    target: Target
    on: dt.date
    status: Status
    direction: int
    goal: float | None = None
    goal_span: Span | None = None
    limit: float | None = None
    judged: Point | None = None
    latest: Point | None = None
    base: Base | None = None
    expected: float | None = None
    gap: float | None = None
    gap_percent: float | None = None
    pace: float | None = None
    growth_ratio: float | None = None
    growth_status: Status | None = None
    change: LatestChange | None = None
    lag_years: float | None = None
    needed_per_year: float | None = None
    reached_in: int | None = None
    stretch: Stretch | None = None
    years: tuple[YearVerdict, ...] = ()
    points: Mapping[int, Point] = field(default_factory=dict, hash=False)
    proof: Point | None = None
    bounded: Mapping[int, Point] = field(default_factory=dict, hash=False)
    indication: Indication | None = None
    grey: Grey | None = None
    besides: Besides | None = None
    caveats: tuple[Caveat, ...] = ()

    @property
    def told_by(self) -> Point | None:
        """What is shown, with its sources: the judged value, the bound in its place, the one indicated, the latest."""
        indicated = self.indication.point if self.indication else None
        return self.rests_on or indicated or self.newest or (self.besides.point if self.besides else None)

    @property
    def is_blank(self) -> bool:
        """Whether no year of the indicator is known that has a bearing on the target."""
        return not (self.points or self.bounded or self.besides)

    @property
    def since(self) -> Point | None:
        """What is known of a year after the one that the target is told by; ``None`` where that is the last."""
        told, newest = self.told_by, self.newest
        return newest if told and newest and newest.year > told.year else None

    @property
    def releases(self) -> tuple[Observation, ...]:
        """The rows that what is shown and the start of the path rest on, each once."""
        points = (self.told_by, self.base.point if self.base else None)
        return tuple(dict.fromkeys(row for point in points if point for row in point.inputs))

    @property
    def rests_on(self) -> Point | None:
        """The figure or the bound that the status rests on; ``None`` where there is none."""
        return self.judged or self.proof

    @property
    def newest(self) -> Point | None:
        """What is known of the last year of all, be it a bound; what only follows from other years is left out."""
        known = [point for point in self.bounded.values() if point.how != "monotone"]
        return max((*known, *([self.latest] if self.latest else [])), key=lambda point: point.year, default=None)

    @property
    def shortfall(self) -> float | None:
        """How much is missing, in units; negative when the goal is exceeded."""
        return None if self.gap is None else -self.direction * self.gap

    @property
    def crossed(self) -> tuple[int, ...]:
        """The years of the breaks between base and judged value: distance, pace and lag are partly their doing."""
        return tuple(caveat.details["year"] for caveat in self.caveats if caveat.code == "break")

    @property
    def trend(self) -> Trend | None:
        """The latest change as better, flat or worse; ``None`` when it is not known."""
        return self.change.trend if self.change else None
