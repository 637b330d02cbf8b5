"""A sheet against the catalogue and the ledger: every value it holds, repaired, checked and compared."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Container, Iterable, Iterator, Mapping

from gapboard.catalog import Catalog
from gapboard.export.template import is_help, is_title
from gapboard.export.xlsx import column_letter
from gapboard.intake.aliases import Alias
from gapboard.intake.cells import brief
from gapboard.intake.correct import ROLES, Correction
from gapboard.intake.lexicon import Lexicon
from gapboard.intake.model import Batch, Candidate, Cell, Remark, Sheet, State, Workbook, doubt
from gapboard.intake.questions import suggestions
from gapboard.intake.reconcile import Reconciliation
from gapboard.intake.rows import View, find_rows
from gapboard.intake.values import Collector, Progress
from gapboard.intake.vintages import held_against_vintages
from gapboard.kernel.faults import DataFault, Fault
from gapboard.ledger import Ledger, Observation, Period

Pair = tuple[str, str]


def prepare(
    workbook: Workbook,
    sheet_name: str,
    catalog: Catalog,
    ledger: Ledger,
    *,
    correction: Correction | None = None,
    region: str | None = None,
    confirmed: Mapping[str, str] | None = None,
    offered: Mapping[tuple[str, str], Alias] | None = None,
    jump_factor: float = 3.0,
    progress: Progress | None = None,
    today: dt.date | None = None,
    readings: Mapping[Cell, str] | None = None,
) -> Batch:
    """Everything in a sheet, and what committing it would change.

    ``correction`` is what the user says of the table; ``region`` (identifier) counts only where the file names none;
    ``confirmed`` maps names in the file to identifiers of indicators, regions or units, or to an empty text to leave
    them out; ``offered`` are names by kind and folded text that somebody else has settled: they are only asked about;
    ``readings`` maps cells, row and column, to how the user says that they are to be read.
    """
    sheet = _sheet(workbook, sheet_name)
    correction = correction or Correction()
    _check_correction(correction, sheet, workbook.name)
    lexicon = Lexicon(catalog, confirmed or {})
    collector = Collector(
        _without_title(sheet),
        workbook.name,
        lexicon,
        home=region or "",
        correction=correction,
        readings=readings or {},
        progress=progress,
        today=today or dt.date.today(),
    )
    collector.collect()
    named = {item.region for item in collector.found if item.region}
    general = (*_other_sheets(workbook, sheet), *_hidden(collector.view), *_unused_region(region, named, catalog))
    told = any(finding.serious for finding in collector.findings) or any(
        column.reason for block in collector.blocks for column in block.columns.values()
    )
    if not told and not any(item.topic.indicator or item.period for item in collector.found):
        missing = _no_layout(workbook, sheet, lexicon)
        return Batch(workbook.name, sheet.name, workbook.encoding, (), (), findings=(missing, *general))
    candidates = Reconciliation(collector.found, ledger, jump_factor, catalog, today or dt.date.today()).candidates()
    batch = Batch(
        workbook.name,
        sheet.name,
        workbook.encoding,
        tuple(collector.blocks),
        tuple(candidates),
        suggestions(collector.asked, lexicon, offered or {}),
        (*general, *collector.findings),
    )
    return held_against_vintages(batch, workbook, ledger)


def to_commit(
    batch: Batch, *, include_warned: bool = True, series: Container[Pair] | None = None
) -> Iterator[Candidate]:
    """The new and changed values, or only the undoubted ones, or only those of some ``series``."""
    for value in batch.of(State.NEW, State.CHANGED):
        if (include_warned or not value.findings) and (series is None or (value.region, value.indicator) in series):
            yield value


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
    """The ledger rows of what ``to_commit`` answers.

    A cell without a value changes nothing; a change without one is a withdrawal, which an empty row makes.
    """
    return [
        Observation(
            value.region, value.indicator, Period(value.period), value.value, value.unit, value.obs_status, source,
            source_url, value.note, at, by, batch_id, value.bound,
        )
        for value in to_commit(batch, include_warned=include_warned, series=series)
    ]  # fmt: skip


def row_of(value: Candidate, at: dt.datetime) -> Observation:
    """The row that a new or changed value would become, still without its source, author and batch."""
    cells = (value.region, value.indicator, Period(value.period), value.value, value.unit, value.obs_status)
    return Observation(*cells, "", "", value.note, at, "", "", value.bound)


def _sheet(workbook: Workbook, name: str) -> Sheet:
    for sheet in workbook.sheets:
        if sheet.name == name:
            return sheet
    expected = "、".join(sheet.name for sheet in workbook.sheets)
    raise DataFault([Fault(workbook.name, "no_sheet", details={"found": brief(name), "expected": expected[:200]})])


def _without_title(sheet: Sheet) -> Sheet:
    """The sheet, where it is a return's template without the line that says whose it is and until when."""
    if not sheet.rows or not is_title(sheet.rows[0]):
        return sheet
    return dataclasses.replace(sheet, rows=(("",) * len(sheet.rows[0]), *sheet.rows[1:]))


def _check_correction(correction: Correction, sheet: Sheet, file: str) -> None:
    """What a user says must lie within the sheet, and periods must be periods."""
    width, height = len(sheet.rows[0]) if sheet.rows else 0, len(sheet.rows)
    columns = [*correction.columns, *(column for _, column in correction.in_block)]
    said = [*correction.columns.values(), *correction.in_block.values()]
    fits = all(1 <= column <= width for column in columns)
    fits &= all(item.role in ("", "nothing", *ROLES) for item in said)
    for block in correction.blocks:
        last, right = block.last_row or height, block.last_column or width
        fits &= 0 <= block.header_row < (block.first_row or block.header_row + 1) <= last <= height
        fits &= 0 <= block.first_column <= right <= width
    if not fits or any(item.period and not Period.is_valid(item.period) for item in said):
        raise DataFault([Fault(file, "bad_layout", details={"rows": height, "columns": width})])


def _other_sheets(workbook: Workbook, sheet: Sheet) -> Iterator[Remark]:
    """Which sheets were not read; the explanation that the board itself put beside a template is none."""
    others = [other for other in workbook.sheets if other is not sheet and not other.hidden]
    shown = [other.name for other in others if not is_help(cell for row in other.rows for cell in row)]
    hidden = [other.name for other in workbook.sheets if other is not sheet and other.hidden]
    if shown:
        yield doubt("sheets_not_read", found=sheet.name, expected=_listed(shown))
    if hidden:
        yield doubt("hidden_sheets", found=sheet.name, expected=_listed(hidden))


def _unused_region(chosen: str | None, named: Collection[str], catalog: Catalog) -> Iterator[Remark]:
    """A region that was chosen for figures without one, in a file that names another for each of its figures."""
    if chosen and named and chosen not in named:
        others = _listed(sorted(catalog.regions[ident].name for ident in named))
        yield doubt("region_not_used", found=catalog.regions[chosen].name, expected=others)


def _hidden(view: View) -> Iterator[Remark]:
    """Which hidden rows and columns of figures were left out."""
    rows, columns = sorted(view.hidden_rows), sorted(view.hidden_columns)
    if rows:
        yield doubt("hidden_rows", found=_listed(rows), count=len(rows))
    if columns:
        yield doubt("hidden_columns", found=_listed(map(column_letter, columns)), count=len(columns))


def _listed(items: Iterable[object]) -> str:
    texts = [str(item) for item in items]
    return "、".join(texts[:20]) + ("…" if len(texts) > 20 else "")


def _no_layout(workbook: Workbook, sheet: Sheet, lexicon: Lexicon) -> Remark:
    """Nothing was recognised: what was seen instead, and which other sheets look like tables."""
    first = next((brief(cell) for row in sheet.rows for cell in row if cell.strip()), "")
    others = [
        other.name
        for other in sorted(workbook.sheets, key=lambda other: other.hidden)
        if other is not sheet and other.rows and find_rows(View(other), lexicon, Correction())[0]
    ]
    code = "no_layout_here" if others else "no_layout"
    return Remark(code, 1, 1, {"found": first, "expected": _listed(others)})
