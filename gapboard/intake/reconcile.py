"""What committing each value would do, and what is odd about it beside the file's and the ledger's other values."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from gapboard.catalog import Indicator, Kind
from gapboard.intake import checks, units
from gapboard.intake.model import Candidate, Remark, State
from gapboard.intake.values import Found, as_candidate
from gapboard.ledger import Key, Ledger, Observation

_GREAT = 4
"""From ten thousands on a unit that is not said may be another power of ten."""
_USUAL_GROWTH = 1.25
"""By how much a figure may grow in a year on average before it is worth a look, however many years lie between."""


def reconciled(
    found: Sequence[Found], ledger: Ledger, factor: float, catalog_name: Callable[[str], str]
) -> list[Candidate]:
    """The candidates of a file in its order. ``catalog_name`` is what an indicator is called."""
    return _Reconciliation(found, ledger, factor, catalog_name).candidates()


class _Reconciliation:
    def __init__(
        self, found: Sequence[Found], ledger: Ledger, factor: float, catalog_name: Callable[[str], str]
    ) -> None:
        self._found, self._ledger, self._factor, self._name = found, ledger, factor, catalog_name
        self._again: set[int] = set()  # says again what another value says

    def candidates(self) -> list[Candidate]:
        """All values with their states."""
        self._find_repetitions()
        usable = [item for at, item in enumerate(self._found) if _is_usable(item) and at not in self._again]
        self._find_jumps(usable)
        self._doubt_assumed_units(usable)
        here = {_key(item): item for item in usable}
        self._hold_against_parts(usable, here)
        self._hold_against_growth(usable, here)
        return [
            self._candidate(at, item) for at, item in enumerate(sorted(self._found, key=lambda f: (f.row, f.column)))
        ]

    # Within the file

    def _find_repetitions(self) -> None:
        groups: defaultdict[Key, list[int]] = defaultdict(list)
        for at, item in enumerate(self._found):
            if _is_usable(item):
                groups[_key(item)].append(at)
        for positions in groups.values():
            if len(positions) < 2:
                continue
            cells = [(f.row, f.column, f.value or 0.0) for f in (self._found[at] for at in positions)]
            other = next((cell for cell in cells if cell[2] != cells[0][2]), None)
            for at, (row, column, value) in zip(positions, cells, strict=True):
                if other is None and at != positions[0]:
                    self._again.add(at)
                self._found[at].findings.extend(checks.same_cell_twice(value, cells[0], other, row, column))

    def _value_of(self, here: dict[Key, Found], key: Key) -> float | None:
        """A value of the file, else of the ledger."""
        item = here.get(key)
        if item is not None:
            return item.value
        old = self._ledger.last.get(key)
        return old.value if old is not None else None

    def _hold_against_parts(self, usable: Sequence[Found], here: dict[Key, Found]) -> None:
        """A part of a whole, and a part of a year of its year."""
        whole_of: defaultdict[str, list[str]] = defaultdict(list)
        for part, whole in checks.PARTS:
            whole_of[part].append(whole)
        wholes = {whole for _, whole in checks.PARTS}
        parts_of = {whole: [part for part, of in checks.PARTS if of == whole] for whole in wholes}
        for item in usable:
            region, ident, period = _key(item)
            for whole in whole_of.get(ident, ()):
                value = self._value_of(here, (region, whole, period))
                if value is not None and item.value is not None:
                    item.findings.extend(
                        checks.within_whole(item.value, value, self._name(whole), item.row, item.column)
                    )
            for part in parts_of.get(ident, ()):
                if (region, part, period) not in here:  # else it is said of the part
                    value = self._value_of(here, (region, part, period))
                    item.findings.extend(checks.holds_part(item.value, value, self._name(part), item.row, item.column))
            indicator = item.topic.indicator
            if len(period) > 4 and indicator is not None and indicator.kind is Kind.FLOW and _within_year(period):
                value = self._value_of(here, (region, ident, period[:4]))
                if value is not None and item.value is not None:
                    item.findings.extend(checks.within_whole(item.value, value, period[:4], item.row, item.column))

    def _hold_against_growth(self, usable: Sequence[Found], here: dict[Key, Found]) -> None:
        """Growth against the two years that it leads from and to, where both are known."""
        for item in usable:
            if not item.topic.growth_of or item.value is None:
                continue
            region, _, period = _key(item)
            base = item.topic.growth_of
            now = self._value_of(here, (region, base, period))
            before = self._value_of(here, (region, base, _year_before(period)))
            if now is not None and before is not None:
                item.findings.extend(checks.growth_fits(item.value, now, before, item.row, item.column))

    # Over the years

    def _find_jumps(self, usable: Sequence[Found]) -> None:
        """Hold each annual value against its old vintage, else the year before it and the ledger's nearest."""
        series: defaultdict[tuple[str, str], list[Found]] = defaultdict(list)
        for item in usable:
            if len(item.period) == 4:
                region, ident, _ = _key(item)
                series[region, ident].append(item)
        wanted = set(series)
        known: defaultdict[tuple[str, str], dict[int, float]] = defaultdict(dict)
        for (region, ident, period), row in self._ledger.last.items():
            if (region, ident) in wanted and len(period) == 4 and row.value is not None:
                known[region, ident][int(period)] = row.value
        for pair, items in series.items():
            ledger = known[pair]
            both = {**ledger, **{int(item.period): item.value for item in items if item.value is not None}}
            years, ledger_years = sorted(both), sorted(ledger)
            for item in items:
                item.findings.extend(self._jump(item, ledger, both, years, ledger_years))

    def _doubt_assumed_units(self, usable: Sequence[Found]) -> None:
        """A figure of which nobody says the unit waits, unless the published figures of its series are of its size."""
        published = {(region, ident) for (region, ident, _), row in self._ledger.last.items() if row.value is not None}
        for item in usable:
            region, ident, _ = _key(item)
            unit = units.parse(item.topic.unit) if item.topic.assumed else None
            if unit is not None and unit.power >= _GREAT and (region, ident) not in published:
                details = {"found": item.value, "expected": item.topic.unit}
                item.findings.append(Remark("unit_assumed", item.row, item.column, details, serious=False))

    def _jump(
        self, item: Found, ledger: dict[int, float], both: dict[int, float], years: list[int], ledger_years: list[int]
    ) -> Iterator[Remark]:
        indicator, value, year = item.topic.indicator, item.value, int(item.period)
        if indicator is None or value is None or indicator.kind is Kind.CLASS:
            return
        if year in ledger:
            jumps = list(
                checks.no_jump(indicator, value, ledger[year], item.period, self._factor, item.row, item.column)
            )
            yield from jumps or checks.big_change(indicator, value, ledger[year], item.period, item.row, item.column)
            return
        at = bisect_left(years, year)
        before = [years[at - 1]] if at else []
        for other in before:
            jumps = list(self._against(indicator, item, both[other], other, self._factor))
            if jumps:
                yield from jumps
                return
        nearest = min(ledger_years, key=lambda other: (abs(other - year), other), default=None)
        if nearest is not None and nearest not in before:
            allowed = max(self._factor, _USUAL_GROWTH ** abs(nearest - year))
            yield from self._against(indicator, item, ledger[nearest], nearest, allowed)
        elif nearest is None and not before and at + 1 < len(years):  # of two that are far apart either may be wrong
            yield from self._against(indicator, item, both[years[at + 1]], years[at + 1], self._factor)

    def _against(self, indicator: Indicator, item: Found, other: float, year: int, factor: float) -> Iterator[Remark]:
        first, last = sorted((year, int(item.period)))
        if item.value is not None and not checks.has_break(indicator, first, last):
            yield from checks.no_jump(indicator, item.value, other, str(year), factor, item.row, item.column)

    # What it comes to

    def _candidate(self, at: int, item: Found) -> Candidate:
        indicator = item.topic.indicator
        old = None
        if indicator is not None and item.period:
            old = self._ledger.last.get((item.region, indicator.id, item.period))
        state = self._state(item, old)
        if state is State.CHANGED and item.last_year and old is not None:
            details = {"found": item.value, "expected": old.value, "period": item.period}
            item.findings.append(Remark("comparable_base", item.row, item.column, details, serious=False))
        return as_candidate(item, state, old, item.status or _kept_status(old, item.value))

    def _state(self, item: Found, old: Observation | None) -> State:
        if any(found.serious for found in item.findings):
            return State.REFUSED
        if item.value is None or any(found.code == "repeated" for found in item.findings):
            return State.UNCHANGED  # a cell without a value withdraws nothing
        if old is None or old.value is None:
            return State.NEW
        # No longer preliminary is news, and so is an exact figure where a bound was known.
        same = old.value == item.value and old.is_exact and item.status in ("", old.obs_status)
        return State.UNCHANGED if same else State.CHANGED


def _is_usable(item: Found) -> bool:
    """Whether nothing serious is said of a value."""
    return item.value is not None and not any(found.serious for found in item.findings)


def _key(item: Found) -> Key:
    return item.region, item.topic.indicator.id if item.topic.indicator else "", item.period


def _kept_status(old: Observation | None, value: float | None) -> str:
    """The status of a value of which the file says none."""
    return old.obs_status if old is not None and old.value == value else "A"


def _within_year(period: str) -> bool:
    return period[:4] == period.split("/")[-1][:4]


def _year_before(period: str) -> str:
    return "/".join(f"{int(part[:4]) - 1}{part[4:]}" for part in period.split("/"))
