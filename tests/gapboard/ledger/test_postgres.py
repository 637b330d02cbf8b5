"""What only a database can do wrong: rights, a server that goes, a commit without an answer, a password in a log.

Slow: each test has a database of its own on a real server, and some stop and start that server.
"""

import datetime as dt
import logging
import signal
import sys
import time

import psycopg
import pytest
import sqlalchemy as sa

from gapboard.kernel.faults import DataFault
from gapboard.ledger import DatabaseAway, Ledger, open_store
from gapboard.ledger.postgres import PostgresStore, open_database
from gapboard.ledger.postgres import upgrade as upgrading
from gapboard.ledger.postgres.address import Address
from gapboard.ledger.postgres.engine import engine
from gapboard.ledger.watch import Watch
from tests.postgres_support import APPLICATION, OWNER

SECRET = "Geheim-口令-9f"


@pytest.fixture
def store(database):
    return open_database(database.url)


@pytest.fixture
def running(postgres):
    """The server, running again after the test, whatever the test did to it."""
    yield postgres
    if postgres.process is None:
        postgres.start()


def codes(action) -> list[str]:
    with pytest.raises(DataFault) as caught:
        action()
    return [fault.code for fault in caught.value.faults]


def on(store, event: str, action) -> None:
    """Do ``action`` once, when the store's engine next meets ``event``."""
    sa.event.listen(engine(store.address), event, lambda *_: action(), once=True)


# --- append-only in the database itself --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("user", "sqlstate"),
    [(APPLICATION, "42501"), (OWNER, "23001"), ("postgres", "23001")],
    ids=["app", "owner", "root"],
)
@pytest.mark.parametrize(
    "statement", ["UPDATE observation SET value = 9", "DELETE FROM observation", "TRUNCATE observation"]
)
def test_no_row_is_changed_or_removed(store, database, row, user: str, sqlstate: str, statement: str) -> None:
    store.append([row()])
    with pytest.raises(psycopg.Error) as caught:
        database.execute(statement, user=user)
    assert caught.value.sqlstate == sqlstate
    assert store.read().rows == (row(),)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE observation",
        "ALTER TABLE observation DISABLE TRIGGER ALL",
        "DROP TRIGGER observation_append_only ON observation",
        "INSERT INTO observation (seq, region, indicator, period, unit, obs_status, source, source_url, note,"
        " recorded_at, recorded_offset, recorded_by, batch) OVERRIDING SYSTEM VALUE"
        " SELECT seq, region, indicator, period, unit, 'Z', source, source_url, note, recorded_at, recorded_offset,"
        " recorded_by, batch FROM observation",
        "CREATE TABLE mine (x int)",
    ],
)
def test_the_application_cannot_take_the_wall_down(store, database, row, statement: str) -> None:
    store.append([row()])
    with pytest.raises(psycopg.Error):
        database.execute(statement, user=APPLICATION)
    assert store.read().rows == (row(),)


def test_rights_are_told(store, database, postgres) -> None:
    assert store.state().good
    owner = open_database(database.owner_url).state()
    assert (owner.good, owner.too_many_rights) == (False, ("UPDATE", "DELETE", "TRUNCATE"))


def test_a_role_without_the_right_to_add(database, row) -> None:
    database.execute(f"REVOKE INSERT ON observation FROM {APPLICATION}")
    assert codes(lambda: open_database(database.url).append([row()])) == ["no_right"]


# --- migrations --------------------------------------------------------------------------------------------


def test_upgrading_makes_the_table_once(postgres, row) -> None:
    made = postgres.new_database()
    owner, app = open_database(made.owner_url), open_database(made.url)
    assert (owner.state().at, owner.state().good) == (None, False)
    assert codes(owner.read) == ["no_table"]
    assert owner.upgrade() == "0005"
    assert codes(app.read) == ["no_right"]
    assert owner.upgrade(grant_to=APPLICATION) == "0005"
    app.append([row()])
    assert owner.upgrade() == "0005"
    assert (app.state().rows, app.state().good) == (1, True)
    postgres.drop(made)


def test_a_table_without_the_column_of_bounds(postgres, row) -> None:
    """It is told by its name, and the migration keeps what is there and gives nobody a new right."""
    made = postgres.new_database()
    owner, app = open_database(made.owner_url), open_database(made.url)
    owner.upgrade(grant_to=APPLICATION)
    app.append([row()])
    made.execute("ALTER TABLE observation DROP COLUMN bound")
    made.execute("DROP TABLE report_entry")
    made.execute("UPDATE alembic_version SET version_num = '0002'")
    assert codes(app.read) == ["old_table"]
    assert codes(lambda: app.append([row()])) == ["old_table"]
    assert owner.upgrade() == "0005"
    app.append([row("2025", bound="..2")])
    assert [item.bound for item in app.read().rows] == ["", "..2"]
    assert app.state().good
    postgres.drop(made)


def test_a_role_that_is_not_there(database) -> None:
    owner = open_database(database.owner_url)
    assert codes(lambda: owner.upgrade(grant_to='x"; DROP TABLE observation; --')) == ["database_error"]
    assert owner.state().at == "0005"


def test_an_old_server_is_refused(database, monkeypatch) -> None:
    monkeypatch.setattr(upgrading, "OLDEST", 99)
    assert codes(lambda: open_database(database.owner_url).upgrade()) == ["too_old"]


# --- reading only what is asked for ------------------------------------------------------------------------


def test_only_the_chosen_rows_leave_the_database(store, row) -> None:
    store.append([row(region=f"r{number % 100}", indicator=f"i{number // 100}") for number in range(2000)])
    sent: list[int] = []
    sa.event.listen(
        engine(store.address), "after_cursor_execute", lambda _, cursor, *rest: sent.append(cursor.rowcount)
    )
    assert len(store.read(regions=["r7"], indicators=["i1", "i2"]).rows) == 2
    assert sent == [2]


# --- a server that goes ------------------------------------------------------------------------------------


def test_the_database_gone_and_back(store, running, row) -> None:
    store.append([row()])
    running.stop()
    began = time.monotonic()
    assert codes(store.read) == ["database_away"]
    assert codes(store.revision) == ["database_away"]
    assert codes(lambda: store.append([row()])) == ["not_reached"]
    assert time.monotonic() - began < 5, "nobody is kept waiting"
    running.start()
    assert store.read().rows == (row(),)
    store.append([row("2023")])
    assert len(store.read().rows) == 2


def test_killed_in_the_middle_of_a_batch(store, running, row, monkeypatch) -> None:
    monkeypatch.setattr(sys.modules[PostgresStore.__module__], "_ROWS_AT_ONCE", 100)
    store.append([row()])
    batch = [row(batch="big", indicator=f"i{number}") for number in range(250)]
    pieces: list[str] = []

    def kill(_, __, statement: str, *rest: object) -> None:
        if statement.startswith("INSERT"):
            pieces.append(statement)
            if len(pieces) == 2:
                running.stop()

    sa.event.listen(engine(store.address), "before_cursor_execute", kill)
    assert codes(lambda: store.append(batch)) == ["not_reached"]
    running.start()
    assert store.read().rows == (row(),), "nothing is half-written"
    store.append(batch)
    assert len(store.read().rows) == 251


def test_gone_before_the_commit_and_not_back(store, running, row) -> None:
    store.append([row()])
    on(store, "commit", running.stop)
    assert codes(lambda: store.append([row("2023")])) == ["unsure"]
    running.start()
    assert store.read().rows == (row(),)


def test_gone_before_the_commit_and_back_at_once(store, running, row) -> None:
    store.append([row()])

    def again() -> None:
        running.stop()
        running.start()

    on(store, "commit", again)
    assert codes(lambda: store.append([row("2023")])) == ["not_reached"]
    assert store.read().rows == (row(),)


def test_gone_after_the_commit_before_the_answer(store, row) -> None:
    def lose_the_answer(connection: sa.Connection) -> None:
        sa.event.remove(engine(store.address), "commit", lose_the_answer)
        connection.connection.driver_connection.commit()
        lost = psycopg.OperationalError("server closed the connection unexpectedly")
        raise sa.exc.OperationalError("COMMIT", {}, lost)

    sa.event.listen(engine(store.address), "commit", lose_the_answer)
    store.append([row()])
    assert store.read().rows == (row(),), "it is in, once, and nobody is told otherwise"


def test_another_writer_takes_too_long(database, store, row) -> None:
    quick = open_database(database.url, lock_seconds=0.05)
    with engine(store.address).begin() as held:
        store.wait_for_turn(held)
        assert codes(lambda: quick.append([row()])) == ["ledger_busy"]
    quick.append([row()])


def test_a_number_is_seen_only_with_all_before_it(store, row) -> None:
    """Or a page that has seen the newest number would never look for an older one that came later."""
    with engine(store.address).begin() as slow:
        store.wait_for_turn(slow)
        before = store.revision()
        assert codes(lambda: PostgresStore(store.address, lock_seconds=0.05).append([row()])) == ["ledger_busy"]
        assert store.revision() == before


# --- the last known state ----------------------------------------------------------------------------------


def test_a_watch_keeps_what_was_known_and_finds_the_server_again(store, running, row) -> None:
    store.append([row(), row(region="elsewhere")])
    watch = Watch(store, regions=["kunming"])
    known = watch.look()
    assert (known.away, known.ledger.rows) == (False, (row(),))
    running.stop(signal.SIGINT)
    gone = watch.look()
    assert (gone.away, gone.revision, gone.at, gone.ledger.rows) == (True, known.revision, known.at, (row(),))
    running.start()
    PostgresStore(store.address).append([row("2023")])
    back = wait_for(lambda: not watch.look().away, 3) and watch.look()
    assert back and back.ledger.rows == (row(), row("2023"))


def test_a_watch_that_never_saw_anything_says_so(store, running, row) -> None:
    running.stop()
    watch = Watch(store)
    with pytest.raises(DatabaseAway):
        _ = watch.look().ledger
    running.start()
    assert wait_for(lambda: not watch.look().away, 3)
    assert watch.look().ledger == Ledger(())


def test_what_one_server_writes_another_knows_within_its_share_of_two_seconds(database, store, row) -> None:
    from components.page.data import _LOOK_SECONDS
    from server.inside.live import _SECONDS

    ours, theirs = Watch(store, seconds=_LOOK_SECONDS), open_database(database.url)
    ours.look()
    theirs.append([row()])
    began = time.monotonic()
    assert wait_for(lambda: bool(ours.look().ledger.rows), 2)
    assert time.monotonic() - began + _SECONDS < 2


def wait_for(condition, seconds: float) -> bool:
    limit = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > limit:
            return False
        time.sleep(0.02)
    return True


# --- no password anywhere ----------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["user", "parameter"])
def test_a_wrong_password_is_told_without_it(database, postgres, caplog, row, form: str) -> None:
    caplog.set_level(logging.DEBUG)
    url = postgres.tcp_url(APPLICATION, database.name, SECRET)
    if form == "parameter":
        url = f"postgresql://127.0.0.1:{postgres.port}/{database.name}?user={APPLICATION}&password={SECRET}"
    store = open_database(url)
    for action in (store.read, store.revision, lambda: store.append([row()]), lambda: store.upgrade()):
        with pytest.raises(DatabaseAway) as caught:
            action()
        assert [fault.code for fault in caught.value.faults] == ["not_let_in"]
        assert caught.value.__cause__ is None
        assert SECRET not in "".join(fault.text(language) for fault in caught.value.faults for language in ("zh", "en"))
    assert "password authentication failed" in caplog.text, "the log helps whoever looks after the server"
    told = caplog.text + repr(store.address) + str(engine(store.address)) + repr(engine(store.address).pool)
    assert SECRET not in told


def test_the_right_password_reaches_the_database(database, postgres, row) -> None:
    store = open_database(postgres.tcp_url(APPLICATION, database.name, postgres.password))
    store.append([row()])
    assert store.read().rows == (row(),)
    assert postgres.password not in store.name


@pytest.mark.parametrize(
    "url", [f"mysql://u:{SECRET}@h/db", f"postgresql://u:{SECRET}@h:port/db", f"u:{SECRET}", f"postgresql:{SECRET}"]
)
def test_what_is_no_address_is_not_repeated(url: str, monkeypatch, tmp_path, caplog) -> None:
    monkeypatch.setenv("GAPBOARD_DATABASE_URL", url)
    with pytest.raises(DataFault) as caught:
        open_store(tmp_path)
    assert [fault.code for fault in caught.value.faults] == ["bad_address"]
    assert SECRET not in str(caught.value) + caplog.text
    assert caught.value.__context__ is None or SECRET not in str(caught.value.__context__)


def test_names_of_databases() -> None:
    names = {
        "postgres://u:p@db.example:5433/ledger": "PostgreSQL db.example:5433/ledger",
        "postgresql+psycopg://u@h/ledger": "PostgreSQL h/ledger",
        "postgresql:///ledger?host=/run/postgresql": "PostgreSQL /run/postgresql/ledger",
    }
    assert {url: Address.of(url).name for url in names} == names


def test_without_the_packages_for_databases(monkeypatch, tmp_path) -> None:
    monkeypatch.setenv("GAPBOARD_DATABASE_URL", "postgresql://h/db")
    for name in [name for name in sys.modules if name.startswith("gapboard.ledger.postgres")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "sqlalchemy", None)
    assert codes(lambda: open_store(tmp_path)) == ["no_driver"]
    monkeypatch.delenv("GAPBOARD_DATABASE_URL")
    assert open_store(tmp_path).name == "actuals.csv"


def test_the_day_a_row_was_known_is_that_of_its_own_zone(store, row) -> None:
    late = dt.datetime(2026, 3, 31, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=8)))
    store.append([row(recorded_at=late)])
    ledger = store.read()
    assert ledger.known_on(dt.date(2026, 3, 30)).pairs() == []
    assert ledger.known_on(dt.date(2026, 3, 31)).pairs() == [("kunming", "gdp")]
