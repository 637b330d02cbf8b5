"""What a figure hangs on and the compiled reader leaves out. All counted from 0, ranges with both ends.

It is gathered before that reader opens the file, so that a sheet's true size is known before room is made for it.
"""

from __future__ import annotations

import dataclasses
from array import array
from collections.abc import Iterator
from itertools import pairwise

from .formats import Format
from .refused import Refused

Span = tuple[int, int]
Area = tuple[int, int, int, int]  # top, left, bottom, right
MOST_FORMATS = 1 << 10
MOST_COLUMNS = 1 << 16  # more than any format has; a place in a sheet is row * MOST_COLUMNS + column


@dataclasses.dataclass(slots=True)
class Facts:
    """One sheet. ``texts`` are by place; ``rows`` and ``columns`` are the size of what is filled.

    ``formatted`` are the places of numbers that are shown otherwise than stored, ``which`` the numbers of their format.
    Of more than ``most`` cells nothing is gathered.
    """

    most: int
    rows: int = 0
    columns: int = 0
    cells: int = 0
    formatted: array[int] = dataclasses.field(default_factory=lambda: array("Q"))
    which: array[int] = dataclasses.field(default_factory=lambda: array("H"))
    formats: list[Format] = dataclasses.field(default_factory=list)
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

    def format(self, row: int, column: int, form: Format) -> None:
        """A number is shown in a form; of too many different ones the last are not kept."""
        if form not in self.formats:
            if len(self.formats) == MOST_FORMATS:
                return
            self.formats.append(form)
        self.formatted.append(place(row, column))
        self.which.append(self.formats.index(form))

    def in_order(self) -> Iterator[tuple[int, Format]]:
        """The places of numbers that are shown otherwise, sorted, each with its format; nearly always they are."""
        order: Iterator[int] = iter(range(len(self.formatted)))
        if any(one > other for one, other in pairwise(self.formatted)):
            order = iter(sorted(order, key=self.formatted.__getitem__))
        return ((self.formatted[at], self.formats[self.which[at]]) for at in order)

    def words(self) -> list[tuple[str, int, int, int]]:
        """The words that formats put after every number of a column: word, column, first and last row."""
        runs: dict[tuple[str, int], list[list[int]]] = {}
        for at, form in self.in_order():
            if form.word:
                row, column = cell(at)
                found = runs.setdefault((form.word, column), [])
                if found and found[-1][1] == row - 1:
                    found[-1][1] = row
                else:
                    found.append([row, row])
        return [(word, column, first, last) for (word, column), found in runs.items() for first, last in found]


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
