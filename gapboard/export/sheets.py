"""The ledger for spreadsheets, with names in words: CSV for Excel and WPS, and xlsx."""

from __future__ import annotations

import io

from openpyxl import Workbook

from gapboard.catalog import Catalog
from gapboard.export.look import HEADING, widen
from gapboard.export.neutral import Value, put, write_csv
from gapboard.export.vintages import Vintages, chosen
from gapboard.kernel.wording import say
from gapboard.ledger import Ledger

COLUMNS = (
    "region",
    "indicator",
    "period",
    "value",
    "unit",
    "status",
    "source",
    "source_url",
    "note",
    "vintage",
    "recorded_at",
    "recorded_by",
    "batch",
)


def ledger_csv(catalog: Catalog, ledger: Ledger, language: str, vintages: Vintages = Vintages.LATEST) -> bytes:
    """The ledger as CSV that Excel and WPS open as it is meant: UTF-8 with a mark, texts neutralised."""
    return write_csv(_table(catalog, ledger, language, vintages)).encode("utf-8-sig", "replace")


def ledger_xlsx(catalog: Catalog, ledger: Ledger, language: str, vintages: Vintages = Vintages.LATEST) -> bytes:
    """The ledger as an xlsx file with a frozen heading and a filter; texts neutralised."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = say("export.sheet.ledger", language)
    for number, row in enumerate(_table(catalog, ledger, language, vintages), 1):
        for column, value in enumerate(row, 1):
            put(sheet.cell(number, column), value)
    for cell in sheet[1]:
        cell.font = HEADING
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    widen(sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _table(catalog: Catalog, ledger: Ledger, language: str, vintages: Vintages) -> list[list[Value]]:
    table: list[list[Value]] = [[say(f"export.column.{name}", language) for name in COLUMNS]]
    for vintage, row in chosen(ledger, vintages):
        region = catalog.regions.get(row.region)
        indicator = catalog.indicators.get(row.indicator)
        unit = catalog.units.get(row.unit)
        table.append(
            [
                region.label(language) if region else row.region,
                indicator.label(language) if indicator else row.indicator,
                row.period.text,
                row.value,
                unit.label(language) if unit else row.unit,
                say(f"obs_status.{row.obs_status}", language),
                row.source,
                row.source_url,
                row.note,
                vintage,
                row.recorded_at.isoformat(sep=" ", timespec="seconds"),
                row.recorded_by,
                row.batch,
            ]
        )
    return table
