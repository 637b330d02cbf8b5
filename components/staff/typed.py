"""Figures typed in by hand, put into a table in memory so that the import's own code checks them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from components.page.session import language, tell
from components.staff.draft import Choices
from gapboard.board import Board
from gapboard.catalog import Catalog
from gapboard.export.owed import owed
from gapboard.intake import names
from gapboard.intake.correct import BlockSaid, ColumnSaid, Correction
from gapboard.intake.model import Sheet, Workbook
from gapboard.intake.pasted import Typed, misplaced

_ROLES = ("region", "indicator", "year", "value", "unit", "status", "note")
_SHEET = "typed"


@dataclass(frozen=True)
class Entry:
    """One figure as typed; emptied, it takes the known one back. Region and indicator are identifiers."""

    region: str
    indicator: str
    year: str
    value: str
    status: str = ""
    note: str = ""


def as_table(entries: Iterable[Entry], catalog: Catalog) -> tuple[bytes, Workbook, Choices, dict[int, str]]:
    """The entries as a table, how it is laid out, and what each row is called."""
    rows = [tuple(_ROLES)]
    labels: dict[int, str] = {}
    emptied: dict[int, tuple[str, str, str]] = {}
    for entry in entries:
        indicator = catalog.indicators[entry.indicator]
        name = _known("indicators", indicator.name, indicator.id, catalog)
        region = _known("regions", catalog.regions[entry.region].name, entry.region, catalog)
        rows.append((region, name, entry.year, entry.value, indicator.unit, entry.status, entry.note))
        if not entry.value:
            emptied[len(rows)] = (entry.region, entry.indicator, entry.year)
        labels[len(rows)] = place_of(entry, catalog)
    columns = {column: ColumnSaid(role) for column, role in enumerate(_ROLES, 1)}
    told = Correction(columns=columns, blocks=(BlockSaid(header_row=1, first_row=2, last_row=len(rows)),))
    workbook = Workbook(_SHEET, "csv", None, (Sheet(_SHEET, tuple(rows)),))
    return repr(rows).encode(), workbook, Choices(_SHEET, correction=told, emptied=emptied), labels


def place_of(entry: Entry, catalog: Catalog) -> str:
    """What an entry's row is called."""
    # A year as typed may bring its 年.
    year = tell("changes.year", period=entry.year) if entry.year.isdecimal() else entry.year
    return tell("staff.place_typed", indicator=catalog.indicators[entry.indicator].label(language()), year=year)


def _known(kind: str, name: str, ident: str, catalog: Catalog) -> str:
    """The name, or the identifier where two records share the name."""
    return name if names.match(kind, name, catalog).id == ident else ident


@dataclass(frozen=True)
class Grid:
    """The series that a document's promises in one region rest on, year by year, known values as text."""

    region: str
    indicators: tuple[str, ...]
    years: tuple[str, ...]
    table: pd.DataFrame

    @classmethod
    def of(cls, board: Board, document: str, region: str) -> Grid:
        """The grid of a document and region: the years of its period and the one before."""
        first, last = board.catalog.documents[document].period
        years = tuple(str(year) for year in range(first - 1, last + 1))
        pairs = owed(board, document=document, region=region)
        names_of = [board.catalog.indicators[indicator] for _, indicator in pairs]
        columns = {
            tell("staff.column.indicator"): [item.label(language()) for item in names_of],
            # The units that figures are typed in are those of the ledger, in every language.
            tell("staff.column.unit"): [item.unit for item in names_of],
        }
        for year in years:
            columns[year] = [_text(board, region, indicator, int(year)) for _, indicator in pairs]
        return cls(region, tuple(indicator for _, indicator in pairs), years, pd.DataFrame(columns))

    def changes(self, edited: pd.DataFrame) -> list[Entry]:
        """The cells that differ from what is known; those emptied take it back."""
        entries: list[Entry] = []
        for place, indicator in enumerate(self.indicators):
            for year in self.years:
                old = self.table.at[place, year]
                new = _clean(edited.at[place, year])
                if new != old:
                    entries.append(Entry(self.region, indicator, year, new))
        return entries

    def misplaced(self, entries: Iterable[Entry]) -> Entry | None:
        """The first of the changes that is a name or a heading, as of a block pasted into the wrong place."""
        named = {(self.indicators.index(entry.indicator), entry.year): entry for entry in entries}
        found = misplaced(Typed(row, year, entry.value) for (row, year), entry in named.items())
        return named[found.row, found.year] if found else None


def regions_of(board: Board, document: str) -> list[str]:
    """The regions that a document promises something for, in the order of the catalogue."""
    meant = {region for region, _ in owed(board, document=document)}
    return [region for region in board.catalog.regions if region in meant]


def _text(board: Board, region: str, indicator: str, year: int) -> str:
    row = board.book.series(region, indicator).get(year)
    return "" if row is None or row.value is None else f"{row.value:.12g}"


def _clean(value: object) -> str:
    """A cell of the editor: it answers nothing for an empty one."""
    return value.strip() if isinstance(value, str) else ""
