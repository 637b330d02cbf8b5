"""Every value of a sheet with what is said of it: taken, doubted or refused, and never passed over in silence."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from gapboard.catalog import Kind
from gapboard.intake import checks, units
from gapboard.intake.areas import Area, AreaColumn, AreaFinder
from gapboard.intake.aspects import (
    NOT_TAKEN,
    Answer,
    Label,
    Names,
    PeriodReader,
    RegionReader,
    Topic,
    TopicReader,
)
from gapboard.intake.cells import NumberCell, brief, clean, read_class, read_number, visible
from gapboard.intake.correct import NOTHING, Correction
from gapboard.intake.lexicon import Heading, Lexicon, NameFound, is_row_number, noted_phrase, noted_status, noted_unit
from gapboard.intake.limits import MAX_VALUES
from gapboard.intake.model import Block, Candidate, Cell, Column, Measure, Remark, Said, Sheet, State, Where
from gapboard.intake.names import without_outline
from gapboard.intake.period import PeriodFound, read_period, reason_of
from gapboard.intake.phrase import Phrase
from gapboard.intake.rows import CellKind, Section, View, find_rows, kind_of, notes_of
from gapboard.intake.status import as_status
from gapboard.kernel.faults import DataFault, Fault
from gapboard.ledger.observation import OBS_STATUS

Progress = Callable[[int, int], None]

_ACTUAL = re.compile("完成|实绩|实际|实现|累计|同期")
_MONTHS = re.compile("\\d{1,2}(?:[-—~～－]\\d{1,2})?|[一二三四]")
_STEP = 500
_SHORT = 16
_DECIDES = re.compile("累计|当月|当季|同比|目标|计划|口径|预测|单位换算")
_STOCKS = (Kind.LEVEL, Kind.COUNT, Kind.CLASS)
_GROWTH_UNITS = ("%", "百分点")
_NOTES = ("note", "source")


@dataclass(slots=True)
class Found:
    """One value with all that is said of it. ``status`` is empty where the file says none."""

    row: int
    column: int
    text: str
    region: str
    topic: Topic
    period: str
    value: float | None
    status: str
    note: str
    repairs: list[Remark]
    findings: list[Remark]
    trace: Mapping[str, Said]
    last_year: bool = False
    """Whether a heading such as 上年同期 says it, whose figures are often restated to be comparable."""


@dataclass(slots=True)
class Asked:
    """A name that is asked for: where it stands, and how many figures wait for the answer."""

    wanted: str
    places: list[Cell] = field(default_factory=list)
    count: int = 0


class Collector:
    """Walks over a sheet block by block."""

    def __init__(
        self,
        sheet: Sheet,
        file: str,
        lexicon: Lexicon,
        *,
        home: str,
        correction: Correction,
        readings: Mapping[Cell, str],
        progress: Progress | None,
        today: dt.date,
    ) -> None:
        self.view = View(sheet, hidden=correction.hidden)
        self.lexicon, self.home, self.correction = lexicon, home, correction
        self.readings, self.progress, self.today, self.file = readings, progress, today, file
        self.names = Names(sheet.name, file) if sheet.name != file else Names("", file)
        self.found: list[Found] = []
        self.findings: list[Remark] = []
        self.asked: dict[tuple[str, str], Asked] = {}
        self.blocks: list[Block] = []
        self.noted: dict[str, tuple[str, Said]] = {}
        """What notes below say of a year: its status, and the note."""
        self.noted_units: dict[str, Said] = {}
        self.noted_phrases: list[tuple[Phrase, Said]] = []
        """What notes say of all figures: of which part of the year they are, or that they are targets."""
        self._assumed: set[str] = set()
        self._done = 0

    def collect(self) -> None:
        """All values of the sheet; raises ``DataFault`` if they are more than can be shown."""
        raw, lines = find_rows(self.view, self.lexicon, self.correction)
        for line in lines:
            year, status = noted_status(line.text) if line.is_note else ("", "")
            said = Said(line.text, line.row, line.column, Where.NOTE)
            if status:
                self.noted[year] = (status, said)
            phrase = noted_phrase(line.text) if line.is_note else None
            if phrase is not None:
                self.noted_phrases.append((phrase, said))
            if line.is_note and (unit := noted_unit(line.text)):
                self.noted_units[unit] = said
        finder = AreaFinder(self.view, self.lexicon, self.correction)
        self._report_progress(0)
        for block in raw:
            for area in finder.areas(block, len(self.blocks) + 1):
                reader = _AreaValues(self, area)
                reader.collect()
                self.blocks.append(reader.picture())
        self._report_progress(self.view.height)
        if any(block.values for block in self.blocks):
            first = min(block.first_row for block in self.blocks)
            for line in notes_of(lines, first):
                details = {"found": brief(line.text), "expected": ""}
                self.findings.append(Remark("row_ignored", line.row, 1, details, serious=False))
        self.findings.sort(key=lambda item: (item.row, item.column))

    def add(self, found: Found) -> None:
        """Take in one value."""
        self.found.append(found)
        if len(self.found) > MAX_VALUES:
            raise DataFault([Fault(self.file, "too_many_values", details={"limit": MAX_VALUES})])

    def step(self, row: int) -> None:
        """A row is done."""
        self._done += 1
        if self._done % _STEP == 0:
            self._report_progress(min(row, self.view.height))

    def _report_progress(self, row: int) -> None:
        if self.progress:
            self.progress(row, self.view.height)

    def ask(self, asks: Sequence[tuple[str, str, str]], place: Cell) -> None:
        """Questions that one more value waits for."""
        for kind, text, wanted in asks:
            item = self.asked.setdefault((kind, text), Asked(wanted))
            item.count += 1
            if place not in item.places and len(item.places) < 3:
                item.places.append(place)

    def say_assumed(self, topic: Topic) -> None:
        """Nothing in the file says what the figures of an indicator are counted in: said once."""
        indicator = topic.indicator
        if indicator and indicator.id not in self._assumed and indicator.kind is not Kind.CLASS:
            self._assumed.add(indicator.id)
            row, column = (topic.said.row, topic.said.column) if topic.said else (0, 0)
            details = {"found": indicator.name, "expected": indicator.unit}
            self.findings.append(Remark("unit_missing", row, column, details, serious=False))


class _AreaValues:
    """The values of one area."""

    def __init__(self, collector: Collector, area: Area) -> None:
        self._all, self._area = collector, area
        self._view, self._lexicon = collector.view, collector.lexicon
        self._regions = RegionReader(self._lexicon, area, collector.names, collector.home)
        self._periods = PeriodReader(area, collector.names, collector.noted_phrases)
        self._topics = TopicReader(self._lexicon, area, collector.noted_units)
        self._measures = {column.number: AreaFinder.measure_of(column) for column in area.values}
        self._behind_hidden: set[int] = set()
        self._bases = {column.number: self._bases_of(column) for column in area.values}
        self._topic_cache: dict[Any, Topic] = {}
        self._region_cache: dict[Any, Answer] = {}
        self._period_cache: dict[Any, PeriodFound] = {}
        self._unit_cache: dict[Any, Topic] = {}
        self._unclear: Counter[int] = Counter()
        self._ignored_rows: set[int] = set()
        self._left_rows: dict[str, Counter[Cell]] = {}
        self._planned: Counter[int] = Counter()
        self._seen: dict[int, list[tuple[Topic, str, str]]] = {}
        self._carried: dict[str, tuple[Label, tuple[Section, ...]]] = {}
        self._parent = Label()
        # One row a value: an empty name repeats the one above. In a wide table it is a fault.
        self._carries_names = bool({"year", "kind"} & area.labels.keys()) or not area.labels.get("indicator")

    # The columns

    def _bases_of(self, column: AreaColumn) -> list[AreaColumn]:
        """The columns left of one of growth, or of the last year, that it is the growth of; the nearest first."""
        found: list[AreaColumn] = []
        by_number = {item.number: item for item in self._area.values}
        own = self._measures[column.number]
        for number in range(column.number - 1, min(self._area.columns) - 1, -1):
            if self._view.hides(number):
                self._behind_hidden.add(column.number)
                break
            base = by_number.get(number)
            if base is not None and self._is_unclear(base):
                continue
            if base is None:
                if number in self._area.columns and (
                    self._area.columns[number].role or not self._area.columns[number].chain
                ):
                    break
                continue
            measure = self._measures[number]
            if measure in (None, Measure.LEVEL):
                if own is Measure.GROWTH or not self._shift(base):
                    found.append(base)
            elif measure is Measure.GROWTH and found:
                break
        return found

    def _is_unclear(self, column: AreaColumn) -> bool:
        """Whether a heading is no part of the names of the rows and nothing else that is known."""
        labelled = "indicator" in self._area.labels
        return labelled and any(heading.rest for heading, _ in column.chain) and not column.said.role

    @staticmethod
    def _shift(column: AreaColumn) -> bool:
        return any(heading.phrase is not None and heading.phrase.shift for heading, _ in column.chain)

    def _is_last_year(self, column: AreaColumn) -> bool:
        """上年同期 with nothing over it that says of which year: of that of the column left of it."""
        whens = [
            heading.phrase for heading, _ in column.chain if heading.phrase is not None and heading.phrase.says_when
        ]
        return bool(whens) and all(phrase.same and not phrase.year and not phrase.first for phrase in whens)

    # The rows

    def collect(self) -> None:
        """Every value, then what is said of whole columns."""
        values = self._area.values
        for row, lines in self._area.rows:
            self._all.step(row)
            cells = self._view.cells(row)
            if any(cells[column.number - 1].strip() for column in values):
                self._row(row, cells, lines)
            else:
                self._labels(row, cells, lines)
        self._say_columns()

    def _has_other_words(self, cells: Sequence[str]) -> bool:
        """Whether a row says something where no labels stand: 合计 below a column of numbers is of no row above."""
        first = min((column.number for column in self._area.values), default=0)
        return any(
            cells[number - 1].strip() and kind_of(cells[number - 1]) is CellKind.TEXT
            for number, column in self._area.columns.items()
            if number < first and not column.role
        )

    def _label(
        self, role: str, row: int, cells: Sequence[str], lines: tuple[Section, ...], *, carry: bool
    ) -> list[Label]:
        found = []
        carry = carry and not self._has_other_words(cells)
        outer = False  # a new province begins with no city
        for column in self._area.labels.get(role, []):
            text = cells[column - 1]
            if role == "year" and text.strip():
                text = self._with_month(column, text)
            key = f"{role}{column}"
            if text.strip():
                label = Label(text, row, column)
                self._carried[key] = (label, lines)
                outer = True
            else:
                # Merged cells leave a CSV file with one text and blanks below it.
                above, of = self._carried.get(key, (Label(), lines))
                label = (
                    Label(above.text, above.row, column, True)
                    if carry and not outer and above.text and of == lines
                    else Label("", row, column)
                )
            found.append(label)
        return found

    def _with_month(self, column: int, text: str) -> str:
        """A bare 7 below 月 is July, below 季度 there are four."""
        heading = next((said.text for _, said in self._area.columns[column].chain), "")
        word = {"月": "月", "月份": "月", "month": "月", "季": "季度", "季度": "季度", "quarter": "季度"}.get(
            clean(heading).lower()
        )
        bare = clean(text).removesuffix(".0")
        return f"{bare}{word}" if word and _MONTHS.fullmatch(bare) else text

    def _labels(self, row: int, cells: Sequence[str], lines: tuple[Section, ...]) -> dict[str, list[Label]]:
        found = {
            "region": self._label("region", row, cells, lines, carry=True),
            "indicator": self._label("indicator", row, cells, lines, carry=self._carries_names),
            "year": self._label("year", row, cells, lines, carry=len(self._area.labels.get("year", [])) > 1),
            "unit": self._label("unit", row, cells, lines, carry=False),
            "status": self._label("status", row, cells, lines, carry=False),
            "kind": self._label("kind", row, cells, lines, carry=False),
        }
        return found

    def _name_label(self, labels: Sequence[Label]) -> Label:
        """The name of a row: of several columns of names the innermost that is filled, with what it is part of."""
        filled = [label for label in labels if label.text.strip()]
        if not filled:
            return labels[-1] if labels else Label()
        inner = filled[-1]
        if len(filled) > 1 and not self._lexicon.name(inner.text).id:
            joined = "".join(label.text.strip() for label in filled)
            if self._lexicon.name(joined).id:
                return Label(joined, inner.row, inner.column, inner.carried)
        return inner

    def _row(self, row: int, cells: Sequence[str], lines: tuple[Section, ...]) -> None:
        labels = self._labels(row, cells, lines)
        region = next(
            (label for label in reversed(labels["region"]) if label.text.strip()),
            Label("", row, (self._area.labels.get("region") or [0])[0]),
        )
        name = self._name_label(labels["indicator"])
        blank = Label("", 0, (self._area.labels.get("unit") or [0])[0])
        unit = next((label for label in labels["unit"] if label.text.strip()), blank)
        status = next((label for label in labels["status"] if label.text.strip()), Label())
        of_region = (
            bool(name.text.strip())
            and not self._lexicon.name(name.text).id
            and self._lexicon.region(name.text)[0] is not None
        )
        if not of_region and name.text.strip():
            self._parent = name
        note = self._note(cells)
        for column in self._area.values:
            text = cells[column.number - 1]
            if not text or text.isspace():
                continue
            written = text
            text = self._all.readings.get((row, column.number), text)
            self._value(row, column, written, text, lines, labels, region, name, unit, status, note, of_region)

    def _note(self, cells: Sequence[str]) -> str:
        texts = [visible(cells[column - 1]) for role in _NOTES for column in self._area.labels.get(role, [])]
        return "；".join(filter(None, texts))

    def _value(
        self,
        row: int,
        column: AreaColumn,
        written: str,
        text: str,
        lines: tuple[Section, ...],
        labels: Mapping[str, list[Label]],
        region_label: Label,
        name_label: Label,
        unit_label: Label,
        status_label: Label,
        note: str,
        of_region: bool,
    ) -> None:
        number = column.number
        kind_label = self._kind_label(row, labels, lines)
        kind = self._lexicon.heading(kind_label.text) if kind_label.text else None
        measure = _graver(self._measures[number], kind.measure if kind is not None else None)
        if self._is_planned(column, kind, lines):
            self._planned[number] += kind_of(text) is CellKind.NUMBER
            return
        if measure in NOT_TAKEN and not (measure is Measure.CHANGE and column.said.measure):
            if kind is not None and kind.measure in NOT_TAKEN:
                self._left_rows.setdefault(kind_label.text, Counter())[kind_label.row, kind_label.column] += 1
            return
        bases = self._bases[number] if measure is Measure.GROWTH and kind is None else []
        base = bases[0] if bases else None
        parent = self._parent if of_region else Label()
        label = Label("", name_label.row, name_label.column) if of_region else name_label
        topic_key = (number, label.text, parent.text, unit_label.text, kind_label.text, lines)
        topic = self._topic_cache.get(topic_key)
        if topic is None:
            topic = self._topics.read(column, label, parent, unit_label, lines, measure, base)
            self._topic_cache[topic_key] = topic
        if topic.unclear:
            if kind_of(text) not in (CellKind.MISSING, CellKind.TEXT):
                self._unclear[number] += 1
            return
        # What a heading or a title names says when and where by itself.
        labelled = topic.explicit or (topic.said is not None and topic.said.where is Where.LABEL)
        name = topic.name if labelled else None
        if of_region:  # the row's own region, whatever the name above it says
            name = NameFound("", phrase=name.phrase if name else None)
        region_key = (number, region_label.text, name_label.text if of_region or (name and name.place) else "", lines)
        region = self._region_cache.get(region_key)
        if region is None:
            region = self._regions.read(column, region_label, name, name_label, lines)
            self._region_cache[region_key] = region
        stock = topic.indicator is not None and topic.indicator.kind in _STOCKS
        years = labels["year"]
        period_key = (
            number,
            kind_label.text,
            tuple(item.text for item in years),
            name_label.text if name and name.phrase else "",
            stock,
            lines,
        )
        period = self._period_cache.get(period_key)
        if period is None:
            period = self._period(column, bases, name, name_label, years, lines, stock=stock, kind=kind_label)
            self._period_cache[period_key] = period
        self._finish(
            row,
            column,
            written,
            text,
            topic,
            region,
            period,
            labels,
            name_label,
            status_label,
            kind_label,
            region_label,
            note,
            lines,
        )

    def _period(
        self,
        column: AreaColumn,
        bases: Sequence[AreaColumn],
        name: NameFound | None,
        name_label: Label,
        years: Sequence[Label],
        lines: Sequence[Section],
        *,
        stock: bool,
        kind: Label | None = None,
    ) -> PeriodFound:
        near = self._periods.near(column, name, name_label, years)
        if kind is not None and kind.text:
            phrase = self._lexicon.heading(kind.text).phrase
            if phrase is not None:
                near.insert(0, (phrase, kind.said))
                if phrase.measure is Measure.GROWTH and not phrase.says_when and self._kinds_say_when():
                    return PeriodFound("", kind.said, "ambiguous_period")  # of 本月 or of 累计?
        own = [phrase for phrase, said in near if said.where is Where.HEADING and phrase.says_when]
        if self._measures[column.number] is Measure.GROWTH and not own and bases and not column.said.period:
            periods = [self._period(base, [], name, name_label, years, lines, stock=False) for base in bases]
            good = [found for found in periods if not found.fault]
            if len({found.text[4:7] + found.text[12:] for found in good}) > 1 or len(good) < len(periods):
                return PeriodFound("", column.chain[0][1] if column.chain else None, "ambiguous_period")
            latest = max(good, key=lambda found: found.text)
            return latest._replace(said=_beside(latest.said))
        if self._measures[column.number] is Measure.GROWTH and not own and column.number in self._behind_hidden:
            # What it is the growth of may be what nobody sees.
            return PeriodFound("", column.chain[0][1] if column.chain else None, "ambiguous_period")
        if self._is_last_year(column) and not column.said.period:
            bases = self._bases[column.number]
            if bases:
                base_near = self._periods.near(bases[0], name, name_label, years)
                found = self._periods.read(bases[0], base_near, lines, stock=stock)
                if not found.fault:
                    return found._replace(text=_year_before(found.text), said=column.chain[0][1])
        return self._periods.read(column, near, lines, stock=stock)

    def _kind_label(self, row: int, labels: Mapping[str, list[Label]], lines: Sequence[Section]) -> Label:
        """Who says of which kind the figures of a row are: a label, its note, or a dividing row."""
        for label in reversed(labels["kind"]):
            if label.text.strip():
                return label
        for column in self._area.labels.get("note", []):
            text = self._view.text(row, column)
            phrase = self._lexicon.heading(text).phrase if text.strip() and len(text) < _SHORT else None
            if phrase is not None and phrase.understood and (phrase.measure or phrase.status or phrase.first):
                return Label(text, row, column)
        for section in lines:
            phrase = section.line.phrase
            if phrase is not None and phrase.understood and phrase.measure and section.line.row > 0:
                return Label(without_outline(section.line.text), section.line.row, section.line.column)
        return Label()

    def _is_planned(self, column: AreaColumn, kind: Heading | None, lines: Sequence[Section]) -> bool:
        """Whether a title about targets rules a column that does not say that its figures are done."""
        if column.said.measure or self._measures[column.number] is Measure.GROWTH:
            return False
        noted = any(phrase.measure is Measure.PLAN for phrase, _ in self._all.noted_phrases)
        if noted or any(section.line.only_plans for section in lines):
            return True
        said = [heading.text for heading, _ in column.chain] + ([kind.text] if kind is not None else [])
        titles = [section.line for section in lines if section.line.style != "meta" and not section.line.is_unit]
        return any(line.plans for line in titles) and not any(_ACTUAL.search(text) for text in said)

    def _kinds_say_when(self) -> bool:
        """Whether some rows say by their kind that they are of a part of the period."""
        return any(
            phrase is not None and (phrase.running or phrase.current)
            for column in self._area.labels.get("kind", [])
            for row, _ in self._area.rows[:50]
            if (text := self._view.text(row, column)).strip()
            for phrase in (self._lexicon.heading(text).phrase,)
        )

    # One value

    def _finish(
        self,
        row: int,
        column: AreaColumn,
        written: str,
        text: str,
        topic: Topic,
        region: Answer,
        period: PeriodFound,
        labels: Mapping[str, list[Label]],
        name_label: Label,
        status_label: Label,
        kind_label: Label,
        region_label: Label,
        note: str,
        lines: tuple[Section, ...],
    ) -> None:
        number = column.number
        here = (row, number)
        indicator = topic.indicator
        cell = _read_cell(topic, text)
        if cell.value is None and indicator is None and (not cell.fault or kind_of(text) is CellKind.TEXT):
            if cell.fault:
                self._ignore_row(row)
            return  # a dash or a word in a row that means nothing else
        repairs: list[Remark] = []
        if text != written:
            repairs.append(Remark("read_as", row, number, {"found": brief(written), "result": text}))
        status = self._status(column, status_label, kind_label, labels["year"], topic, lines)
        noted = self._all.noted.get(period.text[:4]) or self._all.noted.get("")
        if not status.id and not status.faults and noted:
            status = Answer(*noted)
        if cell.value is None and not cell.fault:
            repairs.append(Remark("no_value", row, number, {"found": brief(text), "result": ""}))
            self._all.add(
                Found(row, number, written, region.id, topic, period.text, None, status.id, note, repairs, [], {})
            )
            return
        if topic.assumed:
            self._all.say_assumed(topic)
        stated = topic.unit
        if cell.unit and indicator is not None:
            topic = self._with_unit_of_cell(topic, cell.unit)
        repairs.extend(self._filled_down(row, region_label, name_label))
        repairs.extend(_at(item, row, number) for item in (*region.repairs, *topic.repairs))
        repairs.extend(self._year_repairs(row, labels["year"], period))
        result = "" if cell.value is None else f"{cell.value:f}"
        repairs.extend(Remark(code, row, number, {"found": brief(text), "result": result}) for code in cell.repairs)
        repairs.extend(self._note_repairs(row))
        findings = [_at(item, row, number) for item in (*region.faults, *topic.faults)]
        findings.extend(self._period_findings(row, number, period, labels["year"]))
        findings.extend(self._growth_findings(column, topic, period))
        findings.extend(status.faults)
        asks = [*region.asks, *topic.asks]
        places = {
            "region": region.said,
            "elsewhere": region.said,
            "indicator": topic.said,
            "title": topic.said,
            "unit": topic.unit_said,
        }
        for kind, asked, wanted in asks:
            said = places.get(kind)
            place = (said.row, said.column) if said and said.row else here
            self._all.ask([(kind, asked, wanted)], (row, said.column) if said and said.where is Where.LABEL else place)
        value: float | None = None
        if indicator is not None:
            findings.extend(_number_findings(cell, text, indicator.unit, row, number))
        if cell.value is not None:
            if cell.unit and indicator is not None and stated:
                findings.extend(checks.has_one_reading(indicator, cell.value, cell.unit, stated, row, number))
            value = float(units.convert(cell.value, topic.power) if topic.power else cell.value)
            if indicator is not None:
                findings.extend(checks.of_value(indicator, value, cell.unit == "%", row, number))
        trace = _trace(region, topic, period, status, column, cell, here, labels)
        last_year = bool(self._shift(column))
        self._all.add(
            Found(
                row,
                number,
                written,
                region.id,
                topic,
                period.text,
                value,
                status.id,
                note,
                repairs,
                findings,
                trace,
                last_year,
            )
        )

    def _ignore_row(self, row: int) -> None:
        if row not in self._ignored_rows:
            self._ignored_rows.add(row)
            text = next((cell for cell in self._view.cells(row) if cell.strip()), "")
            self._all.findings.append(
                Remark("row_ignored", row, 1, {"found": brief(text), "expected": ""}, serious=False)
            )

    def _with_unit_of_cell(self, topic: Topic, unit: str) -> Topic:
        """The topic of a cell that states its own unit, which counts before every other."""
        key = (id(topic), unit)
        found = self._unit_cache.get(key)
        if found is None:
            assert topic.indicator is not None
            full = units.completed(unit, topic.unit)
            settled = self._topics.convert(topic.indicator, full, None) if full != topic.indicator.unit else Topic()
            troubles = ("unit_differs", "unknown_unit", "currency_differs")
            found = replace(
                topic,
                unit=full,
                power=settled.power,
                assumed=False,
                unit_said=Said(unit, where=Where.CELL),
                repairs=[r for r in topic.repairs if r.code not in ("unit_converted", "unit_same")] + settled.repairs,
                faults=[r for r in topic.faults if r.code not in troubles] + settled.faults,
                asks=[asked for asked in topic.asks if asked[0] != "unit"] + settled.asks,
            )
            self._unit_cache[key] = found
        return found

    def _status(
        self,
        column: AreaColumn,
        label: Label,
        kind_label: Label,
        years: Sequence[Label],
        topic: Topic,
        lines: tuple[Section, ...],
    ) -> Answer:
        """How final a figure is: what its row says, else its headings, else the lines over it."""
        if label.text.strip():
            stated = as_status(label.text)
            if stated.unknown:
                details = {"found": brief(label.text), "expected": ", ".join(OBS_STATUS)}
                return Answer("", label.said, faults=[Remark("unknown_status", label.row, label.column, details)])
            return Answer(stated.code, label.said)
        kind = self._lexicon.heading(kind_label.text).phrase if kind_label.text else None
        if kind is not None and kind.status:
            return Answer(kind.status, kind_label.said)
        for heading, said in column.chain:
            if heading.phrase is not None and heading.phrase.status:
                return Answer(heading.phrase.status, said)
        for year in years:
            if status := read_period(year.text).status:
                return Answer(status, year.said)
        if topic.name is not None and topic.name.phrase is not None and topic.name.phrase.status:
            return Answer(topic.name.phrase.status, topic.said)
        for section in lines:
            if section.line.status:
                line = section.line
                return Answer(line.status, Said(line.text, line.row, line.column, Where.TITLE))
        return Answer()

    def _filled_down(self, row: int, *labels: Label) -> Iterator[Remark]:
        for label in labels:
            if label.carried and label.text.strip():
                yield Remark("filled_down", row, label.column, {"found": "", "result": brief(label.text)})

    def _year_repairs(self, row: int, years: Sequence[Label], period: PeriodFound) -> Iterator[Remark]:
        """A year in a heading is shown in the picture of the block; here only what stands in the row itself."""
        for year in years:
            if year.text.strip() and not year.carried:
                for code in read_period(year.text).repairs:
                    yield Remark(code, row, year.column, {"found": brief(year.text), "result": period.text})

    def _note_repairs(self, row: int) -> Iterator[Remark]:
        for column in self._area.labels.get("note", []):
            text = self._view.text(row, column)
            if visible(text) != text.strip():
                yield Remark("note_cleaned", row, column, {"found": brief(text), "result": brief(visible(text))})

    def _growth_findings(self, column: AreaColumn, topic: Topic, period: PeriodFound) -> Iterator[Remark]:
        """Growth on another year than the one before is no growth of the year."""
        for heading, said in column.chain:
            against = heading.phrase.against if heading.phrase is not None else 0
            if against and topic.unit == "%" and period.text and int(period.text[:4]) != against + 1:
                details = {"found": brief(said.text), "expected": str(int(period.text[:4]) - 1)}
                yield Remark("growth_on_other_year", said.row, said.column, details)

    def _period_findings(self, row: int, number: int, period: PeriodFound, years: Sequence[Label]) -> Iterator[Remark]:
        label = years[-1] if years else None
        where = label.column if label else number
        if period.text:
            yield from checks.year_in_range(period.text, row, where)
            yield from checks.not_in_future(period.text, self._all.today, row, where)
            yield from checks.is_annual(period.text, reason_of(period.text), row, where)
            return
        if label is not None and label.text.strip() and period.fault == "period_missing":
            code, found = "bad_period", label.text
            if read_period(label.text).reason == "ambiguous_period":
                code = "ambiguous_period"
        else:
            code, found = period.fault, period.said.text if period.said else ""
        said = period.said
        place = (row, where) if label or said is None or not said.row else (said.row, said.column)
        against = period.against.text if period.against else "2024"
        yield Remark(code, *place, {"found": brief(found), "expected": brief(against)})

    # Whole columns

    def _say_columns(self) -> None:
        for text, places in self._left_rows.items():
            details = {"found": brief(text), "expected": "", "count": places.total()}
            self._all.findings.append(Remark("rows_ignored", *min(places), details, serious=False))
        first, last = self._area.rows[0][0], self._area.rows[-1][0]
        for column in self._area.columns.values():
            number = column.number
            measure = self._measures.get(number)
            figures = self._unclear[number]
            at = column.chain[0][1] if column.chain else Said("", max(self._area.block.headers, default=1), number)
            heading = brief(column.text)
            if self._planned[number]:
                details = {"found": heading, "expected": "", "count": self._planned[number]}
                self._all.findings.append(Remark("title_plans", at.row, number, details))
            elif figures:
                details = {"found": heading, "expected": "", "count": figures}
                self._all.findings.append(Remark("column_unclear", at.row, number, details))
            elif measure is Measure.CHANGE and column.said.measure is None:
                details = {"found": heading, "expected": "", "count": self._count(number)}
                self._all.findings.append(
                    Remark("change_or_growth", at.row, number, details, serious=not self._is_change(column))
                )
            elif measure in NOT_TAKEN:
                self._all.findings.append(
                    Remark("column_ignored", at.row, number, {"found": heading, "expected": ""}, serious=False)
                )
            elif column.role or column.said.role == NOTHING or is_row_number(column.text):
                continue
            elif self._any_text(number, first, last):
                # 是否累计 decides what the figures beside it are, whoever can read it.
                decides = bool(_DECIDES.search(column.text))
                code = "column_decides" if decides else "column_ignored"
                self._all.findings.append(Remark(code, at.row, number, {"found": heading, "expected": ""}, decides))

    def _count(self, number: int) -> int:
        return sum(
            kind_of(text) is CellKind.NUMBER
            for row, _ in self._area.rows
            if (text := self._view.text(row, number)).strip()
        )

    def _any_text(self, number: int, first: int, last: int) -> bool:
        return any(self._view.text(row, number).strip() for row, _ in self._area.rows if first <= row <= last)

    def _is_change(self, column: AreaColumn) -> bool:
        """Whether the figures are the differences of the two columns beside them: then it is plain what they are."""
        bases = self._bases_of(column)[:2]
        if len(bases) < 2:
            return any(heading.unit not in ("", "%") for heading, _ in column.chain)
        seen = 0
        for row, _ in self._area.rows:
            cells = [
                read_number(self._view.text(row, number)).value
                for number in (column.number, *(b.number for b in bases))
            ]
            if None in cells:
                continue
            change, later, earlier = (float(cell) for cell in cells if cell is not None)
            if abs(abs(later - earlier) - abs(change)) > 0.005 * abs(change) + 0.011:
                return False
            seen += 1
        return seen > 0

    def picture(self) -> Block:
        """What the area was taken for."""
        headers = tuple(self._area.block.headers)
        rows = self._area.rows
        columns: dict[int, Column] = {}
        lines = rows[0][1]
        for column in self._area.columns.values():
            if column.role == "value":
                columns[column.number] = self._pictured(column, lines)
            elif column.role or column.chain:
                chain = tuple(said for _, said in column.chain)
                columns[column.number] = Column(column.number, chain, column.role)
        last = max((row for row, _ in rows if self._has_figures(row)), default=rows[-1][0])
        title = tuple(Said(s.line.text, s.line.row, s.line.column, Where.TITLE) for s in lines)
        unit = next((s.line.units[0] for s in lines if len(s.line.units) == 1), "")
        region = self._regions.read(AreaColumn(0), Label(), None, Label(), lines)
        return Block(headers, rows[0][0], last, columns, title, self._area.said.unit or unit, region.id)

    def _has_figures(self, row: int) -> bool:
        return any(self._view.text(row, column.number).strip() for column in self._area.values)

    def _pictured(self, column: AreaColumn, lines: tuple[Section, ...]) -> Column:
        number = column.number
        measure = self._measures[number]
        bases = self._bases[number] if measure is Measure.GROWTH else []
        period = PeriodFound("")
        if not self._area.labels.get("year"):
            period = self._period(column, bases, None, Label(), [], lines, stock=False)
        status = next((h.phrase.status for h, _ in column.chain if h.phrase is not None and h.phrase.status), "")
        chain = column.chain or (bases[0].chain if bases else [])
        name = next((h.name.id for h, _ in chain if h.name), "") or column.said.indicator
        region = next((h.place.id for h, _ in column.chain if h.place), "") or column.said.region
        unit = column.said.unit or next((h.unit for h, _ in column.chain if h.unit), "")
        reason = "column_unclear" if self._unclear[number] else "title_plans" if self._planned[number] else ""
        if measure in NOT_TAKEN:
            reason = "change_or_growth" if measure is Measure.CHANGE else "column_ignored"
        headings = tuple(said for _, said in column.chain)
        role = "" if reason else "value"
        return Column(number, headings, role, measure or Measure.LEVEL, period.text, name, region, unit, status, reason)


def _read_cell(topic: Topic, text: str) -> NumberCell:
    """A cell as what its indicator's figures are: numbers, or water classes."""
    is_class = topic.indicator is not None and topic.indicator.kind is Kind.CLASS
    return read_class(text) if is_class else read_number(text)


def _number_findings(cell: NumberCell, text: str, expected: str, row: int, column: int) -> Iterator[Remark]:
    yield from checks.readable(cell.fault, text, expected, row, column)
    if "sign_word" in cell.repairs and expected not in _GROWTH_UNITS:
        yield from checks.readable("not_a_number", text, expected, row, column)
    if "scientific" in cell.repairs:
        yield Remark("scientific", row, column, {"found": brief(text), "expected": expected}, serious=False)


def _at(item: Remark, row: int, column: int) -> Remark:
    """A remark of a whole topic at one value: where it is of a label, in this value's row."""
    if not item.row:
        return Remark(item.code, row, item.column or column, item.details, item.serious)
    return item


def _graver(column: Measure | None, row: Measure | None) -> Measure | None:
    """What a figure is that its column and its row say something of: what is furthest from being the figure itself."""
    said = [measure for measure in (row, column) if measure is not None]
    return next((measure for measure in said if measure is not Measure.LEVEL), said[0] if said else None)


def _beside(said: Said | None) -> Said | None:
    return Said(said.text, said.row, said.column, Where.BESIDE) if said else None


def _year_before(period: str) -> str:
    return "/".join(f"{int(part[:4]) - 1}{part[4:]}" for part in period.split("/"))


def _trace(
    region: Answer,
    topic: Topic,
    period: PeriodFound,
    status: Answer,
    column: AreaColumn,
    cell: NumberCell,
    here: Cell,
    labels: Mapping[str, list[Label]],
) -> dict[str, Said]:
    """Who said each thing."""
    found: dict[str, Said] = {}
    rows = {label.column: label.row for listed in labels.values() for label in listed}
    for aspect, said in (
        ("region", region.said),
        ("indicator", topic.said),
        ("period", period.said),
        ("unit", Said(cell.unit, *here, Where.CELL) if cell.unit else topic.unit_said),
        ("status", status.said if status.id else None),
    ):
        if said is not None:
            # What is known of a text is kept for all rows that say it: here it is this row's cell.
            at = rows.get(said.column, said.row) if said.where is Where.LABEL else said.row
            found[aspect] = said if at == said.row else Said(said.text, at, said.column, said.where)
    if measure := next((said for heading, said in column.chain if heading.measure), None):
        found["measure"] = measure
    return found


def as_candidate(found: Found, state: State, old: Any, status: str) -> Candidate:
    """A value as the rest of the program sees it."""
    indicator = found.topic.indicator
    return Candidate(
        found.row,
        found.column,
        found.text,
        found.region,
        indicator.id if indicator else "",
        found.period,
        found.value,
        indicator.unit if indicator else found.topic.unit,
        status,
        found.note,
        tuple(dict.fromkeys(found.repairs)),
        tuple(dict.fromkeys(found.findings)),
        state,
        old,
        found.trace,
    )
