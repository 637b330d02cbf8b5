"""Powers of ten, and what is never converted."""

from decimal import Decimal

import pytest

from gapboard.intake import units


@pytest.mark.parametrize(
    ("found", "wanted", "power"),
    [
        ("户", "户家庭", 0),
        ("亿元", "亿元", 0),
        ("万元", "亿元", -4),
        ("元", "亿元", -8),
        ("千元", "亿元", -5),
        ("百万元", "亿元", -2),
        ("万亿元", "亿元", 4),
        ("亿", "亿元", 0),
        ("人", "万人", -4),
        ("亿人次", "万人次", 4),
        ("户", "万户", -4),
        ("家", "户", 0),
        ("万平方米", "公顷", 0),
        ("平方公里", "公顷", 2),
        ("㎡", "平方米", 0),
        ("吨", "万吨", -4),
        ("万枝", "亿枝", -4),
        ("亩", "万亩", -4),
        ("万美元", "亿美元", -4),
        ("元/亩", "万元/亩", -4),
        ("μg/m³", "微克/立方米", 0),
        ("‰", "%", -1),
        ("％", "%", 0),
        ("billion yuan", "亿元", 1),
        ("100 million yuan", "亿元", 0),
    ],
)
def test_shift(found: str, wanted: str, power: int) -> None:
    assert units.shift(found, wanted) == power


@pytest.mark.parametrize(
    ("found", "wanted", "why"),
    [
        ("亿元", "亿美元", "currency_differs"),
        ("万美元", "亿元", "currency_differs"),
        ("港元", "元", "currency_differs"),
        ("万亩", "公顷", "unit_differs"),
        ("万人", "亿元", "unit_differs"),
        ("人次", "人", "unit_differs"),
        ("%", "百分点", "unit_differs"),
        ("亿", "%", "unit_differs"),
        ("元", "元/亩", "unit_differs"),
        ("斗", "吨", "unknown_unit"),
        ("", "亿元", "unknown_unit"),
    ],
)
def test_no_shift(found: str, wanted: str, why: str) -> None:
    assert units.shift(found, wanted) == why


def test_conversion_is_exact() -> None:
    assert units.convert(Decimal("78647600"), -4) == Decimal("7864.76")
    assert float(units.convert(Decimal("0.1"), -4)) == 0.00001
