"""What every store promises, asked of the file and of a real database alike."""

import dataclasses
import datetime as dt
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gapboard.history import after_all_known
from gapboard.kernel.faults import DataFault
from gapboard.ledger import CsvStore, Ledger
from gapboard.ledger.copy import copy
from tests.gapboard.ledger.any_rows import ROW
from tests.gapboard.stores import opened, where


def faults_of(action) -> list[tuple]:
    with pytest.raises(DataFault) as caught:
        action()
    return [(fault.file, fault.code, fault.field) for fault in caught.value.faults]


def test_a_new_ledger_is_empty(store) -> None:
    assert store.read() == Ledger(())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(batches=st.lists(st.lists(ROW, max_size=4), max_size=4))
def test_what_is_appended_is_what_is_read(store, batches) -> None:
    known = store.read().rows
    for batch in batches:
        store.append(batch)
    expected = [row for batch in batches for row in batch]
    found = store.read().rows
    assert found[: len(known)] == known
    added = list(found[len(known) :])
    assert added == expected
    assert [row.recorded_at.utcoffset() for row in added] == [row.recorded_at.utcoffset() for row in expected]
    assert [row.recorded_at.date() for row in added] == [row.recorded_at.date() for row in expected]


def test_the_shipped_ledger(store, shipped_ledger) -> None:
    store.append(shipped_ledger.rows)
    assert opened(where(store)).read() == shipped_ledger


@pytest.mark.parametrize(
    ("cells", "code", "field"),
    [
        ({"value": float("nan")}, "not_a_number", "value"),
        ({"value": float("inf")}, "not_a_number", "value"),
        ({"period": "2024Q1"}, "bad_period", "period"),
        ({"obs_status": "Z"}, "bad_obs_status", "obs_status"),
        ({"region": ""}, "missing_field", "region"),
        ({"bound": "about"}, "bad_bound", "bound"),
        ({"batch": " "}, "missing_field", "batch"),
        ({"recorded_at": dt.datetime(2025, 1, 1)}, "bad_time", "recorded_at"),
        ({"note": "a\0b"}, "bad_character", "note"),
        ({"source": "a\ud800"}, "bad_character", "source"),
    ],
)
def test_new_rows_obey_the_same_rules(store, row, cells: dict, code: str, field: str) -> None:
    store.append([row()])
    assert faults_of(lambda: store.append([row(), row(**cells)])) == [(store.name, code, field)]
    assert store.read().rows == (row(),)


def test_only_the_regions_and_indicators_asked_for(store, row) -> None:
    rows = [row(region=region, indicator=name) for region in ("a", "b", "c") for name in ("x", "y", "z")]
    store.append(rows)
    pairs = [(found.region, found.indicator) for found in store.read(regions={"c", "a"}, indicators=["y", "x"]).rows]
    assert pairs == [("a", "x"), ("a", "y"), ("c", "x"), ("c", "y")]
    assert [found.region for found in store.read(regions=["b"]).rows] == ["b"] * 3
    assert [found.indicator for found in store.read(indicators=["z"]).rows] == ["z"] * 3
    assert store.read(regions=[]).rows == store.read(indicators={"nothing"}).rows == ()


def test_the_revision_changes_with_every_batch_and_only_then(store, row) -> None:
    seen = [store.revision()]
    for _ in range(3):
        assert opened(where(store)).revision() == seen[-1]
        opened(where(store)).append([row(), row()])
        seen.append(store.revision())
    assert len(set(seen)) == 4
    store.append([])
    assert store.revision() == seen[-1]


def test_writers_at_once_do_not_mix_their_batches(store, row) -> None:
    names = [f"t{number}" for number in range(6)]
    batches = [[row(batch=name, indicator=f"i{number}") for number in range(50)] for name in names]
    threads = [threading.Thread(target=opened(where(store)).append, args=(batch,)) for batch in batches]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = store.read().rows
    order = [rows[0].batch for rows in (found[start : start + 50] for start in range(0, 300, 50))]
    assert sorted(order) == names
    assert list(found) == [entry for name in order for entry in batches[names.index(name)]]


# --- clocks that differ -----------------------------------------------------------------------------------


def minutes(number: float) -> dt.datetime:
    return dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC) + dt.timedelta(minutes=number)


def test_a_slow_clock_writes_the_later_vintage_all_the_same(store, row) -> None:
    store.append([row(value=1.0, recorded_at=minutes(30), batch="fast")])
    seen = store.read()
    # As a page or a command writes; and as one that forgets to look at the moments itself.
    store.append(after_all_known([row(value=2.0, recorded_at=minutes(0), batch="slow")], seen), unchanged_since=seen)
    store.append([row(value=3.0, recorded_at=minutes(-60), batch="slower")], unchanged_since=store.read())
    ledger = store.read()
    assert [found.value for found in ledger.vintages("kunming", "gdp", "2024")] == [1.0, 2.0, 3.0]
    assert ledger.known_on().series("kunming", "gdp")[2024].value == 3.0
    tick = dt.timedelta(microseconds=1)
    assert [found.recorded_at - minutes(30) for found in ledger.rows] == [0 * tick, tick, 2 * tick]


def test_of_one_moment_the_row_written_later_is_the_later_vintage(store, row) -> None:
    store.append([row(value=1.0)])
    store.append([row(value=2.0), row(value=3.0)])
    assert [found.value for found in store.read().vintages("kunming", "gdp", "2024")] == [1.0, 2.0, 3.0]


def test_a_first_load_keeps_the_moments_it_comes_with(store, row) -> None:
    """Releases of several years written down in any order: what became known when is their own date."""
    store.append([row(value=2.0, day="2026-03-01"), row(value=1.0, day="2025-03-01")])
    ledger = store.read()
    assert [ledger.known_on(day).series("kunming", "gdp")[2024].value for day in (dt.date(2025, 6, 1), None)] == [1, 2]


# --- from one to the other --------------------------------------------------------------------------------


def test_a_copy_is_the_same_row_by_row_and_can_be_completed(store, shipped_ledger, row, tmp_path, request) -> None:
    other = opened(request.getfixturevalue("database").url)
    if where(other) == where(store):
        other = CsvStore(tmp_path / "other.csv", create=True)
        other.append(shipped_ledger.rows[:1])
    store.append(shipped_ledger.rows)
    done = copy(store, other)
    assert done.rows == len(shipped_ledger.rows)
    assert other.read() == shipped_ledger
    store.append([row(note="one more")])
    assert (copy(store, other).added, copy(store, other).added) == (1, 0)
    assert opened(where(other)).read() == store.read()


@pytest.mark.parametrize("cell", [{"value": 1.5}, {"note": "x"}, {"recorded_at": minutes(0)}])
def test_nothing_is_copied_onto_another_ledger(store, shipped_ledger, tmp_path, cell) -> None:

    other = CsvStore(tmp_path / "other.csv", create=True)
    other.append(shipped_ledger.rows)
    store.append([dataclasses.replace(shipped_ledger.rows[0], **cell)])
    assert faults_of(lambda: copy(other, store)) == [(store.name, "not_a_copy", "")]
    assert len(store.read().rows) == 1


class Forgetful:
    """A target that loses a cell on the way."""

    name = "forgetful"

    def __init__(self, store) -> None:
        self.store = store

    def read(self) -> Ledger:
        return self.store.read()

    def append(self, rows) -> None:
        self.store.append([*rows[:2], dataclasses.replace(rows[2], source_url="http://another"), *rows[3:]])


def test_a_copy_that_differs_is_told_by_its_row(store, shipped_ledger, tmp_path) -> None:

    store.append(shipped_ledger.rows)
    other = CsvStore(tmp_path / "other.csv", create=True)
    other.append(shipped_ledger.rows[:1])
    with pytest.raises(DataFault) as caught:
        copy(store, Forgetful(other))
    assert [(fault.code, fault.details) for fault in caught.value.faults] == [("copy_differs", {"row": 4})]
