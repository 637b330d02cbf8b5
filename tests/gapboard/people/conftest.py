"""A folder of data, a catalogue, and people of every role."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from gapboard.catalog import Catalog, load_catalog
from gapboard.ledger import CsvStore, Observation, Period
from gapboard.people.rights import Person, Role, Standing
from gapboard.people.writer import Writer
from tests.shipped_data import copy_shipped

ROOT = Path(__file__).resolve().parents[3]
PASSWORD = "correct horse battery"


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The shipped catalogue."""
    return load_catalog(ROOT / "data" / "targets.yaml")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The shipped data, to spoil."""
    return copy_shipped(tmp_path)


def row(region: str = "kunming", indicator: str = "gdp", batch: str = "b1", by: str = "typed") -> Observation:
    """A row of a batch."""
    at = dt.datetime(2026, 11, 22, 9, tzinfo=dt.UTC)
    return Observation(region, indicator, Period("2031"), 1.0, "亿元", "A", "source", "", "", at, by, batch)


def writer(person: Person, folder: Path, catalog: Catalog) -> Writer:
    """The way to write for a person."""
    return Writer(person, folder, CsvStore(folder / "actuals.csv"), catalog)


def signed_in(role: Role | None, **limits: frozenset[str]) -> Person:
    """Someone of a role who has signed in."""
    return Person("wangfang", role, Standing.SIGNED_IN, **limits)
