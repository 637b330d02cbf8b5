"""Tables of figures on the staff pages: what one holds, and a row of the ledger as a reader knows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from components.leaders.indicator import value_text
from components.page.session import language, translate
from components.staff.periods import in_table
from gapboard.board import Board
from gapboard.intake.bounds import RANGE
from gapboard.ledger import Observation
from gapboard.ledger.observation import ABOUT, AT_LEAST, AT_MOST

_MEANT = {AT_LEAST: "at_least", AT_MOST: "at_most", ABOUT: "about"}


@dataclass(frozen=True)
class Told:
    """A cell with who said so under it."""

    text: str
    by: str


@dataclass(frozen=True)
class Section:
    """One table of the review: at most ``MOST_ROWS`` rows, and how many there are in all."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str | Told, ...]]
    count: int
    open: bool

    @property
    def remarks(self) -> bool:
        """Whether it lists places in a file, of which one may concern several values."""
        return "found" in self.columns or "repair" in self.columns

    @property
    def left(self) -> int:
        """Rows that are not shown."""
        return self.count - len(self.rows)


def names_of(now: Board, row: Observation) -> tuple[str, str, str]:
    """Region, indicator and period of a row, as a reader knows them."""
    region, indicator = now.catalog.regions.get(row.region), now.catalog.indicators.get(row.indicator)
    return (
        region.label(language()) if region else row.region,
        indicator.label(language()) if indicator else row.indicator,
        in_table(row.period.text),
    )


def bound_words(sign: str, amount: str, upper: str = "") -> str:
    """An amount as it is meant: 至少 2400, 1000 至 1200; in words that are read again as the same."""
    if sign == RANGE:
        return translate("evidence.span.between", low=amount, high=upper)
    return translate(f"evidence.span.{_MEANT[sign]}", amount=amount) if sign else amount


def unit_typed(unit: str, now: Board) -> str:
    """The unit that figures are typed in: the ledger's in every language, with what it is in the reader's."""
    meant = now.catalog.units[unit].label(language())
    return unit if unit in ("%", meant) else translate("staff.unit_typed", unit=unit, meant=meant)


def figure_of(now: Board, row: Observation) -> str:
    """A row's value with its unit, or that it was withdrawn."""
    indicator = now.catalog.indicators.get(row.indicator)
    if row.value is None:
        return translate("staff.history.withdrawn")
    return value_text(row, now, indicator, language()) if indicator else str(row.value)
