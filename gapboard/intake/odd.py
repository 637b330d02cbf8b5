"""One value that is not plain: read by itself, with what is doubtful about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from gapboard.catalog import Kind
from gapboard.intake import checks, units
from gapboard.intake.cells import NumberCell, read_class, read_number
from gapboard.intake.found import Odd
from gapboard.intake.layout import is_note
from gapboard.intake.model import Layout, Remark, Sheet
from gapboard.intake.recognise import Recogniser, Subject, at_cell
from gapboard.intake.status import PeriodText, StatusText
from gapboard.ledger.check import short
from gapboard.ledger.observation import OBS_STATUS

_GROWTH_UNITS = ("%", "百分点")


class Labels(NamedTuple):
    """What else a row says about a value."""

    year: str
    period: PeriodText
    status: StatusText


class OddReader:
    """Reads values one by one."""

    def __init__(self, sheet: Sheet, layout: Layout, recogniser: Recogniser, today: dt.date) -> None:
        self.sheet, self.layout, self.recogniser, self.today = sheet, layout, recogniser, today

    def read(self, row: int, column: int, text: str, subject: Subject, labels: Labels) -> Odd | None:
        """The value in a cell, or ``None`` where nothing was meant to be one."""
        if subject.indicator is None and is_note(self.sheet.rows[row - 1]):
            return None
        cell = read_cell(subject, text)
        if cell.value is None and not cell.fault and subject.indicator is None:
            return None  # a dash in a row that means nothing else
        stated = subject.unit
        if cell.unit:
            subject = self.recogniser.with_unit_of_cell(subject, cell.unit)
        found = Odd(row, column, subject, labels.period.text, labels.status.code or labels.period.status)
        if cell.value is None and not cell.fault:
            return found
        found.findings.extend(self._doubts(row, column, text, cell, subject, labels))
        if cell.value is not None and cell.unit and subject.indicator and stated:
            found.findings.extend(checks.has_one_reading(subject.indicator, cell.value, cell.unit, stated, row, column))
        if cell.value is not None:
            found.value = float(units.convert(cell.value, subject.power) if subject.power else cell.value)
            found.findings.extend(_value_checks(row, column, found.value, cell, subject))
        return found

    def _doubts(
        self, row: int, column: int, text: str, cell: NumberCell, subject: Subject, labels: Labels
    ) -> Iterator[Remark]:
        for note in subject.findings:
            yield at_cell(note, row, column)
        yield from self._period_doubts(row, column, labels)
        if labels.status.unknown:
            details = {"found": short(labels.status.text), "expected": ", ".join(OBS_STATUS)}
            yield Remark("unknown_status", row, self.layout.roles["status"], details)
        if subject.indicator is None:
            return  # what the cell should hold depends on what it is about
        expected = subject.indicator.unit
        yield from checks.readable(cell.fault, text, expected, row, column)
        if "sign_word" in cell.repairs and expected not in _GROWTH_UNITS:
            yield from checks.readable("not_a_number", text, expected, row, column)
        if "scientific" in cell.repairs:
            details = {"found": short(text), "expected": expected}
            yield Remark("scientific", row, column, details, serious=False)

    def _period_doubts(self, row: int, column: int, labels: Labels) -> Iterator[Remark]:
        period, where = labels.period, self.layout.roles.get("year", column)
        if period.text:
            yield from checks.year_in_range(period.text, row, where)
            yield from checks.not_in_future(period.text, self.today, row, where)
            yield from checks.is_annual(period.text, period.reason, row, where)
        else:
            code = period.reason if labels.year.strip() else "period_missing"
            yield Remark(code, row, where, {"found": short(labels.year), "expected": "2024"})


def read_cell(subject: Subject, text: str) -> NumberCell:
    """A cell as what its indicator's figures are: numbers, or water classes."""
    is_class = subject.indicator is not None and subject.indicator.kind is Kind.CLASS
    return read_class(text) if is_class else read_number(text)


def _value_checks(row: int, column: int, value: float, cell: NumberCell, subject: Subject) -> Iterator[Remark]:
    indicator = subject.indicator
    if indicator is None:
        return
    yield from checks.is_whole(indicator, value, row, column)
    yield from checks.is_not_negative(indicator, value, row, column)
    yield from checks.is_not_fraction(indicator, value, cell.unit == "%", row, column)
