"""Figures that cannot both be true."""

import datetime as dt

import pytest

from gapboard.board import Board
from gapboard.board.at_odds import at_odds
from gapboard.explain.consistency import at_odds_text
from gapboard.ledger import Ledger
from tests.gapboard import builder
from tests.gapboard.builder import row

GROWS = {"kind": "count", "monotone": "up", "monotone_why": "累计", "monotone_why_en": "a running count"}


def found(*rows, known_on: str | None = None, pair=None, **of):
    made = builder.catalog([builder.target()], [builder.indicator(**of), builder.indicator("y")])
    day = known_on and dt.date.fromisoformat(known_on)
    board = Board(made, Ledger(tuple(rows)), dt.date(2026, 6, 30), day)
    return board, at_odds(board, pair)


def said(*rows, **given):
    """The two values of each contradiction, and the rule."""
    return [(item.said.value, item.found.value, item.rule) for item in found(*rows, **given)[1]]


@pytest.mark.parametrize(
    ("bound", "exact", "contradicts"),
    [
        ((2400, ">="), 2310, True),
        ((2400, ">="), 2400, False),
        ((2400, ">="), 2500, False),
        ((2400, "<="), 2401, True),
        ((2400, "<="), 2400, False),
        ((2400, "..2600"), 2601, True),
        ((2400, "..2600"), 2600, False),
        ((2400, "~"), 2521, True),  # 5 % of 2,400 is 120
        ((2400, "~"), 2520, False),
        (2400, 2310, False),  # a revision
    ],
)
def test_a_later_exact_value_outside_a_bound(bound, exact, contradicts) -> None:
    rows = (row("x", 2024, bound, "2025-01-20"), row("x", 2024, exact, "2025-05-20"))
    value = bound[0] if isinstance(bound, tuple) else bound
    assert said(*rows) == ([(value, exact, "restated")] if contradicts else [])


def test_a_later_bound_outside_an_exact_value_and_two_bounds_apart() -> None:
    assert said(row("x", 2024, 2310, "2025-01-20"), row("x", 2024, (2400, ">="), "2025-05-20")) == [
        (2310, 2400, "restated")
    ]
    assert said(row("x", 2024, (2300, "<="), "2025-01-20"), row("x", 2024, (2400, ">="), "2025-05-20")) == [
        (2300, 2400, "restated")
    ]


def test_what_was_withdrawn_or_is_not_yet_known_contradicts_nothing() -> None:
    rows = (
        row("x", 2024, (2400, ">="), "2025-01-20"),
        row("x", 2024, None, "2025-03-01"),
        row("x", 2024, 2310, "2025-05-20"),
    )
    assert said(*rows) == []
    assert said(rows[0], rows[2]) != []
    assert said(rows[0], rows[2], known_on="2025-05-19") == []


def test_a_part_of_a_year_above_the_whole() -> None:
    rows = (row("x", "2024-01/2024-10", 90), row("x", 2024, 85), row("x", 2025, 80))
    assert said(*rows, adds_up=True) == [(90, 85, "part_year")]
    assert said(*rows) == []  # only where the catalogue says that it adds up


def test_a_running_count_that_fell() -> None:
    rows = (row("x", 2023, 5101), row("x", 2025, 4900))
    assert said(*rows, **GROWS) == [(5101, 4900, "monotone")]
    assert said(*rows, kind="count") == []
    assert said(*rows, **GROWS, breaks=builder.broken(2024)) == []


def test_of_one_series_or_of_all_the_catalogue_knows() -> None:
    releases = (((9, ">="), "2025-01-20"), (8, "2025-05-20"))
    rows = [row(name, 2024, value, day) for name in "xyz" for value, day in releases]
    assert [item.found.indicator for item in found(*rows)[1]] == ["x", "y"]
    assert [item.found.indicator for item in found(*rows, pair=("here", "y"))[1]] == ["y"]


def test_in_words() -> None:
    rows = (row("x", 2024, (2400, ">="), "2025-01-20"), row("x", 2024, 2310, "2025-05-20", source=""))
    board, (item,) = found(*rows)
    assert at_odds_text(item, board, "zh") == (
        "先后说法不一：2024年 至少 2,400 亿元（公报，2025-01-20）；2024年 2,310 亿元（未写出处，2025-05-20）。"
    )
    assert at_odds_text(item, board, "en") == (
        "One release says otherwise than another: 2024 at least 240 bn yuan (公报, 2025-01-20); "
        "2024 231 bn yuan (no source given, 2025-05-20)."
    )


def test_the_first_edition_has_none(shipped, shipped_ledger) -> None:
    assert at_odds(Board(shipped, shipped_ledger, dt.date(2026, 11, 22))) == []
