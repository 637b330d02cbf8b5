"""Rows compared with a state that is no longer: refused where their own keys have changed, and only there."""

import datetime as dt
import multiprocessing
import threading

import pytest

from gapboard.ledger import Ledger, Observation, Period, Store, WriteConflict
from tests.gapboard.stores import opened, where

START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def row(batch: str, value: float | None, *, period: str = "2024", minute: int = 0) -> Observation:
    moment = START + dt.timedelta(minutes=minute)
    unit = "亿元" if value is not None else ""
    return Observation("kunming", "gdp", Period(period), value, unit, "A", "s", "", "", moment, f"by-{batch}", batch)


@pytest.fixture
def store(store: Store) -> Store:
    """Either kind of ledger, with one row."""
    store.append([row("a", 1.0)])
    return store


def refused(store: Store, rows: list[Observation], since: Ledger) -> WriteConflict:
    before = store.read()
    with pytest.raises(WriteConflict) as caught:
        store.append(rows, unchanged_since=since)
    assert store.read() == before, "nothing is written, not even the rows of other keys"
    return caught.value


def test_a_changed_value_is_refused_with_old_and_new(store: Store) -> None:
    seen = store.read()
    theirs = row("b", 2.5, minute=1)
    store.append([theirs])
    found = refused(store, [row("c", 3.0, minute=2), row("c", 9.0, period="2030", minute=2)], seen)
    assert found.conflicts == ((("kunming", "gdp", "2024"), row("a", 1.0), theirs),)
    (fault,) = found.faults
    assert (fault.code, fault.record) == ("changed_meanwhile", "kunming gdp 2024")
    assert fault.text("zh").startswith(store.name)
    for language in ("zh", "en"):
        assert all(part in fault.what(language) for part in ("1 亿元", "2.5 亿元", "by-b"))
        assert fault.remedy(language)


def test_a_value_that_was_not_there_and_one_that_is_withdrawn(store: Store) -> None:
    seen = store.read()
    store.append([row("b", None, minute=1), row("b", 7.0, period="2025", minute=1)])
    mine = [row("c", 3.0, minute=2), row("c", 3.0, period="2025", minute=2)]
    found = refused(store, mine, seen)
    assert [(conflict.key[2], conflict.old, conflict.new and conflict.new.value) for conflict in found.conflicts] == [
        ("2024", row("a", 1.0), None),
        ("2025", None, 7.0),
    ]
    assert [(fault.details["old"], fault.details["new"]) for fault in found.faults] == [
        ("1 亿元", "—"),
        ("—", "7 亿元"),
    ]


def test_the_same_figure_again_is_a_change(store: Store) -> None:
    seen = store.read()
    store.append([row("b", 1.0, minute=1)])
    assert refused(store, [row("c", 1.0, minute=2)], seen).conflicts[0].new == row("b", 1.0, minute=1)


def test_other_keys_do_not_matter(store: Store) -> None:
    seen = store.read()
    store.append([row("b", 2.0, period="2025", minute=1)])
    store.append([row("c", 3.0, minute=2)], unchanged_since=seen)
    assert [item.batch for item in store.read().rows] == ["a", "b", "c"]


def test_a_state_of_those_keys_alone_is_enough(store: Store) -> None:
    store.append([row("b", 2.0, period="2025", minute=1)])
    seen = Ledger((row("a", 1.0),))
    store.append([row("c", 3.0, minute=2)], unchanged_since=seen)
    assert len(store.read().rows) == 3


def test_without_a_state_nothing_is_asked(store: Store) -> None:
    store.append([row("b", 2.0, minute=1)])
    store.append([row("c", 3.0, minute=2)])
    assert len(store.read().rows) == 3


def test_threads_racing_for_one_value(store: Store) -> None:
    racers = 6
    gate, outcomes = threading.Barrier(racers), []

    def race(number: int) -> None:
        seen = store.read()
        gate.wait()
        try:
            opened(where(store)).append([row(f"r{number}", float(number), minute=number + 1)], unchanged_since=seen)
            outcomes.append(("won", f"r{number}"))
        except WriteConflict as found:
            new = found.conflicts[0].new
            assert new is not None
            outcomes.append(("told of", new.batch))

    threads = [threading.Thread(target=race, args=(number,)) for number in range(racers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    (winner,) = (batch for outcome, batch in outcomes if outcome == "won")
    assert sorted(outcomes) == sorted([("won", winner), *[("told of", winner)] * (racers - 1)])
    assert [item.batch for item in store.read().rows] == ["a", winner]


def _race(place: str, number: int, gate, outcomes) -> None:
    store = opened(place)
    seen = store.read()
    gate.wait()
    try:
        store.append([row(f"p{number}", float(number), minute=number + 1)], unchanged_since=seen)
        outcomes.put(("won", f"p{number}"))
    except WriteConflict as found:
        outcomes.put(("told of", found.conflicts[0].new and found.conflicts[0].new.batch))


@pytest.mark.crash  # two processes that import the domain first
def test_two_processes_racing_for_one_value(store: Store) -> None:
    context = multiprocessing.get_context("spawn")
    gate, outcomes = context.Barrier(2), context.Queue()
    racers = [context.Process(target=_race, args=(where(store), number, gate, outcomes)) for number in range(2)]
    for racer in racers:
        racer.start()
    found = sorted(outcomes.get(timeout=60) for _ in racers)
    for racer in racers:
        racer.join(60)
    (_, told), (_, winner) = found
    assert found == [("told of", winner), ("won", winner)]
    assert told == winner
    assert [item.batch for item in store.read().rows] == ["a", winner]
