"""What a user says of a table that was misread: it counts before all that is found; the rest is found as ever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gapboard.intake.model import Measure

ROLES = ("indicator", "region", "year", "kind", "value", "unit", "note", "source", "status")
NOTHING = "nothing"
"""The role of a column that is not to be read."""


@dataclass(frozen=True)
class ColumnSaid:
    """What a column holds. Empty parts are found as ever.

    ``role`` is one of ``ROLES`` or ``NOTHING``; ``period`` is in the ledger's form; ``indicator`` and ``region`` are
    identifiers.
    """

    role: str = ""
    period: str = ""
    measure: Measure | None = None
    unit: str = ""
    indicator: str = ""
    region: str = ""


@dataclass(frozen=True)
class BlockSaid:
    """Where a block stands. Numbers count from 1 and are inclusive; 0 is open."""

    header_row: int = 0
    first_row: int = 0
    last_row: int = 0
    first_column: int = 0
    last_column: int = 0


@dataclass(frozen=True)
class Correction:
    """What a user says of one sheet.

    ``blocks``, where there are any, are all blocks of the sheet. ``columns`` are by number and hold in every block,
    or by block (counted from 1) and number and hold in that block.
    """

    columns: Mapping[int, ColumnSaid] = field(default_factory=dict)
    blocks: tuple[BlockSaid, ...] = ()
    in_block: Mapping[tuple[int, int], ColumnSaid] = field(default_factory=dict)
    hidden: bool = False
    """Whether hidden rows and columns are wanted as well."""

    @property
    def of_columns(self) -> bool:
        """Whether anything is said of columns."""
        return bool(self.columns or self.in_block)

    def said_of(self, block: int, column: int) -> ColumnSaid:
        """What is said of a column in a block."""
        return self.in_block.get((block, column)) or self.columns.get(column) or ColumnSaid()
