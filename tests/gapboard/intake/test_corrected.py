"""A table that was misread, and what the user says of it."""

import pytest

from gapboard.intake import Correction, Layout, Shape, corrected
from tests.gapboard.intake.test_layout import sheet

# Nothing here is headed as anybody would expect.
ODD = ("什么|哪里|哪年|几何|以何计|凭何", "GDP|昆明市|2023|7864.76|亿元|公报", "GDP|昆明市|2024|8275.25|亿元|公报")
ROLES = {"indicator": 1, "region": 2, "year": 3, "value": 4, "unit": 5, "note": 6}


def layout_of(*rows: str, row: int = 0, shape: Shape | None = None, **columns: int) -> Layout:
    """The layout as corrected."""
    found, missing = corrected(sheet(*rows), Correction(row, shape, columns))
    assert found is not None, missing
    return found


def test_long_with_every_column_told() -> None:
    found = layout_of(*ODD, shape=Shape.LONG, **ROLES)
    assert (found.shape, found.header_row, found.first_row, found.last_row) == (Shape.LONG, 1, 2, 3)
    assert found.roles == ROLES


def test_only_the_misread_column_is_told() -> None:
    rows = ("指标|年份|数值|修正值", "GDP|2024|1|2")
    assert layout_of(*rows).roles["value"] == 3
    assert layout_of(*rows, value=4).roles == {"indicator": 1, "year": 2, "value": 4}


def test_no_column_holds_it() -> None:
    rows = ("2024年指标|||", "地区|指标|数值|单位", "GDP|GDP|1|亿元")
    assert "unit" not in layout_of(*rows, unit=0).roles


def test_years_across_forced() -> None:
    found = layout_of("甲|乙|2023|2024", "昆明市|GDP|1|2", shape=Shape.YEARS_ACROSS, region=1, indicator=2)
    assert (found.shape, found.roles, found.years) == (
        Shape.YEARS_ACROSS, {"region": 1, "indicator": 2}, {3: "2023", 4: "2024"},
    )  # fmt: skip


def test_years_down_forced() -> None:
    rows = ("指标|地区生产总值（亿元）|常住人口（万人）", "2023|1|2", "2024|3|4")
    found = layout_of(*rows, shape=Shape.INDICATORS_ACROSS, year=1)
    assert (found.roles, found.indicators) == ({"year": 1}, {2: "地区生产总值（亿元）", 3: "常住人口（万人）"})


def test_another_heading_row_keeps_what_the_titles_say() -> None:
    found = layout_of("单位：万元||", "指标|2021年|2022年", "指标|2023年|2024年", "GDP|1|2", row=3)
    assert (found.header_row, found.years, found.unit) == (3, {2: "2023", 3: "2024"}, "万元")


@pytest.mark.parametrize(
    ("shape", "columns", "missing"),
    [
        (Shape.LONG, {}, "no_value_column"),
        (Shape.LONG, {"value": 4}, "no_year_column"),
        (Shape.YEARS_ACROSS, {"indicator": 1}, "no_years"),
        (Shape.INDICATORS_ACROSS, {"year": 2}, "no_values"),
    ],
)
def test_what_is_missing_is_said(shape: Shape, columns: dict[str, int], missing: str) -> None:
    assert corrected(sheet(*ODD), Correction(0, shape, columns)) == (None, missing)


def test_years_down_without_any_year() -> None:
    told = corrected(sheet("什么|几何", "GDP|1"), Correction(0, Shape.INDICATORS_ACROSS))
    assert told == (None, "no_year_column")
