"""The board's data for the pages: read once for each revision of the files, shared by all sessions."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import streamlit as st

from gapboard.board import Board
from gapboard.catalog import Catalog, load_catalog
from gapboard.ledger import CsvStore, Ledger

ROOT = Path(__file__).resolve().parent.parent


def data_folder() -> Path:
    """The folder with ``targets.yaml`` and ``actuals.csv``; ``GAPBOARD_DATA`` names another."""
    return Path(os.environ.get("GAPBOARD_DATA") or ROOT / "data")


def board(on: dt.date | None = None) -> Board:
    """The board as known on a date, else today's. Raises ``DataFault`` when a data file cannot be used."""
    folder = data_folder()
    targets, actuals = CsvStore(folder / "targets.yaml").revision(), CsvStore(folder / "actuals.csv").revision()
    return _board(str(folder), targets, actuals, on or dt.date.today(), on)


def board_at(moment: dt.datetime) -> Board:
    """The board with what the ledger held at a moment, assessed on that day: it stays the same while others save."""
    folder = data_folder()
    targets, actuals = CsvStore(folder / "targets.yaml").revision(), CsvStore(folder / "actuals.csv").revision()
    ledger = _ledger(str(folder), actuals).until(moment)
    return Board(_catalog(str(folder), targets), ledger, moment.astimezone().date())


def revision() -> tuple[str, ...]:
    """A token that changes when a page has something else to show."""
    return tuple(CsvStore(data_folder() / name).revision() for name in ("targets.yaml", "actuals.csv"))


# A new revision of a file, or a new day, is a new key; the oldest entry goes when the cache is full.
@st.cache_resource(max_entries=8, show_spinner=False)
def _board(folder: str, targets: str, actuals: str, on: dt.date, known_on: dt.date | None) -> Board:
    return Board(_catalog(folder, targets), _ledger(folder, actuals), on, known_on)


@st.cache_resource(max_entries=2, show_spinner=False)
def _catalog(folder: str, revision: str) -> Catalog:
    return load_catalog(Path(folder) / "targets.yaml")


@st.cache_resource(max_entries=2, show_spinner=False)
def _ledger(folder: str, revision: str) -> Ledger:
    return CsvStore(Path(folder) / "actuals.csv").read()
