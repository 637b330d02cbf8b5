"""A copy of a staff file in which every repair and every fault is marked where it stands."""

from __future__ import annotations

import hashlib
import io
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import openpyxl
from openpyxl.comments import Comment
from openpyxl.utils import get_column_letter

from gapboard.explain.periods import spelled_out
from gapboard.export.neutral import Value, in_xml
from gapboard.intake.marking import DOUBT, FAULT, HEADING, REPAIR, widen, write_cell
from gapboard.intake.model import Batch, Candidate, Remark, State, Workbook
from gapboard.kernel.wording import say

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

KINDS = ("fault", "doubt", "repair")
"""From the gravest: a cell with several remarks has the colour of the first that it has."""
_FILLS = {"fault": FAULT, "doubt": DOUBT, "repair": REPAIR}
_LIST_COLUMNS = ("row", "column", "kind", "found", "what", "expected", "remedy")
_COMMENT_WIDTH, _COMMENT_HEIGHT = 360, 160
_PLAIN_NUMBER = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")
# Findings that expect a number in a unit, and name the unit alone.
_EXPECT_A_NUMBER = {
    *("not_a_number", "bad_grouping", "ambiguous_sign", "bound", "range", "bidi_control"),
    *("formula", "error_value", "too_many_digits"),
}
_EXACT_DIGITS = 15  # of a number in a spreadsheet


@dataclass(frozen=True, slots=True)
class Note:
    """One remark in words."""

    row: int
    column: int
    kind: str
    code: str
    found: str
    what: str
    expected: str
    remedy: str

    @property
    def text(self) -> str:
        """The remark as a comment on its cell."""
        return "\n".join(part for part in (self.what, self.remedy) if part)


def annotate(data: bytes, workbook: Workbook, batch: Batch, language: str) -> tuple[bytes, str]:
    """An xlsx copy of the sheet as read with its remarks marked, and a file name for it.

    Each cell with a remark has a fill and a comment (what, and how to mend it); a second sheet lists all of
    them, and names the file by the fingerprint of ``data``, its bytes. The copy is made from the text that
    was read, so that a file of any kind can be returned. Raises ``KeyError`` for a sheet that ``workbook``
    does not have.
    """
    rows = {sheet.name: sheet.rows for sheet in workbook.sheets}[batch.sheet]
    found = notes(batch, rows, language)
    book = openpyxl.Workbook()
    sheet, listing = book.active, book.create_sheet()
    assert sheet is not None
    sheet.title = say("annotate.sheet.copy", language)
    listing.title = say("annotate.sheet.list", language)
    _copy(sheet, rows)
    _mark(sheet, found)
    _list(listing, found, language)
    _name_the_file(listing, data, workbook, batch, language)
    file = io.BytesIO()
    book.save(file)
    stem = workbook.name.rpartition(".")[0] or workbook.name
    return file.getvalue(), say("annotate.file_name", language, name=stem) + ".xlsx"


def notes(batch: Batch, rows: Sequence[Sequence[str]], language: str) -> list[Note]:
    """Every remark of the batch in words, by row and column, the gravest first; the same one only once."""
    found = {note_of(kind, remark, rows, language): None for kind, remark in _remarks(batch)}
    return sorted(found, key=lambda note: (note.row, note.column, KINDS.index(note.kind)))


def _remarks(batch: Batch) -> Iterator[tuple[str, Remark]]:
    values = batch.candidates
    for remark in (*batch.findings, *(found for value in values for found in value.findings)):
        yield "fault" if remark.serious else "doubt", remark
    for value in values:
        for remark in repairs_of(value):
            yield "repair", remark


def repairs_of(value: Candidate) -> tuple[Remark, ...]:
    """What was repaired about a value; nothing where it is refused, whatever was tried on the way."""
    return () if value.state is State.REFUSED else tuple(value.repairs)


def note_of(kind: str, remark: Remark, rows: Sequence[Sequence[str]], language: str) -> Note:
    """A remark in words; ``kind`` is one of ``KINDS``, ``rows`` are the sheet's."""
    space = "repair" if kind == "repair" else "finding"
    details = {name: f"{item:.12g}" if isinstance(item, float) else item for name, item in remark.details.items()}
    details = spelled_out(details, language)
    expected = str(details.get("expected", ""))
    if expected and remark.code in _EXPECT_A_NUMBER:
        expected = say("annotate.number_in", language, unit=expected)
    return Note(
        row=remark.row,
        column=remark.column,
        kind=kind,
        code=remark.code,
        found=str(details.get("found", _text(rows, remark.row, remark.column))),
        what=say(f"{space}.{remark.code}", language, **details),
        expected=expected,
        remedy="" if kind == "repair" else say(f"mend.{remark.code}", language, **details),
    )


def _text(rows: Sequence[Sequence[str]], row: int, column: int) -> str:
    """The cell's text; empty for a remark about the whole sheet or a place outside it."""
    inside = 1 <= row <= len(rows) and 1 <= column <= len(rows[row - 1])
    return rows[row - 1][column - 1] if inside else ""


def _copy(sheet: Worksheet, rows: Sequence[Sequence[str]]) -> None:
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            if text:
                write_cell(sheet.cell(number, column), _value(text))
    widen(sheet)


def _value(text: str) -> Value:
    """A plain number as a number; a code with leading zeros and one too long to be exact stay texts."""
    plain = _PLAIN_NUMBER.fullmatch(text) and sum(char.isdigit() for char in text) <= _EXACT_DIGITS
    return (float(text) if "." in text else int(text)) if plain else text


def _mark(sheet: Worksheet, found: Sequence[Note]) -> None:
    cells: defaultdict[tuple[int, int], list[Note]] = defaultdict(list)
    for note in found:
        if note.row >= 1 and note.column >= 1:
            cells[note.row, note.column].append(note)
    for place, here in cells.items():
        cell = sheet.cell(*place)
        cell.fill = _FILLS[here[0].kind]
        text = in_xml("\n\n".join(note.text for note in here))
        cell.comment = Comment(text, "gapboard", height=_COMMENT_HEIGHT, width=_COMMENT_WIDTH)


def _list(sheet: Worksheet, found: Sequence[Note], language: str) -> None:
    for column, name in enumerate(_LIST_COLUMNS, 1):
        write_cell(sheet.cell(1, column), say(f"annotate.column.{name}", language))
        sheet.cell(1, column).font = HEADING
    for number, note in enumerate(found, 2):
        cells: tuple[Value, ...] = (
            note.row if note.row >= 1 else None,
            # As the spreadsheet names it: a column is a letter there.
            get_column_letter(note.column) if note.column >= 1 else None,
            say(f"annotate.kind.{note.kind}", language),
            note.found,
            note.what,
            note.expected,
            note.remedy,
        )
        for column, value in enumerate(cells, 1):
            write_cell(sheet.cell(number, column), value)
        sheet.cell(number, _LIST_COLUMNS.index("kind") + 1).fill = _FILLS[note.kind]
    sheet.freeze_panes = "A2"
    widen(sheet)


def _name_the_file(sheet: Worksheet, data: bytes, workbook: Workbook, batch: Batch, language: str) -> None:
    """Below the list: which file it is about."""
    text = say(
        "annotate.about",
        language,
        file=workbook.name,
        sheet=batch.sheet,
        encoding=workbook.encoding or workbook.kind,
        sha256=hashlib.sha256(data).hexdigest(),
    )
    write_cell(sheet.cell(sheet.max_row + 2, 1), text)
