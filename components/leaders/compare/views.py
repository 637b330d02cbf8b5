"""The page's views by the names that the address knows them by, in their order on the page."""

from __future__ import annotations

from collections.abc import Callable

from components.leaders.compare.documents import documents
from components.leaders.compare.due_years import due_years
from components.leaders.compare.regions import regions
from components.leaders.compare.speed import speed
from components.leaders.compare.stretch import stretch
from gapboard.board import Board

VIEWS: dict[str, Callable[[Board], None]] = {
    "documents": documents,
    "regions": regions,
    "due": due_years,
    "stretch": stretch,
    "growth": speed,
}
