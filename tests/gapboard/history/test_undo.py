"""Undo brings back what was known before, leaves later changes alone, and can be undone."""

import dataclasses
import datetime as dt

import pytest

from gapboard.history import after_all_known, plan_undo, undo
from gapboard.kernel.faults import DataFault
from gapboard.ledger import Ledger, Observation, Period
from tests.gapboard.history.small import at, rows


def undone(store, batch: str, minutes: float = 60):
    return undo(store, batch, by="王", at=at(minutes))


def test_a_changed_value_goes_back_and_a_new_one_is_withdrawn(store, now) -> None:
    store.append(rows("a", {"x": 1}))
    store.append(rows("b", {"x": 2, "y": 5}, 10))
    done = undone(store, "b")
    assert now() == {"x": 1}
    assert done.conflicts == ()
    x, y = store.read().rows[-2:]
    assert (x, y) == done.rows
    assert (x.value, x.source, x.recorded_by, x.recorded_at, x.batch) == (1, "source a", "王", at(60), done.batch)
    assert (y.value, y.source) == (None, "")
    assert "b" in y.note


def test_the_restored_vintage_keeps_status_url_and_note(store) -> None:
    old = Observation("here", "x", Period("2024"), 1, "亿元", "P", "s", "http://s", "初步核算", at(0), "李", "a")
    store.append([old])
    store.append(rows("b", {"x": 2}, 10))
    (row,) = undone(store, "b").rows
    assert (row.obs_status, row.source_url, row.unit) == ("P", "http://s", "亿元")
    assert "初步核算" in row.note
    assert "b" in row.note


def test_a_value_that_a_later_batch_changed_is_left_alone_and_named(store, now) -> None:
    store.append(rows("a", {"x": 1, "y": 1}))
    store.append(rows("b", {"x": 2, "y": 2}, 10))
    store.append(rows("c", {"x": 3}, 20))
    done = undone(store, "b")
    assert now() == {"x": 3, "y": 1}
    assert [row.indicator for row in done.rows] == ["y"]
    assert [(row.indicator, row.batch, row.value) for row in done.conflicts] == [("x", "c", 3)]


def test_an_undo_is_a_batch_and_can_be_undone_and_so_on(store, now) -> None:
    store.append(rows("a", {"x": 1}))
    store.append(rows("b", {"x": 2, "y": 5}, 10))
    batch = "b"
    for turn in range(6):
        batch = undone(store, batch, 60 + turn).batch
        assert now() == ({"x": 1} if turn % 2 == 0 else {"x": 2, "y": 5})
    assert len(store.read().rows) == 3 + 6 * 2


def test_a_batch_brought_back_can_be_undone_by_its_own_name_again(store, now) -> None:
    store.append(rows("b", {"x": 2}))
    undone(store, undone(store, "b", 1).batch, 2)
    assert now() == {"x": 2}
    assert len(undone(store, "b", 3).rows) == 1
    assert now() == {}


def test_once_the_later_batch_is_undone_the_earlier_one_can_be(store, now) -> None:
    store.append(rows("a", {"x": 1}))
    store.append(rows("b", {"x": 2}, 10))
    assert undone(store, "a").rows == ()
    undone(store, "b", 61)
    assert len(undone(store, "a", 62).rows) == 1
    assert now() == {}


def test_undone_already_writes_nothing_and_is_no_conflict(store) -> None:
    store.append(rows("a", {"x": 1}))
    undone(store, "a")
    before = store.read()
    again = undone(store, "a", 61)
    assert (again.rows, again.conflicts) == ((), ())
    assert store.read() == before


def test_redo_after_a_newer_entry_leaves_the_entry(store, now) -> None:
    store.append(rows("a", {"x": 1}))
    first = undone(store, "a", 1)
    store.append(rows("c", {"x": 9}, 2))
    again = undone(store, first.batch, 3)
    assert again.rows == ()
    assert [row.batch for row in again.conflicts] == ["c"]
    assert now() == {"x": 9}


def test_a_withdrawal_is_undone_too(store, now) -> None:
    store.append(rows("a", {"x": 1}))
    store.append(rows("b", {"x": None}, 1))
    undone(store, "b")
    assert now() == {"x": 1}


def test_a_batch_that_wrote_a_value_twice(store, now) -> None:
    store.append(rows("a", {"x": 1}))
    store.append([*rows("b", {"x": 2}, 1), *rows("b", {"x": 3}, 2)])
    undone(store, "b")
    assert now() == {"x": 1}


def test_a_clock_that_is_slow_does_not_hide_the_undo(store, now) -> None:
    store.append(rows("a", {"x": 1, "y": 1}))
    store.append(rows("b", {"x": 2}, 10))
    store.append(rows("b", {"y": 2}, 1))
    done = undone(store, "b", 5)
    moments = {row.indicator: row.recorded_at for row in done.rows}
    assert moments == {"x": at(10) + dt.timedelta(microseconds=1), "y": at(5)}
    assert now() == {"x": 1, "y": 1}


def test_new_rows_are_moved_behind_what_they_supersede() -> None:
    ledger = Ledger((*rows("a", {"x": 1}, 10), *rows("b", {"x": 2}, 5)))
    moved = after_all_known(rows("c", {"x": 3, "y": 3}, 7), ledger)
    assert [row.recorded_at for row in moved] == [at(10) + dt.timedelta(microseconds=1), at(7)]
    assert after_all_known(rows("c", {"x": 3}, 11), ledger) == rows("c", {"x": 3}, 11)


def test_an_unknown_batch(store) -> None:
    with pytest.raises(DataFault) as caught:
        undone(store, "nothing")
    assert [(fault.code, fault.details) for fault in caught.value.faults] == [("unknown_batch", {"batch": "nothing"})]


def test_what_it_would_do_can_be_seen_first(store) -> None:
    store.append(rows("a", {"x": 1}))
    ledger = store.read()
    plan = plan_undo(ledger, "a", by="王", at=at(1))
    assert [(row.indicator, row.value) for row in plan.rows] == [("x", None)]
    assert store.read() == ledger


class Racing:
    """A store in which another writer comes in between our reading and our writing."""

    def __init__(self, store, other: list[Observation]) -> None:
        self.store = store
        self.name = store.name
        self.other = other

    def read(self) -> Ledger:
        return self.store.read()

    def append(self, new) -> None:
        other, self.other = self.other, []
        self.store.append(other)
        self.store.append(new)


def test_a_value_written_while_we_undo_is_not_hidden(store, now) -> None:
    store.append(rows("a", {"x": 1, "y": 1}))
    done = undo(Racing(store, rows("c", {"x": 9}, 30)), "a", by="王", at=at(60))
    assert now() == {"x": 9}
    assert [row.indicator for row in done.rows] == ["y"]
    assert [row.batch for row in done.conflicts] == ["c"]


def test_a_value_written_while_we_undo_by_a_faster_clock(store, now) -> None:
    store.append(rows("a", {"x": 1}))
    done = undo(Racing(store, rows("c", {"x": 9}, 90)), "a", by="王", at=at(60))
    assert now() == {"x": 9}
    assert [row.batch for row in done.conflicts] == ["c"]
    assert len(store.read().rows) == 3


def test_a_bound_is_withdrawn_and_comes_back_with_its_value(store) -> None:
    (bound,) = rows("a", {"x": 1})
    store.append([dataclasses.replace(bound, bound=">=")])
    (gone,) = undone(store, "a").rows
    assert (gone.value, gone.bound) == (None, "")
    (back,) = undone(store, gone.batch, 61).rows
    assert (back.value, back.bound) == (1, ">=")
