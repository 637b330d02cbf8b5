"""What an import is made of. Rows and columns are numbered from 1, as a spreadsheet shows them.

A sheet is a grid of cells. A :class:`Block` is a rectangle of values in it, with the headings over it and the labels
left of it. A :class:`Candidate` is one value with its region, indicator, period, unit and status, and for each of these
the :class:`Said` that names the cell which said so.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

from gapboard.intake.aliases import Alias
from gapboard.ledger import Observation

Cell = tuple[int, int]
"""Row and column."""


class Measure(StrEnum):
    """What the figures of a column are."""

    LEVEL = "level"  # the figure itself
    GROWTH = "growth"  # growth on the year before in per cent
    CHANGE = "change"  # the change itself, or it cannot be told from growth
    PLAN = "plan"  # a target, a plan, a budget
    DONE = "done"  # how much of a plan is done
    SHARE = "share"  # a share of something
    RANK = "rank"
    PREVIOUS = "previous"  # on the month or the quarter before
    OTHER = "other"  # something else: growth on average over years, or what no heading explains


NOT_TAKEN = frozenset(Measure) - {Measure.LEVEL, Measure.GROWTH}
"""Figures of these kinds are no figures of the board."""


class State(StrEnum):
    """What committing a value would do."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclasses.dataclass(frozen=True, slots=True)
class Sheet:
    """One table as text: cells as written, padded to one width; merged cells filled with their text.

    What the spreadsheet does not show: ``hidden`` the whole sheet, ``hidden_rows`` (those that a filter leaves out
    too) and ``hidden_columns`` by their numbers. ``merges`` are the areas shown as one cell: top, left, bottom,
    right, both ends included. ``units`` are those that number formats show: unit, column, first and last row. A text
    file has none of these.
    """

    name: str
    rows: Sequence[tuple[str, ...]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[tuple[int, int, int, int], ...] = ()
    units: tuple[tuple[str, int, int, int], ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Workbook:
    """A file as read: its kind (``csv``, ``tsv``, ``xlsx``, ``xls``, ``ods``), its encoding, its sheets."""

    name: str
    kind: str
    encoding: str | None
    sheets: tuple[Sheet, ...]

    @property
    def first(self) -> Sheet:
        """The sheet that is read where none is asked for: the first that is not hidden."""
        return next((sheet for sheet in self.sheets if not sheet.hidden), self.sheets[0])


class Where(StrEnum):
    """What kind of place said something of a value."""

    CELL = "cell"  # the value's own cell
    LABEL = "label"  # left of it
    HEADING = "heading"  # over it
    SECTION = "section"  # a row of text between the rows of values
    TITLE = "title"  # a line over the block
    NOTE = "note"  # a line under the block
    SHEET = "sheet"  # the sheet's name
    FILE = "file"  # the file's name
    BESIDE = "beside"  # the column that it is the growth of, or the last year of
    USER = "user"  # said by hand
    CATALOG = "catalog"  # nobody: what the catalogue holds is assumed


@dataclasses.dataclass(frozen=True, slots=True)
class Said:
    """Who said one thing of a value: the text, and its cell (0, 0 where it is none).

    ``also`` are others without whom it would not be said: the month, where the year stands in another cell.
    """

    text: str
    row: int = 0
    column: int = 0
    where: Where = Where.LABEL
    also: tuple[Said, ...] = ()

    @property
    def all(self) -> tuple[Said, ...]:
        """It and the others."""
        return (self, *self.also)

    def with_others(self, others: Iterable[Said]) -> Said:
        """The same with others who have taken part, each named once."""
        places = {(said.text, said.row, said.column): said for other in others for said in other.all}
        places.pop((self.text, self.row, self.column), None)
        return dataclasses.replace(self, also=tuple(dataclasses.replace(said, also=()) for said in places.values()))


@dataclasses.dataclass(frozen=True, slots=True)
class Column:
    """What a column of a block was taken for, as a picture of the table shows it.

    ``role`` is ``value`` or what its cells label (``indicator``, ``region``, ``year``, ``unit``, ``note``, ``source``,
    ``status``), or empty for what is not used. ``headings`` are nearest first. ``period``, ``indicator``, ``region``
    (identifiers), ``unit`` and ``status`` are what the headings and titles alone fix; empty where each row says it.
    ``reason`` is the code of the remark that says why its figures are not taken.
    """

    number: int
    headings: tuple[Said, ...] = ()
    role: str = ""
    measure: Measure = Measure.OTHER
    period: str = ""
    indicator: str = ""
    region: str = ""
    unit: str = ""
    status: str = ""
    reason: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of values: its rows and columns, and what is over and beside it.

    ``header_rows`` are those of its headings, the uppermost first; ``title`` the lines of text over it, the nearest
    first.
    ``unit`` and ``region`` are what a line over it says of all of it.
    """

    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    columns: Mapping[int, Column]
    title: tuple[Said, ...] = ()
    unit: str = ""
    region: str = ""

    @property
    def header_row(self) -> int:
        """The first row of headings; 0 where there is none."""
        return self.header_rows[0] if self.header_rows else 0

    @property
    def roles(self) -> dict[str, int]:
        """The columns that label the rows, by what they say."""
        return {column.role: number for number, column in self.columns.items() if column.role not in ("", "value")}

    @property
    def values(self) -> dict[int, Column]:
        """The columns of figures that are taken."""
        return {number: column for number, column in self.columns.items() if column.role == "value"}


@dataclasses.dataclass(frozen=True, slots=True)
class Remark:
    """A repair or a finding at one cell.

    The texts are ``repair.<code>``, ``finding.<code>`` and ``mend.<code>`` in the language catalogue; ``details`` fills
    them. ``serious`` findings refuse the value; others ask for confirmation.
    """

    code: str
    row: int
    column: int
    details: Mapping[str, Any] = dataclasses.field(default_factory=dict, hash=False)
    serious: bool = True


def refusal(code: str, row: int = 0, column: int = 0, found: object = "", expected: object = "", **more: Any) -> Remark:
    """A finding that refuses the value; place 0, 0 is the whole sheet, or where the value stands."""
    return Remark(code, row, column, {"found": found, "expected": expected} | more)


def doubt(code: str, row: int = 0, column: int = 0, found: object = "", expected: object = "", **more: Any) -> Remark:
    """A finding that asks for confirmation."""
    return dataclasses.replace(refusal(code, row, column, found, expected, **more), serious=False)


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """One value found in a file, with what was repaired and what is doubtful about it.

    ``value`` is in the indicator's unit; ``None`` with state ``REFUSED`` where no number could be read. ``bound`` says
    how it is meant, in the ledger's own words; empty where exactly.
    ``old`` is the ledger's latest vintage of the same key. ``trace`` says by aspect (``region``, ``indicator``,
    ``period``, ``unit``, ``status``, ``measure``) which cell said so.
    """

    row: int
    column: int
    text: str
    region: str
    indicator: str
    period: str
    value: float | None
    unit: str
    obs_status: str
    note: str
    repairs: tuple[Remark, ...] = ()
    findings: tuple[Remark, ...] = ()
    state: State = State.REFUSED
    old: Observation | None = None
    trace: Mapping[str, Said] = dataclasses.field(default_factory=dict, hash=False)
    bound: str = ""


@dataclasses.dataclass(frozen=True, slots=True)
class Suggestion:
    """A question: what one name in the file stands for, or several that none is like.

    ``texts`` are all names that it asks for; an answer goes to ``prepare(confirmed=…)`` under each. ``kind`` is
    ``indicator``, ``region`` or ``unit``; or ``title`` for a table whose title does not name its indicator (the answer
    is for this file and never remembered); or ``scope`` for a title that may be about a part of a region only (answered
    by a region, for this file); or ``elsewhere`` for titles about places that the board does not follow,
    which can only be left out. ``likely`` are identifiers, best first, and few; of a unit all that it can be, for only
    units of the same base as ``wanted``, the unit of its indicator, may take its place. ``count`` is how many figures
    wait for the answer, ``places`` the first cells that name it. ``said`` is what somebody else has settled for
    themselves, to be checked before anything is guessed. ``lasting`` is false for what is never remembered: a title, or
    a phrase of a heading.
    """

    text: str
    row: int
    column: int
    likely: tuple[str, ...]
    kind: str = "indicator"
    wanted: str = ""
    texts: tuple[str, ...] = ()
    count: int = 0
    places: tuple[Cell, ...] = ()
    said: Alias | None = None
    lasting: bool = True


@dataclasses.dataclass(frozen=True, slots=True)
class Batch:
    """A checked file: everything that was understood, repaired, refused, and what it would change."""

    workbook: str
    sheet: str
    encoding: str | None
    blocks: tuple[Block, ...]
    candidates: Sequence[Candidate]
    suggestions: tuple[Suggestion, ...] = ()
    findings: tuple[Remark, ...] = ()

    @property
    def layout(self) -> Block | None:
        """The first block."""
        return self.blocks[0] if self.blocks else None

    def of(self, *states: State, most: int | None = None) -> list[Candidate]:
        """The candidates in the given states, or only the first of them."""
        return [found for found in self.candidates if found.state in states][:most]

    def number_of(self, *states: State) -> int:
        """How many candidates are in the given states."""
        return sum(found.state in states for found in self.candidates)

    @property
    def unchanged(self) -> int:
        """How many values are on record as they stand in the file; a dash is no value."""
        return sum(found.value is not None for found in self.of(State.UNCHANGED))

    def series_to_write(self) -> list[tuple[str, str]]:
        """Every region with an indicator of which a value is new or changed."""
        return list(dict.fromkeys((found.region, found.indicator) for found in self.of(State.NEW, State.CHANGED)))

    def doubtful(self) -> int:
        """How many new or changed values have findings."""
        return sum(bool(found.findings) for found in self.of(State.NEW, State.CHANGED))

    def doubted(self) -> Iterator[tuple[str, Sequence[Remark]]]:
        """The text and the findings of every candidate that has some."""
        return ((found.text, found.findings) for found in self.candidates if found.findings)
