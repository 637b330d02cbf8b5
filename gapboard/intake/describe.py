"""What was repaired to read a value: put together when somebody looks at it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import numpy as np

from gapboard.intake import checks, grid
from gapboard.intake.cells import visible
from gapboard.intake.grid import Codes, Mask, cell_of
from gapboard.intake.model import Layout, Remark, Sheet
from gapboard.intake.odd import read_cell
from gapboard.intake.recognise import Subject, at_cell
from gapboard.intake.status import as_period
from gapboard.ledger.check import short

_LABEL_REPAIRS: Mapping[str, Callable[[str], int]] = {
    "year": lambda text: len(set(as_period(text).repairs)) if text else 0,
    "note": lambda text: visible(text) != text.strip(),
}


_NOTES = ("note", "source")


class Describer:
    """Tells of single cells of one sheet."""

    def __init__(self, sheet: Sheet, layout: Layout, readings: Mapping[tuple[int, int], str] | None = None) -> None:
        self._rows, self._roles = sheet.rows, layout.roles
        self._readings = readings or {}

    def text(self, row: int, column: int) -> str:
        """A cell as it is in the file."""
        return cell_of(self._rows, row, column)

    def note(self, row: int) -> str:
        """What the row's columns of notes and of sources say."""
        return _joined(visible(self._label(row, role)) for role in _NOTES)

    def notes(self, rows: Codes) -> list[str]:
        """What ``note`` says of many rows."""
        columns = [self._roles[role] for role in _NOTES if self._roles.get(role)]
        if not columns:
            return [""] * len(rows)
        shown = []
        for column in columns:
            codes, texts = grid.codes_of(grid.texts_of(self._rows, column, 1, len(self._rows)))
            cleaned = [visible(text) for text in texts]
            shown.append([cleaned[code] for code in codes[rows - 1].tolist()])
        return shown[0] if len(shown) == 1 else [_joined(texts) for texts in zip(*shown, strict=True)]

    def repairs(self, row: int, column: int, subject: Subject, period: str) -> Iterator[Remark]:
        """Every repair that led from the cell to its value."""
        written = self.text(row, column)
        text = self._readings.get((row, column), written)
        if text != written:
            yield Remark("read_as", row, column, {"found": short(written), "result": text})
        cell = read_cell(subject, text)
        if cell.value is None and not cell.fault:
            yield Remark("no_value", row, column, {"found": short(text), "result": ""})
            return
        yield from self._filled_down(row, subject)
        for note in subject.repairs:
            yield at_cell(note, row, column)
        # A year in a heading is repaired once, in the layout; here only what stands in the row itself.
        year = self._label(row, "year")
        for code in as_period(year).repairs if year else ():
            yield Remark(code, row, self._roles["year"], {"found": short(year), "result": period})
        result = "" if cell.value is None else f"{cell.value:f}"
        for code in cell.repairs:
            yield Remark(code, row, column, {"found": short(text), "result": result})
        note_text = self._label(row, "note")
        if visible(note_text) != note_text.strip():
            details = {"found": short(note_text), "result": short(visible(note_text))}
            yield Remark("note_cleaned", row, self._roles["note"], details)

    def are_answered(self, rows: Codes, columns: Codes) -> Mask:
        """Which of many cells are read as the user says."""
        found = np.zeros(len(rows), np.bool_)
        for row, column in self._readings:
            found |= (rows == row) & (columns == column)
        return found

    def are_separated(self, rows: Codes, columns: Codes) -> Mask:
        """Which of many cells have a comma: of those taken without a closer look the only ones that are repaired."""
        found = np.zeros(len(rows), np.bool_)
        for column in np.unique(columns).tolist():
            here = columns == column
            found[here] = grid.have_comma(grid.texts_of(self._rows, column, 1, len(self._rows)))[rows[here] - 1]
        return found

    def label_repairs(self) -> Codes:
        """How many remarks ``repairs`` makes of each row's year and note."""
        found = np.zeros(len(self._rows), np.int64)
        for role, count in _LABEL_REPAIRS.items():
            if column := self._roles.get(role, 0):
                codes, texts = grid.codes_of(grid.texts_of(self._rows, column, 1, len(self._rows)))
                found += np.array([count(text) for text in texts], np.int64)[codes]
        return found

    def are_blank(self, role: str) -> Mask:
        """Which rows leave out a label that the table has a column for."""
        column = self._roles.get(role, 0)
        if not column:
            return np.zeros(len(self._rows), np.bool_)
        codes, texts = grid.codes_of(grid.texts_of(self._rows, column, 1, len(self._rows)))
        return np.array([not text.strip() for text in texts], np.bool_)[codes]

    def plain_findings(self, row: int, column: int, period: str) -> Iterator[Remark]:
        """What may be said of a value that was taken without a closer look."""
        if len(period) != 4:
            where = self._roles.get("year", column)
            yield from checks.is_annual(period, as_period(period).reason, row, where)

    def _filled_down(self, row: int, subject: Subject) -> Iterator[Remark]:
        for role, texts in (("region", subject.region_text), ("indicator", subject.name_text)):
            if role in self._roles and texts.strip() and not self._label(row, role).strip():
                yield Remark("filled_down", row, self._roles[role], {"found": "", "result": short(texts)})

    def _label(self, row: int, role: str) -> str:
        column = self._roles.get(role, 0)
        return cell_of(self._rows, row, column) if column else ""


def _joined(texts: Iterable[str]) -> str:
    return "；".join(filter(None, texts))
