"""What a made-up staff table is: a grid of cells, each with what a careful statistician would take from it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Wish(StrEnum):
    """What has to become of a cell that carries a figure."""

    TAKE = "take"  # it is clear: taken as one of its rights
    OR_ASK = "or ask"  # taken as one of its rights, or the import stops and says so
    MAY = "may"  # taken as one of its rights, or left out
    NOT = "not"  # never taken, and the clerk is told that it is not


@dataclass(frozen=True, slots=True)
class Right:
    """A row of the ledger that may come of a cell; ``value`` and ``bound`` are in the indicator's unit."""

    region: str
    indicator: str
    period: str
    value: Decimal
    statuses: frozenset[str] = frozenset("A")
    bound: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.region, self.indicator, self.period

    def __str__(self) -> str:
        figure = f"{self.value.normalize():f}{self.bound and f' ({self.bound})'}"
        return f"{self.region} {self.indicator} {self.period} = {figure} [{'|'.join(self.statuses)}]"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it will be written: a text, or a number with the digits of ``text``.

    ``figure`` is false for headings, names and marks. ``percent`` writes 3.5 as the fraction 0.035 shown as 3.5%,
    where the file can.
    """

    text: str = ""
    number: bool = False
    percent: bool = False
    figure: bool = False
    wish: Wish = Wish.NOT
    rights: tuple[Right, ...] = ()
    quiet: bool = False  # nobody expects to hear of it: a serial number, a rank, a column number
    date: tuple[int, int] | None = None  # a year and month that a spreadsheet keeps as a date
    unit: str = ""  # what its number format shows after it, where the file has such; else it stands in the text


Span = tuple[int, int, int, int]


@dataclass(slots=True)
class Page:
    """A sheet. Rows and columns are counted from 0; ``spans`` are first row and column, last row and column."""

    name: str = "Sheet1"
    rows: list[list[Cell]] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False

    @property
    def width(self) -> int:
        return max((len(row) for row in self.rows), default=0)


@dataclass(slots=True)
class Table:
    """A file to be: its pages, how it is written, and what the clerk answers about the region."""

    seed: str
    shape: str
    pages: list[Page]
    file_name: str
    form: str  # csv, csv-bom, csv-gb18030, tsv, tsv-gb18030, xlsx, xlsx-unmerged
    region_option: str | None = None

    def figures(self) -> list[Cell]:
        """Every cell that carries a figure."""
        return [cell for page in self.pages for row in page.rows for cell in row if cell.figure]

    def drawn(self) -> str:
        """The table as text, to be read in a terminal."""
        about = f"{self.shape} · {self.form} · {self.file_name} · region given: {self.region_option or 'none'}"
        return "\n".join([f"[{self.seed}] {about}", *(line for page in self.pages for line in _draw(page))])


def text(words: str) -> Cell:
    """A cell that is no figure."""
    return Cell(words)


def padded(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Rows of one length."""
    width = max((len(row) for row in rows), default=0)
    return [row + [Cell()] * (width - len(row)) for row in rows]


def _draw(page: Page) -> list[str]:
    rows = padded(page.rows)
    mark = {Wish.TAKE: "", Wish.OR_ASK: "?", Wish.MAY: "~", Wish.NOT: "x"}
    shown = [
        [
            (cell.text + (f"【{cell.unit}】" if cell.unit else "") + (mark[cell.wish] if cell.figure else "")).replace(
                "\n", "⏎"
            )
            for cell in row
        ]
        for row in rows
    ]
    sizes = [max(map(_width, column), default=0) for column in zip(*shown, strict=True)]
    lines = [f"  sheet {page.name}{' (hidden)' if page.hidden else ''}  merged {page.spans}" if page.spans else
             f"  sheet {page.name}{' (hidden)' if page.hidden else ''}"]  # fmt: skip
    if page.hidden_columns:
        lines.append(f"  hidden columns {sorted(number + 1 for number in page.hidden_columns)}")
    for number, row in enumerate(shown):
        cells = (cell + " " * (size - _width(cell)) for cell, size in zip(row, sizes, strict=True))
        lines.append(f"  {number + 1:>2}{'h' if number in page.hidden_rows else ' '}| {' | '.join(cells)}")
    return lines


def _width(words: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in words)
