"""What single cells say."""

from decimal import Decimal

import pytest

from gapboard.explain.periods import period_text
from gapboard.intake.cells import read_class, read_number, visible
from gapboard.intake.period import read_period
from gapboard.ledger import Period


@pytest.mark.parametrize(
    ("text", "value", "unit", "repairs"),
    [
        ("8275.25", "8275.25", "", ()),
        ("-3.2", "-3.2", "", ()),
        ("+3.2", "3.2", "", ()),
        ("0", "0", "", ()),
        ("８２７５．２５", "8275.25", "", ("full_width",)),
        ("1,234,567.8", "1234567.8", "", ("thousands",)),
        ("１，２３４", "1234", "", ("full_width", "thousands")),
        ("1 234 567", "1234567", "", ("thousands",)),
        ("1\u00a0234.5", "1234.5", "", ("spaces", "thousands")),
        (" 12 ", "12", "", ("spaces",)),
        ("\u300012", "12", "", ("spaces",)),
        ("1\u200b2", "12", "", ("invisible",)),
        ("\u200f12", "12", "", ("invisible",)),
        ("'12", "12", "", ("apostrophe",)),
        ("12①", "12", "", ("footnote_mark",)),
        ("12.5*", "12.5", "", ("footnote_mark",)),
        ("−3.2", "-3.2", "", ("minus_sign",)),
        ("–3.2", "-3.2", "", ("minus_sign",)),
        ("－3.2", "-3.2", "", ("full_width",)),
        ("（1,234）", "-1234", "", ("full_width", "negative_parentheses", "thousands")),
        ("下降3.2%", "-3.2", "%", ("sign_word", "percent_sign")),
        ("增长5.1%", "5.1", "%", ("sign_word", "percent_sign")),
        ("52.62%", "52.62", "%", ("percent_sign",)),
        ("５２％", "52", "%", ("full_width", "percent_sign")),
        ("8275.25亿元", "8275.25", "亿元", ("unit_in_cell",)),
        ("1.2万亿", "1.2", "万亿", ("unit_in_cell",)),
        ("1.5E+3", "1500", "", ("scientific",)),
        ("12.340000000000002", "12.34", "", ("float_noise",)),
    ],
)
def test_numbers(text: str, value: str, unit: str, repairs: tuple[str, ...]) -> None:
    found = read_number(text)
    assert (found.value, found.unit, found.repairs, found.fault) == (Decimal(value), unit, repairs, "")


@pytest.mark.parametrize("text", ["", "  ", "—", "——", "-", "…", "……", "/", "N/A", "n/a", "无", "暂无", "－", "\u3000"])
def test_no_value(text: str) -> None:
    found = read_number(text)
    assert (found.value, found.fault) == (None, "")


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("很多", "not_a_number"),
        ("1.2.3", "not_a_number"),
        ("12/13", "not_a_number"),
        ("½", "not_a_number"),
        ("1²3", "not_a_number"),
        ("٣٤", "not_a_number"),
        ("TRUE", "not_a_number"),
        ("<b>12</b>", "not_a_number"),
        ("12,34", "bad_grouping"),
        ("1,2345", "bad_grouping"),
        ("1 2", "bad_grouping"),
        ("8.637,45", "bad_grouping"),
        ("1e999", "not_a_number"),
        ("约100", "bound"),
        ("100以上", "bound"),
        ("突破1000", "bound"),
        ("≥5", "bound"),
        ("100+", "bound"),
        ("300多", "bound"),
        ("5-6", "range"),
        ("5～6", "range"),
        ("5至6", "range"),
        ("▲5.2", "ambiguous_sign"),
        ("↓5.2", "ambiguous_sign"),
        ("=1+1", "formula"),
        ("=cmd|' /C calc'!A0", "formula"),
        ("#REF!", "error_value"),
        ("#N/A", "error_value"),
        ("\u202e321", "bidi_control"),
        ("1234567890123456789", "too_many_digits"),
        ("1e99", "not_a_number"),
        ("9" * 500, "not_a_number"),
    ],
)
def test_no_number(text: str, fault: str) -> None:
    found = read_number(text)
    assert (found.value, found.fault) == (None, fault)


@pytest.mark.parametrize(
    ("text", "period", "reason"),
    [
        ("2024", "2024", ""),
        ("２０２４", "2024", ""),
        ("2024年", "2024", ""),
        ("2024 年末", "2024", ""),
        ("2024年度", "2024", ""),
        ("2024年1-12月", "2024", ""),
        ("2024年1—12月", "2024", ""),
        ("2024年12月31日", "2024", ""),
        ("2024-12-31", "2024", ""),
        ("2024/12/31", "2024", ""),
        ("2024-12-31 00:00:00", "2024", ""),
        ("2024-01-01", "2024", ""),
        ("2024.0", "2024", ""),
        ("二〇二四年", "2024", ""),
        ("FY2024", "2024", ""),
        ("2024年1-10月", "2024-01/2024-10", "part_year"),
        ("2024年1～10月累计", "2024-01/2024-10", "part_year"),
        ("2024年10月", "2024-10", "part_year"),
        ("截至2024年10月末", "2024-10", "part_year"),
        ("2024-10", "2024-10", "part_year"),
        ("2024-06-30", "2024-06", "part_year"),
        ("2024年上半年", "2024-01/2024-06", "part_year"),
        ("2024年前三季度", "2024-01/2024-09", "part_year"),
        ("2024年一季度", "2024-01/2024-03", "part_year"),
        ("2024Q2", "2024-04/2024-06", "part_year"),
        ("January 2024", "2024-01", "part_year"),
        ("Sept. 2024", "2024-09", "part_year"),
        ("Jan to Oct, 2024", "2024-01/2024-10", "part_year"),
        ("Jan–Dec 2024", "2024", ""),
        ("31 October 2024", "2024-10", "part_year"),
        ("Oct 31st, 2024", "2024-10", "part_year"),
        ("31 Dec 2024", "2024", ""),
        ("2016—2020年", "2016/2020", "multi_year"),
        ("2016/2020", "2016/2020", "multi_year"),
    ],
)
def test_periods(text: str, period: str, reason: str) -> None:
    found = read_period(text)
    assert (found.period, found.reason) == (period, reason)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "bad_period"),
        ("十四五", "bad_period"),
        ("1-10月", "bad_period"),
        ("24年", "short_year"),
        ("2024-13-01", "bad_period"),
        ("2020-2016年", "bad_period"),
        ("2024.1", "ambiguous_period"),
        ("Oct–Mar 2024", "bad_period"),
        ("Jan–Oct", "bad_period"),
        ("1 Oct 2024", "bad_period"),
        ("Summary 2024", "bad_period"),
        ("Decades 2024", "bad_period"),
    ],
)
def test_no_period(text: str, reason: str) -> None:
    found = read_period(text)
    assert (found.period, found.reason) == (None, reason)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_periods_are_read_as_the_board_writes_them(language: str) -> None:
    """As the templates that it gives away have them: every month, and every span of months or years."""
    spans = [f"2026-{first:02}/2026-{last:02}" for first in range(1, 13) for last in range(first + 1, 13)]
    spans.remove("2026-01/2026-12")  # that is the year
    texts = ["2026", "2023/2025", "2025-10/2026-03", *(f"2026-{month:02}" for month in range(1, 13)), *spans]
    assert [read_period(period_text(Period(text), language)).period for text in texts] == texts


def test_a_preliminary_year() -> None:
    assert read_period("2024年（预计）")[:4:3] == ("2024", "F")
    assert read_period("2024年（初步核算）").status == "P"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ⅲ类", 3),
        ("III", 3),
        ("iii类", 3),
        ("3", 3),
        ("3.0", 3),
        ("三类", 3),
        ("Ⅳ", 4),
        ("劣Ⅴ", 6),
        ("劣V类", 6),
        ("劣五类", 6),
    ],
)
def test_water_classes(text: str, value: int) -> None:
    assert read_class(text).value == value


@pytest.mark.parametrize("text", ["Ⅱ-Ⅲ类", "7", "0", "2.5", "良好", "达标"])
def test_no_water_class(text: str) -> None:
    assert read_class(text).fault == "not_a_class"


def test_what_is_seen_of_a_note() -> None:
    assert visible("a\u202e<b>\u200b\r\n*c*\0") == "a<b> *c*"


@pytest.mark.parametrize(
    ("text", "value"), [("1.5e-05", "0.000015"), ("3E-2", "0.03"), ("2e-7", "0.0000002"), ("-4.1E+03", "-4100")]
)
def test_a_small_number_in_scientific_notation_is_no_range(text: str, value: str) -> None:
    cell = read_number(text)
    assert (cell.fault, cell.value) == ("", Decimal(value))
    assert "scientific" in cell.repairs


@pytest.mark.parametrize("text", ["5-7", "1e5-2e5", "1e-5-2e-5", "3e－2至5e-2", "2020-2024"])
def test_two_figures_are_a_range_however_they_are_written(text: str) -> None:
    assert read_number(text).fault == "range"
