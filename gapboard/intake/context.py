"""A value with every text around it, and what the readers of its aspects answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gapboard.catalog import Indicator
from gapboard.intake.areas import Area, AreaColumn
from gapboard.intake.lexicon import Heading, Lexicon, NameFound
from gapboard.intake.model import Measure, Remark, Said, Where
from gapboard.intake.notes import Notes
from gapboard.intake.period import stem
from gapboard.intake.rows import Section, View


@dataclass(frozen=True, slots=True)
class Label:
    """A text left of a value and its cell; ``carried`` from a row above, where the cell itself is empty.

    ``parts`` are the labels that it is put together from, the innermost last.
    """

    text: str = ""
    row: int = 0
    column: int = 0
    carried: bool = False
    parts: tuple[Label, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text.strip())

    @property
    def said(self) -> Said:
        """As the one who said something."""
        if self.parts:
            return self.parts[-1].said.with_others(part.said for part in self.parts[:-1])
        return Said(self.text, self.row, self.column, Where.LABEL)


@dataclass(frozen=True, slots=True)
class Row:
    """What the labels of a row say, and the lines that rule it, the nearest first.

    ``outer`` are the names that the name is indented below, the nearest first.
    ``place`` is a region where names of indicators stand, ``parent`` then the name over it. ``kind`` says of which kind
    the figures are, and ``heading`` is what it says.
    """

    number: int = 0
    lines: tuple[Section, ...] = ()
    region: Label = Label()
    name: Label = Label()
    outer: tuple[Label, ...] = ()
    place: Label = Label()
    parent: Label = Label()
    unit: Label = Label()
    status: Label = Label()
    kind: Label = Label()
    heading: Heading | None = None
    years: tuple[Label, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Context:
    """A value's row and column. ``bases`` are the columns that it is the growth of, the nearest first."""

    row: Row
    column: AreaColumn
    measure: Measure | None = None
    bases: Sequence[AreaColumn] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What holds for all values of an area: the names of sheet and file, ``home`` for files that name no region."""

    view: View
    area: Area
    lexicon: Lexicon
    notes: Notes
    sheet: str
    file: str
    home: str

    @property
    def names(self) -> list[Said]:
        """The names of the sheet and of the file, which say the same things as a title, and count after it."""
        return [Said(self.sheet, where=Where.SHEET), Said(stem(self.file), where=Where.FILE)]


@dataclass(slots=True)
class Answer:
    """What one reader found: ``id`` is empty where nothing is found, ``faults`` say why; remarks stand at ``said``."""

    id: str = ""
    said: Said | None = None
    repairs: list[Remark] = field(default_factory=list)
    faults: list[Remark] = field(default_factory=list)
    asks: list[tuple[str, str, str]] = field(default_factory=list)
    """Questions: kind, text, the unit that it must have."""


@dataclass(slots=True)
class Topic:
    """Which indicator a value is of, in which unit, and which power of ten leads to the indicator's own."""

    indicator: Indicator | None = None
    unit: str = ""
    power: int = 0
    assumed: bool = False
    growth_of: str = ""
    explicit: bool = False
    """Whether a line of its own (指标：…) names it: what that says of the period is said of the figure itself."""
    unclear: bool = False
    """Whether it is the column's heading that is not understood."""
    name: NameFound | None = None
    said: Said | None = None
    unit_said: Said | None = None
    repairs: list[Remark] = field(default_factory=list)
    faults: list[Remark] = field(default_factory=list)
    asks: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def unit_by(self) -> Where | None:
        """What kind of place says the unit."""
        return self.unit_said.where if self.unit_said else None

    @property
    def spoken(self) -> NameFound | None:
        """A name beside the value itself: what it names of place and time counts before headings and titles."""
        labelled = self.explicit or (self.said is not None and self.said.where is Where.LABEL)
        return self.name if labelled else None


def remark(code: str, said: Said | None, found: str = "", **details: object) -> Remark:
    """A fault or repair at the cell that said it; with row 0 for a label, which stands in the row of each value."""
    details = {"found": found} | (details or {"expected": ""})
    if said is None or said.where is Where.LABEL:
        return Remark(code, 0, said.column if said else 0, details)
    return Remark(code, said.row, said.column, details)


def at(item: Remark, row: int, column: int) -> Remark:
    """A remark of a whole topic at one value: where it is of a label, in this value's row."""
    return item if item.row else Remark(item.code, row, item.column or column, item.details, item.serious)
