"""What the domain's tests share."""

from pathlib import Path

import pytest
from hypothesis import settings

from gapboard.catalog import Catalog, load_catalog
from gapboard.ledger import COLUMNS, CsvStore, Ledger, Store
from gapboard.ledger.store import open_database
from tests.shipped_data import DATA

settings.register_profile("gapboard", deadline=None, max_examples=100)
settings.load_profile("gapboard")


@pytest.fixture(scope="session")
def shipped() -> Catalog:
    """The catalogue as first shipped; what ``data/`` holds today is tested in ``tests/curated``."""
    return load_catalog(DATA / "targets.yaml")


@pytest.fixture(scope="session")
def shipped_ledger() -> Ledger:
    """The ledger as first shipped."""
    return CsvStore(DATA / "actuals.csv").read()


@pytest.fixture(params=["csv", pytest.param("postgres", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """An empty ledger, once in a file and once in a database, where the application may read and add rows."""
    if request.param == "postgres":
        return open_database(request.getfixturevalue("database").url)
    path = tmp_path / "actuals.csv"
    path.write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
    return CsvStore(path)
