"""A picture of a table as it was read: the cells as in the file, and over each column what it was taken for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from components.page.session import language, translate
from components.staff.periods import period_words
from gapboard.board import Board
from gapboard.explain.periods import spelled_out
from gapboard.export.xlsx import column_letter
from gapboard.intake.model import Batch, Block, Candidate, Column, Measure, Said, Sheet, State, Where
from gapboard.kernel.wording import say

_FIRST, _LAST, _MORE = 5, 2, 6
_MOST_COLUMNS = 30
_MOST_BLOCKS = 12
_MOST_TITLES = 6
_MOST_REGIONS = 3
_LONGEST = 60
_RAW_ROWS = 12
_OF_LINES = (Where.TITLE, Where.SECTION)
_ASPECTS = ("region", "indicator", "period", "unit", "status")


@dataclass(frozen=True)
class Head:
    """A column: its letter, what it was taken for, and whether it is ``taken``, ``label``, ``unused``, ``doubt``."""

    letter: str
    words: tuple[str, ...]
    state: str


@dataclass(frozen=True)
class Cell:
    """A cell as written. ``state`` is what became of it, ``word`` the same for those who hear the page."""

    text: str
    state: str = ""
    word: str = ""
    span: int = 1


@dataclass(frozen=True)
class Source:
    """One thing that a figure was taken for, and the cell that said so."""

    what: str
    by: str


@dataclass(frozen=True)
class Trace:
    """A figure with everything that was said of it."""

    cell: str
    text: str
    taken: str
    state: str
    word: str
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class Line:
    """A row of the picture; ``number`` is 0 for rows that are left out. ``traces`` are of its figures."""

    number: int
    kind: str
    cells: tuple[Cell, ...] = ()
    traces: tuple[Trace, ...] = ()
    left: int = 0
    hidden: bool = False


@dataclass(frozen=True)
class Picture:
    """One block. ``context`` are the texts over it."""

    number: int
    caption: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    context: str
    left_columns: int = 0


def cell_name(row: int, column: int) -> str:
    """A cell as a spreadsheet names it."""
    return f"{column_letter(column)}{row}"


def said_by(said: Said) -> str:
    """Which cells said something together: their names, their texts, and what kind of places they are."""
    return translate("reading.and").join(map(_one_said_by, said.all))


def _one_said_by(said: Said) -> str:
    place = translate(f"reading.by.{said.where}")
    text = _short(said.text)
    if not said.row:
        return translate("reading.by_text", place=place, text=text) if text and said.where is not Where.USER else place
    return translate("reading.by_cell", cell=cell_name(said.row, said.column), text=text, place=place)


def sources_of(value: Candidate, board: Board, aspects: Sequence[str] = _ASPECTS) -> Iterator[tuple[str, Source]]:
    """By aspect what a figure was taken for and who said so; an assumed unit is the indicator's own."""
    catalog, code = board.catalog, language()
    region, indicator = catalog.regions.get(value.region), catalog.indicators.get(value.indicator)
    words = {
        "region": region.label(code) if region else "",
        "indicator": indicator.label(code) if indicator else "",
        "period": period_words(value.period) if value.period else "",
        "unit": catalog.units[value.unit].label(code) if value.unit in catalog.units else value.unit,
        "status": say(f"obs_status.{value.obs_status}", code) if value.obs_status and "status" in value.trace else "",
    }
    for aspect in aspects:
        said = value.trace.get(aspect)
        if words[aspect]:
            by = said_by(said) if said else translate("reading.by.catalog") if aspect == "unit" else ""
            yield aspect, Source(words[aspect], by)
        elif aspect != "status":
            yield aspect, Source(translate("reading.unknown"), said_by(said) if said and said.row else "")


def pictures_of(batch: Batch, sheet: Sheet, board: Board) -> list[Picture]:
    """The blocks of a sheet, or its first rows where none was found."""
    if not batch.blocks:
        return [_Painter(batch, sheet, board).bare()]
    painter = _Painter(batch, sheet, board)
    return [painter.paint(block, number) for number, block in enumerate(batch.blocks[:_MOST_BLOCKS], 1)]


class _Painter:
    def __init__(self, batch: Batch, sheet: Sheet, board: Board) -> None:
        self._sheet, self._board, self._code = sheet, board, language()
        self._by_row: dict[int, list[Candidate]] = defaultdict(list)
        for value in batch.candidates:
            self._by_row[value.row].append(value)
        traces = (said for value in batch.candidates for said in value.trace.values())
        self._used = {(one.row, one.column) for said in traces for one in said.all}
        self._used_rows = {row for row, _ in self._used}

    def bare(self) -> Picture:
        """The first rows of a sheet in which no table was found."""
        width = min(len(self._sheet.rows[0]), _MOST_COLUMNS) if self._sheet.rows else 0
        heads = tuple(Head(column_letter(column), (), "unused") for column in range(1, width + 1))
        lines = tuple(self._plain(row, range(1, width + 1)) for row in range(1, len(self._sheet.rows[:_RAW_ROWS]) + 1))
        return Picture(0, translate("reading.no_block", sheet=self._sheet.name), heads, lines, "")

    def paint(self, block: Block, number: int) -> Picture:
        """One block."""
        values = {
            row: {value.column: value for value in self._by_row[row] if value.column in block.columns}
            for row in range(block.first_row, block.last_row + 1)
            if row in self._by_row
        }
        numbers = [column for column in self._columns(block) if self._is_filled(block, column)]
        shown = numbers[:_MOST_COLUMNS]
        by_column: dict[int, list[Candidate]] = defaultdict(list)
        for found in values.values():
            for column, value in found.items():
                by_column[column].append(value)
        heads = tuple(self._head(block, column, by_column[column]) for column in shown)
        lines = [*self._titles(block, len(shown)), *(self._plain(row, shown, "head") for row in block.header_rows)]
        before = 0
        for row in self._rows(block, values):
            if before and row > before + 1:
                lines.append(Line(0, "gap", left=row - before - 1))
            lines.append(self._row(block, row, shown, values.get(row, {})))
            before = row
        caption = self._caption(block, number, (value for found in values.values() for value in found.values()))
        return Picture(number, caption, heads, tuple(lines), self._context(block), len(numbers) - len(shown))

    # Which rows and columns

    @staticmethod
    def _columns(block: Block) -> range:
        return range(min(block.columns, default=1), max(block.columns, default=0) + 1)

    def _is_filled(self, block: Block, column: int) -> bool:
        rows = (*block.header_rows, *range(block.first_row, block.last_row + 1))
        return any(self._text(row, column).strip() for row in rows)

    def _rows(self, block: Block, values: Mapping[int, Mapping[int, Candidate]]) -> list[int]:
        """The first and the last rows, and between them some that are lines of text or hold something doubtful."""
        filled = [row for row in range(block.first_row, block.last_row + 1) if any(map(str.strip, self._cells(row)))]
        chosen = {*filled[:_FIRST], *filled[-_LAST:]}
        lines = [row for row in filled if row not in values and row not in chosen][:_MORE]
        doubtful = [
            row for row in filled if row not in chosen and any(value.findings for value in values.get(row, {}).values())
        ][:_MORE]
        after = [row + 1 for row in lines if row + 1 in values]
        return sorted({*chosen, *lines, *doubtful, *after})

    def _cells(self, row: int) -> Sequence[str]:
        return self._sheet.rows[row - 1] if 1 <= row <= len(self._sheet.rows) else ()

    def _text(self, row: int, column: int) -> str:
        cells = self._cells(row)
        return cells[column - 1] if 1 <= column <= len(cells) else ""

    # What stands in them

    def _titles(self, block: Block, width: int) -> Iterator[Line]:
        """The lines of text over a block, as they stand in the file."""
        by_row: dict[int, list[Said]] = defaultdict(list)
        for said in block.title:
            if said.row:
                by_row[said.row].append(said)
        for row in sorted(row for row in by_row if row < block.first_row)[-_MOST_TITLES:]:
            texts = [_short(said.text) for said in sorted(by_row[row], key=lambda item: item.column)]
            yield Line(row, "title", (Cell("　".join(texts), span=max(width, 1)),))

    def _plain(self, row: int, columns: Iterable[int], kind: str = "plain") -> Line:
        return Line(row, kind, tuple(Cell(_short(self._text(row, column))) for column in columns))

    def _row(self, block: Block, row: int, columns: Sequence[int], values: Mapping[int, Candidate]) -> Line:
        if values:
            cells = tuple(self._cell(block, row, column, values.get(column)) for column in columns)
            traces = tuple(self._trace(values[column]) for column in columns if column in values)
            return Line(row, "values", cells, traces, hidden=row in self._sheet.hidden_rows)
        texts = {column: _short(self._text(row, column)) for column in columns}
        filled = list(filter(None, texts.values()))
        used = row in self._used_rows
        if len(set(filled)) == 1:
            word = "" if used else translate("reading.row_unused")
            line = Line(row, "section" if used else "unused", (Cell(filled[0], "", word, len(columns)),))
        else:
            states = {column: "said" if (row, column) in self._used else "unused" for column in columns}
            line = Line(
                row, "unused", tuple(Cell(text, states[column] if text else "") for column, text in texts.items())
            )
        return replace(line, hidden=row in self._sheet.hidden_rows)

    def _cell(self, block: Block, row: int, column: int, value: Candidate | None) -> Cell:
        text = _short(self._text(row, column))
        if value is not None:
            state = _state(value)
            return Cell(text, state, translate(f"reading.cell.{state}"))
        known = block.columns.get(column)
        if known is not None and known.role not in ("", "value"):
            return Cell(text, "label")
        return Cell(text, "unused" if text else "")

    def _trace(self, value: Candidate) -> Trace:
        state = _state(value)
        reasons = tuple(
            say(f"finding.{item.code}", self._code, **spelled_out(item.details, self._code))
            for item in value.findings[:1]
        )
        return Trace(
            cell_name(value.row, value.column),
            _short(value.text),
            f"{value.value:.12g}" if value.value is not None else "",
            state,
            "；".join((translate(f"reading.cell.{state}"), *reasons)),
            tuple(source for _, source in sources_of(value, self._board, _ASPECTS[:4])),
        )

    # Words

    def _caption(self, block: Block, number: int, values: Iterable[Candidate]) -> str:
        rows = "row" if block.first_row == block.last_row else "rows"
        parts = [
            translate("reading.block", number=number),
            translate(f"reading.block_{rows}", first=block.first_row, last=block.last_row),
        ]
        known = self._board.catalog.regions
        regions = list(dict.fromkeys(value.region for value in values if value.region in known))
        if regions and "region" not in block.roles and len(regions) <= _MOST_REGIONS:
            names = translate("reading.and").join(known[ident].label(self._code) for ident in regions)
            parts.append(translate("reading.block_region", region=names))
        if block.unit:
            parts.append(translate("reading.block_unit", unit=self._unit_name(block.unit)))
        return " · ".join(parts)

    def _context(self, block: Block) -> str:
        return translate("reading.and").join(said_by(said) for said in block.title[:_MOST_TITLES] if said.row)

    def _head(self, block: Block, column: int, values: Sequence[Candidate]) -> Head:
        known = block.columns.get(column, Column(column))
        letter = column_letter(column)
        if known.role == "value":
            lacking = self._lacking(values)
            state = "doubt" if lacking or not (values or known.period) else "taken"
            return Head(letter, (*filter(None, self._value_words(block, known, values)), *lacking), state)
        if known.role:
            return Head(letter, (translate(f"reading.role.{known.role}"),), "label")
        if column in self._sheet.hidden_columns:
            return Head(letter, (translate("reading.column_hidden"),), "unused")
        if known.reason:
            unclear = known.reason == "column_unclear"
            why = translate("reading.unclear") if unclear else translate(f"reading.measure.{known.measure}")
            return Head(letter, (translate("reading.not_taken", why=why),), "unused")
        return Head(letter, (translate("reading.not_used"),), "unused")

    @staticmethod
    def _lacking(values: Sequence[Candidate]) -> tuple[str, ...]:
        """What none of the figures of a column could be taken for."""
        return tuple(
            translate(f"reading.lacking.{name}")
            for name in ("region", "indicator")
            if values and not any(getattr(value, name) for value in values)
        )

    def _value_words(self, block: Block, column: Column, values: Sequence[Candidate]) -> Iterator[str]:
        """When, what, in which unit, where: what all its figures share, else that each row says it."""
        yield self._period(block, column, values)
        yield translate(f"reading.measure.{column.measure}")
        if column.indicator in self._board.catalog.indicators:
            yield self._board.catalog.indicators[column.indicator].label(self._code)
        yield self._unit(block, column, values)
        regions = list(dict.fromkeys(value.region for value in values if value.region))
        if column.region or (len(regions) == 1 and regions[0] != block.region and "region" not in block.roles):
            ident = regions[0] if len(regions) == 1 else column.region
            if ident in self._board.catalog.regions:
                yield self._board.catalog.regions[ident].label(self._code)
        if column.status:
            yield say(f"obs_status.{column.status}", self._code)

    def _unit(self, block: Block, column: Column, values: Sequence[Candidate]) -> str:
        """The unit that holds for all figures of a column; where lines between them change it, that they do."""
        lines = {said for value in values if (said := value.trace.get("unit")) and said.where in _OF_LINES}
        if len(lines) > 1:
            return translate("reading.units_differ")
        if column.unit or column.measure is Measure.GROWTH:
            return self._unit_name(column.unit or "%")
        if len(lines) == 1:
            (line,) = lines
            return self._unit_name(block.unit) if block.unit and block.unit in line.text else _short(line.text)
        return ""

    def _unit_name(self, unit: str) -> str:
        units = self._board.catalog.units
        return units[unit].label(self._code) if unit in units else unit

    @staticmethod
    def _period(block: Block, column: Column, values: Sequence[Candidate]) -> str:
        """The period of all figures of a column, or where each row says its own."""
        periods = list(dict.fromkeys(value.period for value in values)) or [column.period]
        if len(periods) == 1:
            return period_words(periods[0]) if periods[0] else translate("reading.no_period")
        if "year" in block.roles:
            return translate("reading.period_by_row", column=column_letter(block.roles["year"]))
        known = [period for period in periods if period]
        return translate("reading.periods_differ", first=period_words(known[0]), count=len(periods))


def _state(value: Candidate) -> str:
    if value.state is State.REFUSED:
        return "refused"
    if value.value is None and value.state is State.UNCHANGED:
        return "blank"
    return "doubt" if value.findings else value.state.value


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
