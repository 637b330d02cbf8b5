"""Periods, and what a row is about."""

import pytest

from gapboard.ledger import Period


@pytest.mark.parametrize("text", ["2019", "2025-10", "2025-01", "2017-01/2017-10", "2016/2020"])
def test_the_four_forms_of_a_period(text: str) -> None:
    assert Period.is_valid(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "19", "2019年", "20190", "2019-13", "2019-00", "2019-1", "2019/", "/2019", "2019\n", " 2019"),
        *("2020/2016", "2016/2016", "2016/2017-05", "2017-10/2017-01", "2016/2018/2020"),
    ],
)
def test_other_forms_are_refused(text: str) -> None:
    assert not Period.is_valid(text)


@pytest.mark.parametrize(
    ("text", "year", "last_year"),
    [
        ("2019", 2019, 2019),
        ("2025-10", None, 2025),
        ("2017-01/2017-10", None, 2017),
        ("2016/2020", None, 2020),
    ],
)
def test_only_a_calendar_year_is_annual(text: str, year: int | None, last_year: int) -> None:
    assert Period(text).year == year
    assert Period(text).last_year == last_year


@pytest.mark.parametrize(
    ("text", "last_day", "first_day_after"),
    [
        ("2025", "2025-12-31", "2026-01-01"),
        ("2025-10", "2025-10-31", "2025-11-01"),
        ("2025-01/2025-11", "2025-11-30", "2025-12-01"),
        ("2021/2025", "2025-12-31", "2026-01-01"),
    ],
)
def test_a_period_is_over_from_the_day_after_its_last(row, text: str, last_day: str, first_day_after: str) -> None:
    assert row(text, day=last_day).is_unfinished
    assert not row(text, day=first_day_after).is_unfinished


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("2019", None),
        ("2025-10", 2025),
        ("2017-01/2017-10", 2017),
        ("2016-11/2017-10", None),
        ("2016/2020", None),
    ],
)
def test_the_year_that_holds_a_part(text: str, within: int | None) -> None:
    assert Period(text).within == within


def test_the_key_is_region_indicator_and_period(row) -> None:
    assert row("2016/2020", region="panlong", indicator="fai").key == ("panlong", "fai", "2016/2020")
