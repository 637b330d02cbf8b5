"""Keeping what was worked out from a board for as long as that board is in use."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from threading import Lock
from typing import Any, Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary, ref

from gapboard.board.board import Board

_Rest = ParamSpec("_Rest")
_Result = TypeVar("_Result")
_OfBoard = Callable[Concatenate[Board, _Rest], _Result]


def per_board(most: int) -> Callable[[_OfBoard[_Rest, _Result]], _OfBoard[_Rest, _Result]]:
    """Remember a function's last ``most`` results of each board; they go when the board goes.

    An ``lru_cache`` would hold every board that it has a result of, and each save makes a new board.
    """

    def remembering(function: _OfBoard[_Rest, _Result]) -> _OfBoard[_Rest, _Result]:
        kept: WeakKeyDictionary[Board, Callable[..., _Result]] = WeakKeyDictionary()
        lock = Lock()

        @wraps(function)
        def remembered(board: Board, /, *rest: _Rest.args, **named: _Rest.kwargs) -> _Result:
            with lock:
                results = kept.get(board)
                if results is None:
                    results = kept[board] = _cache(function, ref(board), most)
            return results(*rest, **named)

        return remembered

    return remembering


def _cache(function: Callable[..., _Result], board: ref[Board], most: int) -> Callable[..., _Result]:
    @lru_cache(maxsize=most)
    def results(*rest: Any, **named: Any) -> _Result:
        return function(board(), *rest, **named)

    return results
