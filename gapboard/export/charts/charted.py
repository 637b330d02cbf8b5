"""A chart of the board with everything that is shown or handed out with it: title, words, specification."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from gapboard.assess import Assessment
from gapboard.assess.in_year.standing import FAR_YEARS
from gapboard.board import Board
from gapboard.board.chart import Aim, Average, Bound, Chart, Mark, growth_chart, level_chart
from gapboard.board.wall import Card, card
from gapboard.catalog import Indicator, Kind
from gapboard.explain import Figures
from gapboard.explain.cards import CardWords
from gapboard.explain.observations import class_text, interval_text, shown_decimals
from gapboard.export.charts.content import PAST, Bracket, Content, Goal, LabelOf, Spec
from gapboard.kernel.wording import say
from gapboard.kernel.wording.numbers import number, water_class, with_unit

_PUBLISHED_DECIMALS = 6
_RATE_DECIMALS = 2


@dataclass(frozen=True)
class Charted:
    """One chart of an indicator in a region; ``growth`` tells the chart of its yearly growth from its own values."""

    board: Board
    indicator: Indicator
    region: str
    results: Sequence[Assessment]
    chart: Chart
    language: str
    growth: bool = False
    label_of: LabelOf | None = None
    nearest: int | None = None  # the year that the chart ends with unless it is drawn whole
    whole: bool = False
    bracket: Bracket | None = None
    finding: str = ""
    """What its leading target has to report; empty where it draws none."""

    @property
    def drawn(self) -> Chart:
        """The chart up to the year that it is drawn through."""
        return self.chart if self.whole or self.nearest is None else self.chart.until(self.nearest)

    @property
    def farthest(self) -> int | None:
        """The farthest due year after ``nearest``; ``None`` where there is none."""
        years = [aim.last for aim in self.chart.aims if self.nearest is not None and aim.last > self.nearest]
        return max(years, default=None)

    @property
    def unit(self) -> str:
        """The unit of its values."""
        return "%" if self.growth else self.board.catalog.units[self.indicator.unit].label(self.language, short=True)

    @property
    def scale(self) -> float:
        """What brings the ledger's values into ``unit``."""
        return 1 if self.growth else self.board.catalog.units[self.indicator.unit].scale(self.language)

    @property
    def is_class(self) -> bool:
        """Whether its values are water classes."""
        return self.indicator.kind is Kind.CLASS and not self.growth

    @cached_property
    def figures(self) -> dict[str, Figures]:
        """The figures of its targets, by the targets' identifiers."""
        return {result.target.id: Figures(result, self.board.catalog, self.language) for result in self.results}

    @property
    def name(self) -> str:
        """Region and indicator, without the unit."""
        key = "chart.name_growth" if self.growth else "chart.name"
        region = self.board.catalog.regions[self.region].label(self.language)
        return self._say(key, region=region, name=self.indicator.label(self.language))

    @property
    def title(self) -> str:
        """Region, indicator and unit."""
        return self.name if self.is_class else self._say("chart.title", name=self.name, unit=self.unit)

    @property
    def as_of(self) -> str:
        """As of which date the figures are known, in words."""
        return self._say("chart.known_on", date=(self.board.known_on or self.board.on).isoformat())

    def value(self, raw: float) -> float:
        """A value in ``unit``, free of the last digit's noise that scaling brings."""
        return float(f"{raw * self.scale:.12g}")

    def text(self, raw: float, *, published: bool = True) -> str:
        """A value as the board writes it, without its unit: all published digits, or those of a computed value."""
        if self.is_class:
            return water_class(raw, self.language)
        return number(raw * self.scale, _PUBLISHED_DECIMALS if published else self._computed_decimals)

    @property
    def _computed_decimals(self) -> int:
        return _RATE_DECIMALS if self.growth else shown_decimals(self.indicator, self.board.catalog, self.language)

    def span(self, bound: Bound) -> str:
        """What is known of a year within bounds, in words and with its unit."""
        if self.is_class:
            return class_text(bound.low, bound.high, self.language)
        return interval_text(
            bound.low, bound.high, lambda end: self._with_unit(self.text(end)), self.text, self.language
        )

    def average(self, item: Average) -> str:
        """What was reached on average, with its unit or as a bound in words."""
        return self._say("chart.average", amount=self.figures[item.target].interval(item.low, item.high))

    def average_of(self, item: Average) -> str:
        """The same with its years."""
        amount = self.figures[item.target].interval(item.low, item.high)
        return self._say("measure.actual.average_growth", amount=amount, first=item.first, last=item.last)

    def spec(self, *, dark: bool = False) -> Spec:
        """The Vega-Lite specification that the screen shows; it is made and checked once for equal contents."""
        # Altair takes a fifth of a second to load: not before a chart is drawn.
        from gapboard.export.charts.series import series_spec

        return series_spec(self.content, dark=dark)

    @cached_property
    def content(self) -> Content:
        """All that it draws, in plain values and words."""
        chart = self.drawn
        return Content(
            chart,
            Kind.RATE if self.growth else self.indicator.kind,
            self.scale,
            self.unit,
            self.language,
            goals=tuple(self._goals()),
            unfinished=frozenset(mark.year for mark in chart.points if mark.unfinished),
            crossed=tuple((name, of.crossed) for name, of in self.figures.items()),
            spans=tuple((bound.year, self.span(bound)) for bound in chart.bounds),
            averages=tuple(self.average(item) for item in chart.averages),
            long_labels=self._label_of is not None,
            bracket=self.bracket,
        )

    @property
    def _label_of(self) -> LabelOf | None:
        return None if self.growth else self.label_of

    def _goals(self) -> Iterator[Goal]:
        """The targets by their places: those that share one have one label."""
        places: dict[tuple[float, float, bool], list[Aim]] = {}
        for aim in self.drawn.aims:
            places.setdefault((_place(aim), aim.value, aim.stretch), []).append(aim)
        for (at, value, stretch), aims in places.items():
            of = [self.figures[aim.target] for aim in aims]
            short = of[0].bare(value)
            kind = "stretch" if stretch else "average_goal" if aims[0].average else "target"
            what = self._say(f"indicator.legend.{kind}")
            label = self._label_of(aims) if self._label_of else f"{what} {short}"
            documents = " / ".join(dict.fromkeys(item.document_short for item in of))
            since = aims[0].first - PAST if aims[0].average else None
            yield Goal(at, since, self.years(aims[0]), value * self.scale, stretch, label, short, documents)

    def legend(self) -> list[str]:
        """The kinds of mark that it has, as keys under ``indicator.legend``."""
        chart = self.drawn
        present: dict[str, Iterable[object]] = {
            "actual": chart.points,
            "unfinished": [mark for mark in chart.points if mark.unfinished],
            "gap": chart.gaps,
            "bound": chart.bounds,
            "average": chart.averages,
            "vintage": chart.vintages,
            "target": [aim for aim in chart.aims if not aim.stretch],
            "stretch": [aim for aim in chart.aims if aim.stretch],
            "path": chart.paths,
            "projection": chart.projections,
            "break": chart.breaks,
        }
        return [key for key, marks in present.items() if marks]

    @property
    def alt(self) -> str:
        """What the chart shows, in words, for who cannot see it."""
        parts = [self._say("chart.alt.what", title=self.title, vintage=self.as_of), self._series()]
        if self.chart.bounds:
            known = self._list(f"{bound.year} {self.span(bound)}" for bound in self.chart.bounds)
            parts.append(self._say("chart.alt.bounds", bounds=known))
        if self.chart.averages:
            parts.append(self._list(self.average_of(item) for item in self.chart.averages))
        if self.chart.breaks:
            parts.append(self._say("chart.alt.breaks", years=self._list(str(year) for year in self.chart.breaks)))
        if self.chart.aims:
            aims = self._list(dict.fromkeys(self._aim(aim) for aim in self.chart.aims))
            parts.append(self._say("chart.alt.targets", targets=aims))
        return self._say("chart.alt.between").join(parts) + self._say("chart.alt.end")

    def _series(self) -> str:
        points = self.chart.points
        if not points:
            return self._say("chart.alt.no_values")
        first, last = points[0], points[-1]
        if first is last:
            return self._say("chart.alt.one_value", year=first.year, amount=self._amount(first))
        return self._say(
            "chart.alt.values",
            first=first.year,
            start=self._amount(first),
            last=last.year,
            end=self._amount(last),
            count=len(points),
        )

    def _amount(self, mark: Mark) -> str:
        text = self.text(mark.value, published=mark.how == "published")
        return text if self.is_class else self._with_unit(text)

    def _with_unit(self, text: str) -> str:
        unit = self.board.catalog.units[self.indicator.unit]
        return with_unit(text, self.unit if self.growth else unit.beside(text, self.language))

    def _aim(self, aim: Aim) -> str:
        """A target in words: years, what is promised (for a stretch its value), document."""
        of = self.figures[aim.target]
        goal = self._say("chart.alt.stretch", amount=of.amount(aim.value)) if aim.stretch else of.goal
        return self._say("chart.alt.target", years=self.years(aim), goal=goal, document=of.document_short)

    def due(self, target: str) -> str:
        """The clause of a target with the year that it is due: one clause may promise for several."""
        of = self.figures[target]
        return self._say("chart.due", document=of.document, year=of.target.due)

    def years(self, aim: Aim) -> str:
        """The year or the years that a target is for."""
        return self.years_from(aim.first, aim.last)

    def years_from(self, first: int, last: int) -> str:
        """One year, or the first and the last of several."""
        return str(last) if first == last else self._say("chart.years", first=first, last=last)

    def _list(self, texts: Iterable[str]) -> str:
        return self._say("chart.alt.and").join(texts)

    def _say(self, key: str, **values: object) -> str:
        return say(key, self.language, **values)


def charts_of(
    board: Board,
    indicator: Indicator,
    region: str,
    results: Sequence[Assessment],
    language: str,
    label_of: LabelOf | None = None,
    *,
    whole: bool = False,
) -> list[Charted]:
    """The charts of an indicator in a region: its values, and its growth where a target is about that; or none.

    Each ends with the last figure, or the last due year that is not far, and has the gap drawn in it; ``whole`` has
    every target. ``label_of`` labels the targets on the chart of its values otherwise than by their goals; documents
    are held against each other there, so it is whole and has no gap.
    """
    lead = card(board, indicator, region, results) if results and label_of is None else None
    found = []
    for chart, growth in (
        (level_chart(board, indicator, region, results), False),
        (growth_chart(board, indicator, region, results), True),
    ):
        if not chart:
            continue
        charted = Charted(board, indicator, region, results, chart, language, growth, label_of)
        if lead is not None:
            charted = replace(charted, nearest=_nearest(chart, board.on.year), whole=whole)
            own = _lead(charted)
            finding = CardWords(own, board.catalog, language).finding if own else ""
            charted = replace(charted, bracket=_bracket(charted, own or lead), finding=finding)
        found.append(charted)
    return found


def _nearest(chart: Chart, year: int) -> int | None:
    """The year that a chart ends with in ``year``: a goal further off than a plan is long would squeeze the years there
    are. ``None`` where there is no goal.
    """
    due = [aim.last for aim in chart.aims]
    if not due:
        return None
    near = [item for item in due if item <= year + FAR_YEARS] or [min(due)]
    known = [mark.year for mark in (*chart.points, *chart.vintages)] + [bound.year for bound in chart.bounds]
    return max(*known, *near)


def _lead(charted: Charted) -> Card | None:
    """The card of the targets that a chart draws: the leading one of all may be drawn in the other chart."""
    drawn = {aim.target for aim in charted.drawn.aims}
    own = [result for result in charted.results if result.target.id in drawn]
    return card(charted.board, charted.indicator, charted.region, own) if own else None


def _bracket(charted: Charted, lead: Card) -> Bracket | None:
    """The gap of the leading target, on the chart that draws its goal; ``None`` where there is none to draw."""
    aims = [aim for aim in charted.drawn.aims if aim.target == lead.lead.target.id and not aim.stretch]
    shown, words = lead.shown, CardWords(lead, charted.board.catalog, charted.language)
    wide, narrow = words.distance
    if not aims or shown is None or not wide:
        return None
    group = None if words.indication else lead.lead.status.group
    of_average = aims[0].average
    held = shown.year + PAST if of_average else shown.year
    due = _place(aims[0]) if of_average else lead.promises[0].told_year
    return Bracket(held, shown.value, due, aims[0].value, wide, narrow, group)


def _place(aim: Aim) -> float:
    """Where its mark stands: in its last year, of an average behind it."""
    return aim.last + PAST if aim.average else aim.last
