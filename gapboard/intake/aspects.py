"""One small reader for each thing that has to be known of a value: it looks from the nearest text and says who said it.

Each answers an :class:`Answer`: found, none, or ambiguous, with the cell that said so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from gapboard.catalog import Indicator, Kind
from gapboard.intake import names, units
from gapboard.intake.areas import Area, AreaColumn
from gapboard.intake.cells import brief, clean
from gapboard.intake.correct import ColumnSaid
from gapboard.intake.lexicon import Heading, Lexicon, NameFound
from gapboard.intake.model import Measure, Remark, Said, Where
from gapboard.intake.period import PeriodFound, compose
from gapboard.intake.phrase import Phrase, as_january, of_label, parse
from gapboard.intake.places import Place
from gapboard.intake.rows import Section

_AMOUNT = re.compile("(?:增加值|总值|产值|投资|收入|支出|额|量|数)$")
"""第一产业 may be a part of investment as well as of the product: only an amount has growth of its own name."""
NOT_TAKEN = (Measure.OTHER, Measure.CHANGE, Measure.PLAN, Measure.DONE, Measure.SHARE, Measure.RANK, Measure.PREVIOUS)
"""Figures of these kinds are no figures of the board."""


@dataclass(frozen=True, slots=True)
class Label:
    """A text left of a value and its cell; ``carried`` from a row above, where the cell itself is empty."""

    text: str = ""
    row: int = 0
    column: int = 0
    carried: bool = False

    @property
    def said(self) -> Said:
        """As the one who said something."""
        return Said(self.text, self.row, self.column, Where.LABEL)


@dataclass(frozen=True, slots=True)
class Names:
    """The names of the sheet and the file, the furthest that can say something."""

    sheet: str
    file: str


@dataclass(slots=True)
class Answer:
    """What one reader found: ``id`` is empty where nothing is found, ``faults`` say why; remarks stand at ``said``."""

    id: str = ""
    said: Said | None = None
    repairs: list[Remark] = field(default_factory=list)
    faults: list[Remark] = field(default_factory=list)
    asks: list[tuple[str, str, str]] = field(default_factory=list)
    """Questions: kind, text, the unit that it must have."""


@dataclass(slots=True)
class Topic:
    """Which indicator a value is of, in which unit, and which power of ten leads to the indicator's own."""

    indicator: Indicator | None = None
    unit: str = ""
    power: int = 0
    assumed: bool = False
    growth_of: str = ""
    explicit: bool = False
    """Whether a line of its own (指标：…) names it: what that says of the period is said of the figure itself."""
    unclear: bool = False
    """Whether it is the column's heading that is not understood."""
    name: NameFound | None = None
    said: Said | None = None
    unit_said: Said | None = None
    repairs: list[Remark] = field(default_factory=list)
    faults: list[Remark] = field(default_factory=list)
    asks: list[tuple[str, str, str]] = field(default_factory=list)


def remark(code: str, said: Said | None, **details: object) -> Remark:
    """A remark at the cell that said it; with row 0 for a label, which stands in the row of each value."""
    if said is None or said.where is Where.LABEL:
        return Remark(code, 0, said.column if said else 0, details)
    return Remark(code, said.row, said.column, details)


class RegionReader:
    """Which region a value is of."""

    def __init__(self, lexicon: Lexicon, area: Area, names_: Names, home: str) -> None:
        self._lexicon, self._area, self._names, self._home = lexicon, area, names_, home

    def read(
        self, column: AreaColumn, label: Label, name: NameFound | None, name_label: Label, lines: Sequence[Section]
    ) -> Answer:
        """The region of a value under ``column`` in a row with these labels, ruled by ``lines``."""
        by_hand = column.said.region or self._area.said.region
        if by_hand:
            return Answer(by_hand, Said("", where=Where.USER))
        near = list(self._near(column, label, name, name_label))
        if label.text.strip() and not any(said.where is Where.LABEL for _, said, _ in near):
            return self._unknown(label)
        far, clash = self._far(lines)
        whole = next(((place, said, how) for place, said, how in near if place.whole), None)
        plain = [(place, said, how) for place, said, how in near if not place.whole]
        if len({place.id or place.text for place, _, _ in plain}) > 1:
            off = next(((place, said) for place, said, _ in plain if not place.id), None)
            if off:  # 市辖区 of 昆明市 is not 昆明市
                return self._off_board(*off)
            faults = [remark("two_regions", plain[0][1], found=plain[0][1].text, expected=plain[1][1].text)]
            return Answer("", plain[0][1], faults=faults)
        if plain:
            return self._answer(*plain[0])
        if whole:
            return self._whole(*whole, far)
        if clash:
            named = self._lexicon.places.named_in(clash.text)
            other = named[-1].text if named else next((s.closed.text for s in lines if s.closed), "")
            return Answer("", clash, faults=[remark("two_regions", clash, found=brief(clash.text), expected=other)])
        if far:
            place, said = far
            return self._answer(place, said, "exact") if place.id else self._about_another(place, said)
        if self._home:
            return Answer(self._home, Said("", where=Where.USER))
        at = Said("", label.row, label.column) if label.column else None
        return Answer("", at, faults=[remark("region_missing", at, found="", expected="")])

    def _near(
        self, column: AreaColumn, label: Label, name: NameFound | None, name_label: Label
    ) -> Iterator[tuple[Place, Said, str]]:
        """What the row's labels and the column's headings say."""
        if name is not None and name.place is not None:
            yield name.place, name_label.said, "exact"
        if label.text.strip():
            place, how = self._lexicon.region(label.text)
            if place:
                yield place, label.said, how
        if name_label.text and name is not None and not name.id:
            place, how = self._lexicon.region(name_label.text)
            if place:
                yield place, name_label.said, how
        for heading, said in column.chain:
            if heading.place:
                yield heading.place, said, "exact"

    def _far(self, lines: Sequence[Section]) -> tuple[tuple[Place, Said] | None, Said | None]:
        """What the lines over the value say, then the sheet's name, then the file's; or who says two things."""
        closed: Place | None = None
        whole: tuple[Place, Said] | None = None
        weak: tuple[Place, Said] | None = None
        for section in lines:
            line = section.line
            said = Said(line.text, line.row, line.column, Where.TITLE)
            if line.two_places:
                return None, said
            if line.weak:
                weak = weak or ((line.place, said) if line.place is not None else None)
            elif line.place is not None:
                if closed and (closed.id or closed.text) != (line.place.id or line.place.text):
                    return None, said
                if not line.place.whole:
                    if whole and line.place.id:
                        return (whole if whole[0].id else (line.place, said)), None
                    return (line.place, said), None
                whole = whole or (line.place, said)
            closed = closed or section.closed
        for text, where in ((self._names.sheet, Where.SHEET), (_stem(self._names.file), Where.FILE)):
            found, several = self._lexicon.places.innermost(text)
            if found and not several and not found[0].whole and whole is None:
                if closed and closed.id != found[0].id:
                    return None, Said(text, where=where)
                return (found[0], Said(text, where=where)), None
        return whole or weak, None

    def _whole(self, place: Place, said: Said, how: str, far: tuple[Place, Said] | None) -> Answer:
        """全市 is what the table is about; where that is another city, it is not on the board."""
        if far and not far[0].id:
            return self._about_another(*far)
        if not place.id:
            return Answer(far[0].id, far[1]) if far else self._off_board(place, said)
        return self._answer(place, said, how)

    def _answer(self, place: Place, said: Said, how: str) -> Answer:
        if not place.id:
            return self._off_board(place, said)
        repairs = []
        name = self._lexicon.catalog.regions[place.id].name
        if how in ("alias", "confirmed") and said.where is Where.LABEL:
            repairs.append(
                remark("confirmed_name" if how == "confirmed" else "alias", said, found=brief(said.text), result=name)
            )
        return Answer(place.id, said, repairs)

    def _off_board(self, place: Place, said: Said) -> Answer:
        text = clean(said.text) if said.where is Where.LABEL else place.text
        if self._lexicon.is_left_out(text):
            return Answer("", said, faults=[remark("left_out", said, found=brief(text), expected="")])
        known = "、".join(region.name for region in self._lexicon.catalog.regions.values())
        faults = [remark("unknown_region", said, found=brief(text), expected=known)]
        return Answer("", said, faults=faults, asks=[("region", text, "")])

    def _about_another(self, place: Place, said: Said) -> Answer:
        """A title is about a place that the board does not follow: nobody makes it another one by answering."""
        if self._lexicon.is_left_out(place.text):
            return Answer("", said, faults=[remark("left_out", said, found=place.text, expected="")])
        faults = [remark("other_region", said, found=place.text, expected="")]
        return Answer("", said, faults=faults, asks=[("elsewhere", place.text, "")])

    def _unknown(self, label: Label) -> Answer:
        text = clean(label.text)
        if self._lexicon.is_left_out(text):
            return Answer("", label.said, faults=[remark("left_out", label.said, found=brief(text), expected="")])
        likely = [self._lexicon.catalog.regions[i].name for i, _ in self._lexicon.regions.suggest(text)]
        expected = "、".join(likely or [region.name for region in self._lexicon.catalog.regions.values()])
        faults = [remark("unknown_region", label.said, found=brief(text), expected=expected)]
        return Answer("", label.said, faults=faults, asks=[("region", text, "")])


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


class PeriodReader:
    """Which period a value is of."""

    def __init__(self, area: Area, names_: Names, noted: Sequence[tuple[Phrase, Said]]) -> None:
        self._area, self._noted = area, noted
        self._far_names = [
            (parse(names_.sheet), Said(names_.sheet, where=Where.SHEET)),
            (parse(_stem(names_.file)), Said(names_.file, where=Where.FILE)),
        ]

    def near(
        self, column: AreaColumn, name: NameFound | None, name_label: Label, labels: Sequence[Label]
    ) -> list[tuple[Phrase, Said]]:
        """What the headings and the labels of the row say, the nearest first."""
        found = [(heading.phrase, said) for heading, said in column.chain if heading.phrase is not None]
        if name is not None and name.phrase is not None:
            found.insert(0, (name.phrase, name_label.said))
        found.extend((of_label(label.text), label.said) for label in labels if label.text.strip())
        return [(as_january(phrase), said) for phrase, said in found] if self._area.months else found

    def read(
        self, column: AreaColumn, near: Sequence[tuple[Phrase, Said]], lines: Sequence[Section], *, stock: bool
    ) -> PeriodFound:
        """The period of a value."""
        by_hand = column.said.period or self._area.said.period
        if by_hand:
            return PeriodFound(by_hand, Said("", where=Where.USER))
        far = [
            (section.line.phrase, Said(section.line.text, section.line.row, section.line.column, Where.TITLE))
            for section in lines
            if section.line.phrase is not None
        ]
        return compose([*near, *self._noted, *far, *self._far_names], stock=stock)


class TopicReader:
    """Which indicator and which unit."""

    def __init__(self, lexicon: Lexicon, area: Area, noted: Mapping[str, Said]) -> None:
        self._lexicon, self._area, self._noted = lexicon, area, noted
        self._catalog = lexicon.catalog

    def read(
        self,
        column: AreaColumn,
        label: Label,
        parent: Label,
        unit: Label,
        lines: Sequence[Section],
        measure: Measure | None,
        base: AreaColumn | None,
    ) -> Topic:
        """The topic of a value.

        ``base`` is the column that it is the growth of, ``parent`` the label that a row of regions stands below.
        """
        topic = Topic()
        self._indicator(topic, column, label, parent, unit, lines, measure, base)
        self._unit(topic, column, unit, lines, base)
        return topic

    # The indicator

    def _indicator(
        self,
        topic: Topic,
        column: AreaColumn,
        label: Label,
        parent: Label,
        unit: Label,
        lines: Sequence[Section],
        measure: Measure | None,
        base: AreaColumn | None,
    ) -> None:
        by_hand = column.said.indicator or self._area.said.indicator
        if by_hand:
            topic.said = Said("", where=Where.USER)
            name = NameFound(self._catalog.indicators[by_hand].name, by_hand, "exact")
        else:
            found = self._named(topic, column, label, parent, lines, base)
            if found is None:
                return
            name = found
        topic.name = name
        if name.phrase is not None and name.phrase.measure is Measure.GROWTH:
            measure = Measure.GROWTH
        if measure is Measure.GROWTH and not by_hand:
            if topic.said is not None and topic.said.where is Where.HEADING and column.chain:
                topic.said = column.chain[0][1]
            self._growth(topic, self._in_currency(name, unit, lines))
            return
        if not name.id:
            self._refuse(topic, name.text, "")
            return
        topic.indicator = self._catalog.indicators[name.id]
        self._say_how(topic, name)

    def _named(
        self,
        topic: Topic,
        column: AreaColumn,
        label: Label,
        parent: Label,
        lines: Sequence[Section],
        base: AreaColumn | None,
    ) -> NameFound | None:
        """The name that counts; ``None`` where that has been settled already."""
        chain = column.chain
        if base is not None and not any(heading.name or heading.rest for heading, _ in chain):
            chain = base.chain
        told = column.said != ColumnSaid()  # what a user says of a column explains its heading
        over = [(heading, said) for heading, said in chain if heading.name or (heading.rest and not told)]
        if label.text.strip():
            return self._labelled(topic, label, over)
        if parent.text.strip():
            topic.said = parent.said
            return self._lexicon.name(parent.text)
        if over:
            return self._headed(topic, over)
        for section in lines:
            name = section.line.name
            if name is not None:
                topic.said = Said(section.line.text, section.line.row, section.line.column, Where.TITLE)
                topic.explicit = section.line.explicit
                return name
        return self._asked_for(topic, column, lines)

    def _labelled(self, topic: Topic, label: Label, over: Sequence[tuple[Heading, Said]]) -> NameFound | None:
        """The row is named; a heading that is a name as well must be part of it."""
        topic.said = label.said
        name = self._lexicon.name(label.text)
        if not over:
            return name
        heading, said = over[0]
        part = heading.name.text if heading.name else heading.rest
        if heading.name and heading.name.id == name.id:
            return name
        base = name.text
        for joined in (f"{base}{part}", f"{part}{base}", f"{base}{heading.text}"):
            match = self._lexicon.match(joined)
            if match.id:
                return NameFound(joined, match.id, match.how, heading.unit or name.unit)
        both = f"{base} {heading.text}"
        if told := self._lexicon.match(both).id:
            return NameFound(both, told, "confirmed", heading.unit)
        if self._lexicon.is_left_out(both):
            return NameFound(both, "", "left_out")
        topic.said, topic.unclear = said, heading.name is None
        if topic.unclear:
            return None
        return NameFound(both, "", "", heading.unit)

    def _headed(self, topic: Topic, over: Sequence[tuple[Heading, Said]]) -> NameFound:
        """No label names the row: the headings do, the finer one within the coarser."""
        heading, said = over[0]
        topic.said = said
        if len(over) > 1:
            upper = over[1][0]
            joined = (
                f"{upper.name.text if upper.name else upper.rest}{heading.name.text if heading.name else heading.rest}"
            )
            whole = self._lexicon.match(joined)
            if whole.id:
                return NameFound(joined, whole.id, whole.how, heading.unit)
        if heading.name:
            # 增加值 below 农业 is not that of all: what stands over a name must be understood as well.
            foreign = next((h for h, _ in over[1:] if h.rest and not _says_nothing(h.rest)), None)
            if foreign is None or heading.name.id == "":
                return heading.name
            return NameFound(f"{foreign.text} {heading.text}", "", "", heading.unit)
        name, unit = names.split_unit(heading.text, frozenset())
        if len(over) > 1:
            return NameFound(f"{over[1][0].text} {clean(name)}", "", "", unit)
        full = self._lexicon.name(said.text)
        return full if full.id or full.how else NameFound(clean(name), "", full.how, unit)

    def _asked_for(self, topic: Topic, column: AreaColumn, lines: Sequence[Section]) -> NameFound | None:
        """Nothing names an indicator: the title may be told to be one, for this file alone."""
        titles = [s.line for s in reversed(lines) if not s.line.is_unit]
        title = next((line for line in titles if not line.meta), titles[0] if titles else None)
        if title is not None:
            topic.said = Said(title.text, title.row, title.column, Where.TITLE)
        else:
            topic.said = column.chain[-1][1] if column.chain else Said("", 0, column.number)
        key = title_key(topic.said.text)
        said = self._lexicon.said.get(key)
        if said in self._catalog.indicators:
            return NameFound(topic.said.text, said, "confirmed")
        if said == "":
            topic.faults.append(remark("left_out", topic.said, found=brief(topic.said.text), expected=""))
            return None
        topic.faults.append(remark("title_names_nothing", topic.said, found=brief(topic.said.text), expected=""))
        topic.asks.append(("title", key, ""))
        return None

    def _in_currency(self, name: NameFound, own: Label, lines: Sequence[Section]) -> NameFound:
        """What grows, in the currency that the row or a line over it states: dollars do not grow as yuan do."""
        unit = own.text or name.unit or next((s.line.units[0] for s in lines if len(s.line.units) == 1), "")
        if not name.id or units.shift(unit, self._catalog.indicators[name.id].unit) != "currency_differs":
            return name
        other = self._own_currency(self._catalog.indicators[name.id], name, unit)
        parsed = units.parse(unit)
        text = other.name if other else f"{name.text}（{parsed.base if parsed else unit}）"
        return replace(name, id=other.id if other else "", text=text)

    def _growth(self, topic: Topic, name: NameFound) -> None:
        """The series of published growth of what is named."""
        topic.unit, topic.growth_of = "%", name.id
        ident = self._catalog.published_growth.get(name.id, "") if name.id else ""
        if not ident and name.id in self._catalog.published_growth.values():
            topic.growth_of, ident = "", name.id  # the column says again what the name says
        if not ident and _AMOUNT.search(name.text):
            ident = self._lexicon.match(f"{name.text}增速").id or ""
        if not ident:
            self._refuse(topic, f"{name.text}增速", "%")
            return
        topic.indicator = self._catalog.indicators[ident]
        details = {
            "found": brief(f"{name.text} {topic.said.text if topic.said else ''}"),
            "result": topic.indicator.name,
        }
        topic.repairs.append(remark("growth_column", topic.said, **details))

    def _refuse(self, topic: Topic, text: str, unit: str) -> None:
        """Say that a name is not known; ``unit`` is the one that what it may mean must have."""
        shown = clean(text)
        if self._lexicon.is_left_out(shown) or (topic.name is not None and topic.name.how == "left_out"):
            topic.faults.append(remark("left_out", topic.said, found=brief(shown), expected=""))
            return
        likely = likely_indicators(self._lexicon, shown, unit)
        expected = "、".join(self._catalog.indicators[ident].name for ident in likely)
        topic.faults.append(remark("unknown_indicator", topic.said, found=brief(shown), expected=expected))
        topic.asks.append(("indicator", shown, unit))

    def _say_how(self, topic: Topic, name: NameFound) -> None:
        assert topic.indicator is not None
        expected = self._own_currency(topic.indicator, name)
        code = {"alias": "alias", "confirmed": "confirmed_name", "current_prices": "current_prices"}.get(name.how)
        if expected is not None:
            code, topic.indicator = "indicator_by_unit", expected
        shown = topic.said.text if topic.said and topic.said.text else name.text
        if code:
            topic.repairs.append(remark(code, topic.said, found=brief(shown), result=topic.indicator.name))

    def _own_currency(self, indicator: Indicator, name: NameFound, unit: str = "") -> Indicator | None:
        """The indicator of the same name in the currency of ``unit``, where the matched one is in another."""
        stated = unit or name.unit
        if not stated or units.shift(stated, indicator.unit) != "currency_differs":
            return None
        parsed = units.parse(stated)
        other = self._lexicon.match(f"{name.text}（{parsed.base}）").id if parsed else None
        return self._catalog.indicators[other] if other else None

    # The unit

    def _unit(
        self, topic: Topic, column: AreaColumn, own: Label, lines: Sequence[Section], base: AreaColumn | None
    ) -> None:
        indicator = topic.indicator
        if topic.growth_of or topic.unit == "%":
            topic.unit_said = column.chain[0][1] if column.chain else topic.said
            self._convert(topic, "%", topic.unit_said)
            return
        all_stated = list(self._stated(topic, column, own))
        stated = [item for item in all_stated if item[1].where is Where.USER or not units.is_foreign_currency(item[0])]
        by_line = None if stated else self._of_lines(topic, lines)
        if all_stated and not stated and by_line is None and topic.indicator is not None:
            unit, said = all_stated[0]
            if own.text.strip() or topic.indicator.unit == unit:
                stated = all_stated
            else:
                topic.unit = unit
                topic.faults.append(
                    remark("unit_ambiguous", said, found=brief(said.text), expected=topic.indicator.unit)
                )
                return
        if stated:
            unit, said = stated[0]
            other = next(((u, s) for u, s in stated[1:] if _contradicts(unit, u)), None)
            if other is not None and indicator is not None:
                topic.unit = unit
                topic.faults.append(remark("unit_conflict", said, found=brief(unit), expected=brief(other[0])))
                return
            self._settle_currency(topic, unit)
        elif by_line is not None:
            unit, said = by_line
        elif self._is_blank_among_others(topic, own):
            return
        else:
            if indicator is not None and not topic.faults:
                topic.unit, topic.assumed = indicator.unit, True
                topic.unit_said = Said(indicator.unit, where=Where.CATALOG)
            return
        topic.unit, topic.unit_said = unit, said
        self._convert(topic, unit, said)

    def _is_blank_among_others(self, topic: Topic, own: Label) -> bool:
        """Whether other rows state units that this row's figure may be in as well: 万元 once, and blanks below it."""
        if topic.indicator is None or not own.column:
            return False
        for unit in self._area.units:
            power = units.shift(unit, topic.indicator.unit)
            if isinstance(power, int) and power:
                at = Said("", own.row, own.column)
                topic.faults.append(remark("unit_blank", at, found=brief(unit), expected=topic.indicator.unit))
                return True
        return False

    def _settle_currency(self, topic: Topic, unit: str) -> None:
        """The indicator in the currency of the unit, where the catalogue has one of each."""
        if topic.indicator is None or topic.name is None:
            return
        if named := self._own_currency(topic.indicator, topic.name, unit):
            topic.indicator = named
            found = brief(topic.said.text if topic.said else topic.name.text)
            topic.repairs[:] = [item for item in topic.repairs if item.code not in ("alias", "indicator_by_unit")]
            topic.repairs.append(remark("indicator_by_unit", topic.said, found=found, result=named.name))

    def _stated(self, topic: Topic, column: AreaColumn, own: Label) -> Iterator[tuple[str, Said]]:
        """What the user, the row, the headings and the name state, the nearest first."""
        by_hand = column.said.unit or self._area.said.unit
        if by_hand:
            yield by_hand, Said(by_hand, where=Where.USER)
            return
        if own.text.strip():
            yield clean(own.text), own.said
        for heading, said in column.chain:
            unit = heading.unit
            if unit and heading.measure is not Measure.GROWTH:
                yield unit, said
        if topic.name is not None and topic.name.unit and topic.said is not None:
            yield topic.name.unit, topic.said
        for role in ("indicator", "region", "year"):  # 指标（亿元）
            for number in self._area.labels.get(role, []):
                for heading, said in self._area.columns[number].chain:
                    if heading.unit:
                        yield heading.unit, said

    def _of_lines(self, topic: Topic, lines: Sequence[Section]) -> tuple[str, Said] | None:
        """The unit that the lines over the value state: of several the one that the indicator can be in."""
        for section in lines:
            line = section.line
            if not line.units or all(map(units.is_foreign_currency, line.units)):
                continue  # 进出口总额（美元） says which currency, not in which power of ten
            said = Said(line.text, line.row, line.column, Where.TITLE)
            if topic.indicator is None or topic.indicator.kind is Kind.CLASS:
                return (line.units[0], said) if topic.indicator is None and len(line.units) == 1 else None
            wanted = topic.indicator.unit
            fitting = [unit for unit in line.units if isinstance(units.shift(unit, wanted), int)]
            if len(line.units) == 1:
                unit = line.units[0]
            elif len(fitting) == 1:
                unit = fitting[0]
            elif fitting:
                topic.faults.append(remark("unit_ambiguous", said, found=brief(line.text), expected=wanted))
                return None
            else:
                return None
            if (
                line.row < self._area.block.starts
                and units.shift(unit, wanted) not in (0,)
                and self._after_values(line.row)
            ):
                topic.faults.append(remark("unit_of_other_table", said, found=brief(line.text), expected=wanted))
                return None
            return unit, said
        fitting = [unit for unit in self._noted if topic.indicator is not None and self._fits(unit, topic.indicator)]
        return (fitting[0], self._noted[fitting[0]]) if len(fitting) == 1 else None

    @staticmethod
    def _fits(unit: str, indicator: Indicator) -> bool:
        return isinstance(units.shift(unit, indicator.unit), int)

    def _after_values(self, row: int) -> bool:
        """Whether there are values of another block between the line and this block."""
        continued = any(
            section.line.text.startswith(("续", "接上")) for _, lines in self._area.rows[:1] for section in lines
        )
        return self._area.number > 1 and bool(self._area.block.headers) and not continued

    def _convert(self, topic: Topic, stated: str, said: Said | None) -> None:
        indicator = topic.indicator
        if indicator is None or stated == indicator.unit:
            return
        settled = self.convert(indicator, stated, said)
        topic.power = settled.power
        topic.repairs.extend(settled.repairs)
        topic.faults.extend(settled.faults)
        topic.asks.extend(settled.asks)

    def convert(self, indicator: Indicator, stated: str, said: Said | None) -> Topic:
        """By which power of ten a figure in ``stated`` becomes one in the indicator's unit, with what is to be said."""
        found = Topic(indicator, stated)
        lexicon = self._lexicon
        written = stated
        stated = units.of_each(stated, indicator.name)
        ident = names.unit_names_of(self._catalog).get(names.fold(stated))
        stated = ident or stated
        power = units.shift(stated, indicator.unit)
        if power == "unknown_unit":
            # Only what nobody knows can be settled by hand: nobody makes dollars of yuan by confirming it.
            if lexicon.is_left_out(written):
                found.faults.append(remark("left_out", said, found=brief(written), expected=""))
                return found
            confirmed = lexicon.confirmed.get(names.fold(written))
            if confirmed:
                stated = confirmed
                power = units.shift(stated, indicator.unit)
                found.repairs.append(remark("confirmed_name", said, found=brief(written), result=stated))
            else:
                found.asks.append(("unit", clean(written), indicator.unit))
        if isinstance(power, str):
            found.faults.append(remark(power, said, found=brief(stated), expected=indicator.unit))
            return found
        found.power = power
        if power:
            details = {"found": brief(stated), "result": indicator.unit, "power": power}
            found.repairs.append(Remark("unit_converted", 0, 0, details))
        elif ident is None and not units.says_the_same(stated, indicator.unit):
            found.repairs.append(
                Remark("unit_same", 0, 0, {"found": brief(stated), "result": indicator.unit, "power": 0})
            )
        return found


def likely_indicators(lexicon: Lexicon, text: str, unit: str = "") -> tuple[str, ...]:
    """What a name that nobody knows may mean, the likeliest first; of ``unit``, where that is known."""
    likely = [ident for ident, _ in lexicon.indicators.suggest(text) if not _differs(text, lexicon, ident)]
    return tuple(ident for ident in likely if not unit or lexicon.catalog.indicators[ident].unit == unit)


_CONTRASTS = (("第一", "第二", "第三", "一产", "二产", "三产"), ("城镇", "农村"), ("进口", "出口"), ("新增", "新登记"))


def _differs(text: str, lexicon: Lexicon, ident: str) -> bool:
    """Whether a name is set apart from an indicator by the very word that tells it from its like: 第一, 第三."""
    indicator = lexicon.catalog.indicators[ident]
    known = "".join((indicator.name, *indicator.aliases))
    return any(
        any(word in text for word in words) and not any(word in text and word in known for word in words)
        for words in _CONTRASTS
        if any(word in known for word in words)
    )


def title_key(text: str) -> str:
    """Under which text a title is asked about: never the title itself, so that none is remembered as a name."""
    return f"《{clean(text)[:80]}》"


def _says_nothing(rest: str) -> bool:
    return rest in ("其中", "主要指标", "指标", "主要经济指标", "经济指标")


def _contradicts(unit: str, other: str) -> bool:
    """Whether two units that are stated of one figure are different powers of one base."""
    one, two = units.parse(unit), units.parse(other)
    return one is not None and two is not None and one.base == two.base and one.power != two.power
