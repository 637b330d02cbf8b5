"""Series beside a target: what is drawn of them, and where."""

import datetime as dt

from gapboard.board import Board
from gapboard.board.related import related
from tests.gapboard import builder
from tests.gapboard.builder import broken

BESIDE = {"indicator": "y", "why": "口径不同", "why_en": "another definition"}


def drawn(values, **of):
    """Of each dot its year, its value and the period of what is no exact figure; and the years that lines join."""
    made = builder.catalog([builder.target()], [builder.indicator(related=(BESIDE,)), builder.indicator("y", **of)])
    shown = Board(made, builder.ledger({"y": values}), dt.date(2026, 6, 30))
    small = related(shown, made.indicators["x"], "here", shown.assessments)
    dots = [(dot.point.year, dot.point.value, dot.row and dot.row.period.text) for item in small for dot in item.dots]
    return dots, [(a.point.year, b.point.year) for item in small for a, b in item.lines]


def test_neighbouring_years_are_joined_but_neither_gaps_nor_breaks() -> None:
    values = {2019: 1, 2020: 2, 2022: 3, 2023: 4}
    assert drawn(values, breaks=broken(2023)) == (
        [(year, value, None) for year, value in values.items()],
        [(2019, 2020)],
    )


def test_what_is_known_of_a_year_in_part_or_within_bounds_is_a_mark_of_its_own_and_joined_to_nothing() -> None:
    values = {2020: 1, 2021: (5, ">="), "2022-01/2022-06": 3, "2023-06": 4, 2024: 6, 2025: 7}
    dots = [(2020, 1, None), (2021, 5, "2021"), (2022, 3, "2022-01/2022-06"), (2023, 4, "2023-06")]
    assert drawn(values) == ([*dots, (2024, 6, None), (2025, 7, None)], [(2024, 2025)])


def test_the_best_water_class_is_at_the_top() -> None:
    of = {"unit": "类", "kind": "class", "direction": "down", "decimals": 0}
    made = builder.catalog([builder.target()], [builder.indicator(related=(BESIDE,)), builder.indicator("y", **of)])
    shown = Board(made, builder.ledger({"y": {2020: 6, 2021: 4, 2022: (3, "<=")}}), dt.date(2026, 6, 30))
    (small,) = related(shown, made.indicators["x"], "here", shown.assessments)
    assert [dot.y for dot in small.dots] == sorted((dot.y for dot in small.dots), reverse=True)


def test_an_exact_year_comes_before_its_parts_and_a_sum_over_years_is_no_year() -> None:
    assert drawn({"2024-01/2024-06": 3, 2024: 6, "2016/2020": 30}) == ([(2024, 6, None)], [])
    assert drawn({"2016/2020": 30}) == ([], [])
