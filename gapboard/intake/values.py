"""Every value of a sheet with what is said of it: taken, doubted or refused, and never passed over in silence."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, zip_longest
from typing import Any, NamedTuple, TypeVar

from gapboard.catalog import Catalog, Kind
from gapboard.export.neutral import as_written
from gapboard.intake import checks, units
from gapboard.intake.areas import AreaColumn, AreaFinder
from gapboard.intake.bounds import Bounded, read_bounded
from gapboard.intake.cells import NumberCell, brief, clean, read_class, read_number, visible
from gapboard.intake.context import Answer, Context, Label, Row, Surroundings, Topic, at
from gapboard.intake.correct import Correction
from gapboard.intake.figure import Figure, read_as
from gapboard.intake.lexicon import Lexicon
from gapboard.intake.limits import MAX_VALUES
from gapboard.intake.lines import says_done, says_plans
from gapboard.intake.model import NOT_TAKEN, Block, Candidate, Cell, Measure, Remark, Said, Sheet, State, Where, doubt
from gapboard.intake.names import without_outline
from gapboard.intake.notes import Notes, remark_decides, unit_of_remark
from gapboard.intake.period import SHORT_YEAR, PeriodFound, read_period
from gapboard.intake.periods import PeriodReader
from gapboard.intake.phrase import parse
from gapboard.intake.pictured import Pictured
from gapboard.intake.regions import RegionReader
from gapboard.intake.rows import FIGURES, CellKind, Section, View, find_rows, kind_of, notes_of
from gapboard.intake.scope import ScopeReader
from gapboard.intake.status import as_status, split_status, unless_final
from gapboard.intake.topics import TopicReader
from gapboard.kernel.faults import DataFault, Fault
from gapboard.ledger import Key
from gapboard.ledger.observation import OBS_STATUS

Progress = Callable[[int, int], None]
T = TypeVar("T")

_ACTUAL = re.compile("完成|实绩|实际|实现|累计|同期")
_MONTHS = re.compile("\\d{1,2}(?:[-—~～－]\\d{1,2})?|[一二三四]")
_OF_COUNTS = {"月": "月", "月份": "月", "month": "月", "季": "季度", "季度": "季度", "quarter": "季度"}
_OF_TITLES = (Measure.GROWTH, Measure.SHARE, Measure.RANK)
_BOTH = re.compile("[及和与、]|分析|比较")
_NO_FIGURES = re.compile(
    r"(?:19|20)\d\d|\d{1,2}(?:\s*[-—~～－至]\s*\d{1,2})?\s*(?:月|日|号|季度)|^\W*(?:注|备注|说明)?\W*\d{1,2}\s*[.、.:)）](?!\d)"
)
_STEP = 500
_SHORT = 16
_DITTO = ("〃", "″", '"', "”", "''", "同上")
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
    findings: list[Remark] = field(default_factory=list)
    trace: Mapping[str, Said] = field(default_factory=dict)
    bound: str = ""
    """How the value is meant, in the ledger's own words; empty where exactly."""
    last_year: bool = False
    """Whether a heading such as 上年同期 says it, whose figures are often restated to be comparable."""

    @property
    def key(self) -> Key:
        """Region, indicator and period; empty where one is not known."""
        return self.region, self.topic.indicator.id if self.topic.indicator else "", self.period

    @property
    def figure(self) -> Figure | None:
        """The value with how it is meant."""
        return None if self.value is None else Figure(self.value, self.bound)

    @property
    def is_usable(self) -> bool:
        """Whether nothing serious is said of it."""
        return self.value is not None and not any(item.serious for item in self.findings)

    def say(self, remarks: Iterable[Remark]) -> None:
        """Findings, which stand at the value where they name no row."""
        self.findings.extend(at(item, self.row, self.column) for item in remarks)


@dataclass(slots=True)
class Asked:
    """A name that is asked for: where it stands, and how many figures wait for the answer."""

    wanted: str
    places: list[Cell] = field(default_factory=list)
    count: int = 0


@dataclass
class Collector:
    """Walks over a sheet block by block."""

    sheet: Sheet
    file: str
    lexicon: Lexicon
    home: str
    correction: Correction
    readings: Mapping[Cell, str]
    progress: Progress | None
    today: dt.date
    found: list[Found] = field(default_factory=list)
    findings: list[Remark] = field(default_factory=list)
    asked: dict[tuple[str, str], Asked] = field(default_factory=dict)
    blocks: list[Block] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)

    def __post_init__(self) -> None:
        self.view = View(self.sheet, hidden=self.correction.hidden)
        self._assumed: set[str] = set()
        self._done = 0

    def collect(self) -> None:
        """All values of the sheet; raises ``DataFault`` if they are more than can be shown."""
        raw, lines = find_rows(self.view, self.lexicon, self.correction)
        self.notes.read(lines)
        finder = AreaFinder(self.view, self.lexicon, self.correction)
        untold = AreaFinder(self.view, self.lexicon, replace(self.correction, columns={}, in_block={}))
        sheet = "" if self.sheet.name == self.file else self.sheet.name
        self._report_progress(0)
        for block in raw:
            first = len(self.blocks) + 1
            as_found = untold.areas(block, first) if self.correction.of_columns else []
            for area, was in zip_longest(finder.areas(block, first), as_found):
                around = Surroundings(self.view, area, self.lexicon, self.notes, sheet, self.file, self.home)
                before = _AreaValues(self, replace(around, area=was)) if was else None
                self.blocks.append(_AreaValues(self, around, before).collect())
        self._report_progress(self.view.height)
        if any(block.values for block in self.blocks):
            below = notes_of(lines, min(block.first_row for block in self.blocks))
            for line in (line for line in below if not line.is_note or _has_figures(line.text)):
                self.findings.append(doubt("row_ignored", line.row, 1, brief(line.text)))
        self.findings.extend(self.notes.of_file.values())
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

    def ask(self, kind: str, text: str, wanted: str, place: Cell) -> None:
        """A question that one more value waits for."""
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
            self.findings.append(doubt("unit_missing", row, column, indicator.name, indicator.unit))


class _Aspects(NamedTuple):
    """What a value is of; ``left`` is why it is not read: ``planned``, ``kind`` or ``unclear``."""

    topic: Topic
    region: Answer
    period: PeriodFound
    left: str = ""

    def differences(self, was: _Aspects, catalog: Catalog) -> list[tuple[str, str]]:
        """What has become what, where both are known and one has become another."""
        now, before = self._known(catalog), was._known(catalog)
        if was.left or not all(before):
            return []
        pairs = list(zip(now, before, strict=True))
        if self.topic.power != was.topic.power:
            pairs.append((self.topic.unit, was.topic.unit))
        return [(new, old) for new, old in pairs if new and new != old]

    def _known(self, catalog: Catalog) -> tuple[str, str, str]:
        """What, where and when, each empty where it is not known; of growth without a series, what grows."""
        indicator = self.topic.indicator or catalog.indicators.get(self.topic.growth_of)
        region = catalog.regions.get(self.region.id)
        return indicator.name if indicator else "", region.name if region else "", self.period.text


class _AreaValues:
    """The values of one area; ``before`` are the same without what a user says of its columns."""

    def __init__(self, collector: Collector, around: Surroundings, before: _AreaValues | None = None) -> None:
        self._before = before
        self._all, self._area, self._view, self._lexicon = collector, around.area, collector.view, collector.lexicon
        self._regions, self._periods, self._topics = RegionReader(around), PeriodReader(around), TopicReader(around)
        self._scopes, self._names = ScopeReader(around), around.names
        self._columns = Pictured(around, self._regions, self._periods)
        self._deciding = self._columns.deciding()
        self._cache: dict[Hashable, Any] = {}
        self._ignored_rows: set[int] = set()
        self._left_rows: dict[str, Counter[Cell]] = {}
        self._carried: dict[tuple[str, int], tuple[Label, tuple[Section, ...]]] = {}
        self._parent = Label()
        self._outer: list[Label] = []
        self._has_figures = False
        self._was = Row()

    def collect(self) -> Block:
        """Take every value; answers what the area was taken for."""
        values = self._area.values
        for number, lines in self._area.rows:
            self._all.step(number)
            cells = self._view.cells(number)
            row = self._row(number, cells, lines)
            if self._before:
                self._was = self._before._row(number, cells, lines)
            for column in values:
                if not (text := cells[column.number - 1]) or text.isspace():
                    continue
                self._value(Context(row, column), text, self._all.readings.get((number, column.number), text))
        for text, places in self._left_rows.items():
            self._all.findings.append(doubt("rows_ignored", *min(places), brief(text), count=places.total()))
        self._all.findings.extend(self._columns.remarks())
        if not self._has_figures:
            self._all.findings.extend(self._deciding)
        return self._columns.block()

    # The rows

    def _row(self, number: int, cells: Sequence[str], lines: tuple[Section, ...]) -> Row:
        """What the labels of a row say; of several columns of names the innermost that is filled."""
        area = self._area
        # One row a value: an empty name repeats the one above. In a wide table it is a fault.
        carries_names = bool({"year", "kind"} & area.labels.keys()) or not area.labels.get("indicator")
        carry = {"region": True, "indicator": carries_names, "year": len(area.labels.get("year", ())) > 1}
        words = self._has_other_words(cells)

        def labels(role: str) -> list[Label]:
            return self._labels(role, number, cells, lines, carry=carry.get(role, False) and not words)

        def inner(role: str) -> Label:
            found = labels(role)
            return next(filter(None, reversed(found)), Label("", number, found[0].column) if found else Label())

        name, place, parent = self._name_label(labels("indicator")), Label(), Label()
        if name and not self._lexicon.name(name.text).id and self._lexicon.region(name.text)[0] is not None:
            name, place, parent = Label("", name.row, name.column), name, self._parent
        elif name:
            self._parent = name
        kind = self._kind_label(number, inner("kind"), lines)
        notes = [_as_noted(cells[column - 1]) for role in _NOTES for column in area.labels.get(role, ())]
        return Row(
            number=number,
            lines=lines,
            region=inner("region"),
            name=name,
            outer=self._find_outer(name),
            place=place,
            parent=parent,
            unit=inner("unit") if "unit" in area.labels else self._unit_in_remark(number, cells),
            status=inner("status"),
            kind=kind,
            heading=self._lexicon.heading(kind.text) if kind.text else None,
            years=tuple(labels("year")),
            note="；".join(filter(None, notes)),
        )

    def _unit_in_remark(self, row: int, cells: Sequence[str]) -> Label:
        """The unit of a row that stands where remarks do, in a table without a column of units."""
        texts = ((unit_of_remark(cells[column - 1]), column) for column in self._area.labels.get("note", ()))
        return next((Label(unit, row, column) for unit, column in texts if unit), Label())

    def _find_outer(self, name: Label) -> tuple[Label, ...]:
        """The names that a name is indented below, the nearest first."""
        if name and not name.carried:
            self._outer = [outer for outer in self._outer if _indent(outer.text) < _indent(name.text)]
            self._outer.insert(0, name)
        return tuple(self._outer[1:]) if name else ()

    def _has_other_words(self, cells: Sequence[str]) -> bool:
        """Whether a row says something where no labels stand: 合计 below a column of numbers is of no row above."""
        first = min((column.number for column in self._area.values), default=0)
        return any(
            cells[number - 1].strip() and kind_of(cells[number - 1]) is CellKind.TEXT
            for number, column in self._area.columns.items()
            if number < first and not column.role
        )

    def _labels(
        self, role: str, row: int, cells: Sequence[str], lines: tuple[Section, ...], *, carry: bool
    ) -> list[Label]:
        """The labels of one role. Merged cells leave a CSV file with one text and blanks below it."""
        found = []
        outer = False  # a new province begins with no city
        for column in self._area.labels.get(role, ()):
            text = cells[column - 1]
            above, of = self._carried.get((role, column), (Label(), lines))
            label = Label("", row, column)
            if clean(text) in _DITTO and above.text and of == lines:
                label = Label(above.text, above.row, column, True)
                outer = True
            elif text.strip():
                label = Label(self._with_month(column, text) if role == "year" else text, row, column)
                self._carried[role, column] = (label, lines)
                outer = True
            elif carry and not outer and above.text and of == lines:
                label = Label(above.text, above.row, column, True)
            found.append(label)
        return found

    def _with_month(self, column: int, text: str) -> str:
        """A bare 7 below 月 is July, below 季度 there are four."""
        heading = self._area.columns[column].first
        word = _OF_COUNTS.get(clean(heading.text).lower()) if heading else None
        bare = clean(text).removesuffix(".0")
        return f"{bare}{word}" if word and _MONTHS.fullmatch(bare) else text

    def _name_label(self, labels: Sequence[Label]) -> Label:
        """The name of a row: of several columns of names the innermost that is filled, with what it is part of."""
        filled = list(filter(None, labels))
        if not filled:
            return labels[-1] if labels else Label()
        inner = filled[-1]
        if len(filled) > 1 and not self._lexicon.name(inner.text).id:
            joined = "".join(label.text.strip() for label in filled)
            if self._lexicon.name(joined).id:
                return Label(joined, inner.row, inner.column, inner.carried, tuple(filled))
        return inner

    def _kind_label(self, row: int, own: Label, lines: Sequence[Section]) -> Label:
        """Who says of which kind the figures of a row are: a label, its note, or a dividing row."""
        if own:
            return own
        for column in self._area.labels.get("note", ()):
            text = self._view.text(row, column)
            phrase = self._lexicon.heading(text).phrase if text.strip() and len(text) < _SHORT else None
            if phrase is not None and phrase.understood and (phrase.measure or phrase.status or phrase.first):
                return Label(text, row, column)
        for section in lines:
            phrase = section.line.phrase
            if phrase is not None and phrase.understood and phrase.measure and section.line.row > 0:
                return Label(without_outline(section.line.text), section.line.row, section.line.column)
        return Label()

    # One value

    def _value(self, context: Context, written: str, text: str) -> None:
        """Ask every aspect of a value; ``text`` is how the user reads what is ``written``."""
        row, number = context.row, context.column.number
        found = self._aspects(context)
        match found.left:
            case "planned":
                self._columns.planned[number] += kind_of(text) in FIGURES
            case "kind":
                if row.heading and row.heading.measure in NOT_TAKEN:
                    self._left_rows.setdefault(row.kind.text, Counter())[row.kind.row, row.kind.column] += 1
            case "unclear":
                self._columns.unclear[number] += kind_of(text) not in (CellKind.MISSING, CellKind.TEXT)
            case _:
                self._finish(context, written, text, found)

    def _aspects(self, context: Context) -> _Aspects:
        """What a value is of, or why it is not read."""
        row, column = context.row, context.column
        measure = _graver(column.measure, row.heading.measure if row.heading else None)
        of_title = None if measure else self._measure_of_title(context)
        if of_title in NOT_TAKEN:
            return _Aspects(Topic(), Answer(), PeriodFound(""), "unclear")
        measure = measure or of_title
        if measure is Measure.CHANGE and column.said.measure is Measure.GROWTH:
            measure = Measure.GROWTH  # 增减 in a row, of which the user says what it is
        if self._is_planned(context):
            return _Aspects(Topic(), Answer(), PeriodFound(""), "planned")
        if measure in NOT_TAKEN:
            return _Aspects(Topic(), Answer(), PeriodFound(""), "kind")
        context = Context(row, column, measure, column.bases if measure is Measure.GROWTH and not row.heading else ())
        key = (column.number, id(row.lines))
        topic = self._once(
            ("topic", *key, row.name.text, row.outer, row.parent.text, row.unit.text, row.kind.text),
            lambda: self._topics.read(context),
        )
        if topic.unclear:
            return _Aspects(topic, Answer(), PeriodFound(""), "unclear")
        name = topic.spoken  # it says by itself when and where
        region = self._once(
            ("region", *key, row.region.text, row.place.text, row.name.text if name and name.place else ""),
            lambda: self._regions.read(context, topic),
        )
        ident = topic.indicator.id if topic.indicator else ""
        named = row.name.text or row.parent.text if name and name.phrase else ""
        period = self._once(
            ("period", *key, row.kind.text, tuple(label.text for label in row.years), named, ident),
            lambda: self._periods.read(context, topic),
        )
        return _Aspects(topic, region, period)

    def _measure_of_title(self, context: Context) -> Measure | None:
        """What a title, or the name of the sheet, says that all figures are that have no unit but per cent."""
        row, units_said = context.row, [heading.unit for heading, _ in context.column.chain]
        units_said += [row.unit.text, self._lexicon.name(row.name.text).unit if row.name else ""]
        titles = [line.line for line in row.lines if not line.line.is_unit and not line.line.meta]
        units_said += [unit for line in row.lines for unit in line.line.units]
        if any(unit not in ("", "%") for unit in units_said) or context.column.said.unit:
            return None
        phrases = [line.phrase for line in titles if line.phrase is not None and not _BOTH.search(line.text)]
        phrases += [parse(name.text) for name in self._names if name.where is Where.SHEET]
        return next((phrase.measure for phrase in phrases if phrase.measure in _OF_TITLES), None)

    def _moved(self, context: Context, now: _Aspects) -> Iterator[Remark]:
        """What a figure has become because the user says something of another column."""
        if self._before is None or context.column.is_told:
            return
        column = self._before._area.columns[context.column.number]
        if column.role != "value":
            return
        was = self._before._aspects(Context(self._was, column))
        if moved := now.differences(was, self._lexicon.catalog):
            new, old = ("、".join(texts) for texts in zip(*moved, strict=True))
            yield Remark("moved_by_correction", 0, 0, {"now": new, "was": old}, serious=False)

    def _once(self, key: Hashable, read: Callable[[], T]) -> T:
        """What a reader answers, asked once for all values of which the same is said."""
        if key not in self._cache:
            self._cache[key] = read()
        answer: T = self._cache[key]
        return answer

    def _is_planned(self, context: Context) -> bool:
        """Whether a title about targets rules a column that does not say that its figures are done."""
        column, lines = context.column, [section.line for section in context.row.lines]
        if column.said.measure:
            return False
        if column.measure is Measure.GROWTH and column.bases:  # growth of what was done is done
            return all(self._is_planned(replace(context, column=base)) for base in column.bases)
        if self._all.notes.plan or any(line.only_plans for line in lines):
            return True
        titles = [line for line in lines if line.style != "meta" and not line.is_unit]
        named = any(says_plans(said.text) for said in self._names) and not any(says_done(line.text) for line in titles)
        if not named and not any(line.plans for line in titles):
            return False
        heading = context.row.heading
        said = [heading.text for heading, _ in column.chain] + ([heading.text] if heading else [])
        return not any(_ACTUAL.search(text) for text in said)

    def _finish(self, context: Context, written: str, text: str, aspects: _Aspects) -> None:
        topic, region, period, _ = aspects
        row, here = context.row, (context.row.number, context.column.number)
        indicator = topic.indicator
        text, of_cell = split_status(text)
        read = _read_cell(topic, text)
        shown = ""
        if read.cell.value is not None and not read.cell.unit and topic.unit_by is not Where.USER:
            shown = self._view.unit(*here)
        cell = read.cell._replace(unit=read.cell.unit or shown)
        if cell.value is None and indicator is None and (not cell.fault or kind_of(text) is CellKind.TEXT):
            if cell.fault:
                self._ignore_row(row.number)
            return  # a dash or a word in a row that means nothing else
        status = self._status(context, topic, period)
        if of_cell:
            status = Answer(of_cell, Said(written, *here, Where.CELL))
        found = Found(*here, written, region.id, topic, period.text, None, status.id, row.note, [])
        if text != split_status(written)[0]:
            found.repairs.append(Remark("read_as", *here, {"found": brief(written), "result": text}))
        self._all.add(found)
        self._has_figures = True
        found.say(self._deciding)
        if cell.value is None and not cell.fault:
            found.repairs.append(Remark("no_value", *here, {"found": brief(text), "result": ""}))
            return
        if topic.assumed and not cell.unit:
            self._all.say_assumed(topic)
        stated = topic.unit
        if cell.unit and indicator is not None:
            key = ("unit", id(topic), cell.unit, bool(shown))
            topic = found.topic = self._once(
                key, lambda: self._topics.with_unit_of_cell(topic, cell.unit, by_format=bool(shown))
            )
        found.repairs.extend(self._repairs(context, read, text, region, topic, period))
        found.say((*region.faults, *topic.faults, *self._period_findings(context, topic, period), *status.faults))
        found.say(self._moved(context, aspects))
        scope = self._scope(context, topic, region)
        found.say(scope.faults)
        if indicator is not None and period.text and not (period.said and period.said.where is Where.USER):
            of_catalog = self._lexicon.catalog.indicators.values()
            texts = chain(_texts_around(context), (written,))
            final, early = not status.id, unless_final(period.text, self._all.today) == "P"
            found.say(self._all.notes.doubts(period.text, texts, indicator, of_catalog, final=final, early=early))
        self._ask(context, region, topic, scope)
        if indicator is not None:
            found.say(_number_findings(read, text, indicator.unit))
        if cell.value is not None:
            found.value = float(units.convert(cell.value, topic.power) if topic.power else cell.value)
            found.bound = read.bound(topic.power)
            if indicator is not None:
                if cell.unit and stated and not shown:
                    found.say(checks.has_one_reading(indicator, read, stated))
                figure = Figure(found.value, found.bound)
                found.say(checks.of_value(indicator, figure, cell.unit == "%"))
                found.say(checks.is_meant_as_bound(figure, text))
        if indicator is not None and period.text:
            found.say(self._remark_doubts(context, region, period.text, final=not status.id))
        found.trace = _trace(context, cell, region, topic, period, status)
        found.last_year = context.column.shifted

    def _scope(self, context: Context, topic: Topic, region: Answer) -> Answer:
        """Whether a text narrows what is counted; of figures that nobody can place nothing more is asked."""
        if region.faults or (topic.indicator is None and not topic.growth_of):
            return Answer()
        row, ident = context.row, topic.indicator.id if topic.indicator else topic.growth_of
        key = ("scope", id(row.lines), ident, topic.name.text if topic.name else "")
        return self._once(key, lambda: self._scopes.read(context, topic))

    def _ask(self, context: Context, region: Answer, topic: Topic, scope: Answer) -> None:
        """The questions that a value waits for, at the cell that raises them."""
        asks = [(ask, answer.said) for answer in (region, scope) for ask in answer.asks]
        asks += [(ask, topic.unit_said if ask[0] == "unit" else topic.said) for ask in topic.asks]
        for ask, said in asks:
            row, column = context.row.number, context.column.number
            if said and (said.row or said.where is Where.LABEL):
                row, column = row if said.where is Where.LABEL else said.row, said.column
            self._all.ask(*ask, (row, column))

    def _ignore_row(self, row: int) -> None:
        if row not in self._ignored_rows:
            self._ignored_rows.add(row)
            text = next((cell for cell in self._view.cells(row) if cell.strip()), "")
            self._all.findings.append(doubt("row_ignored", row, 1, brief(text)))

    def _status(self, context: Context, topic: Topic, period: PeriodFound) -> Answer:
        """How final a figure is: what its row says, else its headings, the lines over it, the notes below."""
        row, own = context.row, context.row.status
        if visible(own.text):
            code = as_status(own.text)
            details = {"found": brief(own.text), "expected": ", ".join(OBS_STATUS)}
            faults = [] if code else [Remark("unknown_status", own.row, own.column, details)]
            return Answer(code, own.said, faults=faults)
        said = [(row.heading.phrase.status, row.kind.said)] if row.heading and row.heading.phrase else []
        said += [context.column.status] if context.column.status else []
        if context.column.measure is Measure.GROWTH:
            same = (c for c in context.column.bases if c.status and self._period_of(row, c, topic) == period.text)
            said += [base.status for base in same if base.status]
        said += [(read_period(year.text).status, year.said) for year in row.years]
        if topic.name is not None and topic.name.phrase is not None and topic.said is not None:
            said.append((topic.name.phrase.status, topic.said))
        said += [(section.line.status, section.said) for section in row.lines]
        found = next((item for item in said if item[0]), None) or self._all.notes.status(
            period.text, _texts_around(context)
        )
        found = found or next(filter(None, (self._status_of_name(name, period.text) for name in self._names)), None)
        return Answer(*found) if found else Answer()

    @staticmethod
    def _status_of_name(name: Said, period: str) -> tuple[str, Said] | None:
        """How final the name of a sheet or file says that its figures are, or those of the year that it names."""
        phrase = parse(name.text)
        fits = phrase.status not in ("", "A") and (not phrase.year or period.startswith(str(phrase.year)))
        return (phrase.status, name) if fits else None

    def _remark_doubts(self, context: Context, region: Answer, period: str, *, final: bool) -> Iterator[Remark]:
        """What stands where remarks do, may decide what the figure is, and has not been read."""
        row = context.row
        for column in self._area.labels.get("note", ()):
            text = self._view.text(row.number, column)
            if not text.strip() or column in (row.kind.column, row.unit.column):
                continue
            place = self._lexicon.region(text)[0]
            elsewhere = "other" if place is not None and place.id != region.id else ""
            if says := elsewhere or remark_decides(text, period, final=final):
                details = {"found": brief(text), "expected": ""}
                yield Remark("remark_decides", row.number, column, details, serious=says == "other")

    def _period_of(self, row: Row, column: AreaColumn, topic: Topic) -> str:
        return self._periods.read(Context(row, column, column.measure), topic).text

    def _repairs(
        self, context: Context, read: Bounded, text: str, region: Answer, topic: Topic, period: PeriodFound
    ) -> Iterator[Remark]:
        row, here = context.row, (context.row.number, context.column.number)
        for label in (row.region, row.place or row.name):
            if label.carried and label:
                yield Remark("filled_down", row.number, label.column, {"found": "", "result": brief(label.text)})
        yield from (at(item, *here) for item in (*region.repairs, *topic.repairs))
        for year in row.years:  # a year in a heading is shown in the picture of the block
            for code in read_period(year.text).repairs if year and not year.carried else ():
                details = {"found": brief(year.text), "result": period.text}
                yield Remark(code, row.number, year.column, details)
        figure = read_as(read)
        for code in (*read.cell.repairs, *(["bound"] if read.sign else [])):
            result = "" if figure is None else str(figure.shown) if figure.bound else f"{read.cell.value:f}"
            yield Remark(code, *here, {"found": brief(text), "result": result})
        for column in self._area.labels.get("note", ()):
            note = self._view.text(row.number, column)
            if visible(note) != note.strip():
                yield Remark("note_cleaned", row.number, column, {"found": brief(note), "result": brief(visible(note))})

    def _period_findings(self, context: Context, topic: Topic, period: PeriodFound) -> Iterator[Remark]:
        years = context.row.years
        row, column = context.row.number, years[-1].column if years else context.column.number
        if not period.text:
            yield self._no_period(context, period, row, column)
            return
        of_period = checks.of_period(period.text, self._all.today, plain=period.is_plain)
        yield from (at(item, row, column) for item in of_period)
        if period.against:
            by = next((said for said in period.said.all if said.where is Where.TITLE), None) if period.said else None
            found, expected = (brief(said.text) if said else "" for said in (by, period.against))
            yield doubt("name_of_other_period", *((by.row, by.column) if by else (row, column)), found, expected)
        for heading, said in context.column.chain:  # growth on another year than the one before is none of the year
            against = heading.phrase.against if heading.phrase is not None else 0
            if against and topic.unit == "%" and int(period.text[:4]) != against + 1:
                details = {"found": brief(said.text), "expected": str(int(period.text[:4]) - 1)}
                yield Remark("growth_on_other_year", said.row, said.column, details)

    @staticmethod
    def _no_period(context: Context, period: PeriodFound, row: int, column: int) -> Remark:
        """Why a value has no period, at the cell that says so."""
        label = context.row.years[-1] if context.row.years else None
        code, found = period.fault, period.said.text if period.said else ""
        if label and code == "period_missing":
            found, reason = label.text, read_period(label.text).reason
            told = parse(found)  # 1-3月 lacks its year and is no bad period
            lacks_year = told.understood and told.first and not told.year and not told.fault
            code = code if lacks_year else reason if reason in ("ambiguous_period", SHORT_YEAR) else "bad_period"
        if label is None and period.said is not None and period.said.row:
            row, column = period.said.row, period.said.column
        against = period.against.text if period.against else "2024"
        return Remark(code, row, column, {"found": brief(found), "expected": brief(against)})


def _texts_around(context: Context) -> Iterator[str]:
    """The texts over and left of a value, as they are written, with the marks that point to notes."""
    row = context.row
    labels = (row.region, row.name, row.place, row.parent, row.unit, *row.years)
    yield from (said.text for _, said in context.column.chain)
    yield from (label.text for label in labels)


def _has_figures(text: str) -> bool:
    """Whether a note holds a number that may be a figure: years, months, and what numbers the note are none."""
    return any(char.isdigit() for char in _NO_FIGURES.sub("", clean(text)))


def _indent(text: str) -> int:
    """By how much a label is set in."""
    return sum(2 if char == "\u3000" else 1 for char in text[: len(text) - len(text.lstrip())])


def _as_noted(text: str) -> str:
    """A note as it was written: also one like a number, which the reader leaves with the apostrophe of an export."""
    written = as_written(text)
    return visible(written if written != text and read_number(written).value is not None else text)


def _read_cell(topic: Topic, text: str) -> Bounded:
    """A cell as what its indicator's figures are: numbers, perhaps bounds, or water classes."""
    if topic.indicator is not None and topic.indicator.kind is Kind.CLASS:
        return Bounded(read_class(text))
    read = read_bounded(text)
    # 1—9月 in the place of a figure is a period, and no range.
    return Bounded(read_number(text)) if read.sign and parse(text).first else read


def _number_findings(read: Bounded, text: str, expected: str) -> Iterator[Remark]:
    yield from checks.readable(read.cell.fault, text, expected)
    yield from checks.means_one_thing(read, text, expected)
    if "sign_word" in read.cell.repairs and expected not in _GROWTH_UNITS:
        yield from checks.readable("not_a_number", text, expected)
    if "scientific" in read.cell.repairs:
        yield doubt("scientific", found=brief(text), expected=expected)


def _graver(column: Measure | None, row: Measure | None) -> Measure | None:
    """What a figure is that its column and its row say something of: what is furthest from being the figure itself."""
    said = [measure for measure in (row, column) if measure is not None]
    return next((measure for measure in said if measure is not Measure.LEVEL), said[0] if said else None)


def _trace(
    context: Context, cell: NumberCell, region: Answer, topic: Topic, period: PeriodFound, status: Answer
) -> dict[str, Said]:
    """Who said each thing."""
    row, here = context.row, (context.row.number, context.column.number)
    aspects = {
        "region": region.said,
        "indicator": topic.said,
        "period": period.said,
        "unit": Said(cell.unit, *here, Where.CELL, topic.unit_said.also if topic.unit_said else ())
        if cell.unit
        else topic.unit_said,
        "status": status.said if status.id else None,
        "measure": next((said for heading, said in context.column.chain if heading.measure), None),
    }
    # What is known of a text is kept for all rows that say it: here it is this row's cell.
    labels = (row.region, row.name, row.parent, row.place, row.unit, row.status, row.kind, *row.years)
    rows = {(said.text, said.column): said.row for label in labels for said in label.said.all}

    def here_said(said: Said) -> Said:
        at_row = rows.get((said.text, said.column), said.row) if said.where is Where.LABEL else said.row
        if at_row == said.row and not said.also:
            return said
        return replace(said, row=at_row, also=tuple(map(here_said, said.also)))

    return {aspect: here_said(said) for aspect, said in aspects.items() if said is not None}


def as_candidate(found: Found, state: State, old: Any, status: str) -> Candidate:
    """A value as the rest of the program sees it."""
    indicator = found.topic.indicator
    return Candidate(
        row=found.row,
        column=found.column,
        text=found.text,
        region=found.region,
        indicator=indicator.id if indicator else "",
        period=found.period,
        value=found.value,
        unit=indicator.unit if indicator else found.topic.unit,
        obs_status=status,
        note=found.note,
        repairs=tuple(dict.fromkeys(found.repairs)),
        findings=tuple(dict.fromkeys(found.findings)),
        state=state,
        old=old,
        trace=found.trace,
        bound=found.bound,
    )
