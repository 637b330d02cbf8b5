"""Which region, indicator and unit a cell's surroundings name: asked once for each different answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple, overload

import numpy as np

from gapboard.catalog import Catalog, Indicator, Kind
from gapboard.intake import checks, names, units
from gapboard.intake.cells import clean
from gapboard.intake.grid import Codes, Mask
from gapboard.intake.headings import is_growth
from gapboard.intake.model import Remark
from gapboard.ledger.check import short

LEFT_OUT = ""
"""What a user confirms for a name that is not to be imported."""

_MOST_SUGGESTED = 300
_MOST_UNKNOWN = 3_000


class Note(NamedTuple):
    """A remark that every cell with these surroundings gets. Column 0 is the cell's own."""

    code: str
    column: int
    details: Mapping[str, Any]
    serious: bool = True


class Heading(NamedTuple):
    """What the headings of a column of values say, and where its rows are labelled."""

    suffix: str
    unit: str
    region_column: int
    name_column: int
    unit_column: int


class Place(NamedTuple):
    """The texts around a cell that say what it is about, and the columns in which they stand."""

    region: str = ""
    name: str = ""
    suffix: str = ""
    unit: str = ""
    heading_unit: str = ""
    region_column: int = 0
    name_column: int = 0
    unit_column: int = 0


class Unknown(NamedTuple):
    """What a text that is not known may mean, and the column in which it stands (0: the value's own)."""

    likely: tuple[str, ...]
    column: int
    wanted: str = ""


@dataclass(slots=True)
class Subject:
    """What a cell is about, and what the finding of it had to repair or could not settle."""

    region: str
    indicator: Indicator | None
    unit: str
    power: int = 0
    repairs: list[Note] = field(default_factory=list)
    findings: list[Note] = field(default_factory=list)
    assumed_unit: bool = False
    pair: tuple[str, str] = ("", "")
    region_text: str = ""
    name_text: str = ""
    # What decides whether a plain number needs a closer look.
    quick: bool = False
    whole: bool = False
    percent: bool = False
    signed: bool = False


def at_cell(note: Note, row: int, column: int) -> Remark:
    """The remark of one cell."""
    return Remark(note.code, row, note.column or column, note.details, note.serious)


class Parts(NamedTuple):
    """What a subject is put together from: its region, its topic, and the texts that named them."""

    place: Subject
    topic: Subject
    region_text: str
    name_text: str

    @property
    def repairs(self) -> list[Note]:
        """What finding it had to repair."""
        return self.place.repairs + self.topic.repairs

    @property
    def pair(self) -> tuple[str, str]:
        """Region and indicator, as identifiers."""
        indicator = self.topic.indicator
        return (self.place.region, indicator.id) if indicator else ("", "")

    def subject(self) -> Subject:
        """The whole."""
        place, topic = self.place, self.topic
        return replace(
            topic,
            region=place.region,
            repairs=self.repairs,
            findings=place.findings + topic.findings,
            pair=self.pair,
            region_text=self.region_text,
            name_text=self.name_text,
            quick=topic.quick and not place.findings,
        )


class Subjects(Sequence[Subject]):
    """Subjects by number; each is put together when it is asked for, which for most is never."""

    def __init__(self) -> None:
        self.pairs: list[tuple[str, str]] = []
        self._items: list[Subject | Parts] = []

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, number: int) -> Subject: ...
    @overload
    def __getitem__(self, number: slice) -> list[Subject]: ...
    def __getitem__(self, number: int | slice) -> Subject | list[Subject]:
        if isinstance(number, slice):
            return [self[at] for at in range(*number.indices(len(self)))]
        item = self._items[number]
        if isinstance(item, Parts):
            item = self._items[number] = item.subject()
        return item

    def are_repaired(self) -> Mask:
        """Which of them had to be repaired."""
        return np.array([bool(item.repairs) for item in self._items], np.bool_)

    def repairs_of(self, number: int) -> list[Note]:
        """What finding one of them had to repair."""
        return self._items[number].repairs

    def are_named(self, role: str) -> Mask:
        """Which of them have a text for their ``region`` or ``indicator``."""
        texts = (item.region_text if role == "region" else item.name_text for item in self._items)
        return np.array([bool(text.strip()) for text in texts], np.bool_)

    def add(self, items: Sequence[Subject | Parts]) -> Codes:
        """Take in some more; answers their numbers."""
        first = len(self._items)
        self._items.extend(items)
        self.pairs.extend(item.pair for item in items)
        return np.arange(first, len(self._items))


class Recogniser:
    """Names and units of one file against the catalogue, what users have confirmed, and the file's own title."""

    def __init__(self, catalog: Catalog, confirmed: Mapping[str, str], region: str, title_unit: str) -> None:
        self.catalog = catalog
        self.region = region
        self.title_unit = title_unit
        self.confirmed = {names.fold(text): ident for text, ident in confirmed.items()}
        self.unknown: dict[tuple[str, str], Unknown] = {}
        """What no name or alias settles, by kind and text, in the order in which it first came."""
        self._by_region: dict[str, Subject] = {}
        self._by_name: dict[tuple[str, str, Heading], Subject] = {}
        self._by_cell_unit: dict[tuple[int, str], tuple[Subject, Subject]] = {}
        self._indicators = names.indicators_of(catalog)
        self._regions = names.regions_of(catalog)
        self._units = names.units_of(catalog)

    def place(self, region: str, column: Heading) -> Subject:
        """The region of rows that say ``region``, as a subject without an indicator."""
        found = self._by_region.get(region)
        if found is None:
            found = self._by_region[region] = Subject(self.region, None, "")
            self._set_region(found, Place(region, region_column=column.region_column))
        return found

    def topic(self, name: str, unit: str, column: Heading) -> Subject:
        """The indicator and unit in ``column`` of rows that say ``name`` and ``unit``; the region is left open."""
        found = self._by_name.get((name, unit, column))
        if found is None:
            found = self._by_name[name, unit, column] = Subject("", None, "")
            place = Place("", name, column.suffix, unit, column.unit, *column[2:])
            self._set_unit(found, place, self._set_indicator(found, place))
            indicator = found.indicator
            if indicator is not None:
                found.quick = indicator.kind is not Kind.CLASS and not found.findings
                found.whole, found.percent = checks.counted(indicator), indicator.unit == "%"
                found.signed = indicator.kind is Kind.RATE
        return found

    def _set_region(self, found: Subject, place: Place) -> None:
        text = place.region
        if not text.strip():
            if not found.region:
                found.findings.append(Note("region_missing", place.region_column, {"found": "", "expected": ""}))
            return
        match = self._regions.match(text, self.confirmed)
        if match.id is None:
            found.region = ""
            shown = clean(text)
            if self._leaves_out(shown):
                details = {"found": short(shown), "expected": ""}
                found.findings.append(Note("left_out", place.region_column, details))
                return
            likely = [ident for ident, _ in self._regions.suggest(text)]
            if len(self.unknown) < _MOST_UNKNOWN:
                self.unknown.setdefault(("region", shown), Unknown(tuple(likely), place.region_column))
            known = [self.catalog.regions[ident].name for ident in likely]
            expected = "、".join(known or [region.name for region in self.catalog.regions.values()])
            details = {"found": short(text), "expected": expected}
            found.findings.append(Note("unknown_region", place.region_column, details))
            return
        found.region = match.id
        self._say_alias(found, match, text, place.region_column, self.catalog.regions[match.id].name)

    def _set_indicator(self, found: Subject, place: Place) -> str:
        """Set the indicator; answers the unit that its heading states."""
        whole, name, unit = self._named(place.name)
        if place.suffix:
            return self._set_suffixed(found, place, whole, name)
        if whole.id is None and (bare := names.without_basis(name)) != name:
            # Amounts of money are published in current prices; a rate in them is another series.
            current = self._match(bare)
            if current.id and units.is_money(self.catalog.indicators[current.id].unit):
                whole, name = current, bare
                details = {"found": short(place.name), "result": self.catalog.indicators[current.id].name}
                found.repairs.append(Note("current_prices", place.name_column, details))
        if whole.id is None:
            self._refuse_name(found, place, name)
            return unit
        found.indicator = self.catalog.indicators[whole.id]
        expected = self._own_currency(found, name, unit or place.unit or place.heading_unit)
        if expected is not None:
            details = {"found": short(place.name), "result": expected.name}
            found.repairs.append(Note("indicator_by_unit", place.name_column, details))
            found.indicator = expected
        elif not found.repairs:
            self._say_alias(found, whole, place.name, place.name_column, found.indicator.name)
        return unit

    def _named(self, text: str) -> tuple[names.Match, str, str]:
        """What a text names, and that name and the unit in it: by the catalogue, else by what users have confirmed."""
        name, unit = names.split_unit(text, self._units)
        for confirmed in ({}, self.confirmed):
            whole = self._indicators.match(text, confirmed)
            if whole.id is not None:
                return whole, text, ""
            inner = self._indicators.match(name, confirmed) if unit else whole
            if inner.id is not None:
                return inner, name, unit
        return whole, name, unit

    def _leaves_out(self, text: str) -> bool:
        return self.confirmed.get(names.fold(text)) == LEFT_OUT

    def _match(self, text: str) -> names.Match:
        return self._indicators.match(text, self.confirmed)

    def _set_suffixed(self, found: Subject, place: Place, base: names.Match, name: str) -> str:
        """A second heading: growth is the series of published growth, anything else a part of the name."""
        if is_growth(place.suffix):
            ident = self.catalog.published_growth.get(base.id or "") or self._match(f"{name}增速").id
            if ident:
                found.indicator = self.catalog.indicators[ident]
                details = {"found": short(f"{name} {place.suffix}"), "result": found.indicator.name}
                found.repairs.append(Note("growth_column", place.name_column, details))
                return "%"
            self._refuse_name(found, place, f"{name}增速", unit="%")
            return "%"
        rest, unit = names.split_unit(place.suffix, self._units)
        match = self._match(f"{name}{rest}")
        if match.id is None:
            self._refuse_name(found, place, f"{name} {rest}")
        else:
            found.indicator = self.catalog.indicators[match.id]
        return unit

    def _refuse_name(self, found: Subject, place: Place, name: str, unit: str = "") -> None:
        """Say that a name is not known; ``unit`` is the one that what it may mean must have."""
        text = clean(name)
        if self._leaves_out(text) or self._leaves_out(place.name):
            found.findings.append(Note("left_out", place.name_column, {"found": short(text), "expected": ""}))
            return
        key = ("indicator", text)
        if key not in self.unknown:
            likely = (
                [ident for ident, _ in self._indicators.suggest(text)] if len(self.unknown) < _MOST_SUGGESTED else ()
            )
            fitting = tuple(i for i in likely if not unit or self.catalog.indicators[i].unit == unit)
            self.unknown[key] = Unknown(fitting, place.name_column, unit)
        expected = "、".join(self.catalog.indicators[ident].name for ident in self.unknown[key].likely)
        details = {"found": short(text), "expected": expected}
        found.findings.append(Note("unknown_indicator", place.name_column, details))

    def _own_currency(self, found: Subject, name: str, unit: str) -> Indicator | None:
        """The indicator of the same name in the currency of ``unit``, where the matched one is in another."""
        if found.indicator is None or not unit or units.shift(unit, found.indicator.unit) != "currency_differs":
            return None
        parsed = units.parse(unit)
        other = self._match(f"{name}（{parsed.base}）").id if parsed else None
        return self.catalog.indicators[other] if other else None

    def _set_unit(self, found: Subject, place: Place, name_unit: str) -> None:
        # The unit of the row is that of the figure, not of its growth.
        own = "" if is_growth(place.suffix) else clean(place.unit)
        stated = own or place.heading_unit or name_unit or self.title_unit
        found.unit = stated
        if found.indicator is None:
            return
        if own and name_unit and units.parse(own) != units.parse(name_unit):
            details = {"found": short(own), "expected": short(name_unit)}
            found.findings.append(Note("unit_conflict", place.unit_column, details))
            return
        if not stated:
            found.unit, found.assumed_unit = found.indicator.unit, True
            return
        self.convert(found, stated, place.unit_column or place.name_column)

    def convert(self, found: Subject, stated: str, column: int) -> None:
        """Settle by which power of ten a figure in ``stated`` becomes one in the indicator's unit."""
        indicator = found.indicator
        if indicator is None or stated == indicator.unit:
            return
        written = stated
        ident = names.unit_names_of(self.catalog).get(names.fold(stated))
        stated = ident or stated
        power = units.shift(stated, indicator.unit)
        if power == "unknown_unit":
            # Only what nobody knows can be settled by hand: nobody makes dollars of yuan by confirming it.
            if self._leaves_out(written):
                details: dict[str, Any] = {"found": short(written), "expected": ""}
                found.findings.append(Note("left_out", column, details))
                return
            confirmed = self.confirmed.get(names.fold(written))
            if confirmed:
                stated = confirmed
                power = units.shift(stated, indicator.unit)
                found.repairs.append(Note("confirmed_name", column, {"found": short(written), "result": stated}))
            else:
                offered = units.of_same_base(indicator.unit)
                self.unknown.setdefault(("unit", clean(written)), Unknown(offered, column, indicator.unit))
        if isinstance(power, str):
            found.findings.append(Note(power, column, {"found": short(stated), "expected": indicator.unit}))
        else:
            found.power = power
            details = {"found": short(stated), "result": indicator.unit, "power": power}
            if power:
                found.repairs.append(Note("unit_converted", 0, details))
            elif ident is None and not units.says_the_same(stated, indicator.unit):
                found.repairs.append(Note("unit_same", 0, details))

    def with_unit_of_cell(self, subject: Subject, unit: str) -> Subject:
        """The subject of a cell that states its own unit, which counts before every other."""
        # By identity: the subject is kept beside what was made of it, so that no other can take its number.
        kept = self._by_cell_unit.get((id(subject), unit))
        if kept is not None and kept[0] is subject:
            return kept[1]
        troubles = ("unit_differs", "unknown_unit", "currency_differs")
        full = units.completed(unit, subject.unit)
        found = replace(
            subject,
            unit=unit,
            power=0,
            repairs=[note for note in subject.repairs if note.code not in ("unit_converted", "unit_same")],
            findings=[note for note in subject.findings if note.code not in troubles],
            assumed_unit=False,
            quick=False,
        )
        self.convert(found, full, 0)
        self._by_cell_unit[id(subject), unit] = (subject, found)
        return found

    @staticmethod
    def _say_alias(found: Subject, match: names.Match, text: str, column: int, name: str) -> None:
        if match.how != "exact":
            code = "confirmed_name" if match.how == "confirmed" else "alias"
            found.repairs.append(Note(code, column, {"found": short(text), "result": name}))
