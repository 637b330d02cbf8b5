"""The list of batches: counts, order, and what has become of each."""

import dataclasses
import datetime as dt

from gapboard.explain.batches import days_text
from gapboard.history import batches, undo
from gapboard.ledger import Ledger
from tests.gapboard.history.small import at, rows


def test_an_empty_ledger_has_none() -> None:
    assert batches(Ledger(())) == []


def test_counts_and_order() -> None:
    other = [dataclasses.replace(row, region="city", recorded_by="王", source="") for row in rows("b", {"x": 3}, 2)]
    first, second = batches(Ledger((*rows("b", {"x": 1, "y": 2}, 1), *rows("a", {"x": 1}), *other)))
    assert (first.id, first.at, first.by, first.sources) == ("b", at(1), ("李", "王"), ("source b",))
    assert (first.rows, first.regions, first.indicators) == (3, 2, 2)
    assert (second.id, second.rows, second.regions, second.indicators) == ("a", 1, 1, 1)
    assert (first.undoes, first.undone, first.can_be_undone) == (None, False, True)
    # a's only value was written again by b.
    assert (second.undone, second.can_be_undone) == (False, False)


def test_of_one_moment_the_later_line_comes_first() -> None:
    assert [info.id for info in batches(Ledger((*rows("a", {"x": 1}), *rows("b", {"y": 1}))))] == ["b", "a"]


def test_what_was_recorded_by_day_has_days_and_no_clock() -> None:
    """Midnight where it was published: in another time zone that is another time, even another day."""
    china = dt.timezone(dt.timedelta(hours=8))
    moments = [dt.datetime(2015, 12, 24, tzinfo=china), dt.datetime(2026, 5, 22, tzinfo=china)]
    whole = [
        dataclasses.replace(row, recorded_at=at) for row, at in zip(rows("a", {"x": 1, "y": 2}), moments, strict=True)
    ]
    (info,) = batches(Ledger(tuple(whole)))
    assert info.days == (dt.date(2015, 12, 24), dt.date(2026, 5, 22))
    assert days_text(info, "zh") == "2015-12-24 至 2026-05-22"
    assert days_text(info, "en") == "2015-12-24 to 2026-05-22"
    (one,) = batches(Ledger(tuple(whole[:1])))
    assert days_text(one, "en") == "2015-12-24"
    # One row with a time of day, and the batch has a moment.
    (timed,) = batches(Ledger((whole[0], *rows("a", {"y": 2}))))
    assert timed.days is None
    assert days_text(timed, "en") == ""


def test_undo_and_redo_are_seen(store) -> None:
    store.append(rows("a", {"x": 1}))
    first = undo(store, "a", by="王", at=at(1)).batch
    newest, oldest = batches(store.read())
    assert (newest.id, newest.undoes, newest.undone) == (first, "a", False)
    assert (oldest.id, oldest.undoes, oldest.undone) == ("a", None, True)
    second = undo(store, first, by="王", at=at(2)).batch
    states = {info.id: (info.undone, info.can_be_undone) for info in batches(store.read())}
    # The redo is in force, and with it what a wrote; the undo between them is taken back.
    assert states == {second: (False, True), first: (True, False), "a": (False, True)}


def test_partly_undone_is_not_undone(store) -> None:
    store.append(rows("a", {"x": 1, "y": 1}))
    store.append(rows("b", {"x": 2}, 1))
    undo(store, "a", by="王", at=at(2))
    info = next(info for info in batches(store.read()) if info.id == "a")
    assert {state.value: count for state, count in info.values.items()} == {"superseded": 1, "undone": 1}
    assert info.undone


def test_every_shipped_row_is_counted_once(shipped_ledger) -> None:
    assert sum(info.rows for info in batches(shipped_ledger)) == len(shipped_ledger.rows)
