"""What there is to know of a measure, in one record: the rooms above read it and keep no lists of their own.

A record holds data and, where a figure is worked out from others, a small pure function. The words for how a
measure is judged, drawn and compared are closed lists; what each stands for is done in the room it names.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from gapboard.catalog.terms import AppliesTo, Kind

_OF_RATES = ("%", "百分点")


class Series(Enum):
    """The yearly values that a target is judged on; worked out in ``gapboard.assess.judged``."""

    VALUES = "the indicator's own, or their growth where the target says so"
    GROWTH = "growth over the year before, in per cent"
    AVERAGE = "average growth from the base year so far, in per cent"
    SUM = "the sum from the first year of the period so far"
    DIFFERENCE = "own value against the reference's"


class Rule(Enum):
    """What settles a target; each is a module of ``gapboard.assess``."""

    DUE_YEAR = "the value of the due year"
    EVERY_YEAR = "each year of the period by itself"
    SUM = "the sum of every year of the period"


class Way(Enum):
    """How far the way to the goal has been gone; worked out in ``gapboard.assess.progress``."""

    PATH = "on a straight line from a base to the goal"
    AVERAGE = "on the compounding path of an average growth"
    OF_GOAL = "the share of the goal itself"
    YEARS = "the share of the known years that kept the promise"
    NONE = "there is no way between: a class, a comparison"


class Axis(Enum):
    """The chart of its indicator that a goal is drawn in; see ``gapboard.board.chart``."""

    VALUES = "the indicator's own values"
    GROWTH = "its growth"
    AS_APPLIED = "whichever of both the target applies to"
    NONE = "neither: what is judged is a figure of its own, a sum or a difference"


class Beside(Enum):
    """What another target of the same indicator can be held against; see ``gapboard.board.consistency``."""

    VALUE = "its value, by another value for the same year"
    LEVEL = "its value, and the average growth that leads there"
    AVERAGE = "the level that it leads to"
    NONE = "nothing"


@dataclass(frozen=True)
class Words:
    """Keys of the wording catalogue; what is empty is said as for a plain value of a year.

    ``goal`` is given ``amount``, ``first`` and ``last``; a goal counted from the base year ``year`` and
    ``factor``, and ``goal_known`` the ``amount`` as well. A difference is always said as ``goal.above`` or ``below``.
    """

    goal: str = ""
    goal_of_growth: str = ""
    goal_known: str = ""
    goal_step: str = ""
    actual: str = "actual.of_year"
    expected_step: str = "derive.expected_text"


@dataclass(frozen=True)
class Formulas:
    """A workbook's formulas, with the board's columns in braces, and what ``gapboard.export.formulas`` adds.

    ``pace_at_end`` is for a row without an expected value. A test works each of them out again.
    """

    goal: str = ""
    expected: str = ""
    pace: str = ""
    pace_at_end: str = ""


@dataclass(frozen=True, eq=False, kw_only=True)
class Measure:
    """What a target promises about its indicator. There is one object of each, so ``is`` compares them."""

    id: str
    """As ``targets.yaml`` writes it; its name is ``measure.name.<id>`` in the wording catalogue."""

    # What a target must say.
    needs: tuple[str, ...] = ()
    """Fields without which it means nothing."""
    units: tuple[str, ...] = ()
    """The units that its value may be in; empty: its indicator's own."""
    units_of_rates: tuple[str, ...] = ()
    """The units where its indicator is in per cent or points itself, if those are others."""
    units_of_growth: tuple[str, ...] = ()
    """The units where a target says that it applies to growth; empty: it cannot say so."""
    kind: Kind | None = None
    """The only kind of indicator it fits."""

    # How it is judged.
    series: Series
    trend: Series | None = None
    """The series whose latest change is the trend; ``None``: the one it is judged on."""
    rule: Rule
    way: Way
    is_state: bool
    """A state may be reached before or after the due year; a year's amount cannot be made up in another."""
    is_growth: bool = False
    """Whether its value is a growth rate."""
    from_base: Callable[[float, float], float] | None = None
    """The goal from the target's value and the base year's actual; ``None``: the value is the goal."""

    # How it is shown.
    chart: Axis
    beside: Beside
    words: Words = Words()
    formulas: Formulas = Formulas()

    @property
    def may_apply_to_growth(self) -> bool:
        """Whether a target may say that it is about its indicator's growth."""
        return bool(self.units_of_growth)

    @property
    def has_path(self) -> bool:
        """Whether the way there can be drawn as a line from a base."""
        return self.way is Way.PATH

    @property
    def counts_every_year(self) -> bool:
        """Whether a verdict needs every year of the period."""
        return self.rule is not Rule.DUE_YEAR

    def units_for(self, own: str, applies_to: AppliesTo) -> tuple[str, ...]:
        """The units that a target's value may be in, where its indicator is in ``own``."""
        if applies_to is AppliesTo.GROWTH and self.units_of_growth:
            return self.units_of_growth
        if own in _OF_RATES and self.units_of_rates:
            return self.units_of_rates
        return self.units or (own,)

    def axis_for(self, applies_to: AppliesTo) -> Axis:
        """The chart that a target's goal is drawn in."""
        if self.chart is not Axis.AS_APPLIED:
            return self.chart
        return Axis.GROWTH if applies_to is AppliesTo.GROWTH else Axis.VALUES


ON_PATH = Formulas(
    expected="{base}+({goal}-{base})*({actual_year}-{base_year})/({due}-{base_year})",
    pace="(({actual}-{base})/({goal}-{base}))/(({actual_year}-{base_year})/({due}-{base_year}))",
)
OF_GOAL = Formulas(pace="{actual}/{goal}")
