"""What is said against a reading, edit by edit."""

from __future__ import annotations

import pytest

from components.staff.corrections import Edit, Edits, fits
from components.staff.periods import PARTS, WHOLE, taken_apart, together
from gapboard.intake import BlockSaid, ColumnSaid, Measure

FOUND = (BlockSaid(2, 3, 9, 1, 4), BlockSaid(12, 13, 20, 1, 4))


def test_what_is_said_last_of_one_thing_counts_and_can_be_taken_back() -> None:
    edits = Edits()
    for edit in (
        Edit("period", "2024-09", 1, (3,)),
        Edit("measure", "growth", 1, (3, 4)),
        Edit("period", "2024", 1, (3,)),
    ):
        edits = edits.with_(edit, FOUND)
    said = edits.correction()
    assert said is not None and said.blocks == (), "borders stay found as long as nobody moves one"
    assert said.in_block == {
        (1, 3): ColumnSaid(period="2024", measure=Measure.GROWTH),
        (1, 4): ColumnSaid(measure=Measure.GROWTH),
    }
    left = edits.without(0).correction()
    assert left is not None and left.in_block == {(1, 3): ColumnSaid(period="2024")}
    assert edits.without(0).without(0).correction() is None


def test_a_table_cut_in_two_takes_what_is_said_of_later_ones_along() -> None:
    edits = Edits().with_(Edit("unit", "万元", 2, (4,)), FOUND).with_(Edit("split", 6, 1), FOUND)
    said = edits.correction()
    assert said is not None
    assert said.blocks == (BlockSaid(2, 3, 5, 1, 4), BlockSaid(6, 7, 9, 1, 4), FOUND[1])
    assert said.in_block == {(3, 4): ColumnSaid(unit="万元")}
    back = edits.without(1)
    assert back.found == () and back.correction() is not None


def test_borders() -> None:
    said = Edits().with_(Edit("header_row", 4, 1), FOUND).correction()
    assert said is not None and said.blocks[0] == BlockSaid(4, 5, 9, 1, 4)
    assert fits(said.blocks)
    crossed = Edits().with_(Edit("first_row", 10, 1), FOUND).correction()
    assert crossed is not None and not fits(crossed.blocks)


@pytest.mark.parametrize(
    ("period", "found"),
    [
        ("2024", (2024, WHOLE)),
        ("2024-09", (2024, (9, 9))),
        ("2024-01/2024-09", (2024, (1, 9))),
        ("2016/2020", None),
        ("2023-10/2024-03", None),
        ("", None),
    ],
)
def test_periods_are_taken_apart(period: str, found: tuple[int, tuple[int, int]] | None) -> None:
    assert taken_apart(period) == found
    assert found is None or together(*found) == period


def test_every_part_that_is_offered_comes_back() -> None:
    assert [taken_apart(together(2024, part)) for part in PARTS] == [(2024, part) for part in PARTS]
