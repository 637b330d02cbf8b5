"""A sheet against the catalogue and the ledger: every value it holds, repaired, checked and compared."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Container, Iterable, Mapping

from gapboard.catalog import Catalog
from gapboard.intake import names
from gapboard.intake.aliases import Alias, name_key
from gapboard.intake.collect import Collector
from gapboard.intake.compare import Cell, Compared, Pair
from gapboard.intake.describe import Describer
from gapboard.intake.layout import above, find_layout
from gapboard.intake.leftover import ignored_columns, ignored_rows
from gapboard.intake.model import Batch, Candidate, Layout, Remark, Sheet, State, Suggestion, Workbook
from gapboard.intake.phrases import names_nothing
from gapboard.intake.readings import with_readings
from gapboard.intake.recognise import Recogniser, Unknown
from gapboard.intake.vintages import vintages_of
from gapboard.kernel.faults import DataFault, Fault
from gapboard.ledger import Ledger, Observation, Period
from gapboard.ledger.check import short

Progress = Callable[[int, int], None]


def prepare(
    workbook: Workbook,
    sheet_name: str,
    catalog: Catalog,
    ledger: Ledger,
    *,
    layout: Layout | None = None,
    region: str | None = None,
    confirmed: Mapping[str, str] | None = None,
    offered: Mapping[tuple[str, str], Alias] | None = None,
    jump_factor: float = 3.0,
    progress: Progress | None = None,
    today: dt.date | None = None,
    readings: Mapping[tuple[int, int], str] | None = None,
) -> Batch:
    """Everything in a sheet, and what committing it would change.

    ``layout`` overrides the one found; ``region`` (identifier) is where the sheet names none; ``confirmed`` maps
    names in the file to identifiers of indicators, regions or units, or to an empty text to leave them out;
    ``offered`` are names by kind and folded text that somebody else has settled: they are only asked about;
    ``readings`` maps cells, row and column, to how the user says that they are to be read.
    """
    sheet = written = _sheet(workbook, sheet_name)
    if readings:
        sheet = with_readings(written, readings)
    found = layout or find_layout(sheet)
    if found is None:
        remark = Remark("no_layout", 1, 1, {"found": _first_text(sheet), "expected": ""})
        return Batch(workbook.name, sheet.name, workbook.encoding, None, (), findings=(remark,))
    _check_layout(found, sheet, workbook.name)
    home = region or _region_of(found, sheet, catalog)
    if home and home != found.region:
        found = dataclasses.replace(found, region=home)
    recogniser = Recogniser(catalog, confirmed or {}, home, found.unit)
    collector = Collector(sheet, found, recogniser, workbook.name, progress, today or dt.date.today())
    values = collector.collect()
    candidates = Compared(values, Describer(written, found, readings), vintages_of(ledger), jump_factor)
    findings = (*collector.findings, *ignored_columns(sheet, found), *ignored_rows(sheet, found))
    suggestions = tuple(
        _suggestion(*key, collector.first_seen.get(key, (1, 1)), unknown, (offered or {}).get(name_key(*key)), catalog)
        for key, unknown in recogniser.unknown.items()
    )
    return Batch(workbook.name, sheet.name, workbook.encoding, found, candidates, suggestions, findings)


def rows_to_commit(
    batch: Batch,
    *,
    source: str,
    source_url: str,
    by: str,
    batch_id: str,
    at: dt.datetime,
    include_warned: bool = True,
    series: Container[Pair] | None = None,
) -> list[Observation]:
    """The ledger rows of a batch: what is new or changed; with ``include_warned`` false, only the undoubted.

    ``series``, regions with indicators, are those that are wanted; all, if not given.
    A cell without a value changes nothing; a change without one is a withdrawal, which an empty row makes.
    """
    cells: Iterable[Cell]
    if isinstance(batch.candidates, Compared):
        cells = batch.candidates.to_write(include_warned=include_warned, series=series)
    else:
        cells = (
            (value.region, value.indicator, Period(value.period), value.value, value.unit, value.obs_status, value.note)
            for value in batch.of(State.NEW, State.CHANGED)
            if (include_warned or not value.findings) and (series is None or (value.region, value.indicator) in series)
        )
    return [
        Observation(region, indicator, period, value, unit, status, source, source_url, note, at, by, batch_id)
        for region, indicator, period, value, unit, status, note in cells
    ]


def row_of(value: Candidate, at: dt.datetime) -> Observation:
    """The row that a new or changed value would become, still without its source, author and batch."""
    cells = (value.region, value.indicator, Period(value.period), value.value, value.unit, value.obs_status)
    return Observation(*cells, "", "", value.note, at, "", "")


def _sheet(workbook: Workbook, name: str) -> Sheet:
    for sheet in workbook.sheets:
        if sheet.name == name:
            return sheet
    expected = "、".join(sheet.name for sheet in workbook.sheets)
    raise DataFault([Fault(workbook.name, "no_sheet", details={"found": short(name), "expected": expected[:200]})])


def _check_layout(layout: Layout, sheet: Sheet, file: str) -> None:
    """A layout given by a user must lie within the sheet."""
    width = len(sheet.rows[0]) if sheet.rows else 0
    columns = [*layout.roles.values(), *layout.years, *layout.indicators, *layout.growth]
    rows_fit = 0 <= layout.header_row < layout.first_row <= layout.last_row <= len(sheet.rows)
    periods_fit = all(not text or Period.is_valid(text) for text in layout.years.values())
    if not rows_fit or not periods_fit or any(not 1 <= column <= width for column in columns):
        details = {"rows": len(sheet.rows), "columns": width}
        raise DataFault([Fault(file, "bad_layout", details=details)])


def _region_of(layout: Layout, sheet: Sheet, catalog: Catalog) -> str:
    """The region that the layout or the title names; of several in the title, the one with the longest name."""
    regions = names.regions_of(catalog)
    if layout.region:
        return regions.match(layout.region).id or ""
    title = names.fold(" ".join(above(sheet, layout.header_row)) + sheet.name)
    spelt = [
        (len(names.fold(text)), region.id)
        for region in catalog.regions.values()
        for text in (region.name, *region.aliases)
        if names.fold(text) in title
    ]
    return max(spelt)[1] if spelt else ""


def _suggestion(
    kind: str, text: str, place: tuple[int, int], unknown: Unknown, said: Alias | None, catalog: Catalog
) -> Suggestion:
    """The question about a name, with what somebody else says of it first, if that can be."""
    if said and said.id:
        if kind == "indicator":
            indicator = catalog.indicators.get(said.id)
            fits = indicator is not None and unknown.wanted in ("", indicator.unit)
        else:
            fits = said.id in (catalog.regions if kind == "region" else unknown.likely)
        said = said if fits else None
    likely = tuple(dict.fromkeys((*([said.id] if said and said.id else ()), *unknown.likely)))
    lasting = kind != "indicator" or not names_nothing(text)
    return Suggestion(text, *place, likely, kind, unknown.wanted, said, lasting)


def _first_text(sheet: Sheet) -> str:
    return next((short(cell) for row in sheet.rows for cell in row if cell.strip()), "")
