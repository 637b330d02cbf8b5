"""The board's data for the pages: read once for each revision of targets and ledger, shared by all sessions."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from threading import Lock

import streamlit as st

from gapboard.board import Board
from gapboard.catalog import Catalog, load_catalog
from gapboard.kernel import data_folder as configured
from gapboard.kernel.faults import DataFault
from gapboard.kernel.text_file import revision_of
from gapboard.ledger import Ledger, open_store
from gapboard.ledger.store import database_url
from gapboard.ledger.watch import Seen, Watch

Revision = tuple[str, ...]

ROOT = Path(__file__).resolve().parents[2]
# With the half second between the looks for open pages: how late a change by another server is known here.
_LOOK_SECONDS = 0.2
_one_at_a_time = Lock()


def data_folder() -> Path:
    """The folder with ``targets.yaml`` and ``actuals.csv``; ``GAPBOARD_DATA`` names another."""
    return configured.data_folder(ROOT / "data")


def board(on: dt.date | None = None) -> Board:
    """The board as known on a date, else today's. Raises ``DataFault`` when its data cannot be used."""
    folder, targets = _targets()
    seen = _watch(folder, targets, database_url()).look()
    with _one_at_a_time:  # else two people who come first after a change would each get a board of their own
        return _board(folder, targets, seen.revision, on or dt.date.today(), on, _Known(seen.ledger))


def board_at(moment: dt.datetime) -> Board:
    """The board with what the ledger held at a moment, assessed on that day: it stays the same while others save."""
    folder, targets = _targets()
    ledger = _watch(folder, targets, database_url()).look().ledger.until(moment)
    return Board(_catalog(folder, targets), ledger, moment.astimezone().date())


def revision() -> Revision:
    """A token that changes when a page has something else to show."""
    folder, targets = _targets()
    seen = _seen(folder, targets)
    return (targets, seen.revision, str(seen.away)) if seen else (targets,)


def away_since() -> dt.datetime | None:
    """When the ledger's store last answered, if it does not now: what is shown is as old as that.

    ``None`` also where it has not answered yet, and there is nothing to show.
    """
    seen = _seen(*_targets())
    return seen.at if seen and seen.away and not seen.faulty else None


def look_again() -> None:
    """Know at once what has just been written here."""
    folder, targets = _targets()
    _watch(folder, targets, database_url()).look(fresh=True)


def _seen(folder: str, targets: str) -> Seen | None:
    """What is known of the ledger; ``None`` while something else is wrong, which the page itself tells."""
    try:
        return _watch(folder, targets, database_url()).look()
    except DataFault:
        return None


def _targets() -> tuple[str, str]:
    folder = data_folder()
    return str(folder), revision_of(folder / "targets.yaml")


# Not Streamlit's cache: it is asked for several times at every click, and that one looks at the signature each time.
# A new revision of targets or ledger, or a new day, is a new key; the oldest entry goes when the cache is full.
@lru_cache(maxsize=8)
def _board(folder: str, targets: str, actuals: str, on: dt.date, known_on: dt.date | None, known: _Known) -> Board:
    return Board(_catalog(folder, targets), known.ledger, on, known_on)


@dataclass(frozen=True)
class _Known:
    """A ledger that goes along with its revision: the revision is what is compared, not each of its rows."""

    ledger: Ledger = field(compare=False)


@st.cache_resource(max_entries=2, show_spinner=False)
def _catalog(folder: str, revision: str) -> Catalog:
    return load_catalog(Path(folder) / "targets.yaml")


@lru_cache(maxsize=2)
def _watch(folder: str, targets: str, database: str) -> Watch:
    """The ledger's watch. A database may hold the whole country; the board reads what its catalogue names."""
    store = open_store(Path(folder))
    if not database:
        return Watch(store)
    catalog = _catalog(folder, targets)
    return Watch(store, regions=catalog.regions, indicators=catalog.indicators, seconds=_LOOK_SECONDS)
