"""The data that the board ships today, in ``data/``. Only tests in this folder and of the documents speak of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from gapboard.catalog import Catalog, load_catalog
from gapboard.ledger import CsvStore, Ledger

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="session")
def curated() -> Catalog:
    """The catalogue in ``data/targets.yaml``."""
    return load_catalog(DATA / "targets.yaml")


@pytest.fixture(scope="session")
def curated_ledger() -> Ledger:
    """The ledger in ``data/actuals.csv``."""
    return CsvStore(DATA / "actuals.csv").read()
