"""What the tests of the history share: what a ledger says."""

from collections.abc import Callable

import pytest

from gapboard.ledger import Store


@pytest.fixture
def now(store: Store) -> Callable[[], dict[str, float | None]]:
    """What the ledger says of 2024 by indicator; a withdrawn value is absent."""

    def read() -> dict[str, float | None]:
        book = store.read().known_on()
        return {indicator: book.series(region, indicator)[2024].value for region, indicator in book.pairs()}

    return read
