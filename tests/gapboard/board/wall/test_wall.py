"""The order of the wall, and what stands beside it for want of figures."""

import datetime as dt

from gapboard.board import Board
from gapboard.board.wall import wall
from gapboard.ledger import Ledger
from tests.gapboard.builder import catalog, indicator, ledger, row, target

ON = dt.date(2026, 6, 30)


def test_first_what_changed_then_the_worst_then_the_others_each_with_charts_before_single_figures() -> None:
    values = {
        "kept": {2020: 50, 2025: 120},
        "bad": {2020: 50, 2025: 60},
        "worse": {2020: 50, 2025: 40},
        "single": {2025: 30},
        "new": {2020: 50},
    }
    targets = [target(name, indicator=name) for name in (*values, "nothing")]
    rows = (*ledger(values).rows, row("new", 2025, 130, "2026-06-15"))
    made = catalog(targets, [indicator(name) for name in (*values, "nothing")])
    found = wall(Board(made, Ledger(rows), ON), dt.date(2026, 5, 30))
    assert [card.indicator.id for card in found.first] == ["new", "worse", "bad", "single"]
    assert [card.indicator.id for card in found.rest] == ["kept"]
    was = found.was(found.first[0])
    assert was and was.judged is None and found.was(found.first[1]) is None
    (owed,) = found.owed
    assert [result.target.id for result in owed.results] == ["nothing"]


def test_nothing_has_changed_since_today() -> None:
    board = Board(catalog([target()]), ledger({"x": {2020: 50, 2025: 90}}), ON)
    assert wall(board, ON).before == {}


def test_who_owes_most_comes_first_and_nobody_last() -> None:
    bodies = {"a": ("财政局",), "b": ("商务局", "财政局"), "c": ()}
    targets = [target(name, indicator=name, responsible=names) for name, names in bodies.items()]
    board = Board(catalog(targets, [indicator(name) for name in bodies]), ledger({}), ON)
    (owed,) = wall(board, ON).owed
    assert [(name, len(results)) for (name, _), results in owed.names] == [("财政局", 2), ("商务局", 1), ("", 1)]


def test_every_target_has_a_card_or_is_owed(shipped, shipped_ledger) -> None:
    board = Board(shipped, shipped_ledger, dt.date(2026, 11, 22))
    found = wall(board, dt.date(2026, 10, 22))
    drawn = [result.target.id for card in found.cards for item in card.promises for result in item.results]
    owed = [result.target.id for item in found.owed for result in item.results]
    assert sorted(drawn + owed) == sorted(shipped.targets)
