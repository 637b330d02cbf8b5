"""A table as the bytes of a file."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal

import openpyxl
from openpyxl.utils import get_column_letter

from tests.gapboard.intake.generated.facts import Cell, Page, Table, padded


def as_bytes(table: Table) -> bytes:
    """The file of a table in its form."""
    if table.form.startswith("xlsx"):
        return _xlsx(table)
    content = io.StringIO()
    writer = csv.writer(content, delimiter="\t" if table.form.startswith("tsv") else ",", lineterminator="\r\n")
    for row in padded(table.pages[0].rows):
        writer.writerow([f"{cell.text}%" if cell.percent else cell.text + cell.unit for cell in row])
    encoding = "gb18030" if table.form.endswith("gb18030") else "utf-8-sig" if table.form.endswith("bom") else "utf-8"
    return content.getvalue().encode(encoding)


def _xlsx(table: Table) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for page in table.pages:
        _sheet(book, page, merged=table.form == "xlsx")
    book.active = next(number for number, page in enumerate(table.pages) if not page.hidden)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _sheet(book: openpyxl.Workbook, page: Page, *, merged: bool) -> None:
    sheet = book.create_sheet(page.name)
    for number, row in enumerate(page.rows, 1):
        for column, cell in enumerate(row, 1):
            if cell.text:
                place = sheet.cell(number, column, _value(cell))
                if cell.percent:
                    place.number_format = "0.0%"
                if cell.unit and cell.number:
                    place.number_format = f'#,##0.00"{cell.unit}"'
                if cell.date:
                    place.number_format = 'yyyy"年"m"月"'
    if merged:
        for first_row, first, last_row, last in page.spans:
            sheet.merge_cells(
                start_row=first_row + 1, start_column=first + 1, end_row=last_row + 1, end_column=last + 1
            )
    for number in page.hidden_rows:
        sheet.row_dimensions[number + 1].hidden = True
    for number in page.hidden_columns:
        sheet.column_dimensions[get_column_letter(number + 1)].hidden = True
    if page.hidden:
        sheet.sheet_state = "hidden"


def _value(cell: Cell) -> str | float | int | dt.date:
    if cell.date:
        return dt.date(*cell.date, 1)
    if not cell.number:
        return cell.text + cell.unit
    value = Decimal(cell.text)
    if cell.percent:
        return float(value / 100)
    return int(value) if value == value.to_integral() and "." not in cell.text else float(value)
