"""What the domain's tests share."""

from pathlib import Path

import pytest
from hypothesis import settings

from gapboard.catalog import Catalog, load_catalog
from gapboard.ledger import CsvStore, Ledger

DATA = Path(__file__).parents[2] / "data"
settings.register_profile("gapboard", deadline=None, max_examples=100)
settings.load_profile("gapboard")


@pytest.fixture(scope="session")
def shipped() -> Catalog:
    """The catalogue in ``data/targets.yaml``."""
    return load_catalog(DATA / "targets.yaml")


@pytest.fixture(scope="session")
def shipped_ledger() -> Ledger:
    """The ledger in ``data/actuals.csv``."""
    return CsvStore(DATA / "actuals.csv").read()
