"""What an import is made of. Rows and columns are numbered from 1, as a spreadsheet shows them."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

from gapboard.intake.aliases import Alias
from gapboard.ledger import Observation


class Shape(StrEnum):
    """How a table is laid out."""

    LONG = "long"  # one row a value
    YEARS_ACROSS = "years_across"  # indicators down, years across
    INDICATORS_ACROSS = "indicators_across"  # years down, indicators across


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
    right, both ends included. A text file has none of these.
    """

    name: str
    rows: Sequence[tuple[str, ...]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[tuple[int, int, int, int], ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class Workbook:
    """A file as read: its kind (``csv``, ``tsv``, ``xlsx``, ``xls``, ``ods``), its encoding, its sheets."""

    name: str
    kind: str
    encoding: str | None
    sheets: tuple[Sheet, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class Layout:
    """Where things stand in a sheet. Every part can be overridden by the user.

    ``roles`` maps a role to its column number (1-based): ``indicator``, ``region``, ``year``, ``value``,
    ``unit``, ``note``, ``source``, ``status``. ``years`` maps column numbers to years for ``YEARS_ACROSS``;
    ``indicators`` maps column numbers to indicator texts for ``INDICATORS_ACROSS``. ``units`` maps a column
    number to the unit written in its heading. ``unit`` and ``region`` are what a title row says of all.
    ``growth`` maps the columns that hold growth, not the figure itself, to their headings; what grows is named
    as for the column beside it.
    """

    shape: Shape
    header_row: int
    first_row: int
    last_row: int
    roles: Mapping[str, int] = dataclasses.field(default_factory=dict)
    years: Mapping[int, str] = dataclasses.field(default_factory=dict)
    indicators: Mapping[int, str] = dataclasses.field(default_factory=dict)
    units: Mapping[int, str] = dataclasses.field(default_factory=dict)
    unit: str = ""
    region: str = ""
    growth: Mapping[int, str] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True)
class Remark:
    """A repair or a finding at one cell.

    The texts are ``repair.<code>`` or ``finding.<code>`` and ``finding.<code>.remedy`` style keys in the
    language catalogue (``repair.*``, ``finding.*``, ``mend.*``); ``details`` fills them.
    ``serious`` findings refuse the value; others ask for confirmation.
    """

    code: str
    row: int
    column: int
    details: Mapping[str, Any] = dataclasses.field(default_factory=dict, hash=False)
    serious: bool = True


@dataclasses.dataclass(frozen=True, slots=True)
class Candidate:
    """One value found in a file, with what was repaired and what is doubtful about it.

    ``value`` is in the indicator's unit; ``None`` with state ``REFUSED`` where no number could be read.
    ``old`` is the ledger's latest vintage of the same key.
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


@dataclasses.dataclass(frozen=True, slots=True)
class Suggestion:
    """A name in the file that no alias matches exactly, and what it may mean, best first.

    ``kind`` is ``indicator``, ``region`` or ``unit``. ``likely`` are identifiers; of a unit all that it can be, for
    only units of the same base as ``wanted``, the unit of its indicator, may take its place. ``said`` is what somebody
    else has settled for themselves, to be checked before anything is guessed. ``lasting`` is false for a title or a
    phrase of a heading, which is never remembered.
    """

    text: str
    row: int
    column: int
    likely: tuple[str, ...]
    kind: str = "indicator"
    wanted: str = ""
    said: Alias | None = None
    lasting: bool = True


@dataclasses.dataclass(frozen=True, slots=True)
class Batch:
    """A checked file: everything that was understood, repaired, refused, and what it would change."""

    workbook: str
    sheet: str
    encoding: str | None
    layout: Layout | None
    candidates: Sequence[Candidate]
    suggestions: tuple[Suggestion, ...] = ()
    findings: tuple[Remark, ...] = ()

    # Candidates that are made when they are asked for can leave the others unmade.

    def of(self, *states: State, most: int | None = None) -> list[Candidate]:
        """The candidates in the given states, or only the first of them."""
        choose = getattr(self.candidates, "in_states", None)
        if choose is None:
            return [found for found in self.candidates if found.state in states][:most]
        chosen: list[Candidate] = choose(*states, most=most)
        return chosen

    def number_of(self, *states: State) -> int:
        """How many candidates are in the given states."""
        count = getattr(self.candidates, "number_in", None)
        return int(count(*states)) if count else len(self.of(*states))

    def series_to_write(self) -> list[tuple[str, str]]:
        """Every region with an indicator of which a value is new or changed."""
        find = getattr(self.candidates, "series_to_write", None)
        if find is None:
            changing = self.of(State.NEW, State.CHANGED)
            return list(dict.fromkeys((found.region, found.indicator) for found in changing))
        series: list[tuple[str, str]] = find()
        return series

    def doubtful(self) -> int:
        """How many new or changed values have findings."""
        count = getattr(self.candidates, "doubtful_in", None)
        states = (State.NEW, State.CHANGED)
        return int(count(*states)) if count else sum(bool(found.findings) for found in self.of(*states))

    def remarked(self) -> Iterator[Candidate]:
        """Every candidate with a repair or a finding; perhaps a few others."""
        choose = getattr(self.candidates, "remarked", None)
        found: Iterator[Candidate] = choose() if choose else iter(self.candidates)
        return found

    def doubted(self) -> Iterator[tuple[str, Sequence[Remark]]]:
        """The text and the findings of every candidate that has some."""
        choose = getattr(self.candidates, "doubted", None)
        if choose is None:
            return ((found.text, found.findings) for found in self.candidates if found.findings)
        doubted: Iterator[tuple[str, Sequence[Remark]]] = choose()
        return doubted

    def number_of_repairs(self) -> int:
        """How many different repairs the candidates have together."""
        count = getattr(self.candidates, "number_of_repairs", None)
        return int(count()) if count else len({remark for found in self.candidates for remark in found.repairs})
