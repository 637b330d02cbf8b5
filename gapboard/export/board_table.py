"""The board as a table: one row a target, figures as numbers; the same for CSV and for the workbook."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from gapboard.assess import Assessment, Point, progress
from gapboard.explain import Figures, caveat_texts
from gapboard.explain.evidence import indication_text
from gapboard.export.briefing import Briefing
from gapboard.export.house import responsible
from gapboard.export.neutral import Value, computed, published, write_csv
from gapboard.kernel.wording import say

COLUMNS = (
    "id",
    "name",
    "region",
    "theme",
    "document",
    "item",
    "measure",
    "first",
    "due",
    "promise",
    "unit",
    "goal",
    "actual",
    "actual_year",
    "base",
    "base_year",
    "kept",
    "known",
    "gap",
    "gap_percent",
    "expected",
    "pace",
    "status",
    "group",
    "trend",
    "latest",
    "latest_year",
    "bound",
    "indication",
    "why_grey",
    "caveats",
    "responsible",
    "quote",
    "sources",
)
AMOUNTS = frozenset({"goal", "actual", "base", "gap", "expected", "latest"})
"""The columns in the target's own unit."""


@dataclass(frozen=True)
class BoardRow:
    """One target as a row. Amounts are in the unit that the language counts in (亿元; bn yuan), not rounded."""

    result: Assessment
    briefing: Briefing

    @cached_property
    def figures(self) -> Figures:
        """The figures as text, with unit and scale."""
        return Figures(self.result, self.briefing.board.catalog, self.briefing.language)

    @cached_property
    def cells(self) -> dict[str, Value]:
        """The row's values by column; ``None`` where the board shows none."""
        result, figures, language = self.result, self.figures, self.briefing.language
        catalog, target = self.briefing.board.catalog, self.result.target
        join = say("handout.join", language)
        verdicts = [verdict.kept for verdict in result.years if verdict.kept is not None]
        return {
            "id": target.id,
            "name": figures.name,
            "region": figures.region,
            "theme": catalog.themes[figures.indicator.theme].label(language),
            "document": catalog.documents[target.document].label(language),
            "item": figures.item,
            "measure": say(f"measure.name.{target.measure.id}", language),
            "first": target.period[0] if target.period else None,
            "due": target.due,
            "promise": figures.goal,
            "unit": figures.unit,
            "goal": self._scaled(result.goal),
            "actual": self._of(result.judged),
            "actual_year": result.judged.year if result.judged else None,
            "base": self._of(result.base.point if result.base else None),
            "base_year": result.base.point.year if result.base else None,
            "kept": sum(verdicts) if verdicts else None,
            "known": len(verdicts) or None,
            "gap": self._scaled(result.gap),
            "gap_percent": result.gap_percent if figures.gap_percent else None,
            "expected": self._scaled(result.expected),
            "pace": progress(result),
            "status": figures.status,
            "group": say(f"group.{result.status.group.value}", language),
            "trend": figures.trend if result.latest else None,
            "latest": self._of(result.latest),
            "latest_year": result.latest.year if result.latest else None,
            "bound": figures.span(result.proof) if result.proof else None,
            "indication": indication_text(result, catalog, language) or None,
            "why_grey": say(f"evidence.grey.word.{result.grey.value}", language) if result.grey else None,
            "caveats": join.join(caveat_texts(result, catalog, language)),
            "responsible": responsible(figures),
            "quote": target.quote,
            "sources": join.join(_sources(result.told_by)),
        }

    def _of(self, point: Point | None) -> float | None:
        return None if point is None else self._scaled(point.value)

    def _scaled(self, value: float | None) -> float | None:
        return None if value is None else value * self.figures.scale

    @property
    def written(self) -> dict[str, Value]:
        """The cells as a file of plain numbers has them: published figures as they are, computed ones rounded."""
        return {
            name: value
            if not isinstance(value, float)
            else published(value)
            if name in self._stated
            else computed(value)
            for name, value in self.cells.items()
        }

    @cached_property
    def _stated(self) -> set[str]:
        """The columns whose value was published or printed as it stands."""
        result = self.result
        points = {
            "actual": result.judged,
            "base": result.base.point if result.base else None,
            "latest": result.latest,
        }
        stated = {name for name, point in points.items() if point and point.how == "published"}
        return stated | {"goal"} if result.goal == result.target.value else stated

    def decimals_of(self, name: str) -> int:
        """Digits after the point that an amount is written with: its row's, and no fewer than a published one has."""
        value = self.cells[name]
        if not isinstance(value, float):
            return self.decimals
        own = _digits_of(value) if name in self._stated else self.figures.digits(value)
        return max(self.decimals, own)

    @cached_property
    def decimals(self) -> int:
        """Digits after the point that the row's amounts need to be written as the board writes them."""
        judged = self.result.judged
        values = (self.result.goal, judged.value if judged else None, self.result.gap)
        texts = (self.figures.bare(value, signed=True) for value in values if value is not None)
        return max((len(text.partition(".")[2]) for text in texts), default=0)


def board_rows(briefing: Briefing) -> list[BoardRow]:
    """The briefing's targets as rows, the worst first."""
    return [BoardRow(result, briefing) for result in briefing.results]


def board_csv(briefing: Briefing) -> bytes:
    """The table as CSV that Excel and WPS open as it is meant: UTF-8 with a mark, texts neutralised.

    Computed figures have six digits after the point. A last column carries date, state of knowledge and filters, so
    that the file alone tells what it is.
    """
    language = briefing.language
    heading = [*(say(f"board_table.{name}", language) for name in COLUMNS), say("board_table.as_of", language)]
    told = f"{briefing.as_of} · {briefing.scope}"
    rows: list[list[Value]] = [[*row.written.values(), told] for row in board_rows(briefing)]
    return write_csv([heading, *rows]).encode("utf-8-sig", "replace")


def _digits_of(value: float) -> int:
    return len(f"{value:.6f}".rstrip("0").partition(".")[2])


def _sources(point: Point | None) -> list[str]:
    return list(dict.fromkeys(row.source for row in point.inputs if row.source)) if point else []
