"""A block pasted by position with a heading or names among it is known by what does not belong among figures."""

from __future__ import annotations

import pytest

from gapboard.intake.model import Sheet
from gapboard.intake.pasted import Typed, has_names, misplaced


def cells(*rows: dict[str, str]) -> list[Typed]:
    return [Typed(place, year, text) for place, row in enumerate(rows) for year, text in row.items()]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([{"2022": "7541.37", "2023": "7,864.76"}], ""),
        ([{"2022": "1.36万亿元", "2023": "—"}, {"2022": "", "2023": "约100"}], ""),
        ([{"2023": "2021"}], ""),  # a count may look like a year
        ([{"2023": "2023"}], "2023"),  # but hardly the year of its own column
        ([{"2023": "2022", "2024": "2023"}, {"2023": "1", "2024": "2"}], "2022"),
        ([{"2022": "2022年"}, {"2022": "7541.37"}], "2022年"),
        ([{"2022": "7541.37"}, {"2022": "地区生产总值"}], "地区生产总值"),
        ([{"2022": "亿元", "2023": "7541.37"}], "亿元"),
    ],
)
def test_what_is_no_figure_among_figures(rows: list[dict[str, str]], found: str) -> None:
    wrong = misplaced(cells(*rows))
    assert (wrong.text if wrong else "") == found


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        ((("指标", "2023"), ("地区生产总值", "1")), True),
        ((("GDP", "1"),), True),
        ((("2022年", "2023年"), ("1", "2")), False),
        ((("1", "2"),), False),
    ],
)
def test_a_block_says_what_its_figures_are_of(rows: tuple[tuple[str, ...], ...], named: bool) -> None:
    assert has_names(Sheet("t", rows)) is named
