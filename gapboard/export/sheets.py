"""The ledger for spreadsheets, with names in words."""

from __future__ import annotations

from gapboard.catalog import Catalog
from gapboard.export.neutral import Value, write_csv
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
    "bound",
)


def ledger_csv(catalog: Catalog, ledger: Ledger, language: str, vintages: Vintages = Vintages.LATEST) -> bytes:
    """The ledger as CSV that Excel and WPS open as it is meant: UTF-8 with a mark, texts neutralised."""
    return write_csv(_table(catalog, ledger, language, vintages)).encode("utf-8-sig", "replace")


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
                row.bound,
            ]
        )
    return table
