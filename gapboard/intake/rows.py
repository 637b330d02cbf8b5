"""A sheet row by row: which rows are headings, which hold values, which are lines of text between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import lru_cache

from gapboard.intake import units
from gapboard.intake.bounds import read_bounded
from gapboard.intake.cells import clean, is_plain
from gapboard.intake.correct import BlockSaid, Correction
from gapboard.intake.lexicon import Heading, Lexicon
from gapboard.intake.lines import Line, is_footnote, is_unit_row, line_of, units_of_line
from gapboard.intake.model import Said, Sheet, Where
from gapboard.intake.phrase import parse
from gapboard.intake.places import Place

Text = tuple[int, str]
"""A cell that is not empty: its column and its text."""


class CellKind(Enum):
    """What a cell may be by itself."""

    NUMBER = 1
    YEAR = 2  # a bare number that may be one
    FIGURE = 3  # a bound, or a figure that cannot be taken as it stands
    MISSING = 4  # a sign for no value
    PERIOD = 5
    TEXT = 6


@lru_cache(maxsize=65536)
def kind_of(text: str) -> CellKind:
    """What a cell that is not empty may be."""
    if is_plain(text):
        return CellKind.YEAR if len(text) == 4 and "." not in text and 1949 <= int(text) <= 2100 else CellKind.NUMBER
    phrase = parse(text)
    if not phrase.rest and (phrase.says_when or phrase.measure):
        return CellKind.PERIOD if phrase.says_when and phrase.measure is None else CellKind.TEXT
    bounded = read_bounded(text)
    cell = bounded.cell
    named = bool(cell.unit) and not units.is_known(cell.unit)
    if cell.value is not None and not bounded.sign:
        # 2024地区生产总值 is a name.
        return CellKind.TEXT if named and (phrase.says_when or len(cell.unit) > 6) else CellKind.NUMBER
    if bounded.readings or (cell.value is not None and not named):
        return CellKind.FIGURE  # 60岁以上 may be a heading
    if cell.value is None and not cell.fault:
        return CellKind.MISSING
    shown = clean(text)
    bare = shown.lstrip("约近超≥≤><~±▲△▼▽↑↓-+ '")
    words = sum("一" <= char <= "鿿" for char in shown)
    if cell.fault in ("formula", "error_value", "bidi_control"):
        return CellKind.FIGURE
    return CellKind.FIGURE if bare[:1].isdigit() and words <= 3 and cell.fault != "not_a_number" else CellKind.TEXT


FIGURES = (CellKind.NUMBER, CellKind.FIGURE, CellKind.YEAR)
"""Cells of these kinds are figures, or may be."""


def _is_figure(text: str) -> bool:
    return bool(text.strip()) and kind_of(text) in (CellKind.NUMBER, CellKind.FIGURE)


def _hides(text: str) -> bool:
    """Whether a hidden cell is a figure, or a number that may be one."""
    return bool(text.strip()) and kind_of(text) in FIGURES


@dataclass(frozen=True, slots=True)
class Section:
    """A line of text that rules the rows after it. ``closed`` is the place that another line of its rank has ended."""

    line: Line
    closed: Place | None = None
    epoch: int = 0
    """How often values came before it."""

    @property
    def said(self) -> Said:
        """As the one who said something."""
        return Said(self.line.text, self.line.row, self.line.column, Where.TITLE)


@dataclass(slots=True)
class RawBlock:
    """Rows of values under the same headings, each with the lines that rule it, the nearest first.

    ``starts`` is the row of the first line or heading that is the block's own; lines before it are of what is above.
    """

    headers: list[int]
    starts: int
    rows: list[tuple[int, tuple[Section, ...]]] = field(default_factory=list)
    said: BlockSaid | None = None


class View:
    """A sheet as it is read: hidden figures are not there, unless they are wanted.

    Hidden texts stay: a unit or a region that nobody sees is still that of the figures.
    """

    def __init__(self, sheet: Sheet, *, hidden: bool = False) -> None:
        self.sheet = sheet
        self.hidden_rows = frozenset() if hidden else frozenset(filter(self._row_has_figures, sheet.hidden_rows))
        self.hidden_columns = frozenset() if hidden else frozenset(filter(self._has_figures, sheet.hidden_columns))
        self._skip_rows, self._skip = self.hidden_rows, self.hidden_columns
        self._units: dict[int, list[tuple[str, int, int, int]]] = {}
        for run in sheet.units:
            self._units.setdefault(run[1], []).append(run)
        self.height = len(sheet.rows)
        self.width = len(sheet.rows[0]) if sheet.rows else 0

    def _row_has_figures(self, row: int) -> bool:
        return row <= len(self.sheet.rows) and any(_is_figure(text) for text in self.sheet.rows[row - 1])

    def _has_figures(self, column: int) -> bool:
        return any(_is_figure(row[column - 1]) for row in self.sheet.rows if column <= len(row))

    def cells(self, row: int) -> Sequence[str]:
        """The texts of a row."""
        cells = self.sheet.rows[row - 1]
        if row in self._skip_rows:
            return ["" if _hides(text) else text for text in cells]
        if not self._skip:
            return cells
        return [("" if number in self._skip and _hides(text) else text) for number, text in enumerate(cells, 1)]

    def hides(self, column: int) -> bool:
        """Whether a column is left out because nobody sees it."""
        return column in self._skip

    def unit(self, row: int, column: int) -> str:
        """The unit that a cell's number format shows; mostly none."""
        runs = self._units.get(column, ())
        return next((unit for unit, _, first, last in runs if first <= row <= last), "")

    def text(self, row: int, column: int) -> str:
        """One cell; empty outside the sheet."""
        if not (1 <= row <= self.height and 1 <= column <= self.width):
            return ""
        text = self.sheet.rows[row - 1][column - 1]
        return "" if (row in self._skip_rows or column in self._skip) and _hides(text) else text

    def filled(self, row: int) -> list[Text]:
        """The cells of a row that are not empty."""
        return [(number, text) for number, text in enumerate(self.cells(row), 1) if text and not text.isspace()]


class _Lines:
    """The lines that rule the row at hand: a new one ends the last of its rank."""

    def __init__(self) -> None:
        self._base: list[Section] = []
        self._open: list[Section] = []
        self._values = False
        self._epoch, self._pushed = 0, False
        self._now: tuple[Section, ...] | None = ()

    def push(self, line: Line, *, below_headings: bool = False) -> None:
        """Take in a line; one below the headings rules a part of the rows, and the next of its rank ends it."""
        self._now = None
        self._pushed = True
        if not self._values and not below_headings:
            self._base.append(Section(line))
            return
        if line.is_unit:
            # Two in one row are of tables beside each other.
            self._open = [item for item in self._open if not item.line.is_unit or item.line.row == line.row]
            self._open.append(Section(line, epoch=self._epoch))
            return
        closed = self._close(line)
        self._open.append(Section(line, None if line.place else closed, self._epoch))

    def _close(self, line: Line) -> Place | None:
        """End the last line of the same rank with all that stands below it; answers the place that it named."""
        for listed in (self._open, self._base):
            ranks = [item.epoch < self._epoch and self._same_rank(item.line, line, listed) for item in listed]
            if not any(ranks):
                continue
            at = len(ranks) - 1 - ranks[::-1].index(True)
            ended = listed[at:]
            if listed is self._base:
                listed[at:] = [item for item in ended if item.line.is_unit]
                self._open.clear()
            else:
                del listed[at:]
            places = [*(item.line.place for item in ended), *(item.closed for item in ended)]
            return next(filter(None, places), None)
        return None

    def _same_rank(self, old: Line, new: Line, listed: list[Section]) -> bool:
        if old.is_unit or old.style != new.style:
            return False
        # A title without a number is over all that follows; what is numbered is over its part.
        return listed is self._open or (old.style != "plain" and old.style != "meta")

    def values_follow(self) -> None:
        """A row of values: what comes from now on stands between values."""
        if self._pushed or not self._values:
            self._epoch += 1
        self._values, self._pushed = True, False

    def now(self) -> tuple[Section, ...]:
        """The lines that rule, the nearest first."""
        if self._now is None:
            self._now = tuple(reversed((*self._base, *self._open)))
        return self._now


class RowReader:
    """Cuts a sheet into blocks."""

    def __init__(self, view: View, lexicon: Lexicon) -> None:
        self._view, self._lexicon = view, lexicon
        self.blocks: list[RawBlock] = []
        self.lines: list[Line] = []
        self._stack = _Lines()
        self._heads: list[int] = []
        self._block: RawBlock | None = None
        self._own = 0  # the row of the first line since the last values

    def read(self) -> list[RawBlock]:
        """Every block of the sheet, in its order."""
        for row in range(1, self._view.height + 1):
            self._take(row)
        return self.blocks

    def told(self, said: BlockSaid) -> RawBlock:
        """A block where a user says that it stands; lines in it rule what follows as ever."""
        first = said.first_row or (said.header_row + 1 if said.header_row else 1)
        last = said.last_row or self._view.height
        header: list[int] = []
        for row in range(said.header_row, first) if said.header_row else ():
            if header and any(kind_of(text) is CellKind.NUMBER for _, text in self._view.filled(row)):
                break  # values of another block
            header.append(row)
        stack = _Lines()
        block = RawBlock(header, 1, said=said)
        for row in (*range(1, said.header_row or first), *range(first, last + 1)):
            texts = self._view.filled(row)
            lines = self._lines_of(row, texts) if texts and row != first else None
            for line in lines or ():
                if row < first or not line.is_note:
                    stack.push(line)
            if texts and not lines and row >= first:
                stack.values_follow()
                block.rows.append((row, stack.now()))
        return block

    def _take(self, row: int) -> None:
        texts = self._view.filled(row)
        if not texts:
            return
        if row in self._view.hidden_rows:
            if self._heads or self._block is not None:
                self._values(row)  # what labels it counts for blanks below it
            return
        if any(kind_of(text) is CellKind.NUMBER for _, text in texts) and not self._is_text(texts):
            self._values(row)
        elif self._heads and self._continues(row, texts):
            self._heads.append(row)
        elif (lines := self._lines_of(row, texts)) is not None:
            self._own = self._own or row
            self.lines.extend(lines)
            for line in lines:
                if not line.is_note:
                    self._stack.push(line, below_headings=bool(self._heads))
        elif self._is_head(texts):
            self._head(row)
        else:
            self._values(row)

    @staticmethod
    def _is_text(texts: list[Text]) -> bool:
        """Whether a row is none of values though something in it looks like a number."""
        return is_footnote(texts[0][1]) or is_unit_row(text for _, text in texts)

    def _values(self, row: int) -> None:
        if self._heads or self._block is None:
            starts = min(self._own or row, self._heads[0] if self._heads else row)
            self._block = RawBlock(self._heads, starts)
            self.blocks.append(self._block)
            self._heads = []
        self._own = 0
        self._stack.values_follow()
        self._block.rows.append((row, self._stack.now()))

    def _head(self, row: int) -> None:
        if self._heads and not self._is_over(row):
            for old in self._heads:  # no headings after all: a line of several texts
                for column, text in self._view.filled(old):
                    line = line_of(text, old, column, self._lexicon)
                    self.lines.append(line)
                    self._stack.push(line)
            self._heads = []
        self._heads.append(row)

    def _is_over(self, row: int) -> bool:
        """Whether the headings so far stand over those of ``row``, and are not lines of text with several parts."""
        for old in self._heads:
            filled = self._view.filled(old)
            column, first = filled[0]
            heading = self._lexicon.heading(first)
            below = self._lexicon.heading(self._view.text(row, column))
            if heading.rest and below.role and heading.text != below.text:
                return False
        return True

    def _continues(self, row: int, texts: list[Text]) -> bool:
        """Whether a row still belongs to the headings: texts over the values, and no label of its own."""
        kinds = {kind_of(text) for _, text in texts}
        if kinds & {CellKind.NUMBER, CellKind.FIGURE, CellKind.MISSING}:
            return False
        if len({text for _, text in texts}) > 1 and all(self._is_only_unit(text) for _, text in texts):
            return True  # （亿元） and （万元） below two places
        labels = self._label_columns(self._heads)
        for column, text in texts:
            if column in labels:
                same = any(self._view.text(old, column).strip() == text.strip() for old in self._heads)
                if not same and not self._lexicon.heading(text).role:
                    return False
        others = [(column, text) for column, text in texts if column not in labels]
        if not others or any(line_of(text, row, column, self._lexicon).is_unit for column, text in others):
            return False
        if CellKind.YEAR in kinds and self._name_periods():
            return all(
                kind_of(text) is not CellKind.YEAR
                or any(self._view.text(old, column).strip() == text.strip() for old in self._heads)
                for column, text in others
            )
        if len(texts) == 1:
            return self._lexicon.heading(texts[0][1]).understood
        return True

    def _is_only_unit(self, text: str) -> bool:
        """Whether a heading is a unit in brackets and nothing else."""
        heading = self._lexicon.heading(text)
        return bool(heading.unit) and heading == Heading(heading.text, unit=heading.unit) and heading.text[:1] in "(["

    def _is_labelled(self, texts: list[Text]) -> bool:
        """Whether a row has labels where the rows above have theirs: it is one of them, though it holds no figure."""
        assert self._block is not None
        labels = self._label_columns(self._block.headers)
        return any(column in labels and not self._lexicon.heading(text).role for column, text in texts)

    def _name_periods(self) -> bool:
        """Whether the headings so far name periods, or a column of them: a bare 2011 below is then a figure."""
        for row in self._heads:
            for _, text in self._view.filled(row):
                heading = self._lexicon.heading(text)
                if heading.role == "year" or (heading.phrase and heading.phrase.year):
                    return True
        return False

    def _label_columns(self, headers: list[int]) -> set[int]:
        """The columns that label the rows, as far as headings say so."""
        found = {
            column for row in headers for column, text in self._view.filled(row) if self._lexicon.heading(text).role
        }
        return found or {1}

    def _is_head(self, texts: list[Text]) -> bool:
        kinds = [kind_of(text) for _, text in texts]
        if {CellKind.NUMBER, CellKind.FIGURE, CellKind.MISSING} & set(kinds):
            return False
        if self._block is not None and not self._heads and self._is_labelled(texts):
            return False
        headings = [self._lexicon.heading(text) for _, text in texts]
        roles = any(heading.role for heading in headings)
        years = [int(text) for (_, text), kind in zip(texts, kinds, strict=True) if kind is CellKind.YEAR]
        labelled = texts[0][0] == 1 and texts[0][1].isdigit()
        if years and not roles and (self._block is not None or self._heads or labelled or not _in_order(years)):
            return False
        when = bool(years) or any(heading.says_when or heading.measure for heading in headings)
        if roles and len(texts) > 1:
            return True
        if self._block is None and not self._heads:
            return True  # nothing yet that it could be a row of
        known = sum(heading.understood for heading in headings)
        return when and len({text for _, text in texts}) > 1 and known == len(headings) and not headings[0].name

    def _lines_of(self, row: int, texts: list[Text]) -> list[Line] | None:
        """The lines of a row that is no part of a table; ``None`` where it is one."""
        distinct = dict.fromkeys(clean(text) for _, text in texts)
        if is_footnote(texts[0][1]):
            return [line_of(texts[0][1], row, texts[0][0], self._lexicon)]
        if is_unit_row(text for _, text in texts):
            said = {clean(text): (column, text) for column, text in reversed(texts) if units_of_line(text)}
            return [line_of(text, row, column, self._lexicon) for column, text in reversed(said.values())]
        kinds = {kind_of(text) for _, text in texts}
        if kinds & {CellKind.NUMBER, CellKind.FIGURE, CellKind.YEAR, CellKind.MISSING}:
            return None
        if len(distinct) == 1:
            return [line_of(texts[0][1], row, texts[0][0], self._lexicon)]
        first = {clean(text): (column, text) for column, text in reversed(texts)}
        lines = [line_of(first[shown][1], row, first[shown][0], self._lexicon) for shown in distinct]
        plain = [line for line in lines if not (line.is_unit or line.meta or line.is_note)]
        if len(plain) > 1:
            return None
        # 主要指标 beside 单位：万元 is a title, though it may head a column as well.
        others = len(lines) > len(plain)
        return lines if others or not any(self._lexicon.heading(line.text).role for line in plain) else None


def _in_order(years: list[int]) -> bool:
    """Whether numbers stand in order as years of headings do; figures that look like years hardly do."""
    return years in (sorted(years), sorted(years, reverse=True))


def find_rows(view: View, lexicon: Lexicon, correction: Correction) -> tuple[list[RawBlock], list[Line]]:
    """The blocks of a sheet and all its lines of text; blocks that a user has told are all there are."""
    reader = RowReader(view, lexicon)
    if correction.blocks:
        return [reader.told(said) for said in correction.blocks], []
    return reader.read(), reader.lines


def notes_of(lines: Sequence[Line], first: int) -> Iterator[Line]:
    """Lines from row ``first`` on of which nothing is used."""
    return (line for line in lines if line.row >= first and (line.is_note or line.says_nothing))
