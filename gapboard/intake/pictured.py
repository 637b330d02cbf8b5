"""What an area and its columns were taken for, and what is to be said of columns whose figures are not taken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from gapboard.intake.areas import AreaColumn
from gapboard.intake.cells import brief, read_number
from gapboard.intake.context import Context, Row, Surroundings, Topic
from gapboard.intake.correct import NOTHING
from gapboard.intake.lexicon import is_row_number
from gapboard.intake.model import NOT_TAKEN, Block, Column, Measure, Remark, doubt, refusal
from gapboard.intake.periods import PeriodReader
from gapboard.intake.regions import RegionReader
from gapboard.intake.rows import FIGURES, kind_of

_SHORT = 16
# 是否累计 decides what the figures beside it are, whoever can read it.
_DECIDES = re.compile("累计|当月|当季|同比|目标|计划|口径|预测|单位换算")


class Pictured:
    """One area as it is shown. ``unclear`` and ``planned`` count, by column, figures that were left for that reason."""

    def __init__(self, around: Surroundings, regions: RegionReader, periods: PeriodReader) -> None:
        self._area, self._view, self._regions, self._periods = around.area, around.view, regions, periods
        self._lexicon = around.lexicon
        self.unclear: Counter[int] = Counter()
        self.planned: Counter[int] = Counter()

    def remarks(self) -> Iterator[Remark]:
        """What is said of whole columns."""
        lowest = max(self._area.block.headers, default=1)
        for column in self._area.columns.values():
            row, number, heading = (column.first.row if column.first else lowest), column.number, brief(column.text)
            measure = column.measure if column.role == "value" else None
            if self.planned[number]:
                yield refusal("title_plans", row, number, heading, count=self.planned[number])
            elif self.unclear[number]:
                yield refusal("column_unclear", row, number, heading, count=self.unclear[number])
            elif measure is Measure.CHANGE and column.said.measure is None:
                say = doubt if self._is_change(column) else refusal
                yield say("change_or_growth", row, number, heading, count=self._figures(number))
            elif measure in NOT_TAKEN:
                yield doubt("column_ignored", row, number, heading)
            elif not self._is_unused(column) or self._decides(column):
                continue
            elif any(self._view.text(at, number).strip() for at, _ in self._area.rows):
                yield doubt("column_ignored", row, number, heading)

    def deciding(self) -> list[Remark]:
        """What is to be said of each figure, because a column that nobody understands says what it is."""
        found = []
        for column in self._area.columns.values():
            if self._is_unused(column) and (text := self._decides(column)):
                row = column.first.row if column.first else max(self._area.block.headers, default=1)
                found.append(refusal("column_decides", row, column.number, brief(column.text or text)))
        return found

    @staticmethod
    def _is_unused(column: AreaColumn) -> bool:
        return not (column.role or column.said.role == NOTHING or is_row_number(column.text))

    def _decides(self, column: AreaColumn) -> str:
        """The first of its texts that says what the figures of a row are, where its heading does not say that."""
        texts = dict.fromkeys(self._view.text(row, column.number).strip() for row, _ in self._area.rows)
        by_heading = _DECIDES.search(column.text)
        return next((text for text in texts if text and (by_heading or self._says_what(text))), "")

    def _says_what(self, text: str) -> bool:
        """Whether a text is of a place, a part of the year, a kind or a status: 盘龙区, 前三季度, 增速, 快报."""
        if len(text) > _SHORT:
            return False
        heading = self._lexicon.heading(text)
        phrase = heading.phrase
        if phrase is None or heading.name or phrase.date:  # a day is that of the record
            return heading.place is not None
        part = phrase.first or phrase.running or phrase.current
        kind = phrase.measure not in (None, Measure.LEVEL) or phrase.status or phrase.says_when
        return bool(part or (heading.understood and (kind or heading.place)))

    def _figures(self, number: int) -> int:
        texts = (self._view.text(row, number) for row, _ in self._area.rows)
        return sum(kind_of(text) in FIGURES for text in texts if text.strip())

    def _is_change(self, column: AreaColumn) -> bool:
        """Whether the figures are the differences of the two columns beside them: then it is plain what they are."""
        if len(column.bases) < 2:
            return any(heading.unit not in ("", "%") for heading, _ in column.chain)
        numbers = [column.number, *(base.number for base in column.bases[:2])]
        seen = 0
        for row, _ in self._area.rows:
            cells = [read_number(self._view.text(row, number)).value for number in numbers]
            change, later, earlier = (None if cell is None else float(cell) for cell in cells)
            if change is None or later is None or earlier is None:
                continue
            if abs(abs(later - earlier) - abs(change)) > 0.005 * abs(change) + 0.011:
                return False
            seen += 1
        return seen > 0

    def block(self) -> Block:
        """What the area was taken for."""
        rows, values = self._area.rows, self._area.values
        above = Row(lines=rows[0][1])
        columns = {
            column.number: self._value_column(column, above)
            if column.role == "value"
            else Column(column.number, tuple(said for _, said in column.chain), column.role)
            for column in self._area.columns.values()
            if column.role or column.chain
        }
        filled = (row for row, _ in rows if any(self._view.text(row, column.number).strip() for column in values))
        title = tuple(section.said for section in above.lines)
        unit = next((section.line.units[0] for section in above.lines if len(section.line.units) == 1), "")
        region = self._regions.read(Context(above, AreaColumn(0)), Topic())
        return Block(
            header_rows=tuple(self._area.block.headers),
            first_row=rows[0][0],
            last_row=max(filled, default=rows[-1][0]),
            columns=columns,
            title=title,
            unit=unit,
            region=region.id,
        )

    def _value_column(self, column: AreaColumn, above: Row) -> Column:
        measure, said, chain = column.measure, column.said, column.chain
        bases = column.bases if measure is Measure.GROWTH else []
        context = Context(above, column, measure, bases)
        dated = bool(self._area.labels.get("year"))
        reason = (
            "column_unclear" if self.unclear[column.number] else "title_plans" if self.planned[column.number] else ""
        )
        if measure in NOT_TAKEN:
            reason = "change_or_growth" if measure is Measure.CHANGE else "column_ignored"
        return Column(
            number=column.number,
            headings=tuple(heading for _, heading in chain),
            role="" if reason else "value",
            measure=measure or Measure.LEVEL,
            period="" if dated else self._periods.read(context, Topic()).text,
            indicator=next(
                (h.name.id for h, _ in chain or (bases[0].chain if bases else ()) if h.name), said.indicator
            ),
            region=next((heading.place.id for heading, _ in chain if heading.place), "") or said.region,
            unit=said.unit or next((heading.unit for heading, _ in chain if heading.unit), ""),
            status=column.status[0] if column.status else "",
            reason=reason,
        )
