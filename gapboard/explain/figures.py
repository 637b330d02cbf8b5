"""The figures of one assessment as text: actual, goal, gap, trend, due year."""

from __future__ import annotations

import math
import re

from gapboard.assess import Assessment, Point, Status, Trend
from gapboard.catalog import AppliesTo, Catalog, Comparator, Kind
from gapboard.catalog.measures import Axis, Series
from gapboard.explain.observations import class_text, flagged, interval_text, known_text, shown_decimals
from gapboard.kernel.wording import say
from gapboard.kernel.wording.numbers import in_digits, number, water_class, with_unit

_COMPARATORS = {
    Comparator.AT_LEAST: "at_least",
    Comparator.MORE_THAN: "more_than",
    Comparator.AT_MOST: "at_most",
    Comparator.ABOUT: "about",
    Comparator.EQUAL: "equal",
}
_RATE_DECIMALS = 2
_MILLIONS, _SMALL_PART = "million ", 0.1  # of English units
_NAMED_ITEMS = {"主要目标": "main_targets", "发展目标": "development_targets", "总体要求": "general"}
_SECTIONS = {"工作要求": "demands", "重点任务": "key_tasks", "保障措施": "safeguards"}
_NUMBERED = re.compile("(.*)\uff08(.+)\uff09")


def item_text(item: str, language: str) -> str:
    """An item of a document: as printed, in English with its number in digits and its section's name."""
    if item in _NAMED_ITEMS:
        return say(f"item.{_NAMED_ITEMS[item]}", language)
    found = _NUMBERED.fullmatch(item)
    if language == "en" and found and (place := in_digits(found[2])):
        if not found[1]:
            return say("item.numbered", language, item=f"({place})")
        if found[1] in _SECTIONS:
            return say(f"item.{_SECTIONS[found[1]]}", language, item=f"({place})")
    return say(f"item.{'numbered' if item.isdigit() else 'plain'}", language, item=item)


class Figures:
    """Formats one assessment's figures in one language, in the unit that the target is judged in."""

    def __init__(self, result: Assessment, catalog: Catalog, language: str) -> None:
        self.result = result
        self.target = result.target
        self.catalog = catalog
        self.language = language
        self.indicator = catalog.indicators[self.target.indicator]
        in_own_unit = self.target.unit == self.indicator.unit or self.target.measure.from_base is not None
        self.unit_id = self.indicator.unit if in_own_unit else self.target.unit
        self.is_class = self.indicator.kind is Kind.CLASS
        self.unit = catalog.units[self.unit_id].label(language, short=True)
        self.scale = catalog.units[self.unit_id].scale(language)
        self.decimals = shown_decimals(self.indicator, catalog, language) if in_own_unit else _RATE_DECIMALS

    def amount(self, value: float, *, signed: bool = False) -> str:
        """A value with its unit; a water class by its printed name."""
        if self.is_class and not signed:
            return water_class(value, self.language)
        if self.is_class:
            return self.bare(value, signed=signed)
        return self._few(value, signed=signed) or self._with(self.unit_id, self.bare(value, signed=signed))

    def _few(self, value: float, *, signed: bool = False) -> str:
        """A value that is a small part of a million, one by one: nobody says 0.0348 million. Else empty."""
        scaled = value * self.scale
        if not self.unit.startswith(_MILLIONS) or not 0 < abs(scaled) < _SMALL_PART:
            return ""
        return with_unit(number(scaled * 1e6, 0, signed=signed), self.unit.removeprefix(_MILLIONS))

    def bare(self, value: float, *, signed: bool = False) -> str:
        """A value without its unit."""
        if self.is_class and not signed:
            return water_class(value, self.language)
        scaled = value * self.scale
        return number(scaled, self.digits(scaled), signed=signed)

    def digits(self, scaled: float) -> int:
        """Decimals of a value in the unit shown: a stated one may have more of them than its indicator usually has."""
        needed = len(f"{scaled:.6f}".rstrip("0").partition(".")[2])
        return needed if self.decimals < needed <= _RATE_DECIMALS else self.decimals

    @property
    def name(self) -> str:
        """What the target is called."""
        return self.catalog.label(self.target, self.language)

    @property
    def region(self) -> str:
        """The region's name."""
        return self.catalog.regions[self.target.region].label(self.language)

    @property
    def document(self) -> str:
        """The document's short name and the item."""
        return self._say("indicator.document_item", document=self.document_short, item=self.item)

    @property
    def document_short(self) -> str:
        """The document's short name."""
        return self.catalog.documents[self.target.document].label_short(self.language)

    @property
    def item(self) -> str:
        """The numbered item of the document: as printed, in English with the number in digits."""
        return item_text(self.target.item, self.language)

    @property
    def status(self) -> str:
        """The status in words."""
        return self._say(f"status.{self.result.status.value}")

    @property
    def goal(self) -> str:
        """The promise in words: comparator, value and unit, as its measure reads."""
        target, words = self.target, self.target.measure.words
        if target.value_to is not None:
            low, high = self.bare(target.value), self.bare(target.value_to)
            return self._say("goal.range", low=low, high=high, unit=self.unit)
        if target.measure.from_base is not None:
            factor = number(target.value, _RATE_DECIMALS)
            if self.result.goal_span is not None:
                amount = self.interval(*self.result.goal_span)
                return self._say(words.goal_known, year=target.base, factor=factor, amount=amount)
            if self.result.goal is None:
                return self._say(words.goal, year=target.base, factor=factor)
            return self._say(words.goal_known, year=target.base, factor=factor, amount=self.amount(self.result.goal))
        if target.measure.series is Series.DIFFERENCE:
            return self._relative_goal()
        if self.is_class:
            return self._say("goal.class", amount=self.amount(target.value))
        comparator = _COMPARATORS[target.comparator]
        kind = "plain_about" if target.comparator is Comparator.ABOUT else "plain"
        sign = self._say(f"comparator.{comparator}")
        plain = self._say(f"goal.{kind}", comparator=sign, amount=self.amount(target.value))
        key = words.goal
        if target.applies_to is AppliesTo.GROWTH and words.goal_of_growth:
            key = words.goal_of_growth
        first, last = target.period or (0, 0)
        return self._say(key, amount=plain, first=first, last=last) if key else plain

    def _relative_goal(self) -> str:
        reference = self.target.reference
        assert reference is not None
        name = self.catalog.regions[reference.region].label(self.language)
        side = "above" if self.result.direction > 0 else "below"
        if not self.result.goal:
            return self._say(f"goal.{side}", reference=name)
        return self._say(f"goal.{side}_by", reference=name, amount=self.amount(abs(self.result.goal)))

    @property
    def actual(self) -> str:
        """The value or bound that the status rests on, with its year; else the latest, as what it is."""
        point = self.result.judged
        if point is not None:
            return self.dated(point)
        if self.result.proof is not None:
            return self.dated(self.result.proof)
        newest = self.result.newest
        if newest is not None:
            key = "actual.latest" if newest.is_exact else "evidence.latest"
            return self._flagged(key, newest, year=newest.year, amount=self.span(newest))
        return self._besides()

    def _besides(self) -> str:
        """What is known of the indicator where the judged series has no year; of growth it says that it is growth."""
        found = self.result.besides
        if found is None:
            return self._say("actual.none")
        if found.of_growth:
            amount = with_unit(number(found.point.value, _RATE_DECIMALS), "%")
            return self._say("actual.growth", year=found.point.year, amount=amount)
        amount = known_text(found.point, self.indicator, self.catalog, self.language)
        key = "actual.latest" if found.point.is_exact else "evidence.latest"
        return self._flagged(key, found.point, year=found.point.year, amount=amount)

    def dated(self, point: Point) -> str:
        """A value with its year, or for a sum or an average its years."""
        first = self.target.period[0] if self.target.period else point.year
        # The first year of a sum or an average is that year.
        key = self.target.measure.words.actual if first < point.year else "actual.of_year"
        return self._flagged(key, point, amount=self.span(point), year=point.year, first=first, last=point.year)

    def _flagged(self, key: str, point: Point, **values: object) -> str:
        return flagged(self._say(key, **values), point, self.language)

    def span(self, point: Point) -> str:
        """A value with its unit; where only a bound is known, in words as one."""
        return self.amount(point.value) if point.is_exact else self.interval(point.low, point.high)

    def interval(self, low: float, high: float) -> str:
        """An interval in words; an end that is not known is infinite."""
        if self.is_class:
            return class_text(low, high, self.language)
        # Nobody hears of growth of at least −47 %: it fell by 47 % at most.
        if self._of_growth and low < 0 and math.isinf(high):
            return self._say("evidence.span.fell_at_most", amount=self.amount(-low))
        if self._of_growth and high < 0 and math.isinf(low):
            return self._say("evidence.span.fell_at_least", amount=self.amount(-high))
        return interval_text(low, high, self.amount, self.bare, self.language)

    @property
    def _of_growth(self) -> bool:
        """Whether it is judged on how fast something grows."""
        return self.unit_id == "%" and self.target.measure.axis_for(self.target.applies_to) is Axis.GROWTH

    @property
    def gap(self) -> str:
        """How much is short or over, in units."""
        result = self.result
        if result.years:
            return self._years_kept()
        short = result.shortfall
        # A bound, or a goal known within bounds: there is an answer perhaps, but no distance.
        if short is None and result.rests_on is not None:
            kind = "met" if result.status.is_met else "missed" if result.status is Status.MISSED else "open"
            return self._say(f"evidence.gap.{kind}")
        if short is None:
            return self._say("gap.none")
        if self._rounds_to_nothing(short):
            return self._say("gap.exact" if result.status is not Status.MISSED else "gap.only_equal")
        amount = self.difference(abs(short))
        if short > 0 and result.status.is_met and result.status is not Status.MET_LATE:
            return self._say("gap.within", amount=amount)
        if short < 0:
            return self._say("gap.over", amount=amount)
        still_open = result.on.year <= self.target.due and result.status is not Status.MISSED
        return self._say("gap.to_come" if still_open else "gap.short", amount=amount)

    def _rounds_to_nothing(self, difference: float) -> bool:
        return self.bare(abs(difference), signed=True).strip("+") == "0"

    def _years_kept(self) -> str:
        verdicts = self.result.years
        known = [verdict for verdict in verdicts if verdict.kept is not None]
        if not known:
            return self._say("gap.none")
        kept = sum(verdict.kept is True for verdict in known)
        many = "all" if kept == len(known) else "some" if kept else "none"
        all_known = len(known) == len(verdicts)
        key = f"gap.years_kept.{many}" if all_known else f"gap.years_kept_known.{many}"
        return self._say(key, kept=kept, known=len(known), of=len(verdicts))

    def difference(self, value: float) -> str:
        """A difference with its unit: of shares in percentage points, of classes in steps."""
        unit = "百分点" if self.unit_id == "%" else "级" if self.is_class else self.unit_id
        text = number(value * self.scale, self.digits(value * self.scale))
        return self._few(value) or self._with(unit if unit in self.catalog.units else self.unit_id, text)

    def _with(self, unit: str, text: str) -> str:
        return with_unit(text, self.catalog.units[unit].beside(text, self.language))

    @property
    def gap_percent(self) -> str:
        """The gap in per cent of the goal; empty where no gap is seen, and where it misleads: shares and classes."""
        percent, short = self.result.gap_percent, self.result.shortfall
        if short is not None and self._rounds_to_nothing(short):
            return ""
        if percent is None or self.unit == "%" or self.is_class or self.result.years:
            return ""
        return self._say("gap.percent", percent=number(abs(percent), 1) + "%")

    @property
    def crossed(self) -> str:
        """That the distance is partly a change of definition; empty where it is not."""
        years = self._say("chart.alt.and").join(str(year) for year in self.result.crossed)
        return self._say("gap.crossed", years=years) if years else ""

    @property
    def trend(self) -> str:
        """The latest change in words; a dash where nothing at all is known."""
        if self.result.latest is None and self.result.change is None:
            return self._say("gap.none")
        return self._say(f"trend.{self.course or 'none'}")

    @property
    def trend_years(self) -> str:
        """The years between which the latest change is, or the one whose growth tells it; empty without any."""
        change = self.result.change
        if change is None:
            return ""
        if change.rate is not None:
            return self._say("trend.of", year=change.last.year)
        return self._say("trend.since", first=change.first.year, last=change.last.year)

    @property
    def course(self) -> str:
        """Where the value went of late: ``rise``, ``fall`` or ``flat``; empty where that is not known.

        A class has no height: it gets ``better`` or ``worse``.
        """
        trend = self.result.trend
        if trend is None or trend is Trend.FLAT or self.is_class:
            return trend.value if trend else ""
        return "rise" if (trend is Trend.BETTER) == (self.result.direction > 0) else "fall"

    def _say(self, key: str, **values: object) -> str:
        return say(key, self.language, **values)
