"""Files to hand out: the ledger as a data package, as SDMX-CSV, for spreadsheets; templates to fill in."""

from gapboard.export.package import data_package
from gapboard.export.sdmx import sdmx_csv
from gapboard.export.sheets import ledger_csv
from gapboard.export.template import template_xlsx
from gapboard.export.vintages import Vintages

__all__ = ["Vintages", "data_package", "ledger_csv", "sdmx_csv", "template_xlsx"]
