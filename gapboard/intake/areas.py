"""The columns of a block: which label the rows, which hold figures, and the headings over each, the nearest first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from gapboard.intake.cells import clean
from gapboard.intake.correct import NOTHING, BlockSaid, ColumnSaid, Correction
from gapboard.intake.lexicon import Heading, Lexicon, is_row_number
from gapboard.intake.model import Measure, Said, Where
from gapboard.intake.phrase import of_label
from gapboard.intake.rows import CellKind, RawBlock, Section, Text, View, kind_of

_LOOK_AT = 200
_MOSTLY = 0.6
_KEYS = ("indicator", "region", "year")


@dataclass(slots=True)
class AreaColumn:
    """A column of an area. ``chain`` are its headings, the nearest first, each with the cell that holds it."""

    number: int
    chain: list[tuple[Heading, Said]] = field(default_factory=list)
    role: str = ""
    said: ColumnSaid = field(default_factory=ColumnSaid)

    @property
    def text(self) -> str:
        """Its headings in one text, the uppermost first."""
        return " ".join(said.text for _, said in reversed(self.chain))


@dataclass(slots=True)
class Area:
    """A block, or one of several side by side under the same rows. ``labels`` are columns by role, the nearest last."""

    number: int
    block: RawBlock
    columns: dict[int, AreaColumn]
    labels: dict[str, list[int]]
    months: bool = False
    """Whether its dates are first days of months, so that 2024-01-01 is January and not the year."""

    units: frozenset[str] = frozenset()
    """What its columns of units say in any row."""

    @property
    def said(self) -> BlockSaid:
        """What a user says of all of it."""
        return self.block.said or BlockSaid()

    @property
    def rows(self) -> list[tuple[int, tuple[Section, ...]]]:
        """Its rows, with the lines that rule them."""
        return self.block.rows

    @property
    def values(self) -> list[AreaColumn]:
        """The columns that may hold figures."""
        return [column for column in self.columns.values() if column.role == "value"]


@dataclass(slots=True)
class _Content:
    """What the cells of a column are."""

    kinds: Counter[CellKind] = field(default_factory=Counter)
    places: int = 0
    names: int = 0
    phrases: int = 0
    """Texts such as 本月, 增速 or 绝对额, that say of which kind the figures of a row are."""
    texts: int = 0
    filled: int = 0


class AreaFinder:
    """Finds the areas of the blocks of one sheet."""

    def __init__(self, view: View, lexicon: Lexicon, correction: Correction) -> None:
        self._view, self._lexicon, self._correction = view, lexicon, correction

    def areas(self, block: RawBlock, number: int) -> list[Area]:
        """The areas of a block; ``number`` is the first one's."""
        width = range(1, self._view.width + 1)
        if block.said and (block.said.first_column or block.said.last_column):
            width = range(block.said.first_column or 1, (block.said.last_column or self._view.width) + 1)
        contents = self._contents(block)
        chains = self._chains(block, list(width))
        found: list[Area] = []
        for columns in self._cut(block, list(width), chains, contents):
            found.append(self._area(block, number + len(found), columns, chains, contents))
        return found

    def _contents(self, block: RawBlock) -> dict[int, _Content]:
        found: dict[int, _Content] = {}
        for row, _ in block.rows[:_LOOK_AT]:
            for column, text in self._view.filled(row):
                content = found.setdefault(column, _Content())
                kind = kind_of(text)
                content.kinds[kind] += 1
                content.filled += 1
                if kind in (CellKind.TEXT, CellKind.PERIOD):
                    content.phrases += self._says_kind(text)
                if kind is CellKind.TEXT:
                    content.texts += 1
                    content.places += self._lexicon.region(text)[0] is not None
                    content.names += bool(self._lexicon.name(text).id)
        for row, _ in block.rows[_LOOK_AT:]:  # whether there is anything at all
            for column, _text in self._view.filled(row):
                if column not in found:
                    found[column] = _Content(Counter({kind_of(_text): 1}), filled=1)
        return found

    def _says_kind(self, text: str) -> bool:
        """Whether a label says which kind of figure, or which part of the period, a row holds."""
        heading = self._lexicon.heading(text)
        phrase = heading.phrase
        if phrase is None or not heading.understood or heading.place or heading.name:
            return False
        return bool(phrase.measure or (phrase.says_when and not phrase.year and not phrase.first and not phrase.whole))

    def _chains(self, block: RawBlock, width: list[int]) -> dict[int, list[tuple[Heading, Said]]]:
        """The headings over each column, the nearest first, without repetitions."""
        chains: dict[int, list[tuple[Heading, Said]]] = {column: [] for column in width}
        lower: set[int] = set()
        for row in reversed(block.headers):
            texts = [(column, text) for column, text in self._view.filled(row) if column in chains]
            spread = self._spread(row, texts, lower, width, is_lowest=row == block.headers[-1])
            for column, (source, text) in spread.items():
                heading = self._lexicon.heading(text)
                chain = chains[column]
                if chain and clean(chain[-1][1].text) == clean(text):
                    chain[-1] = (heading, Said(text, row, source, Where.HEADING))
                else:
                    chain.append((heading, Said(text, row, source, Where.HEADING)))
            lower |= spread.keys()
        return {column: _without_translations(chain) for column, chain in chains.items()}

    def _spread(
        self, row: int, texts: list[Text], lower: set[int], width: list[int], *, is_lowest: bool
    ) -> dict[int, tuple[int, str]]:
        """The heading of a row over each column: one stands over the columns to its right that have only finer ones."""
        here = dict(texts)
        found: dict[int, tuple[int, str]] = {}
        current: tuple[int, str] | None = None
        headings = {column: self._lexicon.heading(text) for column, text in texts}
        lone = self._lone(texts, headings) if not is_lowest else None
        units_row = is_lowest and any(h.unit and not h.phrase and not h.name for h in headings.values())
        for column in width:
            if column in here:
                current = (column, here[column])
                found[column] = current
                heading = headings[column]
                if heading.role or (units_row and heading.measure):
                    current = None
            elif lone is not None and column in lower:
                found[column] = lone
            elif current and (column in lower or (units_row and self._under_period(row, column))):
                found[column] = current
            elif column not in lower and not units_row:
                current = None
        return found

    def _lone(self, texts: list[Text], headings: dict[int, Heading]) -> tuple[int, str] | None:
        """A place or a period that stands alone over a block rules all of it, wherever it stands."""
        said = [(column, text) for column, text in texts if not headings[column].role]
        if len(said) != 1:
            return None
        heading = headings[said[0][0]]
        return said[0] if heading.place or (heading.says_when and not heading.measure) else None

    def _under_period(self, row: int, column: int) -> bool:
        """Whether a heading of its own stands over a column in the row above: a unit may be left out below it."""
        return bool(self._view.text(row - 1, column).strip())

    def _cut(
        self,
        block: RawBlock,
        width: list[int],
        chains: dict[int, list[tuple[Heading, Said]]],
        contents: dict[int, _Content],
    ) -> list[list[int]]:
        """The columns of each of the areas that stand side by side."""
        if block.said and (block.said.first_column or block.said.last_column):
            return [width]
        cuts: list[list[int]] = [[]]
        seen: set[str] = set()
        values = False
        for column in width:
            key = self._key_of(chains[column], contents.get(column))
            if key and key in seen and values:
                cuts.append([])
                seen, values = set(), False
            if key:
                seen.add(key)
            elif column in contents and not any(h.role for h, _ in chains[column]):
                kinds = contents[column].kinds
                values = values or bool(
                    kinds[CellKind.NUMBER] or kinds[CellKind.FIGURE] or kinds[CellKind.YEAR] or kinds[CellKind.MISSING]
                )
            cuts[-1].append(column)
        return cuts

    def _key_of(self, chain: list[tuple[Heading, Said]], content: _Content | None) -> str:
        role = next((heading.role for heading, _ in chain if heading.role in _KEYS), "")
        if role or chain or content is None:
            return role
        if content.texts and content.texts >= _MOSTLY * content.filled:
            if content.places >= _MOSTLY * content.texts:
                return "region"
            if content.names >= _MOSTLY * content.texts:
                return "indicator"
        return ""

    def _area(
        self,
        block: RawBlock,
        number: int,
        columns: list[int],
        chains: dict[int, list[tuple[Heading, Said]]],
        contents: dict[int, _Content],
    ) -> Area:
        made = {c: AreaColumn(c, chains[c], said=self._correction.said_of(number, c)) for c in columns}
        for column in made.values():
            column.role = self._role(column, contents.get(column.number))
        labels: dict[str, list[int]] = {}
        for column in made.values():
            if column.role not in ("", "value"):
                labels.setdefault(column.role, []).append(column.number)
        self._find_labels(made, labels, contents)
        for column in made.values():
            if column.role not in ("", "value") and column.number not in labels.get(column.role, []):
                column.role = ""
            elif not column.role and column.said.role != NOTHING and self._holds_figures(column, contents):
                column.role = "value"
        stated = {
            clean(text)
            for row, _ in block.rows
            for at in labels.get("unit", [])
            if (text := self._view.text(row, at)).strip()
        }
        return Area(number, block, made, labels, self._shows_months(block, made, labels), frozenset(stated))

    def _shows_months(self, block: RawBlock, columns: dict[int, AreaColumn], labels: dict[str, list[int]]) -> bool:
        if any(h.phrase is not None and h.phrase.shown_month for column in columns.values() for h, _ in column.chain):
            return True
        years = labels.get("year", [])
        return any(of_label(self._view.text(row, at)).shown_month for row, _ in block.rows[:_LOOK_AT] for at in years)

    def _role(self, column: AreaColumn, content: _Content | None) -> str:
        """The role that a user, or the heading together with what is below it, gives a column."""
        said = column.said
        if said.role and said.role != NOTHING:
            return said.role
        if said.role == NOTHING:
            return ""
        if said.period or said.measure or said.indicator:
            return "value"
        roles = [heading.role for heading, _ in column.chain if heading.role]
        role = next((role for role in roles if role in _KEYS), roles[0] if roles else "")  # 单位 stands before units
        if content and role in _KEYS and content.filled:
            periods = content.kinds[CellKind.PERIOD] + content.kinds[CellKind.YEAR]
            if role != "year" and periods == content.filled and not content.texts and not content.phrases:
                return "year"
            if (
                role == "indicator"
                and content.phrases
                and content.phrases + content.kinds[CellKind.PERIOD] == content.filled
            ):
                return "kind"
            if role == "indicator" and content.places > content.names and content.places >= _MOSTLY * content.texts:
                return "region"
            if role == "region" and content.names > content.places and content.names >= _MOSTLY * content.texts:
                return "indicator"
        return role

    def _find_labels(
        self, columns: dict[int, AreaColumn], labels: dict[str, list[int]], contents: dict[int, _Content]
    ) -> None:
        """Columns that label the rows though their headings do not say so."""
        for column in columns.values():
            content = contents.get(column.number)
            if column.role or content is None or column.said.role == NOTHING or self._explained(column):
                continue
            periods = content.kinds[CellKind.PERIOD] + content.kinds[CellKind.YEAR]
            if content.phrases and self._is_kind(column.number, contents) and self._is_first(column, columns):
                column.role = "kind"
                labels.setdefault("kind", []).append(column.number)
                continue
            if (
                content.kinds[CellKind.PERIOD] == content.filled
                and "year" in labels
                and self._is_first(column, columns)
            ):
                column.role = "year"  # months beside years
                labels["year"].append(column.number)
                continue
            first = not any(
                other.role == "value" or self._explained(other)
                for other in columns.values()
                if other.number < column.number
            )
            if "year" not in labels and first and periods == content.filled and self._may_be_years(column, periods):
                column.role = "year"
            elif content.texts and content.texts >= _MOSTLY * content.filled:
                nested = "region" not in labels or self._is_first(column, columns)
                if nested and content.places and content.places >= _MOSTLY * content.texts:
                    column.role = "region"
                elif "indicator" not in labels and content.names and content.names >= 0.3 * content.texts:
                    column.role = "indicator"
            if column.role:
                labels.setdefault(column.role, []).append(column.number)
        if "indicator" not in labels and "region" not in labels:
            self._first_text_column(columns, labels, contents)

    def _first_text_column(
        self, columns: dict[int, AreaColumn], labels: dict[str, list[int]], contents: dict[int, _Content]
    ) -> None:
        """Where no column is known as one of names, the first of texts is, if no heading explains it."""
        for column in columns.values():
            content = contents.get(column.number)
            if column.role or content is None or self._explained(column):
                continue
            if content.texts and content.texts >= _MOSTLY * content.filled and "year" not in labels:
                column.role = "indicator"
                labels["indicator"] = [column.number]
            return

    def _is_kind(self, number: int, contents: dict[int, _Content]) -> bool:
        """Whether all texts of a column say a kind or a part of the period, and some of them a kind."""
        content = contents[number]
        return content.phrases + content.kinds[CellKind.PERIOD] >= content.filled

    def _is_first(self, column: AreaColumn, columns: dict[int, AreaColumn]) -> bool:
        """Whether no column before it holds figures."""
        return not any(self._explained(other) for other in columns.values() if other.number < column.number)

    def _may_be_years(self, column: AreaColumn, count: int) -> bool:
        return count > 1 or not column.chain

    def _explained(self, column: AreaColumn) -> bool:
        """Whether the headings of a column say what figures it holds."""
        return any(
            heading.says_when or heading.measure or heading.name or heading.place or heading.unit
            for heading, _ in column.chain
        )

    def _holds_figures(self, column: AreaColumn, contents: dict[int, _Content]) -> bool:
        content = contents.get(column.number)
        if content is None or any(heading.role for heading, _ in column.chain):
            return False
        if any(is_row_number(said.text) for _, said in column.chain):
            return False
        kinds = content.kinds
        if kinds[CellKind.NUMBER] or kinds[CellKind.FIGURE] or kinds[CellKind.YEAR]:
            return True
        return self._explained(column)

    @staticmethod
    def measure_of(column: AreaColumn) -> Measure | None:
        """What the headings say that the figures are, the nearest that says anything."""
        if column.said.measure:
            return column.said.measure
        said = [heading for heading, _ in column.chain if heading.measure]
        other = next((heading.measure for heading in said if heading.measure is not Measure.LEVEL), None)
        if other is Measure.GROWTH and said[0].text.startswith("绝对"):
            return Measure.CHANGE  # 比上年增长 over 绝对额 and %
        return other or (Measure.LEVEL if said else None)


def _without_translations(chain: list[tuple[Heading, Said]]) -> list[tuple[Heading, Said]]:
    """The headings without those that repeat another one in English."""
    if not any("一" <= char <= "鿿" for _, said in chain for char in said.text):
        return chain
    return [
        (heading, said)
        for heading, said in chain
        if not (heading.rest and heading.text.isascii() and any(char.isalpha() for char in heading.text))
    ]
