"""What is kept with a board: given again, told apart, and gone with the board."""

from __future__ import annotations

import datetime as dt
import gc
import weakref

import pytest

from gapboard.board import Board
from gapboard.board.per_board import per_board
from gapboard.catalog import Catalog
from gapboard.ledger import Ledger

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def catalog(shipped: Catalog) -> Catalog:
    return shipped


def test_worked_out_once_for_each_board_and_the_rest(catalog: Catalog) -> None:
    asked: list[tuple[dt.date, str]] = []

    @per_board(2)
    def told(board: Board, word: str) -> str:
        asked.append((board.on, word))
        return f"{board.on} {word}"

    one, two = Board(catalog, Ledger([]), TODAY), Board(catalog, Ledger([]), dt.date(2025, 1, 1))
    assert [told(one, "a"), told(one, "a"), told(two, "a")] == ["2026-11-22 a", "2026-11-22 a", "2025-01-01 a"]
    assert asked == [(one.on, "a"), (two.on, "a")]
    told(one, "b")
    told(one, "c")  # the third of this board: the oldest goes
    told(one, "a")
    assert asked[2:] == [(one.on, "b"), (one.on, "c"), (one.on, "a")]
    told(two, "a")
    assert len(asked) == 5


def test_results_do_not_keep_their_board(catalog: Catalog) -> None:
    @per_board(8)
    def told(board: Board) -> str:
        return str(board.on)

    board = Board(catalog, Ledger([]), TODAY)
    told(board)
    gone = weakref.ref(board)
    del board
    gc.collect()
    assert gone() is None
