"""The rules of the ledger: what a row's texts must be, and how its rows must fit the catalogue."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from gapboard.kernel.faults import Fault, nearest
from gapboard.ledger.observation import ABOUT, AT_LEAST, AT_MOST, COLUMNS, OBS_STATUS, OLD_COLUMNS, Observation, Period

if TYPE_CHECKING:
    from gapboard.catalog import Catalog
    from gapboard.ledger.book import Ledger

MOST_FAULTS = 1000
FIRST_YEAR, LAST_YEAR = 1949, 2100  # as in targets.yaml
REQUIRED = ("region", "indicator", "recorded_by", "batch")

# float() alone would take "1_000", "nan" and full-width digits; the ledger has one way to write a number.
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
WIDTHS = (len(OLD_COLUMNS), len(COLUMNS))
BOUNDS = ("", AT_LEAST, AT_MOST, ABOUT)
_RANGE = re.compile(r"\.\.(-?[0-9]+(?:\.[0-9]+)?)")

# A zero byte is what a file system leaves of a write cut short by power loss; a lone surrogate is not UTF-8.
UNFIT = re.compile("[\0\ud800-\udfff]")

# What breaks a line, steers a terminal or turns a text around: nobody types it into a source or a name.
_CONTROL = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")

_SPACES = re.compile(r"\s+")
_LOOKED_AT = 240  # characters of a text that a message quotes


def as_number(text: str) -> float | None:
    """The finite number that ``text`` writes, or ``None``."""
    plain = text.isascii() and text.replace(".", "", 1).isdigit()  # most are; quicker than the pattern
    if not plain and not _NUMBER.fullmatch(text):
        return None
    value = float(text)
    return value if math.isfinite(value) else None


@lru_cache(maxsize=4096)
def as_period(text: str) -> Period | None:
    """The period that ``text`` writes, or ``None``."""
    return Period(text) if text.isascii() and Period.is_valid(text) else None


@lru_cache(maxsize=4096)
def as_moment(text: str) -> dt.datetime | None:
    """The moment that ``text`` writes in ISO 8601 with a time zone, or ``None``."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.utcoffset() is not None else None


def texts_of(row: Observation) -> tuple[str, ...]:
    """The row's texts in the order of the columns, as a ledger writes them."""
    return (
        row.region,
        row.indicator,
        row.period.text,
        "" if row.value is None else _decimal(row.value),
        row.unit,
        row.obs_status,
        row.source,
        row.source_url,
        row.note,
        row.recorded_at.isoformat(),
        row.recorded_by,
        row.batch,
        row.bound,
    )


def is_bound(text: str, value: float | None) -> bool:
    """Whether ``text`` says how ``value`` is meant: a known sign, or a range that ends above it."""
    if text in BOUNDS:
        return not text or value is not None
    found = _RANGE.fullmatch(text)
    return found is not None and value is not None and float(found[1]) > value


def observation_of(cells: Sequence[str]) -> Observation | None:
    """The row that texts in the order of the columns write; ``None`` where ``row_faults`` has something to say.

    Quick, for most rows are good; characters without a place in a ledger (``UNFIT``) are not looked for.
    """
    if len(cells) not in WIDTHS:
        return None
    bound = cells[len(OLD_COLUMNS)] if len(cells) == len(COLUMNS) else ""
    region, indicator, period_text, value, unit, status, source, url, note, time, who, batch = cells[:12]
    period, moment, number = as_period(period_text), as_moment(time), as_number(value)
    if period is None or moment is None or (number is None and value) or status not in OBS_STATUS:
        return None
    if not (region.strip() and indicator.strip() and who.strip() and batch.strip()):
        return None
    if bound and not is_bound(bound, number):
        return None
    return Observation(region, indicator, period, number, unit, status, source, url, note, moment, who, batch, bound)


def _decimal(value: float) -> str:
    """The shortest decimal that reads back as ``value``; exponents only for sizes no statistic has."""
    text = repr(float(value))
    if "e" in text and 1e-12 < abs(value) < 1e21:
        return format(Decimal(text), "f")
    return text.removesuffix(".0")


def row_faults(file: str, line: int | None, cells: Sequence[str], widths: Sequence[int] = WIDTHS) -> Iterator[Fault]:
    """Everything that is wrong with one row, given as its texts in the order of the columns.

    ``widths`` are the numbers of cells that the row may have.
    """
    record = record_of(cells)

    def fault(code: str, field: str, **details: Any) -> Fault:
        return Fault(file, code, line, record, field, details)

    if len(cells) not in widths:
        yield Fault(file, "wrong_column_count", line, record, details={"found": len(cells), "expected": widths[-1]})
        return
    row = dict.fromkeys(COLUMNS, "") | dict(zip(COLUMNS, cells, strict=False))
    for name in REQUIRED:
        if not row[name].strip():
            yield fault("missing_field", name)
    if as_period(row["period"]) is None:
        yield fault("bad_period", "period", found=short(row["period"]))
    if row["value"] and as_number(row["value"]) is None:
        yield fault("not_a_number", "value", found=short(row["value"]))
    elif not is_bound(row["bound"], as_number(row["value"])):
        yield fault("bad_bound", "bound", found=short(row["bound"]))
    if row["obs_status"] not in OBS_STATUS:
        yield fault("bad_obs_status", "obs_status", found=short(row["obs_status"]), expected=", ".join(OBS_STATUS))
    if as_moment(row["recorded_at"]) is None:
        yield fault("bad_time", "recorded_at", found=short(row["recorded_at"]))
    for name, text in row.items():
        if unfit := UNFIT.search(text):
            yield fault("bad_character", name, found=f"U+{ord(unfit[0]):04X}")


def control_faults(file: str, record: str, texts: Mapping[str, str]) -> Iterator[Fault]:
    """A fault for each of ``texts``, by the name of its field, that holds a control character.

    Asked when something is written. A ledger that has them from before is read, and its batches can be undone.
    """
    for field, text in texts.items():
        if found := _CONTROL.search(text):
            yield Fault(file, "control_character", None, record, field, {"found": f"U+{ord(found[0]):04X}"})


def against_catalog(
    ledger: Ledger, catalog: Catalog, lines: Sequence[int] = (), file: str = "actuals.csv"
) -> list[Fault]:
    """How the rows of ``ledger`` disagree with ``catalog``: unknown ids, other units, years out of range.

    ``lines`` gives each row's line in its file (``Scan.lines``); without it the faults name only the record.
    """
    faults = capped(
        Fault(file, code, lines[index] if index < len(lines) else None, record_of(row.key), field, details)
        for index, row in enumerate(ledger.rows)
        for code, field, details in _disagreements(row, catalog)
    )
    # Of those listed only: a whole ledger of unknown ids would take minutes.
    return [_with_nearest(fault, catalog) if fault.code == "unknown_id" else fault for fault in faults]


def _with_nearest(fault: Fault, catalog: Catalog) -> Fault:
    near = nearest(fault.details["found"], catalog.regions if fault.field == "region" else catalog.indicators)
    return dataclasses.replace(fault, details=fault.details | near)


def _disagreements(row: Observation, catalog: Catalog) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Code, field and details of each disagreement of one row with the catalogue."""
    if row.region not in catalog.regions:
        yield "unknown_id", "region", {"found": short(row.region), "section": "regions"}
    indicator = catalog.indicators.get(row.indicator)
    if indicator is None:
        yield "unknown_id", "indicator", {"found": short(row.indicator), "section": "indicators"}
    elif row.unit != indicator.unit and (row.unit or row.value is not None):
        # A row that withdraws a value may leave the unit out; one that names a unit names the right one.
        yield "unit_differs", "unit", {"found": short(row.unit), "expected": indicator.unit}
    if int(row.period.text[:4]) < FIRST_YEAR or row.period.last_year > LAST_YEAR:
        yield "out_of_range", "period", {"found": row.period.text, "limit": f"{FIRST_YEAR}–{LAST_YEAR}"}


def capped(faults: Iterable[Fault]) -> list[Fault]:
    """``faults``, or the first thousand of them and one that says how many more there are."""
    listed = list(faults)
    if len(listed) <= MOST_FAULTS:
        return listed
    more = Fault(listed[0].file, "more_faults", details={"count": len(listed) - MOST_FAULTS})
    return [*listed[:MOST_FAULTS], more]


def record_of(cells: Sequence[str]) -> str:
    """What a row is about, as faults name it: region, indicator and period."""
    return short(" ".join(cell for cell in cells[:3] if cell))


def short(text: str) -> str:
    """``text`` for a message: on one line, with a mark for what cannot be shown, and not too long."""
    # Line breaks, tabs and ideographic spaces do not print either, and are seen as space all the same.
    shown = "".join(char if char.isprintable() else "�" for char in _SPACES.sub(" ", text[:_LOOKED_AT]))
    return shown if len(shown) <= 60 and len(text) <= _LOOKED_AT else shown[:57] + "…"
