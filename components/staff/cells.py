"""The cells of the grid: what is known, what is typed over it, and what was typed and is not yet saved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from components.page.session import language, translate
from components.staff.rights import enterable
from components.staff.section import bound_words, unit_typed
from components.staff.typed import Entry
from gapboard.board import Board
from gapboard.export.owed import owed, published_for
from gapboard.intake.pasted import Typed, misplaced
from gapboard.ledger import Key, Ledger, Observation, Period

_KEPT = "staff:grid"


@dataclass(frozen=True)
class Cell:
    """A cell as somebody has typed it, and what was known when they did; ``document`` is the grid they did it in."""

    text: str
    was: Observation | None
    document: str


def kept() -> dict[Key, Cell]:
    """What was typed into grids in this visit and is not saved: another grid, tab, page or language changes nothing."""
    cells: dict[Key, Cell] = st.session_state.setdefault(_KEPT, {})
    return cells


@dataclass(frozen=True)
class Grid:
    """The series that a document's promises in one region rest on, year by year or month by month of one year; known
    values as text. ``years`` are its columns: ``2025``, or ``2026-09`` for what is known up to that month.
    """

    document: str
    region: str
    indicators: tuple[str, ...]
    keys: dict[tuple[str, str], Key]
    years: tuple[str, ...]
    names: pd.DataFrame
    known: dict[Key, str]
    ledger: Ledger

    @classmethod
    def of(cls, board: Board, document: str, region: str, within: str = "") -> Grid:
        """The grid of a document and region: the years of its period and the one before, or the months ``within`` one
        year; only what one may enter.
        """
        first, last = board.catalog.documents[document].period
        years = tuple(str(year) for year in range(first - 1, last + 1))
        if within:
            years = tuple(f"{within}-{month:02}" for month in range(1, 12))
        pairs = enterable(owed(board, document=document, region=region))
        items = [board.catalog.indicators[indicator] for _, indicator in pairs]
        names = {
            translate("staff.column.indicator"): [item.label(language()) for item in items],
            translate("staff.column.unit"): [unit_typed(item.unit, board) for item in items],
        }
        indicators = tuple(indicator for _, indicator in pairs)
        keys = {
            (pair[1], year): (*pair, published_for(board, pair, Period(year))[0].text)
            for pair in pairs
            for year in years
        }
        known = {key: figure_text(board.ledger.last.get(key)) for key in keys.values()}
        return cls(document, region, indicators, keys, years, pd.DataFrame(names), known, board.ledger)

    def key(self, indicator: str, year: str) -> Key:
        """What a cell is of: up to a month, an amount is of all months so far, what stands is of the month's end."""
        return self.keys[indicator, year]

    def table(self, over: dict[Key, str]) -> pd.DataFrame:
        """The table to type into: what is known, with ``over`` written over it."""
        shown = {
            year: [
                over.get(self.key(indicator, year), self.known[self.key(indicator, year)])
                for indicator in self.indicators
            ]
            for year in self.years
        }
        return pd.concat([self.names, pd.DataFrame(shown, dtype=object)], axis=1)

    def keep(self, edited: pd.DataFrame) -> None:
        """Remember the cells that say something else than what is known, and forget those that do not any more."""
        cells = kept()
        for place, indicator in enumerate(self.indicators):
            for year in self.years:
                key = self.key(indicator, year)
                text, was = _clean(edited.at[place, year]), self.ledger.last.get(key)
                old = cells.get(key)
                if text == self.known[key] and (old is None or old.was == was):
                    cells.pop(key, None)
                elif old is None or old.text != text:
                    # What somebody types, they type looking at the figure that stood there when they began.
                    cells[key] = Cell(text, old.was if old else was, old.document if old else self.document)

    def typed(self) -> dict[Key, Cell]:
        """What is typed into this grid and not saved."""
        return {key: cell for key, cell in kept().items() if key in self.known}

    def elsewhere(self) -> dict[Key, Cell]:
        """What is typed into other grids and not saved."""
        return {key: cell for key, cell in kept().items() if key not in self.known}

    def misplaced(self, entries: Iterable[Entry]) -> Entry | None:
        """The first of the entries that is a name or a heading, as of a block pasted into the wrong place."""
        named = {(self.indicators.index(entry.indicator), entry.year.rpartition("/")[2]): entry for entry in entries}
        found = misplaced(Typed(row, year, entry.value) for (row, year), entry in named.items())
        return named[found.row, found.year] if found else None


def entries_of(cells: dict[Key, Cell]) -> list[Entry]:
    """The cells as entries."""
    return [Entry(*key, cell.text) for key, cell in cells.items()]


def known_when_typed(cells: dict[Key, Cell]) -> Ledger:
    """What the cells were typed over."""
    return Ledger(tuple(cell.was for cell in cells.values() if cell.was is not None))


def regions_of(board: Board, document: str) -> list[str]:
    """The regions that a document promises something for and that one may enter, in the order of the catalogue."""
    meant = {region for region, _ in enterable(owed(board, document=document))}
    return [region for region in board.catalog.regions if region in meant]


def figure_text(row: Observation | None) -> str:
    """A figure as it is typed, in words that are read again as the same: 2400, 至少 2400, 1000 至 1200."""
    if row is None or row.value is None:
        return ""
    text = f"{row.value:.15g}"
    return bound_words(".." if row.upper is not None else row.bound, text, f"{row.upper or 0:.15g}")


def _clean(value: object) -> str:
    """A cell of the editor: it answers nothing for an empty one."""
    return value.strip() if isinstance(value, str) else ""
