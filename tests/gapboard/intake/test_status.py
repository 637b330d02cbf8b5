"""Which status a figure has of which nobody says one."""

import datetime as dt

import pytest

from gapboard.intake.status import unless_final


@pytest.mark.parametrize(
    ("period", "status"),
    [
        ("2025", ""),
        ("2025年1-9月", ""),
        ("2026", "P"),
        ("2026年1—9月", "P"),
        ("2024-2026", "P"),
        ("2027", "P"),
        ("2025年预计", "F"),  # its own word
        ("", ""),
        ("去年", ""),
    ],
)
def test_no_figure_of_a_year_that_is_not_over_is_final(period: str, status: str) -> None:
    assert unless_final(period, dt.date(2026, 11, 27)) == status
