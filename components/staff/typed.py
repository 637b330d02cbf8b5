"""Figures typed in by hand, put into a table in memory so that the import's own code checks them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from components.page.session import language, translate
from components.staff.draft import Choices
from gapboard.catalog import Catalog
from gapboard.explain.periods import period_text
from gapboard.intake import names
from gapboard.intake.correct import BlockSaid, ColumnSaid, Correction
from gapboard.intake.model import Sheet, Workbook
from gapboard.intake.status import unless_final
from gapboard.ledger import Key, Period

_ROLES = ("region", "indicator", "year", "value", "unit", "status", "note")
_VALUE = _ROLES.index("value") + 1
_SHEET = "typed"

Readings = Mapping[tuple[Key, str], str]
"""How figures that can be read in two ways are meant: by what they are of and as they were typed."""


@dataclass(frozen=True)
class Entry:
    """One figure as typed; emptied, it takes the known one back. Region and indicator are identifiers.

    A status or a note of ``None`` is not said: what is known of the figure stays.
    """

    region: str
    indicator: str
    year: str
    value: str
    status: str | None = None
    note: str | None = None

    @property
    def key(self) -> Key:
        """What it is of, where its year is written as the ledger writes it."""
        return self.region, self.indicator, self.year


@dataclass(frozen=True)
class Table:
    """Entries as a table: how it is read, what each row is called, and the entry of each row."""

    data: bytes
    workbook: Workbook
    choices: Choices
    labels: Mapping[int, str]
    entries: Mapping[int, Entry]


def as_table(entries: Sequence[Entry], catalog: Catalog, readings: Readings) -> Table:
    """The entries as a table, each a row."""
    numbered = dict(enumerate(entries, 2))
    texts = {row: readings.get((entry.key, entry.value), entry.value) for row, entry in numbered.items()}
    rows = [tuple(_ROLES), *(_row(entry, catalog) for entry in entries)]
    columns = {column: ColumnSaid(role) for column, role in enumerate(_ROLES, 1)}
    told = Correction(columns=columns, blocks=(BlockSaid(header_row=1, first_row=2, last_row=len(rows)),))
    choices = Choices(
        _SHEET,
        correction=told,
        emptied={row: entry.key for row, entry in numbered.items() if not entry.value},
        silent=frozenset(row for row, entry in numbered.items() if entry.status is None and entry.note is None),
        readings={(row, _VALUE): text for row, text in texts.items()},
        by_hand=True,
    )
    workbook = Workbook(_SHEET, "csv", None, (Sheet(_SHEET, tuple(rows)),))
    labels = {row: place_of(entry, catalog) for row, entry in numbered.items()}
    return Table(repr(rows).encode(), workbook, choices, labels, numbered)


def _row(entry: Entry, catalog: Catalog) -> tuple[str, ...]:
    indicator = catalog.indicators[entry.indicator]
    name = _known("indicators", indicator.name, indicator.id, catalog)
    region = _known("regions", catalog.regions[entry.region].name, entry.region, catalog)
    status = unless_final(entry.year, dt.date.today()) if entry.status is None else entry.status
    return (region, name, entry.year, entry.value, indicator.unit, status, entry.note or "")


def place_of(entry: Entry, catalog: Catalog) -> str:
    """What an entry's row is called."""
    # A year as typed may bring its 年.
    year = period_text(Period(entry.year), language()) if Period.is_valid(entry.year) else entry.year
    return translate("staff.place_typed", indicator=catalog.indicators[entry.indicator].label(language()), year=year)


def places_of(entries: Iterable[Entry], catalog: Catalog) -> str:
    """What several are called, one after the other."""
    return translate("reading.and").join(place_of(entry, catalog) for entry in entries)


def _known(kind: str, name: str, ident: str, catalog: Catalog) -> str:
    """The name, or the identifier where two records share the name."""
    return name if names.match(kind, name, catalog).id == ident else ident
