"""What the server asks of the board's data; the components give it, as they know where the data is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from gapboard.board import Board
    from gapboard.board.tasks import TaskBoard


class BoardOn(Protocol):
    """Gives the board as known on a date, else today's; raises ``DataFault`` when its data cannot be used."""

    def __call__(self, on: dt.date | None = None) -> Board: ...


class TasksOn(Protocol):
    """Gives the tasks as known on a date, else today's; raises ``DataFault`` when they or the register are faulty."""

    def __call__(self, on: dt.date | None = None) -> TaskBoard: ...


@dataclass(frozen=True)
class Source:
    """``revision`` gives a token that changes with any of the data; ``away_since`` when the store last answered.

    ``away_since`` is ``None`` as long as it answers. ``folder`` holds the targets and the files about people.
    """

    board: BoardOn
    revision: Callable[[], tuple[str, ...]]
    folder: Callable[[], Path]
    tasks: TasksOn
    away_since: Callable[[], dt.datetime | None] = lambda: None

    def token(self) -> str:
        """The revision as a short text that tells nothing about files or databases."""
        return sha256("\n".join(self.revision()).encode()).hexdigest()[:16]
