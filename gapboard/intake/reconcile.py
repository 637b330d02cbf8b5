"""What committing each value would do, and what is odd about it beside the file's and the ledger's other values."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gapboard.catalog import Catalog, Kind
from gapboard.intake import checks, units
from gapboard.intake.figure import Figure, figure_of
from gapboard.intake.model import Candidate, Remark, State, doubt
from gapboard.intake.period import year_after, year_before
from gapboard.intake.status import unless_final
from gapboard.intake.values import Found, as_candidate
from gapboard.ledger import Key, Ledger, Observation, Period

_GREAT = 4
"""From ten thousands on a unit that is not said may be another power of ten."""
_YEAR = 12
_USUAL_GROWTH = 1.25
"""By how much a figure may grow in a year on average before it is worth a look, however many years lie between."""


_OF_GROWTH = frozenset({"growth_of_same", "growth_unlike_years", "growth_opposes", "growth_opposes_real"})


class _Years(NamedTuple):
    """The annual values of one series: those of the ledger, and those of the ledger and the file."""

    ledger: dict[int, Figure]
    both: dict[int, Figure]
    known: list[int]
    all: list[int]


class _Grown(NamedTuple):
    """Two figures and the growth between them: which way these miss it, whether they are the same, and who says so.

    ``at`` is the figure of the file that may be wrong: last year's, if the ledger does not have it so already.
    """

    at: Found
    told: Found
    way: int
    same: bool


class Reconciliation:
    """The values of a file beside each other and the ledger."""

    def __init__(self, found: Sequence[Found], ledger: Ledger, factor: float, catalog: Catalog, today: dt.date) -> None:
        self._found, self._ledger, self._factor, self._catalog = found, ledger, factor, catalog
        self._today = today
        self._grown: list[_Grown] = []

    def candidates(self) -> list[Candidate]:
        """All values with their states, by place."""
        again = self._find_repetitions()
        usable = [item for at, item in enumerate(self._found) if item.is_usable and at not in again]
        here = {item.key: item for item in usable}
        self._find_jumps(usable, here)
        self._doubt_assumed_units(usable)
        for item in usable:
            item.say(self._beside_parts(item, here))
            item.say(self._beside_growth(item, here))
            item.say(self._beside_months(item, here))
        for item in self._found:  # growth that the board has no indicator for says the same of its two figures
            if item.topic.growth_of and item.value is not None and not item.is_usable and _lacks_name_only(item):
                list(self._beside_growth(item, here))
        _doubt_standing_columns(usable)
        _doubt_missing_columns(self._grown)
        return [self._candidate(item) for item in sorted(self._found, key=lambda item: (item.row, item.column))]

    # Within the file

    def _find_repetitions(self) -> set[int]:
        """What is said twice; answers which values say again what another one says."""
        again: set[int] = set()
        groups: defaultdict[Key, list[int]] = defaultdict(list)
        for at, item in enumerate(self._found):
            if item.is_usable:
                groups[item.key].append(at)
        for positions in groups.values():
            items = [self._found[at] for at in positions]
            cells = [(item.row, item.column, item.figure.shown) for item in items if item.figure]
            other = next((cell for cell in cells if cell[2] != cells[0][2]), None)
            for number, at in enumerate(positions if len(positions) > 1 else ()):
                if other is None and number:
                    again.add(at)
                self._found[at].say(checks.same_cell_twice(cells[number][2], cells[0], other, is_first=not number))
        return again

    def _value_of(self, here: dict[Key, Found], key: Key) -> Figure | None:
        """A value of the file, else of the ledger."""
        item = here.get(key)
        return item.figure if item is not None else figure_of(self._ledger.last.get(key))

    def _name(self, ident: str) -> str:
        return self._catalog.indicators[ident].name if ident in self._catalog.indicators else ident

    def _beside_parts(self, item: Found, here: dict[Key, Found]) -> Iterator[Remark]:
        """A part of a whole, and a part of a year of its year."""
        region, ident, period = item.key
        for part, whole in checks.PARTS:
            if part == ident:
                value = self._value_of(here, (region, whole, period))
                yield from checks.within_whole(item.figure, value, self._name(whole))
            elif whole == ident and (region, part, period) not in here:  # else it is said of the part
                value = self._value_of(here, (region, part, period))
                yield from checks.holds_part(item.figure, value, self._name(part))
        indicator, within = item.topic.indicator, period[:4] == period.split("/")[-1][:4]
        if len(period) > 4 and within and indicator is not None and indicator.kind is Kind.FLOW:
            year = self._value_of(here, (region, ident, period[:4]))
            yield from checks.within_whole(item.figure, year, period[:4])

    def _beside_growth(self, item: Found, here: dict[Key, Found]) -> Iterator[Remark]:
        """Growth against the two years that it leads from and to, where both are known; said of the growth if that is
        in the file, else of the figure, and of last year's only where that alone is in the file and new."""
        region, ident, period = item.key
        base, rate = item.topic.growth_of, item.figure
        grows = "" if base else self._catalog.published_growth.get(ident, "")
        if grows and (region, grows, period) not in here:
            base, rate = ident, figure_of(self._ledger.last.get((region, grows, period)))
        if base and rate is not None:
            yield from self._grown_from(item, here, rate, (region, base, period))
        following = year_after(period)
        alone = all((region, one, following) not in here for one in (ident, grows))
        if grows and alone and item.figure != figure_of(self._ledger.last.get(item.key)):
            published = figure_of(self._ledger.last.get((region, grows, following)))
            if published is not None:
                yield from self._grown_from(item, here, published, (region, ident, following))

    def _grown_from(self, item: Found, here: dict[Key, Found], rate: Figure, key: Key) -> Iterator[Remark]:
        """What ``rate`` says against the figure ``key`` and that of the year before; ``item`` tells it."""
        region, base, period = key
        now, before = self._value_of(here, key), self._value_of(here, (region, base, year_before(period)))
        if now is None or before is None:
            return
        of = self._catalog.indicators.get(base)
        year = int(period.split("/")[-1][:4])
        broken = of is not None and checks.has_break(of, year - 1, year)
        real = of is not None and of.growth_prices == "real"
        yield from checks.growth_fits(rate, now, before, real=real, broken=broken)
        way = 0 if broken else checks.misses(rate, now, before, real=real)
        self._grown.append(_Grown(self._doubtful_of(item, here, key), item, way, now.value == before.value))

    def _doubtful_of(self, item: Found, here: dict[Key, Found], key: Key) -> Found:
        """Of a figure, that of the year before and the growth between them, the one that is asked about."""
        past = (*key[:2], year_before(key[2]))
        in_file = [here[one] for one in (past, key) if one in here]
        news = [one for one in in_file if figure_of(self._ledger.last.get(one.key)) != one.figure]
        return next(iter((*news, *in_file)), item)

    def _beside_months(self, item: Found, here: dict[Key, Found]) -> Iterator[Remark]:
        """A cumulated figure against the nearest earlier months', and against later ones' that are published."""
        region, ident, period = item.key
        indicator, year, month = item.topic.indicator, period[:4], _months(period)
        if not month or item.figure is None or indicator is None or indicator.kind not in (Kind.FLOW, Kind.COUNT):
            return
        if month == _YEAR and indicator.kind is Kind.COUNT:
            return  # how many there are at its end
        for other in range(month - 1, 0, -1):
            if value := self._value_of(here, (region, ident, _span(year, other))):
                yield from checks.keeps_adding(indicator, item.figure, month, value, other)
                break
        for other in range(month + 1, 12):
            key = (region, ident, _span(year, other))
            if key not in here and (value := self._value_of(here, key)):
                yield from checks.keeps_adding(indicator, item.figure, month, value, other)
                break

    def _doubt_assumed_units(self, usable: Sequence[Found]) -> None:
        """A figure of which nobody says the unit waits, unless the published figures of its series are of its size."""
        published = {(region, ident) for (region, ident, _), row in self._ledger.last.items() if row.value is not None}
        for item in usable:
            unit = units.parse(item.topic.unit) if item.topic.assumed else None
            if unit is not None and item.figure and unit.power >= _GREAT and item.key[:2] not in published:
                item.say([doubt("unit_assumed", found=item.figure.shown, expected=item.topic.unit)])

    # Over the years

    def _find_jumps(self, usable: Sequence[Found], here: dict[Key, Found]) -> None:
        """Hold each value against its old vintage, else against the years beside it, or the same months a year ago;
        growth that fits all of these may be more than growth ever is."""
        series: defaultdict[tuple[str, str], list[Found]] = defaultdict(list)
        for item in usable:
            series[item.key[:2]].append(item)
        known: dict[tuple[str, str], dict[int, Figure]] = {pair: {} for pair in series}
        for (region, ident, period), row in self._ledger.last.items():
            if (region, ident) in known and len(period) == 4 and (old := figure_of(row)):
                known[region, ident][int(period)] = old
        for pair, items in series.items():
            ledger = known[pair]
            both = ledger | {int(item.period): item.figure for item in items if item.figure and len(item.period) == 4}
            years = _Years(ledger, both, sorted(ledger), sorted(both))
            for item in items:
                is_year = len(item.period) == len("2024")
                said = list(self._jump(item, years) if is_year else self._part_beside(item, years, here))
                if not said and item.topic.indicator and item.figure:
                    said = list(checks.is_usual_growth(item.topic.indicator, item.figure))
                item.say(said)

    def _jump(self, item: Found, years: _Years) -> Iterator[Remark]:
        """What is odd about an annual value: against its old vintage, else against the first year that it is far from.

        A year that the old vintage was as far from says nothing against the new one.
        """
        indicator, now = item.topic.indicator, item.figure
        if indicator is None or now is None:
            return
        if said := list(self._against_old(item)):
            yield from said
            return
        year = int(item.period)
        old = years.ledger.get(year)
        for other, figure, factor in self._beside(year, years):
            compare = checks.no_leap if checks.has_break(indicator, *sorted((other, year))) else checks.no_jump
            said = list(compare(indicator, year, now, other, figure, factor))
            if said and not (old and list(compare(indicator, year, old, other, figure, factor))):
                yield said[0]
                return

    def _part_beside(self, item: Found, years: _Years, here: dict[Key, Found]) -> Iterator[Remark]:
        """A part of a year against its old vintage, else against the same months of the year before, else against the
        year, or the last one known before it: what is no amount of the months as if it were the year's own figure."""
        indicator, now, year = item.topic.indicator, item.figure, Period(item.period).within
        if said := list(self._against_old(item)):
            yield from said
            return
        if indicator is None or now is None or not year:
            return
        first, _, last = item.period.partition("/")
        months = int((last or first)[5:7]) - int(first[5:7]) + 1
        past = year_before(item.period)
        if before := self._value_of(here, (*item.key[:2], past)):
            said = list(checks.same_months_fit(indicator, now, months, before, past, self._factor))
            if said:
                yield said[0]
                return
        if indicator.kind is Kind.FLOW:
            for other in years.all[: bisect_right(years.all, year)][-1:]:
                yield from checks.part_fits(indicator, now, months, other, years.both[other])
            return
        if indicator.kind is Kind.COUNT and self._catalog.adds_up_within_the_year(indicator.id):
            return  # what is to be done within the year may all come at its end
        own = [(year, years.both[year], self._factor)] if year in years.both else []
        beside = (*own, *self._beside(year, years))
        found = (checks.part_of_level(indicator, now, year, *other) for other in beside)
        yield from next(filter(None, map(list, found)), [])

    def _against_old(self, item: Found) -> Iterator[Remark]:
        indicator, now, old = item.topic.indicator, item.figure, figure_of(self._ledger.last.get(item.key))
        if indicator is not None and now is not None and old is not None:
            yield from checks.big_change(indicator, now, old, item.period)

    def _beside(self, year: int, years: _Years) -> Iterator[tuple[int, Figure, float]]:
        """The years that a value is held against, each with how many times as much is still usual.

        The last one before it in file or ledger, the last one before it in the ledger, whatever the file makes of that,
        and the next one in the ledger, unless the file has another figure: which is then held against this one.
        """
        at = bisect_left(years.all, year)
        before = years.all[at - 1] if at else None
        if before is not None:
            yield before, years.both[before], self._factor
        for other in years.known[: bisect_left(years.known, year)][-1:]:
            if other != before or years.ledger[other] != years.both[other]:
                yield other, years.ledger[other], max(self._factor, _USUAL_GROWTH ** (year - other))
        for other in years.known[bisect_right(years.known, year) :][:1]:
            if years.ledger[other] == years.both[other]:
                yield other, years.ledger[other], max(self._factor, _USUAL_GROWTH ** (other - year))
        if before is None and not years.known and at + 1 < len(years.all):  # of two far apart either may be wrong
            after = years.all[at + 1]
            yield after, years.both[after], self._factor

    # What it comes to

    def _candidate(self, item: Found) -> Candidate:
        row = self._ledger.last.get(item.key)
        now, old, state = item.figure, figure_of(row), _state(item, row)
        if state is State.CHANGED and now and old:
            item.say(checks.keeps_exact(now, old, item.period))
            if item.last_year:
                item.say([doubt("comparable_base", found=now.shown, expected=old.shown, period=item.period)])
        usual = (unless_final(item.period, self._today) if item.period else "") or "A"
        kept = row.obs_status if row is not None and old == now else usual
        return as_candidate(item, state, row, item.status or kept)


def _span(year: str, month: int) -> str:
    """January up to a month, as the ledger writes it."""
    return f"{year}-01/{year}-{month:02}" if month > 1 else f"{year}-01"


def _months(period: str) -> int:
    """Up to which month a period runs that begins with January and ends within its year; 0 for any other."""
    if len(period) == len("2024"):
        return _YEAR
    month = int(period[-2:]) if len(period) in (7, 15) else 0
    return month if period == _span(period[:4], month) else 0


def _doubt_standing_columns(usable: Sequence[Found]) -> None:
    """Where several sums of a column stand still, each says that it is the column, and not its own figure again."""
    columns: defaultdict[tuple[int, str], list[tuple[Found, Remark]]] = defaultdict(list)
    for item in usable:
        standing = (remark for remark in item.findings if remark.code == "sum_stands")
        columns[item.column, item.period].extend((item, remark) for remark in standing)
    for found in columns.values():
        if said := list(checks.column_moves([remark for _, remark in found])):
            for item, remark in found:
                item.findings.remove(remark)
                item.say(said)


def _lacks_name_only(item: Found) -> bool:
    """Whether nothing else is wrong with a figure than that the board does not follow it."""
    return all(remark.code == "unknown_indicator" for remark in item.findings if remark.serious)


def _doubt_missing_columns(grown: Sequence[_Grown]) -> None:
    """Where most figures of a column miss their growth in one direction, each says that it is the column; what the
    growth of each says against its two figures is said by that."""
    columns: defaultdict[tuple[int, str], list[_Grown]] = defaultdict(list)
    for one in grown:
        columns[one.at.column, one.at.period].append(one)
    for found in columns.values():
        for way in (1, -1):
            # Growth may be of either sign beside figures that are the same.
            missing = [one for one in found if one.way and (one.way == way or one.same)]
            said = list(checks.column_misses(len(missing), len(found), sum(one.same for one in missing)))
            if not said:
                continue
            for one in missing:
                one.told.findings[:] = [item for item in one.told.findings if item.code not in _OF_GROWTH]
                if all(item.code != "column_stands" for item in one.at.findings):
                    one.at.say(said)
            break


def _state(item: Found, old: Observation | None) -> State:
    if any(found.serious for found in item.findings):
        return State.REFUSED
    if item.value is None or any(found.code == "repeated" for found in item.findings):
        return State.UNCHANGED  # a cell without a value withdraws nothing
    if old is None or old.value is None:
        return State.NEW
    # No longer preliminary is news, and so is an exact figure where a bound was known.
    same = figure_of(old) == item.figure and item.status in ("", old.obs_status)
    return State.UNCHANGED if same else State.CHANGED
