"""Which indicator a value is of, and in which unit: its row, its headings, the lines over it, in this order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from gapboard.catalog import Indicator, Kind
from gapboard.intake import names, narrow, units
from gapboard.intake.cells import brief, clean
from gapboard.intake.context import Context, Label, Row, Surroundings, Topic, remark
from gapboard.intake.lexicon import Heading, Lexicon, NameFound
from gapboard.intake.model import Measure, Said, Where
from gapboard.intake.rows import Section

_AMOUNT = re.compile("(?:增加值|总值|产值|投资|收入|支出|额|量|数)$")
"""第一产业 may be a part of investment as well as of the product: only an amount has growth of its own name."""
_OVER_ALL = ("其中", "主要指标", "指标", "主要经济指标", "经济指标")
_USER = Said("", where=Where.USER)
Over = Sequence[tuple[Heading, Said]]


class TopicReader:
    """Reads the topics of one area."""

    def __init__(self, around: Surroundings) -> None:
        self._area, self._lexicon, self._notes = around.area, around.lexicon, around.notes
        self._catalog = around.lexicon.catalog

    def read(self, context: Context) -> Topic:
        """The topic of a value."""
        topic = Topic()
        self._indicator(topic, context)
        self._unit(topic, context)
        return topic

    # The indicator

    def _indicator(self, topic: Topic, context: Context) -> None:
        by_hand = context.column.said.indicator
        if told := by_hand or context.column.said_of_base.indicator:
            topic.said = _USER
            topic.name = NameFound(self._catalog.indicators[told].name, told, "exact")
        else:
            topic.name = self._named(topic, context)
        name = topic.name
        if name is None:
            return
        grows = name.phrase is not None and name.phrase.measure is Measure.GROWTH
        if (grows or context.measure is Measure.GROWTH) and not by_hand:
            if topic.said is not None and topic.said.where is Where.HEADING and context.column.chain:
                topic.said = context.column.chain[0][1]
            self._growth(topic, self._in_currency(name, context), context.column.first)
        elif name.id:
            topic.indicator = self._catalog.indicators[name.id]
            self._say_how(topic, name)
        else:
            self._refuse(topic, name.text, "")

    def _named(self, topic: Topic, context: Context) -> NameFound | None:
        """The name that counts; ``None`` where that has been settled already."""
        row, column = context.row, context.column
        chain = column.chain
        if context.bases and not any(heading.name or heading.rest for heading, _ in chain):
            chain = context.bases[0].chain
        # What a user says of a column explains its heading.
        over = [(h, said) for h, said in chain if h.name or (h.rest and not column.is_told)]
        if row.name:
            return self._narrowed(topic, row, self._labelled(topic, row.name, over))
        if row.parent:
            topic.said = row.parent.said
            return self._lexicon.name(row.parent.text)
        if over:
            return self._headed(topic, over)
        for section in row.lines:
            if section.line.name is not None:
                topic.said, topic.explicit = section.said, section.line.explicit
                return section.line.name
        return self._asked_for(topic, context)

    def _labelled(self, topic: Topic, label: Label, over: Over) -> NameFound | None:
        """The row is named; a heading that is a name as well must be part of it."""
        topic.said = label.said
        name = self._lexicon.name(label.text)
        if not over:
            return name
        heading, said = over[0]
        if heading.name and heading.name.id == name.id:
            return name
        part = _words(heading)
        for joined in (f"{name.text}{part}", f"{part}{name.text}", f"{name.text}{heading.text}"):
            if (match := self._lexicon.match(joined)).id:
                topic.said = label.said.with_others([said])
                return NameFound(joined, match.id, match.how, heading.unit or name.unit)
        both = f"{name.text} {heading.text}"
        if told := self._lexicon.match(both).id:
            return NameFound(both, told, "confirmed", heading.unit)
        if self._lexicon.is_left_out(both):
            return NameFound(both, "", "left_out")
        topic.said, topic.unclear = said, heading.name is None
        return None if topic.unclear else NameFound(both, unit=heading.unit)

    def _narrowed(self, topic: Topic, row: Row, name: NameFound | None) -> NameFound | None:
        """What stands over a name may make it a part: 工业增加值 below 规模以上工业."""
        if name is None:
            return None
        indicator = self._catalog.indicators.get(name.id)
        known = "".join((row.name.text, name.text, *((indicator.name, *indicator.aliases) if indicator else ())))
        outer = [(label.text, label.said) for label in row.outer]
        for text, said in [*outer, *((section.line.text, section.said) for section in self._chapters(row))]:
            over = names.without_outline(clean(text)).strip(":")
            if narrow.narrows(over, known):
                both = narrow.joined(over, name.text)
                match = self._lexicon.match(both)
                topic.said = row.name.said.with_others([said])
                return replace(name, text=both, id=match.id or "", how=match.how if match.id else "")
        return name

    def _chapters(self, row: Row) -> Iterator[Section]:
        """The lines between the rows that still rule one, the nearest first: a numbered one ends those before it."""
        first = max(self._area.block.headers, default=self._area.block.starts)
        numbered = False
        for section in row.lines:
            line = section.line
            if line.row > first and not line.is_unit and not (numbered and line.style == "plain"):
                yield section
            numbered = numbered or line.style.startswith("outline")

    def _headed(self, topic: Topic, over: Over) -> NameFound:
        """No label names the row: the headings do, the finer one within the coarser."""
        heading, said = over[0]
        topic.said = said
        if len(over) > 1:
            joined = f"{_words(over[1][0])}{_words(heading)}"
            if (whole := self._lexicon.match(joined)).id:
                topic.said = said.with_others([over[1][1]])
                return NameFound(joined, whole.id, whole.how, heading.unit)
        if heading.name:
            # 增加值 below 农业 is not that of all: what stands over a name must be understood as well.
            foreign = next((h for h, _ in over[1:] if h.rest and h.rest not in _OVER_ALL), None)
            if foreign is None or not heading.name.id:
                return heading.name
            return NameFound(f"{foreign.text} {heading.text}", unit=heading.unit)
        name, unit = names.split_unit(heading.text, frozenset())
        if len(over) > 1:
            return NameFound(f"{over[1][0].text} {clean(name)}", unit=unit)
        full = self._lexicon.name(said.text)
        return full if full.id or full.how else NameFound(clean(name), "", full.how, unit)

    def _asked_for(self, topic: Topic, context: Context) -> NameFound | None:
        """Nothing names an indicator: the title may be told to be one, for this file alone."""
        titles = [section for section in reversed(context.row.lines) if not section.line.is_unit]
        title = next((section for section in titles if not section.line.meta), titles[0] if titles else None)
        chain = context.column.chain
        topic.said = title.said if title else chain[-1][1] if chain else Said("", 0, context.column.number)
        key = title_key(topic.said.text)
        said = self._lexicon.said.get(key)
        if said in self._catalog.indicators:
            return NameFound(topic.said.text, said, "confirmed")
        code = "left_out" if said == "" else "title_names_nothing"
        topic.faults.append(remark(code, topic.said, brief(topic.said.text)))
        if said != "":
            topic.asks.append(("title", key, ""))
        return None

    def _growth(self, topic: Topic, name: NameFound, heading: Said | None) -> None:
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
        shown = heading.text if heading else ""
        shown = brief(shown if name.text in clean(shown) else f"{name.text} {shown}".strip())
        topic.repairs.append(remark("growth_column", topic.said, shown, result=topic.indicator.name))

    def _refuse(self, topic: Topic, text: str, unit: str) -> None:
        """Say that a name is not known; ``unit`` is the one that what it may mean must have."""
        shown = clean(text)
        if self._lexicon.is_left_out(shown) or (topic.name is not None and topic.name.how == "left_out"):
            topic.faults.append(remark("left_out", topic.said, brief(shown)))
            return
        likely = likely_indicators(self._lexicon, shown, unit)
        expected = "、".join(self._catalog.indicators[ident].name for ident in likely)
        topic.faults.append(remark("unknown_indicator", topic.said, brief(shown), expected=expected))
        topic.asks.append(("indicator", shown, unit))

    def _say_how(self, topic: Topic, name: NameFound) -> None:
        assert topic.indicator is not None
        expected = self._of_currency(topic.indicator, name, name.unit)
        code = {"alias": "alias", "confirmed": "confirmed_name", "current_prices": "current_prices"}.get(name.how)
        if expected is not None:
            code, topic.indicator = "indicator_by_unit", expected
        shown = topic.said.text if topic.said and topic.said.text else name.text
        if code:
            topic.repairs.append(remark(code, topic.said, brief(shown), result=topic.indicator.name))

    # The currency

    def _in_currency(self, name: NameFound, context: Context) -> NameFound:
        """What grows, in the currency that the row or a line over it states: dollars do not grow as yuan do."""
        by_line = next((s.line.units[0] for s in context.row.lines if len(s.line.units) == 1), "")
        unit = context.row.unit.text or name.unit or by_line
        if not name.id or units.shift(unit, self._catalog.indicators[name.id].unit) != "currency_differs":
            return name
        other = self._of_currency(self._catalog.indicators[name.id], name, unit)
        parsed = units.parse(unit)
        text = other.name if other else f"{name.text}（{parsed.base if parsed else unit}）"
        return replace(name, id=other.id if other else "", text=text)

    def _of_currency(self, indicator: Indicator, name: NameFound, unit: str) -> Indicator | None:
        """The indicator of the same name in the currency of ``unit``, where the matched one is in another."""
        if not unit or units.shift(unit, indicator.unit) != "currency_differs":
            return None
        parsed = units.parse(unit)
        other = self._lexicon.match(f"{name.text}（{parsed.base}）").id if parsed else None
        return self._catalog.indicators[other] if other else None

    def _settle_currency(self, topic: Topic, unit: str) -> None:
        """The indicator in the currency of the unit, where the catalogue has one of each."""
        if topic.indicator is None or topic.name is None:
            return
        if named := self._of_currency(topic.indicator, topic.name, unit):
            topic.indicator = named
            found = brief(topic.said.text if topic.said else topic.name.text)
            topic.repairs[:] = [item for item in topic.repairs if item.code not in ("alias", "indicator_by_unit")]
            topic.repairs.append(remark("indicator_by_unit", topic.said, found, result=named.name))

    # The unit

    def _unit(self, topic: Topic, context: Context) -> None:
        if topic.growth_of or topic.unit == "%":
            topic.unit_said = context.column.chain[0][1] if context.column.chain else topic.said
            self._convert(topic, "%", topic.unit_said)
        elif stated := self._settled(topic, context):
            topic.unit, topic.unit_said = stated
            self._convert(topic, *stated)

    def _settled(self, topic: Topic, context: Context) -> tuple[str, Said] | None:
        """The unit that counts; ``None`` where nobody states one, or where it has been asked about."""
        indicator = topic.indicator
        every = list(self._stated(topic, context))
        stated = [item for item in every if item[1].where is Where.USER or not units.names_currency(item[0])]
        by_line = None if stated else self._of_lines(topic, context)
        if every and not stated and by_line is None and indicator is not None:
            unit, said = every[0]
            if not context.row.unit and indicator.unit != unit:
                topic.unit = unit
                topic.faults.append(remark("unit_ambiguous", said, brief(said.text), expected=indicator.unit))
                return None
            stated = every
        if stated:
            unit, said = stated[0]
            other = next((u for u, _ in stated[1:] if units.contradict(unit, u)), None)
            if other is not None and indicator is not None:
                topic.unit = unit
                topic.faults.append(remark("unit_conflict", said, brief(unit), expected=brief(other)))
                return None
            self._settle_currency(topic, unit)
            return stated[0]
        if by_line is None and not self._is_blank_among_others(topic, context) and indicator and not topic.faults:
            topic.unit, topic.assumed = indicator.unit, True
            topic.unit_said = Said(indicator.unit, where=Where.CATALOG)
        return by_line

    def _is_blank_among_others(self, topic: Topic, context: Context) -> bool:
        """Whether other rows state units that this row's figure may be in as well: 万元 once, and blanks below it."""
        own = context.row.unit
        if topic.indicator is None or not own.column:
            return False
        other = next((unit for unit in self._area.units if self._is_other_power(unit, topic.indicator)), None)
        if other is not None:
            at = Said("", own.row, own.column)
            topic.faults.append(remark("unit_blank", at, brief(other), expected=topic.indicator.unit))
        return other is not None

    @staticmethod
    def _is_other_power(unit: str, indicator: Indicator) -> bool:
        power = units.shift(unit, indicator.unit)
        return isinstance(power, int) and power != 0

    def _stated(self, topic: Topic, context: Context) -> Iterator[tuple[str, Said]]:
        """What the user, the row, the headings and the name state, the nearest first."""
        by_hand = context.column.said.unit
        if by_hand:
            yield by_hand, Said(by_hand, where=Where.USER)
            return
        if context.row.unit:
            yield clean(context.row.unit.text), context.row.unit.said
        for heading, said in context.column.chain:
            if heading.unit and heading.measure is not Measure.GROWTH:
                yield heading.unit, said
        if topic.name is not None and topic.name.unit and topic.said is not None:
            yield topic.name.unit, topic.said
        for role in ("indicator", "region", "year"):  # 指标（亿元）
            for number in self._area.labels.get(role, []):
                yield from ((heading.unit, said) for heading, said in self._area.columns[number].chain if heading.unit)

    def _of_lines(self, topic: Topic, context: Context) -> tuple[str, Said] | None:
        """The unit that the lines over the value state, or a note below."""
        indicator = topic.indicator
        for section in context.row.lines:
            stated = section.line.units
            if not stated or all(map(units.names_currency, stated)):
                continue  # 进出口总额（美元） says which currency, not in which power of ten
            beside = [other for other in context.row.lines if other.line.row == section.line.row and other.line.is_unit]
            here = [other for other in beside if other.line.column in self._area.columns]
            if len({other.line.units for other in here or beside}) > 1:
                wanted = indicator.unit if indicator else ""
                topic.faults.append(remark("unit_ambiguous", section.said, brief(section.line.text), expected=wanted))
                return None
            section = here[0] if here and section.line.is_unit else section
            stated = section.line.units
            if indicator is None or indicator.kind is Kind.CLASS:
                return (stated[0], section.said) if indicator is None and len(stated) == 1 else None
            return self._of_line(topic, indicator, section)
        fitting = [unit for unit in self._notes.units if indicator is not None and units.fits(unit, indicator.unit)]
        return (fitting[0], self._notes.units[fitting[0]]) if len(fitting) == 1 else None

    def _of_line(self, topic: Topic, indicator: Indicator, section: Section) -> tuple[str, Said] | None:
        """The unit of a line: of several the one that the indicator can be in."""
        line, wanted = section.line, indicator.unit
        fitting = [unit for unit in line.units if units.fits(unit, wanted)]
        # Of 亿元、元、% 元 is for what is counted for each person.
        fitting = [unit for unit in fitting if units.is_plain(unit) == units.is_plain(wanted)] or fitting
        if len(line.units) > 1 and len(fitting) != 1:
            if fitting:
                topic.faults.append(remark("unit_ambiguous", section.said, brief(line.text), expected=wanted))
            return None
        unit = line.units[0] if len(line.units) == 1 else fitting[0]
        if line.row < self._area.block.starts and units.shift(unit, wanted) != 0 and self._is_after_another():
            topic.faults.append(remark("unit_of_other_table", section.said, brief(line.text), expected=wanted))
            return None
        return unit, section.said

    def _is_after_another(self) -> bool:
        """Whether there are values of another block over this one, which is not its continuation."""
        lines = self._area.rows[0][1] if self._area.rows else ()
        continued = any(section.line.text.startswith(("续", "接上")) for section in lines)
        return self._area.number > 1 and bool(self._area.block.headers) and not continued

    def _convert(self, topic: Topic, stated: str, said: Said | None) -> None:
        if topic.indicator is None or stated == topic.indicator.unit:
            return
        settled = self._converted(topic.indicator, stated, said)
        topic.power = settled.power
        topic.repairs.extend(settled.repairs)
        topic.faults.extend(settled.faults)
        topic.asks.extend(settled.asks)

    def _converted(self, indicator: Indicator, written: str, said: Said | None) -> Topic:
        """By which power of ten a figure in a unit becomes one in the indicator's, with what is to be said."""
        found = Topic(indicator, written)
        stated = units.of_each(written, indicator.name)
        ident = names.unit_called(stated, self._catalog, indicator.unit)
        stated = ident or stated
        power = units.shift(stated, indicator.unit)
        if power == "unknown_unit":
            # Only what nobody knows can be settled by hand: nobody makes dollars of yuan by confirming it.
            if self._lexicon.is_left_out(written):
                found.faults.append(remark("left_out", said, brief(written)))
                return found
            if confirmed := self._lexicon.confirmed.get(names.fold(written)):
                stated, power = confirmed, units.shift(confirmed, indicator.unit)
                found.repairs.append(remark("confirmed_name", said, brief(written), result=stated))
            else:
                found.asks.append(("unit", clean(written), indicator.unit))
        if isinstance(power, str):
            found.faults.append(remark(power, said, brief(stated), expected=indicator.unit))
            return found
        found.power = power
        if power or (not ident and not units.says_the_same(stated, indicator.unit)):
            code = "unit_converted" if power else "unit_same"
            found.repairs.append(remark(code, Said(""), brief(stated), result=indicator.unit, power=power))
        return found

    def with_unit_of_cell(self, topic: Topic, unit: str, *, by_format: bool = False) -> Topic:
        """The topic of a cell that states its own unit, which counts before every other.

        A number format is copied from cell to cell: where it says another unit than row or heading, that is asked.
        """
        assert topic.indicator is not None
        full = units.completed(unit, topic.unit)
        if by_format and topic.unit_by is not Where.CATALOG and topic.unit and units.differ(full, topic.unit):
            conflict = remark("format_conflict", None, unit, expected=topic.unit)
            return replace(topic, faults=[*topic.faults, conflict])
        settled = self._converted(topic.indicator, full, None) if full != topic.indicator.unit else Topic()
        troubles = ("unit_differs", "unknown_unit", "currency_differs")
        return replace(
            topic,
            unit=full,
            power=settled.power,
            assumed=False,
            unit_said=Said(unit, where=Where.CELL).with_others(
                [topic.unit_said] if full != unit and topic.unit_said else []
            ),
            repairs=[r for r in topic.repairs if r.code not in ("unit_converted", "unit_same")] + settled.repairs,
            faults=[r for r in topic.faults if r.code not in troubles] + settled.faults,
            asks=[asked for asked in topic.asks if asked[0] != "unit"] + settled.asks,
        )


def likely_indicators(lexicon: Lexicon, text: str, unit: str = "") -> tuple[str, ...]:
    """What a name that nobody knows may mean, the likeliest first; of ``unit``, where that is known."""
    likely = [ident for ident, _ in lexicon.indicators.suggest(text) if not _differs(text, lexicon, ident)]
    return tuple(ident for ident in likely if not unit or lexicon.catalog.indicators[ident].unit == unit)


_CONTRASTS = (("第一", "第二", "第三", "一产", "二产", "三产"), ("城镇", "农村"), ("进口", "出口"), ("新增", "新登记"))


def _differs(text: str, lexicon: Lexicon, ident: str) -> bool:
    """Whether a name is set apart from an indicator by the very word that tells it from its like: 第一, 第三."""
    indicator = lexicon.catalog.indicators[ident]
    known = "".join((indicator.name, *indicator.aliases))
    return narrow.narrows(text, known) or any(
        any(word in text for word in words) and not any(word in text and word in known for word in words)
        for words in _CONTRASTS
        if any(word in known for word in words)
    )


def title_key(text: str) -> str:
    """Under which text a title is asked about: never the title itself, so that none is remembered as a name."""
    return f"《{clean(text)[:80]}》"


def _words(heading: Heading) -> str:
    """The name of a heading, or what of it is not understood."""
    return heading.name.text if heading.name else heading.rest
