"""What a figure hangs on and the compiled reader leaves out. All counted from 0, ranges with both ends.

It is gathered before that reader opens the file, so that a sheet's true size is known before room is made for it.
"""

from __future__ import annotations

import dataclasses
from array import array
from collections.abc import Iterator
from itertools import pairwise

from .refused import Refused

Span = tuple[int, int]
Area = tuple[int, int, int, int]  # top, left, bottom, right
MOST_COLUMNS = 1 << 16  # more than any format has; a place in a sheet is row * MOST_COLUMNS + column


@dataclasses.dataclass(slots=True)
class Facts:
    """One sheet. ``percent`` and ``texts`` are by place; ``rows`` and ``columns`` are the size of what is filled.

    Of more than ``most`` cells nothing is gathered.
    """

    most: int
    rows: int = 0
    columns: int = 0
    cells: int = 0
    percent: array[int] = dataclasses.field(default_factory=lambda: array("Q"))
    texts: dict[int, str] = dataclasses.field(default_factory=dict)
    merged: list[Area] = dataclasses.field(default_factory=list)
    hidden_rows: list[Span] = dataclasses.field(default_factory=list)
    hidden_columns: list[Span] = dataclasses.field(default_factory=list)

    def filled(self, row: int, column: int) -> None:
        """A cell has a content."""
        self.cells += 1
        self.rows = max(self.rows, row + 1)
        self.columns = max(self.columns, column + 1)
        if self.cells > self.most:
            raise Refused("too_many_cells", limit=self.most)

    def merge(self, area: Area) -> None:
        """An area is shown as one cell; a single cell is none."""
        if area[:2] != area[2:]:
            self.merged.append(area)

    def hide_rows(self, first: int, last: int) -> None:
        """Rows are not shown; most come one by one, in their order."""
        if self.hidden_rows and self.hidden_rows[-1][1] == first - 1:
            first = self.hidden_rows.pop()[0]
        self.hidden_rows.append((first, last))

    def percent_in_order(self) -> array[int]:
        """``percent`` sorted; nearly always it is."""
        if any(one > other for one, other in pairwise(self.percent)):
            self.percent = array("Q", sorted(self.percent))
        return self.percent


def place(row: int, column: int) -> int:
    """A cell as one number; they sort by row and column."""
    return row * MOST_COLUMNS + column


def cell(number: int) -> tuple[int, int]:
    """The row and the column of a place."""
    return divmod(number, MOST_COLUMNS)


def within(spans: list[Span], size: int) -> Iterator[int]:
    """The numbers below ``size`` in any of the spans, each once, from the lowest."""
    reached = 0
    for first, last in sorted(spans):
        yield from range(max(first, reached), min(last + 1, size))
        reached = max(reached, last + 1)
