"""What the tests of the history share: a ledger on disk, and what it says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from gapboard.ledger import COLUMNS, CsvStore


@pytest.fixture
def store(tmp_path: Path) -> CsvStore:
    """An empty ledger."""
    path = tmp_path / "actuals.csv"
    path.write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
    return CsvStore(path)


@pytest.fixture
def now(store: CsvStore) -> Callable[[], dict[str, float | None]]:
    """What the ledger says of 2024 by indicator; a withdrawn value is absent."""

    def read() -> dict[str, float | None]:
        book = store.read().known_on()
        return {indicator: book.series(region, indicator)[2024].value for region, indicator in book.pairs()}

    return read
