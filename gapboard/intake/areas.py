"""The columns of a block: which label the rows, which hold figures, and the headings over each, the nearest first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from gapboard.intake.cells import clean
from gapboard.intake.chains import Chain, Chains
from gapboard.intake.correct import NOTHING, BlockSaid, ColumnSaid, Correction
from gapboard.intake.lexicon import Lexicon, is_row_number
from gapboard.intake.model import Measure, Said
from gapboard.intake.phrase import of_label
from gapboard.intake.rows import FIGURES, CellKind, RawBlock, Section, View, kind_of

_LOOK_AT = 200
_MOSTLY = 0.6
_SOME = 0.3
_KEYS = ("indicator", "region", "year")


@dataclass(slots=True)
class _Content:
    """What the cells of a column are. ``phrases`` are texts such as 本月 or 增速: they say the kind of a row."""

    kinds: Counter[CellKind] = field(default_factory=Counter)
    places: int = 0
    names: int = 0
    phrases: int = 0
    texts: int = 0
    filled: int = 0

    def are_mostly(self, what: int) -> bool:
        """Whether most texts of a column of texts are of one sort."""
        return self.mostly_texts and what >= _MOSTLY * self.texts

    @property
    def mostly_texts(self) -> bool:
        """Whether it is a column of texts."""
        return bool(self.texts) and self.texts >= _MOSTLY * self.filled

    @property
    def periods(self) -> int:
        """How many cells may be periods."""
        return self.kinds[CellKind.PERIOD] + self.kinds[CellKind.YEAR]

    @property
    def only_kinds(self) -> bool:
        """Whether all of it says a kind or a part of the period, and some of it a kind."""
        return bool(self.phrases) and self.phrases + self.kinds[CellKind.PERIOD] >= self.filled


@dataclass(slots=True)
class AreaColumn:
    """A column of an area. ``chain`` are its headings, the nearest first, each with the cell that holds it.

    ``bases`` are the columns left of one of growth, or of the last year, that it is the growth of, the nearest first;
    ``base_unclear`` says that it cannot be told what it is the growth of: a column that nobody sees, a target, or what
    follows it.
    """

    number: int
    chain: Chain = field(default_factory=list)
    content: _Content = field(default_factory=_Content)
    role: str = ""
    said: ColumnSaid = field(default_factory=ColumnSaid)
    bases: list[AreaColumn] = field(default_factory=list)
    base_unclear: bool = False

    @property
    def is_told(self) -> bool:
        """Whether a user says anything of it."""
        return self.said != ColumnSaid()

    @property
    def text(self) -> str:
        """Its headings in one text, the uppermost first."""
        return " ".join(said.text for _, said in reversed(self.chain))

    @property
    def first(self) -> Said | None:
        """The nearest heading."""
        return self.chain[0][1] if self.chain else None

    @property
    def measure(self) -> Measure | None:
        """What the headings say that the figures are, the nearest that says anything."""
        if self.said.measure:
            return self.said.measure
        said = [heading for heading, _ in self.chain if heading.measure]
        other = next((heading.measure for heading in said if heading.measure is not Measure.LEVEL), None)
        if other is Measure.GROWTH and said[0].text.startswith("绝对"):
            return Measure.CHANGE  # 比上年增长 over 绝对额 and %
        return other or (Measure.LEVEL if said else None)

    @property
    def status(self) -> tuple[str, Said] | None:
        """How final a heading says that the figures are."""
        found = ((h.phrase.status, said) for h, said in self.chain if h.phrase is not None)
        return next((item for item in found if item[0]), None)

    @property
    def is_target(self) -> bool:
        """Whether it holds targets, and not how much of one is done: 完成年度计划（%）."""
        return self.measure is Measure.PLAN and not any(heading.unit == "%" for heading, _ in self.chain)

    @property
    def says_when(self) -> bool:
        """Whether its headings say anything of a period."""
        return any(heading.says_when for heading, _ in self.chain)

    @property
    def shifted(self) -> bool:
        """Whether it names its year by another one: 上年同期."""
        return bool(self.shifts)

    @property
    def shifts(self) -> list[int]:
        """By how many years its headings move the year that they count from."""
        return [h.phrase.shift for h, _ in self.chain if h.phrase is not None and h.phrase.shift]

    @property
    def says_this_year(self) -> bool:
        """本年 and nothing else that says when."""
        whens = [h.phrase for h, _ in self.chain if h.phrase is not None and h.phrase.says_when]
        return all(phrase.shift == 0 and not (phrase.first or phrase.year or phrase.whole) for phrase in whens)

    @property
    def names_year(self) -> bool:
        """Whether a heading names a year by its number."""
        return any(heading.phrase is not None and heading.phrase.year for heading, _ in self.chain)

    @property
    def sums_last_year(self) -> bool:
        """累计 below 上年同期: the sum over the months that the column left of it is of."""
        whens = [h.phrase for h, _ in self.chain if h.phrase is not None and h.phrase.says_when]
        plain = all((phrase.same or phrase.running) and not phrase.year and not phrase.first for phrase in whens)
        return plain and any(phrase.same for phrase in whens)

    @property
    def is_last_year(self) -> bool:
        """上年同期 with nothing over it that says of which year: of that of the column left of it."""
        whens = [h.phrase for h, _ in self.chain if h.phrase is not None and h.phrase.says_when]
        return bool(whens) and all(phrase.same and not phrase.year and not phrase.first for phrase in whens)

    @property
    def said_of_base(self) -> ColumnSaid:
        """What a user says of the column that it is the growth of, or the last year of."""
        if self.measure is not Measure.GROWTH and not self.is_last_year:
            return ColumnSaid()
        return next((base.said for base in self.bases if not base.is_last_year), ColumnSaid())

    @property
    def is_explained(self) -> bool:
        """Whether its headings say what figures it holds."""
        return any(h.says_when or h.measure or h.name or h.place or h.unit for h, _ in self.chain)

    @property
    def has_role(self) -> bool:
        """Whether a heading says that it labels the rows."""
        return any(heading.role for heading, _ in self.chain)

    @property
    def key(self) -> str:
        """The role of a column that names the rows; a second one of a role begins an area of its own."""
        role, content = next((heading.role for heading, _ in self.chain if heading.role in _KEYS), ""), self.content
        if (
            not role
            and self.chain
            and not self.is_explained
            and not self.has_role
            and content.are_mostly(content.names)
        ):
            return "indicator"  # 附：, 其他指标
        if role or self.chain:
            return role
        return (
            "region" if content.are_mostly(content.places) else "indicator" if content.are_mostly(content.names) else ""
        )

    @property
    def holds_figures(self) -> bool:
        """Whether a column that labels nothing may be one of figures."""
        if not self.content.filled or self.has_role or any(is_row_number(said.text) for _, said in self.chain):
            return False
        return self.has_figures or self.is_explained

    @property
    def has_figures(self) -> bool:
        """Whether some of its cells may be figures."""
        return any(self.content.kinds[kind] for kind in FIGURES)

    @property
    def told_role(self) -> str:
        """The role that a user, or the heading together with what is below it, gives it."""
        said, content = self.said, self.content
        if said.role:
            return "" if said.role == NOTHING else said.role
        if said.period or said.measure or said.indicator:
            return "value"
        roles = [heading.role for heading, _ in self.chain if heading.role]
        role = next((role for role in roles if role in _KEYS), roles[0] if roles else "")  # 单位 stands before units
        if role not in _KEYS or not content.filled:
            return role
        if role != "year" and content.periods == content.filled and not content.texts and not content.phrases:
            return "year"
        if role == "indicator" and content.only_kinds:
            return "kind"
        if role == "indicator" and content.places > content.names and content.places >= _MOSTLY * content.texts:
            return "region"
        if role == "region" and content.names > content.places and content.names >= _MOSTLY * content.texts:
            return "indicator"
        return role


@dataclass(slots=True)
class Area:
    """A block, or one of several side by side under the same rows. ``labels`` are columns by role, the nearest last.

    ``months`` says that its dates are first days of months, so that 2024-01-01 is January and not the year; ``units``
    is what its columns of units say in any row.
    """

    number: int
    block: RawBlock
    columns: dict[int, AreaColumn]
    labels: dict[str, list[int]] = field(default_factory=dict)
    months: bool = False
    units: frozenset[str] = frozenset()

    @property
    def rows(self) -> list[tuple[int, tuple[Section, ...]]]:
        """Its rows, with the lines that rule them."""
        return self.block.rows

    @property
    def values(self) -> list[AreaColumn]:
        """The columns that may hold figures."""
        return [column for column in self.columns.values() if column.role == "value"]

    def is_unclear(self, column: AreaColumn) -> bool:
        """Whether a heading is no part of the names of the rows and nothing else that is known."""
        rest = any(heading.rest for heading, _ in column.chain)
        return rest and "indicator" in self.labels and not column.said.role

    def label(self, column: AreaColumn, role: str) -> None:
        """A column labels the rows."""
        column.role = role
        self.labels.setdefault(role, []).append(column.number)

    def before(self, column: AreaColumn) -> list[AreaColumn]:
        """The columns left of one."""
        return [other for other in self.columns.values() if other.number < column.number]


class AreaFinder:
    """Finds the areas of the blocks of one sheet."""

    def __init__(self, view: View, lexicon: Lexicon, correction: Correction) -> None:
        self._view, self._lexicon, self._correction = view, lexicon, correction

    def areas(self, block: RawBlock, number: int) -> list[Area]:
        """The areas of a block; ``number`` is the first one's."""
        said = block.said or BlockSaid()
        width = range(said.first_column or 1, (said.last_column or self._view.width) + 1)
        chains, contents = Chains(self._view, self._lexicon).over(block.headers, width), self._contents(block)
        columns = [AreaColumn(at, chains[at], contents.get(at, _Content())) for at in width]
        parts = [columns] if said.first_column or said.last_column else _cut(columns)
        return [self._area(block, at, part) for at, part in enumerate(parts, number)]

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
            for column, text in self._view.filled(row):
                if column not in found:
                    found[column] = _Content(Counter({kind_of(text): 1}), filled=1)
        return found

    def _says_kind(self, text: str) -> bool:
        """Whether a label says which kind of figure, or which part of the period, a row holds."""
        heading = self._lexicon.heading(text)
        phrase = heading.phrase
        if phrase is None or not heading.understood or heading.place or heading.name:
            return False
        return bool(phrase.measure or (phrase.says_when and not phrase.year and not phrase.first and not phrase.whole))

    def _area(self, block: RawBlock, number: int, columns: Sequence[AreaColumn]) -> Area:
        area = Area(number, block, {column.number: column for column in columns})
        for column in columns:
            column.said = self._correction.said_of(number, column.number)
            if role := column.told_role:
                area.label(column, role)
        area.labels.pop("value", None)
        for column in columns:
            if not (column.role or column.said.role or column.is_explained) and column.content.filled:
                _find_label(area, column)
        if "indicator" not in area.labels and "region" not in area.labels:
            _first_texts(area, columns)
        for column in columns:
            if not column.role and column.said.role != NOTHING and column.holds_figures:
                column.role = "value"
        texts = {self._view.text(row, at) for row, _ in block.rows for at in area.labels.get("unit", ())}
        area.units = frozenset(clean(text) for text in texts if text.strip())
        area.months = self._shows_months(area)
        for column in area.values:
            self._find_bases(column, area)
        _doubt_growth_before_amounts(area)
        return area

    def _shows_months(self, area: Area) -> bool:
        if any(h.phrase is not None and h.phrase.shown_month for c in area.columns.values() for h, _ in c.chain):
            return True
        years = area.labels.get("year", ())
        return any(of_label(self._view.text(row, at)).shown_month for row, _ in area.rows[:_LOOK_AT] for at in years)

    def _find_bases(self, column: AreaColumn, area: Area) -> None:
        for number in range(column.number - 1, min(area.columns) - 1, -1):
            base = area.columns[number]
            if self._view.hides(number):
                column.base_unclear = True
                return
            if base.role != "value":
                if base.role or not base.chain:
                    return
            elif area.is_unclear(base):
                continue
            elif base.is_target and column.measure is Measure.GROWTH and number == column.number - 1:
                column.base_unclear = True  # of the target, or of what was reached
                return
            elif base.measure in (None, Measure.LEVEL):
                if column.measure is Measure.GROWTH or not base.shifted:
                    column.bases.append(base)
            elif base.measure is Measure.GROWTH and column.bases:
                return


def _doubt_growth_before_amounts(area: Area) -> None:
    """Where the first growth has its amount to its right, each other one may as well belong to what follows it."""
    growth = [column for column in area.values if column.measure is Measure.GROWTH and not column.says_when]
    amounts = [column for column in area.values if column.measure in (None, Measure.LEVEL)]
    if len(growth) > 1 and amounts and growth[0].number < amounts[0].number:
        for column in growth:
            column.bases, column.base_unclear = [], True


def _cut(columns: Sequence[AreaColumn]) -> list[list[AreaColumn]]:
    """The columns of each of the areas that stand side by side."""
    cuts: list[list[AreaColumn]] = [[]]
    seen: set[str] = set()
    values = False
    last = max((column.number for column in columns if column.has_figures), default=0)
    for column in columns:
        key = column.key
        if key and key in seen and values and column.number < last:
            cuts.append([])
            seen, values = set(), False
        if key:
            seen.add(key)
        elif not column.has_role:
            values = values or column.has_figures or bool(column.content.kinds[CellKind.MISSING])
        cuts[-1].append(column)
    return cuts


def _find_label(area: Area, column: AreaColumn) -> None:
    """A column that labels the rows though its headings do not say so."""
    content, labels, before = column.content, area.labels, area.before(column)
    first = not any(other.is_explained for other in before)
    if content.only_kinds and first:
        area.label(column, "kind")
    elif content.kinds[CellKind.PERIOD] == content.filled and "year" in labels and first:
        area.label(column, "year")  # months beside years
    elif (
        "year" not in labels
        and first
        and not any(other.role == "value" for other in before)
        and content.periods == content.filled
        and (content.periods > 1 or not column.chain)
    ):
        area.label(column, "year")
    elif content.are_mostly(content.places) and content.places and ("region" not in labels or first):
        area.label(column, "region")
    elif content.mostly_texts and "indicator" not in labels and content.names >= max(1, _SOME * content.texts):
        area.label(column, "indicator")


def _first_texts(area: Area, columns: Sequence[AreaColumn]) -> None:
    """Where no column is known as one of names, the first of texts is, if no heading explains it."""
    for column in columns:
        if column.role or column.said.role or not column.content.filled or column.is_explained:
            continue
        # 2000万元以上 before the figures is a class, whatever it looks like.
        classes = column.content.kinds[CellKind.FIGURE] == column.content.filled
        if (column.content.mostly_texts or classes) and "year" not in area.labels:
            area.label(column, "indicator")
        return
