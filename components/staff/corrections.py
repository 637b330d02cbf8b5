"""What a user has said against the reading of a sheet, edit by edit, so that each can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from gapboard.intake.correct import BlockSaid, ColumnSaid, Correction
from gapboard.intake.model import Block, Measure

BORDERS = ("header_row", "first_row", "last_row", "first_column", "last_column")
SPLIT = "split"
HIDDEN = "hidden"


@dataclass(frozen=True)
class Edit:
    """One thing said: ``aspect`` of columns of a block (counted from 1), of its borders, or of the whole sheet."""

    aspect: str
    value: str | int
    block: int = 0
    columns: tuple[int, ...] = ()

    @property
    def place(self) -> tuple[str, int, tuple[int, ...]]:
        """What it is about: a later edit of the same takes its place."""
        return self.aspect, self.block, self.columns


@dataclass(frozen=True)
class Edits:
    """All edits of a sheet in their order. ``found`` are the blocks as they were when a border was first moved."""

    said: tuple[Edit, ...] = ()
    found: tuple[BlockSaid, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.said)

    def with_(self, edit: Edit, found: Sequence[BlockSaid]) -> Edits:
        """The edits and one more; ``found`` are the blocks of the reading that it is said of."""
        rest = self.said if edit.aspect == SPLIT else tuple(old for old in self.said if old.place != edit.place)
        return Edits((*rest, edit), (self.found or tuple(found)) if _moves(edit) else self.found)

    def without(self, number: int) -> Edits:
        """The edits without the one at ``number``, counted from 0."""
        rest = (*self.said[:number], *self.said[number + 1 :])
        return Edits(rest, self.found if any(map(_moves, rest)) else ())

    def correction(self) -> Correction | None:
        """All of it as the reader takes it; ``None`` for nothing."""
        if not self.said:
            return None
        blocks = list(self.found)
        columns: dict[tuple[int, int], ColumnSaid] = {}
        for edit in self.said:
            if edit.aspect == SPLIT:
                blocks, columns = _split(blocks, edit), _moved(columns, edit.block)
            elif edit.aspect in BORDERS:
                blocks[edit.block - 1] = _bordered(blocks[edit.block - 1], edit.aspect, int(edit.value))
            for column in edit.columns:
                known = columns.get((edit.block, column), ColumnSaid())
                value = Measure(str(edit.value)) if edit.aspect == "measure" else edit.value
                change: dict[str, Any] = {edit.aspect: value}
                columns[edit.block, column] = replace(known, **change)
        return Correction(in_block=columns, blocks=tuple(blocks), hidden=any(e.aspect == HIDDEN for e in self.said))


def borders_of(block: Block) -> BlockSaid:
    """Where a block that was found stands."""
    return BlockSaid(
        header_row=block.header_row,
        first_row=block.first_row,
        last_row=block.last_row,
        first_column=min(block.columns, default=0),
        last_column=max(block.columns, default=0),
    )


def fits(said: Iterable[BlockSaid]) -> bool:
    """Whether the borders of blocks are in their order."""
    return all(
        item.header_row < item.first_row <= item.last_row and item.first_column <= item.last_column for item in said
    )


def _bordered(block: BlockSaid, border: str, value: int) -> BlockSaid:
    """The block with a border moved; headings that are moved down push the first row before them."""
    change: dict[str, Any] = {border: value}
    block = replace(block, **change)
    return replace(block, first_row=value + 1) if border == "header_row" and block.first_row <= value else block


def _moves(edit: Edit) -> bool:
    return edit.aspect == SPLIT or edit.aspect in BORDERS


def _split(blocks: list[BlockSaid], edit: Edit) -> list[BlockSaid]:
    """A block becomes two: the second has its headings in the row of the edit."""
    row, at = int(edit.value), edit.block - 1
    upper = replace(blocks[at], last_row=row - 1)
    lower = replace(blocks[at], header_row=row, first_row=row + 1)
    return [*blocks[:at], upper, lower, *blocks[at + 1 :]]


def _moved(columns: dict[tuple[int, int], ColumnSaid], block: int) -> dict[tuple[int, int], ColumnSaid]:
    """What is said of columns in later blocks, under the numbers that these have after a split."""
    return {(number + (number > block), column): said for (number, column), said in columns.items()}
