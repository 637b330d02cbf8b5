"""The ledger as SDMX-CSV 2.0, for statistical offices that exchange data in that form."""

from __future__ import annotations

from gapboard.export.neutral import Value, write_csv
from gapboard.export.vintages import Numbered, Vintages, chosen
from gapboard.ledger import Ledger, Period

STRUCTURE_IDS = {
    Vintages.LATEST: "KMGAP:DF_ACTUALS(1.1.0)",
    Vintages.ALL: "KMGAP:DF_ACTUALS_VINTAGES(1.1.0)",
}
_WITHDRAWN = "O"  # CL_OBS_STATUS: missing value
_BEFORE = ("STRUCTURE", "STRUCTURE_ID", "ACTION", "REF_AREA", "INDICATOR", "TIME_PERIOD")
_AFTER = ("OBS_VALUE", "UNIT_MEASURE", "OBS_STATUS", "SOURCE", "SOURCE_URL", "COMMENT_OBS", "LAST_UPDATE", "OBS_BOUND")


def sdmx_csv(ledger: Ledger, vintages: Vintages = Vintages.LATEST) -> bytes:
    """The ledger in UTF-8, one observation a line, ``ACTION`` always ``I`` (information).

    The dimensions are ``REF_AREA``, ``INDICATOR`` and ``TIME_PERIOD``; with all vintages ``VINTAGE`` (1 for
    the first version) is a fourth, for SDMX knows one value to a key. A withdrawn value has no
    ``OBS_VALUE`` and the status ``O``. ``UNIT_MEASURE`` is the unit as printed, not a code.
    ``OBS_BOUND`` is empty for an exact value, else ``>=``, ``<=``, ``~`` or ``..`` and the upper end of a range.
    Who entered a value stays in the house. Texts are neutralised as :mod:`gapboard.export.neutral` says.
    """
    with_vintage = vintages is Vintages.ALL
    header = (*_BEFORE, *(("VINTAGE",) if with_vintage else ()), *_AFTER)
    structure = STRUCTURE_IDS[vintages]
    rows = (_cells(item, structure, with_vintage) for item in chosen(ledger, vintages))
    return write_csv([header, *rows]).encode("utf-8", "replace")


def _cells(item: Numbered, structure: str, with_vintage: bool) -> list[Value]:
    row = item.row
    return [
        "dataflow",
        structure,
        "I",
        row.region,
        row.indicator,
        time_period(row.period),
        *([item.vintage] if with_vintage else []),
        row.value,
        row.unit,
        _WITHDRAWN if row.value is None else row.obs_status,
        row.source,
        row.source_url,
        row.note,
        row.recorded_at.isoformat(),
        row.bound,
    ]


def time_period(period: Period) -> str:
    """The period as SDMX writes it: a year or month as it is, a span as its first day and its length.

    ``2017-01/2017-10`` is ``2017-01-01/P10M``; ``2016/2020`` is ``2016-01-01/P5Y``.
    """
    first, slash, last = period.text.partition("/")
    if not slash:
        return first
    if len(first) == len("2016"):
        return f"{first}-01-01/P{int(last) - int(first) + 1}Y"
    return f"{first}-01/P{_months(last) - _months(first) + 1}M"


def _months(text: str) -> int:
    """Months since the year 0."""
    year, month = text.split("-")
    return int(year) * 12 + int(month)
