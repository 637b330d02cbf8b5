"""A running year in words: what is known, what was to be done, how that stands against time, and why not."""

from __future__ import annotations

from collections.abc import Sequence

from gapboard.assess import Point
from gapboard.assess.in_year import MONTHS, Band, Fall, From, Growth, How, Known, Reading, Standing
from gapboard.board.in_year import Row, ThisYear
from gapboard.catalog import Catalog, Kind
from gapboard.explain.figures import item_text
from gapboard.explain.observations import point_text, shown_decimals
from gapboard.explain.periods import month_name
from gapboard.kernel.wording import say
from gapboard.kernel.wording.numbers import number, with_unit

_STATES = (Kind.LEVEL, Kind.COUNT, Kind.CLASS)
_AS_PUBLISHED = 6
_EXACT = 9
_WHOLE = 100
_MOST_SHARE = 6  # digits after the point that a share may be written with so that it agrees with its points


def months_text(known: Known, kind: Kind, language: str) -> str:
    """The part of a year that a value is of: 1—9月, 9月末, 全年; of a share that no span is named of, 9月 alone."""
    state = kind in _STATES
    if known.how is How.YEAR or (known.span and known.month == MONTHS):
        return say("in_year.of.year_end" if state else "in_year.of.year", language)
    if known.span:
        return span_text(known.month, language)
    return say("in_year.of.end" if state else "in_year.of.month", language, month=month_name(known.month, language))


def span_text(month: int, language: str) -> str:
    """January up to a month."""
    if month == MONTHS:
        return say("in_year.of.year", language)
    return say("in_year.of.january" if month == 1 else "in_year.of.span", language, month=month_name(month, language))


def headline(year: ThisYear, catalog: Catalog, language: str) -> str:
    """How many indicators and tasks are known of, and how many tasks stand in each band."""
    if not year.rows:
        return say("in_year.lead_none", language, year=year.year)
    lead = say("in_year.lead", language, rows=len(year.rows), month=month_name(year.month, language))
    known = sum(len(row.standings) for row in year.rows)
    tasks = known + len(year.without)
    join = say("in_year.lead_join", language)
    parts = [_counted(band, year.bands[band], catalog, language) for band in Band if year.bands[band]]
    growth = zip(("below", "met"), year.growth, strict=True)
    parts += [say(f"in_year.lead_growth.{side}", language, count=count) for side, count in growth if count]
    told = join.join(parts)
    bands = say("in_year.lead_bands", language, bands=told) if told else ""
    key = "in_year.lead_tasks" if tasks else "in_year.lead_no_tasks"
    return f"{lead} {say(key, language, tasks=tasks, known=known, bands=bands, later=_later(year, language))}"


def _later(year: ThisYear, language: str) -> str:
    """How many of the year's tasks fall due in it and how many are a step to a later year; empty where all fall due."""
    tasks = [*(item.task for row in year.rows for item in row.standings), *year.without]
    due = sum(task.target.due == year.year for task in tasks)
    return say("in_year.lead_later", language, due=due, later=len(tasks) - due) if due < len(tasks) else ""


def _counted(band: Band, count: int, catalog: Catalog, language: str) -> str:
    """How many stand in a band; of 达序时 how far behind it reaches: else it reads as if nothing there were behind."""
    values = {"band": say(f"in_year.band.{band.value}", language), "count": count}
    if band is not Band.IN_STEP or catalog.content.in_year.limits[1] >= 0:
        return say("in_year.lead_band", language, **values)
    return say("in_year.lead_in_step", language, allowed=_allowed(catalog, language), **values)


def in_step_rule(catalog: Catalog, language: str) -> str:
    """What 达序时 allows, for where no points stand beside it; empty where it allows nothing."""
    if catalog.content.in_year.limits[1] >= 0:
        return ""
    return say("in_year.in_step_rule", language, allowed=_allowed(catalog, language))


def _allowed(catalog: Catalog, language: str) -> str:
    """How many points behind time is still in step."""
    return points_text(catalog.content.in_year.limits[1], catalog, language)


class RowWords:
    """Formats one row in one language."""

    def __init__(self, row: Row, catalog: Catalog, language: str) -> None:
        self.row, self.so_far = row, row.so_far
        self.catalog, self.language = catalog, language
        self.indicator = row.so_far.indicator

    @property
    def name(self) -> str:
        """The indicator's name."""
        return self.indicator.label(self.language)

    @property
    def region(self) -> str:
        """The region's name."""
        return self.catalog.regions[self.so_far.region].label(self.language)

    @property
    def months(self) -> str:
        """The part of the year that the figure is of; of the growth, where there is no figure."""
        if self.so_far.latest is not None:
            return months_text(self.so_far.latest, self.indicator.kind, self.language)
        return self._months_of_growth(self.so_far.growth) if self.so_far.growth else ""

    def _months_of_growth(self, growth: Growth) -> str:
        """The months that growth is over; of a state, the month at the end of which it has grown by that."""
        return months_text(growth.of[0], self.indicator.kind, self.language)

    @property
    def amount(self) -> str:
        """The latest figure with its unit; a dash where only growth is known."""
        return self.known(self.so_far.latest)

    def known(self, known: Known | None) -> str:
        """A figure with its unit, every digit that was published."""
        if known is None:
            return say("gap.none", self.language)
        how = "published" if known.how is not How.ADDED_UP else "sum"
        return point_text(Point(known.year, known.value, how), self.indicator, self.catalog, self.language)

    @property
    def facts(self) -> list[str]:
        """What stands beside the figure: how it came about, growth, last year's, and what was revised."""
        known = self.so_far.latest
        found = [self._say("added_up")] if known is not None and known.how is How.ADDED_UP else []
        return [*filter(None, (*found, self.growth, self.last)), *self.doubts]

    @property
    def doubts(self) -> list[str]:
        """What makes the figure or its growth doubtful; whatever tells a growth has these words beside it."""
        return [*filter(None, (self.opposed,)), *map(self.fall, self.so_far.falls)]

    @property
    def growth(self) -> str:
        """Growth over the same months of last year, as published or marked as computed; else the difference."""
        growth, known, last = self.so_far.growth, self.so_far.latest, self.so_far.last
        if growth is None:
            if known is not None and last is not None and self.indicator.kind is Kind.RATE:
                change = known.value - last.value
                return self._say("change", amount=self.signed(change, known.value, last.value))
            why = self.so_far.why.get("growth") or self.so_far.why.get("last")
            return self._say("growth_none", why=self._say(f"why.{why}")) if why else ""
        key = "growth" if growth.published else "growth_nominal" if growth.nominal else "growth_own"
        text = self._say(key, rate=self.rate(growth.value, growth.published))
        if known is not None and growth.month == known.month:
            return text
        return self._say("growth_of", months=self._months_of_growth(growth), growth=text)

    @property
    def has_growth(self) -> bool:
        """Whether growth or the difference is known; else its words say why it is not."""
        so_far = self.so_far
        return so_far.growth is not None or (self.indicator.kind is Kind.RATE and so_far.change is not None)

    @property
    def opposed(self) -> str:
        """That published growth leads the other way than the figure and last year's, or is far off; else empty."""
        own, growth = self.so_far.opposed, self.so_far.growth
        if own is None or growth is None:
            return ""
        key = "opposed" if own * growth.value < 0 else "unlike"
        return self._say(f"{key}_real" if self.indicator.growth_prices == "real" else key, rate=self.rate(own))

    @property
    def last(self) -> str:
        """The same part of last year, and what was said of it at first where that was something else."""
        last, then = self.so_far.last, self.so_far.last_then
        if last is None:
            return ""
        if then is None or then == last.value:
            return self._say("last", amount=self.known(last))
        first = Known(last.year, last.month, then, last.how, last.span, last.inputs)
        return self._say("last_then", amount=self.known(last), then=self.known(first))

    def fall(self, fall: Fall) -> str:
        """That a cumulated value is lower than that of an earlier month."""
        after, before = (months_text(item, self.indicator.kind, self.language) for item in (fall.after, fall.before))
        return self._say("fall" if fall.certain else "fall_perhaps", after=after, before=before)

    @property
    def tasks(self) -> list[StandingWords]:
        """How the row stands against each task; what several items of one document say alike is told once."""
        found: dict[tuple[object, ...], list[Standing]] = {}
        for standing in self.row.standings:
            found.setdefault(StandingWords(standing, self).all, []).append(standing)
        return [StandingWords(standing, self, more) for standing, *more in found.values()]

    @property
    def alt(self) -> str:
        """What the picture of the course shows."""
        return self._say("alt", name=self.name, year=self.so_far.year, months=self.months, amount=self.amount)

    @property
    def sources(self) -> list[str]:
        """The sources of the figure and its growth, each once."""
        rows = list(self.so_far.latest.inputs) if self.so_far.latest else []
        rows += [row for known in (self.so_far.growth.of if self.so_far.growth else ()) for row in known.inputs]
        return list(dict.fromkeys(row.source for row in rows if row.source))

    def rate(self, value: float, published: bool = False) -> str:
        """A rate of growth in words with its direction."""
        text = number(abs(value), _AS_PUBLISHED if published else 2)
        if text == "0":
            return self._say("rate.flat")
        return self._say("rate.up" if value > 0 else "rate.down", rate=f"{text}%")

    def signed(self, value: float, *of: float) -> str:
        """A difference with its sign and the digits of the values that it is ``of``; of shares in points."""
        unit = self.catalog.units["百分点" if self.indicator.unit == "%" else self.indicator.unit]
        text = number(value * unit.scale(self.language), self._digits(of), signed=True)
        return with_unit(text, unit.beside(text, self.language))

    def computed(self, value: float, *of: float) -> str:
        """A computed amount with its unit and the digits of the values that it is ``of``; of classes how many."""
        if self.indicator.kind is Kind.CLASS:
            text = number(value, 0)
            return with_unit(text, self.catalog.units["级"].beside(text, self.language))
        unit = self.catalog.units[self.indicator.unit]
        text = number(value * unit.scale(self.language), self._digits(of))
        return with_unit(text, unit.beside(text, self.language))

    def _digits(self, values: Sequence[float]) -> int:
        """The digits of what is worked out: the indicator's, or those of the given values where they have more.

        Else what is left to do would not add up with what is done: 9.12 of 10, and 0.9 left.
        """
        scale = self.catalog.units[self.indicator.unit].scale(self.language)
        given = [len(number(value * scale, _AS_PUBLISHED).partition(".")[2]) for value in values]
        return max([shown_decimals(self.indicator, self.catalog, self.language), *given])

    def _say(self, key: str, **values: object) -> str:
        return say(f"in_year.{key}", self.language, **values)


class StandingWords:
    """Formats how a row stands against one task; ``more`` are those of other items that say the same."""

    def __init__(self, standing: Standing, row: RowWords, more: Sequence[Standing] = ()) -> None:
        self.standing, self.row = standing, row
        self.target = standing.task.target
        self.targets = tuple(item.task.target for item in (standing, *more))
        self._say = row._say

    @property
    def all(self) -> tuple[object, ...]:
        """All that is said of it besides the item that it stands in."""
        stands = (self.done, self.sign, self.points, *self.notes, *self.needed, self.why_not_needed)
        return (self.target.document, self.task, self.source_of_steps, *stands)

    @property
    def document(self) -> str:
        """The document that set the target."""
        return self.row.catalog.documents[self.target.document].label_short(self.row.language)

    @property
    def items(self) -> str:
        """The items of the document that it stands in."""
        names = dict.fromkeys(item_text(target.item, self.row.language) for target in self.targets)
        return self._say("item_join").join(names)

    @property
    def place(self) -> str:
        """The document with its items, and as how many tasks those are counted where that is more than one."""
        count = len(self.targets)
        return self._say("place" if count == 1 else "places", document=self.document, items=self.items, count=count)

    @property
    def task(self) -> str:
        """What was to be done this year, and where that comes from."""
        task = self.standing.task
        if task.value is None:
            return self._say("task.none", why=self.why("band") or self.why("gap") or self._say(f"why.{task.why}"))
        growth = self.standing.reading is Reading.GROWTH and task.of.value == "goal"
        return self._say("task.growth" if growth else f"task.{task.of.value}", amount=self.goal(task.value))

    def goal(self, value: float) -> str:
        """A task in its unit: a yearly rate of growth in per cent."""
        row = self.row
        if self.standing.reading is Reading.GROWTH:
            return f"{number(value, 2)}%"
        how = "sum" if self.standing.task.of.value == "path" else "published"
        return point_text(Point(self.standing.task.year, value, how), row.indicator, row.catalog, row.language)

    @property
    def source_of_steps(self) -> str:
        """Where the yearly steps are printed, or who approved them; empty where none is used."""
        return self.target.source_of_steps(self.row.language) if self.standing.task.of.value == "step" else ""

    @property
    def done(self) -> str:
        """The share of the task that is done; empty where the task is not shared by time."""
        done = self.standing.done
        return "" if done is None else self._say("done", share=_percent(100 * done, self._share_digits))

    @property
    def gone(self) -> str:
        """The share of the year that is gone."""
        return self._say("gone", share=_percent(100 * self.standing.time_gone, self._share_digits))

    @property
    def _share_digits(self) -> int:
        """The digits of the share done, of the time gone and of the points between: as few as keep each on its side of
        its limits and let what is shown subtract (65.005 % at 75 % is 9.995 behind, not 65 % and 9.99)."""
        done, ahead = 100 * (self.standing.done or 0), self.standing.ahead
        fewest = _digits(done, (_WHOLE,))
        if ahead is None or done >= _WHOLE:
            return fewest
        fewest = max(fewest, _digits(ahead, self.row.catalog.content.in_year.limits))
        gone = 100 * self.standing.time_gone

        def subtract(digits: int) -> bool:
            left = [_shown(value, digits) for value in (done, gone, ahead)]
            return round(left[0] - left[1] - left[2], _EXACT) == 0

        return next((digits for digits in range(fewest, _MOST_SHARE + 1) if subtract(digits)), fewest)

    @property
    def sign(self) -> str:
        """The band, or the distance to a yearly rate or a state; why there is none."""
        found, row = self.standing, self.row
        if found.band is not None:
            return self._say(f"band.{found.band.value}")
        if (found.why or {}).get("band") == "path":
            return self._say("off_path")
        if found.gap is None or "band" in (found.why or {}):
            return say("gap.none", row.language)
        if found.reading is Reading.GROWTH:
            side = _side(found.gap, 2)
            return self._say(f"growth_gap.{side}", points=points_text(found.gap, row.catalog, row.language, (0,)))
        short = found.shortfall
        if short is None or short <= 0:
            return self._say("state_gap.reached")
        return self._say(
            "state_gap.short",
            amount=row.signed(short, *self._of).lstrip("+")
            if row.indicator.kind is not Kind.CLASS
            else row.computed(short),
        )

    @property
    def points(self) -> str:
        """How many points before or behind time; with the tolerance, where what lies behind is still in step."""
        ahead = self.standing.ahead
        if ahead is None or self.standing.done is None or self.standing.done >= 1:
            return ""
        key = "equal" if not round(ahead, 9) else "ahead" if ahead > 0 else "behind"
        points = _points(ahead, self._share_digits, self.row.catalog, self.row.language)
        if key == "behind" and self.standing.band is Band.IN_STEP:
            return self._say("points.within", points=points, allowed=_allowed(self.row.catalog, self.row.language))
        return self._say(f"points.{key}", points=points)

    @property
    def notes(self) -> list[str]:
        """The usual course, whether time disagrees with it, the line between year ends, what is proven, what lacks."""
        found = [
            self.usual,
            self.disagree,
            self.line,
            self.proven,
            self.why("band") or self.why("gap") or self.why("line"),
        ]
        return [text for text in found if text]

    @property
    def usual(self) -> str:
        """The share usually done by the month, and how many years that rests on."""
        standing, usual = self.standing, self.row.so_far.usual
        if standing.usual is None or usual is None:
            return ""
        one = len(usual.years) == 1
        years = (
            self._say("usual_year", year=usual.years[0][0]) if one else self._say("usual_years", count=len(usual.years))
        )
        return self._say("usual", share=share_text(standing.usual), years=years)

    @property
    def disagree(self) -> str:
        """That the calendar and the usual course say different things."""
        if not self.standing.disagree:
            return ""
        return self._say("disagree.ahead" if (self.standing.ahead or 0) >= 0 else "disagree.behind")

    @property
    def line(self) -> str:
        """How the state lies to the line between the ends of last year and this."""
        gap = self.standing.line_gap
        if gap is None:
            return ""
        better = gap * self.standing.direction
        side = _side(better, self.row.indicator.decimals)
        return self._say(f"line.{side}", amount=self.row.signed(abs(gap)).lstrip("+"))

    @property
    def proven(self) -> str:
        """That the part of the year proves its promise kept or broken."""
        kept = self.standing.proven
        return "" if kept is None else self._say("proven.kept" if kept else "proven.broken")

    @property
    def needed(self) -> list[str]:
        """What the rest of the year needs, and as growth over the rest of last year."""
        found, parts = self.standing, []
        if found.needed and found.needed_per_month is not None:
            amount = self.row.computed(found.needed, *self._of)
            month = self.row.computed(found.needed_per_month, *self._of)
            parts.append(self._say("needed", amount=amount, month=month))
        if found.needed_growth is not None and found.needed != 0:
            side = "down" if found.needed_growth < 0 else "up"
            parts.append(self._say(f"needed_growth.{side}", rate=f"{number(abs(found.needed_growth), 2)}%"))
        return parts

    @property
    def _of(self) -> list[float]:
        """What was published of the year, and the task where that is printed: what is left is their difference."""
        known, task = self.row.so_far.latest, self.standing.task
        found = [known.value if known else None, None if task.of is From.PATH else task.value]
        return [value for value in found if value is not None]

    @property
    def why_not_needed(self) -> str:
        """Why the growth that the rest needs is not given; empty where it is, or where nobody would ask."""
        asked = self.standing.reading is Reading.GROWTH and self.row.indicator.kind is Kind.FLOW
        return self._say("needed_not", why=self.why("needed_growth")) if asked and self.why("needed_growth") else ""

    def why(self, figure: str) -> str:
        """Why a figure is not given; empty where it is."""
        code = (self.standing.why or {}).get(figure)
        return self._say(f"why.{code}") if code else ""


def share_text(share: float) -> str:
    """A share in per cent with one digit."""
    return _percent(100 * share, 1)


def points_text(points: float, catalog: Catalog, language: str, limits: Sequence[float] = ()) -> str:
    """A number of percentage points without its sign, with as many digits as keep it on its side of the ``limits``."""
    return _points(points, _digits(points, limits), catalog, language)


def _percent(value: float, digits: int) -> str:
    return f"{number(round(value, _EXACT), digits)}%"


def _points(points: float, digits: int, catalog: Catalog, language: str) -> str:
    text = number(abs(round(points, _EXACT)), digits)
    return with_unit(text, catalog.units["百分点"].beside(text, language))


def _digits(value: float, limits: Sequence[float]) -> int:
    """How many digits a value is written with: one, or more where that would put it on a limit or beyond it."""
    exact = round(value, _EXACT)  # as bands are told apart
    sides = [(exact > limit, exact < limit) for limit in limits]

    def keeps(digits: int) -> bool:
        shown = _shown(exact, digits)
        return sides == [(shown > limit, shown < limit) for limit in limits]

    return next((digits for digits in range(1, _EXACT) if keeps(digits)), _EXACT)


def _shown(value: float, digits: int) -> float:
    """What a reader takes a value for that is written with so many digits."""
    return float(f"{round(value, _EXACT):.{digits}f}")


def _side(value: float, digits: int) -> str:
    if number(value, digits) == "0":
        return "equal"
    return "above" if value > 0 else "below"
