"""What tests of several parts ask for: data to spoil, and a PostgreSQL, started once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from gapboard.kernel.moments import live_by_beijing_time
from gapboard.people.rights import accounts
from tests.shipped_data import DATA, copy_shipped


def pytest_configure() -> None:
    """Whatever looks for the data finds the fixed ones, here and in the programs that tests start."""
    os.environ["GAPBOARD_DATA"] = str(DATA)
    live_by_beijing_time()  # as the programs do: else the two would not agree on today


@pytest.hookimpl(tryfirst=True)  # before pytest leaves out what the call does not want
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever asks for a browser or a database belongs to their tiers, so that no test can forget to say so."""
    for item in items:
        if "postgres" in getattr(item, "fixturenames", ()):
            item.add_marker("postgres")
        if item.path.parent.name == "browser":
            item.add_marker("browser")


class QuickHasher(PasswordHasher):
    """As the real one, at the least cost there is: hundreds of sign-ins are not about that."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> Iterator[None]:
    """For accounts that tests make in this process; the programs they start hash as always."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(accounts, "PasswordHasher", QuickHasher)
        yield


@pytest.fixture
def real_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords hashed as the program does; ask for it before anything that makes an account."""
    monkeypatch.setattr(accounts, "PasswordHasher", PasswordHasher)


@pytest.fixture
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the fixed data that the board reads instead, and that a test may spoil."""
    monkeypatch.setenv("GAPBOARD_DATA", str(tmp_path))
    return copy_shipped(tmp_path)


@pytest.fixture(scope="session")
def postgres():
    """A running server; without one on this machine the test is skipped, but under CI it fails."""
    support = pytest.importorskip("tests.postgres_support", reason="psycopg is not installed")
    try:
        with support.serve() as server:
            yield server
    except support.NoPostgres as missing:
        if os.environ.get("CI"):
            pytest.fail(str(missing))
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def _ready(postgres):
    """A database with the table of the ledger, for copies."""
    from gapboard.ledger.postgres import open_database
    from gapboard.ledger.postgres.engine import engine
    from tests.postgres_support import APPLICATION

    made = postgres.new_database()
    store = open_database(made.owner_url)
    store.upgrade(grant_to=APPLICATION)
    engine(store.address).dispose()  # a database in use cannot be copied
    return made


@pytest.fixture
def database(postgres, _ready) -> Iterator:
    """An empty ledger in a database of its own."""
    made = postgres.new_database(_ready.name)
    yield made
    postgres.drop(made)
