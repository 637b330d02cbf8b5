"""The words that make a figure a bound."""

from decimal import Decimal

import pytest

from gapboard.intake.bounds import read_bounded
from gapboard.ledger.row_rules import is_bound


@pytest.mark.parametrize(
    ("text", "value", "unit", "bound"),
    [
        ("2400", "2400", "", ""),
        ("8275.25亿元", "8275.25", "亿元", ""),
        ("1.5E+3", "1500", "", ""),
        ("-3.2", "-3.2", "", ""),
        ("2400以上", "2400", "", ">="),
        ("2400及以上", "2400", "", ">="),
        ("2400(含)以上", "2400", "", ">="),
        ("２４００以上①", "2400", "", ">="),
        ("突破2400", "2400", "", ">="),
        ("已突破2400", "2400", "", ">="),
        ("超过2400", "2400", "", ">="),
        ("逾2400", "2400", "", ">="),
        ("超2400以上", "2400", "", ">="),
        ("达到2400以上", "2400", "", ">="),
        ("2400余", "2400", "", ">="),
        ("2400余家", "2400", "家", ">="),
        ("2400多万元", "2400", "万元", ">="),
        ("1.2亿余元", "1.2", "亿元", ">="),
        ("3万多亩", "3", "万亩", ">="),
        ("2400+", "2400", "", ">="),
        ("≥5", "5", "", ">="),
        (">5", "5", "", ">="),
        ("不低于96%", "96", "%", ">="),
        ("不足9000", "9000", "", "<="),
        ("9000以下", "9000", "", "<="),
        ("9000以内", "9000", "", "<="),
        ("不超过3%", "3", "%", "<="),
        ("未突破2400", "2400", "", "<="),
        ("<=5", "5", "", "<="),
        ("约1200", "1200", "", "~"),
        ("近1200", "1200", "", "~"),
        ("1200左右", "1200", "", "~"),
        ("大约1,200万元左右", "1200", "万元", "~"),
        ("1000—1200", "1000", "", "..1200"),
        ("1000-1200", "1000", "", "..1200"),
        ("1,000～1,200万元", "1000", "万元", "..1200"),
        ("10—12万", "10", "万", "..12"),
        ("10—12m2", "10", "m2", "..12"),
        ("1000至1200", "1000", "", "..1200"),
        ("800万—1.2亿", "0.08", "亿", "..1.2"),
        ("2019..2021", "2019", "", "..2021"),
        ("-5~-3", "-5", "", "..-3"),
        ("over 2,400", "2400", "", ">="),
        ("2400 or more", "2400", "", ">="),
        ("at most 5 persons", "5", "persons", "<="),
        ("about 1200", "1200", "", "~"),
        ("between 1000 and 1200", "1000", "", "..1200"),
        # A fall of at least 5 % is at most -5 %.
        ("下降5%以上", "-5", "%", "<="),
        ("下降不足5%", "-5", "%", ">="),
        ("增长超过5%", "5", "%", ">="),
        ("约下降5%", "-5", "%", "~"),
        ("下降3—5%", "-5", "%", "..-3"),
    ],
)
def test_bounds(text: str, value: str, unit: str, bound: str) -> None:
    found = read_bounded(text)
    assert (found.cell.value, found.cell.unit, found.bound(), found.cell.fault) == (Decimal(value), unit, bound, "")
    assert is_bound(found.bound(), float(value))  # the ledger takes it
    assert found.readings == ()


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("约2400以上", (">=2400", "~2400")),
        ("近2400余家", (">=2400家", "~2400家")),
        ("-5%以上", (">=-5%", "<=-5%")),  # or a fall of more than 5 %
        ("不足-5", ("<=-5", ">=-5")),
        ("约1000—1200", ("1000..1200",)),
        ("8000—1万元", ("8000..10000元",)),  # the 万 cannot be of both
        ("2019-2021", ("2019..2021",)),  # a span of years that has slipped into the place of a figure?
    ],
)
def test_what_can_be_meant_in_several_ways_is_asked(text: str, readings: tuple[str, ...]) -> None:
    found = read_bounded(text)
    assert (found.cell.value, found.cell.fault, found.readings) == (None, "bound_unclear", readings)
    for reading in readings:
        assert read_bounded(reading).readings == ()
        assert read_bounded(reading).cell.value is not None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("约", "not_a_number"),
        ("以上", "not_a_number"),
        ("很多", "not_a_number"),
        ("达2400", "not_a_number"),
        ("5-1", "range"),
        ("-5-3", "range"),
        ("1000-1200-1400", "range"),
        ("2024-10-12", "range"),
        ("2024-10", "range"),
        ("±5", "bound"),
        ("2,4000以上", "bound"),
        ("▲5以上", "ambiguous_sign"),
        ("=1+1", "formula"),
        ("约" * 100 + "5", "not_a_number"),
    ],
)
def test_what_is_no_bound_keeps_its_fault(text: str, fault: str) -> None:
    found = read_bounded(text)
    assert (found.cell.value, found.cell.fault, found.readings) == (None, fault, ())


def test_a_cell_without_a_value_stays_one() -> None:
    assert [read_bounded(text).cell.fault for text in ("", "—", "……", "n/a")] == [""] * 4


def test_a_bound_moves_with_its_figure_into_the_indicators_unit() -> None:
    assert read_bounded("1000—1200万元").bound(-4) == "..0.12"
    assert read_bounded("10—12亿").bound(8) == "..1200000000"
    assert read_bounded("2400万以上").bound(4) == ">="


def test_the_repairs_of_the_figure_are_told() -> None:
    assert read_bounded("１,２００万元以上①").cell.repairs == (
        "footnote_mark",
        "full_width",
        "thousands",
        "unit_in_cell",
    )
