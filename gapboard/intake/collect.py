"""Every value of a sheet. Whole columns of them are taken at once; those that are not plain, one by one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]

from gapboard.catalog import Kind
from gapboard.intake import grid
from gapboard.intake.found import Found, Plain
from gapboard.intake.grid import Codes, Mask
from gapboard.intake.limits import MAX_VALUES
from gapboard.intake.model import Layout, Remark, Shape, Sheet
from gapboard.intake.odd import Labels, OddReader
from gapboard.intake.recognise import Heading, Parts, Recogniser, Subject
from gapboard.intake.status import PeriodText, StatusText, as_period, as_status
from gapboard.kernel.faults import DataFault, Fault

_STEP = 2000


class ValueColumn(NamedTuple):
    """A column of values, and what its headings fix."""

    number: int
    period: str
    name: str
    suffix: str
    unit: str


class _Label(NamedTuple):
    """A column of labels: the text of each row by its number."""

    codes: Codes
    texts: list[str]


class _Labels(NamedTuple):
    """The labels of all rows."""

    region: _Label
    name: _Label
    year: _Label
    unit: _Label
    status: _Label


def value_columns(layout: Layout) -> Iterator[ValueColumn]:
    """The columns that hold values."""
    if layout.shape is Shape.LONG:
        numbers = [layout.roles["value"], *layout.growth] if "value" in layout.roles else []
    else:
        numbers = sorted({*layout.years, *layout.indicators, *layout.growth})
    named = "indicator" in layout.roles
    for number in numbers:
        text = layout.indicators.get(number, "")
        fixed, suffix = ("", text) if named else (text, "")
        suffix = layout.growth.get(number, suffix)
        yield ValueColumn(number, layout.years.get(number, ""), fixed, suffix, layout.units.get(number, ""))


class Collector:
    """Walks over a sheet by its layout."""

    def __init__(
        self,
        sheet: Sheet,
        layout: Layout,
        recogniser: Recogniser,
        file: str,
        progress: Callable[[int, int], None] | None,
        today: dt.date,
    ) -> None:
        self.sheet, self.layout, self.recogniser, self.file = sheet, layout, recogniser, file
        self.progress, self.today = progress, today
        self.found = Found()
        self.findings: list[Remark] = []
        self.first_seen: dict[tuple[str, str], tuple[int, int]] = {}
        self._odd = OddReader(sheet, layout, recogniser, today)
        self._assumed: set[str] = set()
        self._rows = layout.last_row - layout.first_row + 1
        self._done = 0
        roles = layout.roles
        self._region, self._name, self._unit = roles.get("region", 0), roles.get("indicator", 0), roles.get("unit", 0)

    def collect(self) -> Found:
        """All values of the table; raises ``DataFault`` if they are more than can be shown."""
        long = self.layout.shape is Shape.LONG
        labels = _Labels(
            self._label("region", carry=True),
            self._label("indicator", carry=long),
            self._label("year"),
            self._label("unit"),
            self._label("status"),
        )
        columns = list(value_columns(self.layout))
        total = self._rows * len(columns)
        for number, column in enumerate(columns):
            self._done = number * self._rows
            self._tell(0, total)
            self._column(column, labels, total)
            if self.found.count > MAX_VALUES:
                raise DataFault([Fault(self.file, "too_many_values", details={"limit": MAX_VALUES})])
        self._done = total
        self._tell(0, total)
        self.found.finish()
        return self.found

    def _tell(self, row: int, total: int) -> None:
        if self.progress:
            self.progress(self._done + row, total)

    def _label(self, role: str, *, carry: bool = False) -> _Label:
        column = self.layout.roles.get(role, 0)
        if not column:
            return _Label(np.zeros(self._rows, np.int64), [""])
        codes, known = grid.codes_of(
            grid.texts_of(self.sheet.rows, column, self.layout.first_row, self.layout.last_row)
        )
        empty = np.array([not text.strip() for text in known], np.bool_)
        if carry and empty.any():
            # Merged cells leave a CSV file with one text and blanks below it.
            above = np.maximum.accumulate(np.where(empty[codes], -1, np.arange(self._rows)))
            codes = np.where(empty[codes] & (above >= 0), codes[np.maximum(above, 0)], codes)
        return _Label(codes, known)

    def _column(self, column: ValueColumn, labels: _Labels, total: int) -> None:
        """Take in a column: what is plain and undoubted at once, the rest one by one."""
        texts = grid.texts_of(self.sheet.rows, column.number, self.layout.first_row, self.layout.last_row)
        plain, values = grid.plain_numbers(texts)
        used = grid.filled(texts, plain)
        if not len(used):
            return
        parts, which = self._parts(column, labels, used)
        numbers = self.found.subject_list.add(parts)
        topics = [part.topic for part in parts]
        by_row = "year" in self.layout.roles
        periods = [as_period(text) for text in (labels.year.texts if by_row else [column.period])]
        statuses = [as_status(text) for text in labels.status.texts]
        powers = np.array([topic.power for topic in topics], np.int64)[which]
        values, plain = values[used], plain[used]
        shifted = np.flatnonzero(plain & (powers != 0))
        if len(shifted):
            values[shifted] = grid.shifted(texts.take(pa.array(used[shifted])), powers[shifted])

        quick = plain & np.array([part.topic.quick and not part.place.findings for part in parts], np.bool_)[which]
        quick &= np.array([period.is_past(self.today) for period in periods], np.bool_)[labels.year.codes[used]]
        quick &= np.array([not status.unknown for status in statuses], np.bool_)[labels.status.codes[used]]
        quick &= ~_flags(topics, "percent")[which] | (values == 0) | (np.abs(values) > 1)
        quick &= ~_flags(topics, "whole")[which] | (values == np.floor(values))
        quick &= (values >= 0) | _flags(topics, "signed")[which]

        taken = used[quick]
        self.found.add_plain(
            Plain(
                taken + self.layout.first_row,
                column.number,
                numbers[which[quick]],
                self._period_numbers(periods)[labels.year.codes[taken]],
                self._status_numbers(periods, statuses, labels, taken),
                values[quick],
            )
        )
        for step, position in enumerate(np.flatnonzero(~quick)):
            at = int(used[position])
            if step % _STEP == 0:
                self._tell(at, total)
            year, status = int(labels.year.codes[at]), int(labels.status.codes[at])
            about = Labels(labels.year.texts[year], periods[year], statuses[status])
            subject = self.found.subject_list[numbers[which[position]]]
            known = len(self.recogniser.unknown)
            row = at + self.layout.first_row
            item = self._odd.read(row, column.number, texts[at].as_py(), subject, about)
            if len(self.recogniser.unknown) > known:  # a unit written beside the figure
                self._note_unknown(known, row, column.number)
            if item is not None:
                self.found.add_odd(item)

    def _period_numbers(self, periods: list[PeriodText]) -> Codes:
        return np.array([self.found.period_list.number(period.text) for period in periods], np.int64)

    def _status_numbers(
        self, periods: list[PeriodText], statuses: list[StatusText], labels: _Labels, taken: Codes
    ) -> Codes:
        """The status that the row states, else the one that its period does."""
        table = np.array(
            [[self.found.status_list.number(s.code or p.status) for s in statuses] for p in periods], np.int64
        )
        found: Codes = table[labels.year.codes[taken], labels.status.codes[taken]]
        return found

    def _parts(self, column: ValueColumn, labels: _Labels, used: Codes) -> tuple[list[Parts], Codes]:
        """The different subjects in a column, and for each value which of them it is about."""
        region, name, unit = labels.region, labels.name, labels.unit
        topic = name.codes * len(unit.texts) + unit.codes
        which, first = _numbered((region.codes * (len(name.texts) * len(unit.texts)) + topic)[used])
        at = used[first]
        heading = Heading(column.suffix, column.unit, self._region, self._name or column.number, self._unit)
        regions = region.codes[at].tolist()
        where = dict(zip(reversed(regions), reversed(at.tolist()), strict=True))  # the first row that names each
        places = {code: self._place(heading, region.texts[code], where[code]) for code in dict.fromkeys(regions)}
        which_topic, first_topic = _numbered(topic[at])
        named = [
            (column.name or name.texts[name.codes[row]], unit.texts[unit.codes[row]], int(row))
            for row in at[first_topic]
        ]
        topics = [(self._topic(heading, *texts), texts[0]) for texts in named]
        return [
            Parts(places[code], topics[number][0], region.texts[code], topics[number][1])
            for code, number in zip(regions, which_topic.tolist(), strict=True)
        ], which

    def _place(self, heading: Heading, region: str, at: int) -> Subject:
        known = len(self.recogniser.unknown)
        place = self.recogniser.place(region, heading)
        self._note_unknown(known, at + self.layout.first_row, heading.region_column)
        return place

    def _topic(self, heading: Heading, name: str, unit: str, at: int) -> Subject:
        known = len(self.recogniser.unknown)
        topic = self.recogniser.topic(name, unit, heading)
        self._note_unknown(known, at + self.layout.first_row, heading.name_column)
        if topic.assumed_unit:
            row = at + self.layout.first_row if self._name else max(self.layout.header_row, 1)
            self._say_assumed(topic, row, heading.name_column)
        return topic

    def _note_unknown(self, known: int, row: int, column: int) -> None:
        """Where the names stand that came up as unknown after the first ``known`` ones."""
        for key, unknown in islice(self.recogniser.unknown.items(), known, None):
            in_row = unknown.column in self.layout.roles.values() or (key[0] == "unit" and not unknown.column)
            at = row if in_row else max(self.layout.header_row, 1)
            self.first_seen[key] = (at, unknown.column or column)

    def _say_assumed(self, subject: Subject, row: int, column: int) -> None:
        """Nothing in the file says what the figures of an indicator are counted in: said once."""
        indicator = subject.indicator
        if indicator and indicator.id not in self._assumed and indicator.kind is not Kind.CLASS:
            self._assumed.add(indicator.id)
            details = {"found": indicator.name, "expected": indicator.unit}
            self.findings.append(Remark("unit_missing", row, column, details, serious=False))


def _numbered(codes: Codes) -> tuple[Codes, Codes]:
    """Each code as the number of its kind, counted as the kinds first appear, and where each kind does."""
    which, _ = pd.factorize(codes)
    # A new highest number is a first appearance.
    return which, np.flatnonzero(np.diff(np.maximum.accumulate(which), prepend=-1) > 0)


def _flags(topics: list[Subject], name: str) -> Mask:
    return np.array([getattr(topic, name) for topic in topics], np.bool_)
