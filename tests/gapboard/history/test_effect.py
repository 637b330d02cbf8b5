"""Which statuses a batch would change."""

import datetime as dt

from gapboard.assess import Status
from gapboard.board import Board
from gapboard.history import changed_statuses, with_rows
from tests.gapboard import builder


def board(known_on: dt.date | None = None) -> Board:
    targets = [builder.target("a", value=100), builder.target("b", value=200, indicator="y")]
    made = builder.catalog(targets, [builder.indicator("x"), builder.indicator("y")])
    return Board(made, builder.ledger({"x": {2025: 90}, "y": {2025: 210}}), dt.date(2026, 6, 30), known_on)


def test_only_targets_whose_status_differs() -> None:
    before = board()
    after = with_rows(before, [builder.row("x", 2025, 101, "2026-05-01"), builder.row("y", 2025, 220, "2026-05-01")])
    # x: 90 of 100 missed, 101 met. y: met before and after.
    assert changed_statuses(before, after) == [("a", Status.MISSED, Status.MET)]
    assert changed_statuses(after, before) == [("a", Status.MET, Status.MISSED)]


def test_the_board_itself_stays_as_it_is() -> None:
    before = board()
    with_rows(before, [builder.row("x", 2025, 101, "2026-05-01")])
    assert len(before.ledger.rows) == 2


def test_a_withdrawal_leaves_no_data() -> None:
    before = board()
    after = with_rows(before, [builder.row("y", 2025, None, "2026-05-01")])
    assert changed_statuses(before, after) == [("b", Status.MET, Status.NO_DATA)]


def test_rows_later_than_the_day_of_knowledge_do_not_count() -> None:
    before = board(known_on=dt.date(2026, 1, 1))
    assert changed_statuses(before, with_rows(before, [builder.row("x", 2025, 101, "2026-05-01")])) == []
