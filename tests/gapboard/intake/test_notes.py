"""Notes under a table and remarks beside its figures: read, or a doubt at the figures that they are about."""

from __future__ import annotations

import datetime as dt

import pytest

from gapboard.catalog import Catalog
from gapboard.intake import Batch, Workbook, prepare
from gapboard.ledger import Ledger
from tests.gapboard.intake.test_shapes import sheet_of


def read(catalog: Catalog, table: str) -> Batch:
    return prepare(Workbook("表.xlsx", "xlsx", None, (sheet_of(table),)), "Sheet1", catalog, Ledger(()))


def told(batch: Batch, *wanted: str) -> list[tuple[str, str, list[str]]]:
    """Period and status of each figure, with those findings that are asked for."""
    codes = [[finding.code for finding in item.findings if finding.code in wanted] for item in batch.candidates]
    return [(item.period, item.obs_status, found) for item, found in zip(batch.candidates, codes, strict=True)]


@pytest.mark.parametrize(
    ("heading", "note", "expected"),
    [
        ("2024年", "注：2024年为1-9月数据。", ("2024-01/2024-09", "A", [])),
        ("2024年*", "*为快报数", ("2024", "P", [])),
        ("2024年*", "注：*为快报数。", ("2024", "P", [])),
        ("2024年②", "①2023年为最终核实数；②2024年为快报数", ("2024", "P", [])),
        ("2024年*", "*1-3月", ("2024", "A", ["note_decides"])),
        ("2024年", "*1-3月", ("2024", "A", [])),  # its mark is nowhere
        ("2024年", "注：部分数据为预计数。", ("2024", "A", ["note_decides"])),
        ("2024年", "注：进出口总额部分为初步统计数。", ("2024", "A", ["note_decides"])),
        ("2024年", "注：本表不含滇中新区。", ("2024", "A", ["note_decides"])),
        ("2024年", "注：2024年进出口总额不含保税区。", ("2024", "A", ["note_decides"])),
        ("2024年", "注：2022年不含保税区。", ("2024", "A", [])),
        ("2024年", "注：常住人口不含寄宿人员。", ("2024", "A", [])),  # another indicator
        ("2024年", "注：绝对数按现价计算，增速按可比价格计算。", ("2024", "A", [])),
        ("2024年", "资料来源：昆明市统计月报（1-9月数据）", ("2024", "A", [])),
    ],
)
def test_a_note_is_read_or_a_doubt(catalog: Catalog, heading: str, note: str, expected: object) -> None:
    batch = read(catalog, f"昆明市主要指标\n指标|单位|2023年|{heading}\n进出口总额|亿元|1400.2|1500.1\n{note}")
    before, now = told(batch, "note_decides")
    assert before[:2] == ("2023", "A")
    assert now == expected


@pytest.mark.parametrize(
    ("year", "note", "status", "asked"),
    [
        (2024, "部分数据为初步统计数", "A", [[], [], ["note_decides"]]),  # once, of the file
        (2026, "部分数据为初步统计数", "P", [[], [], []]),  # what it says is so anyway
        (2026, "部分数据为预计数", "P", [["note_decides"], ["note_decides"], []]),  # a forecast is no actual
        (2026, "部分数据为初步统计数，不含滇中新区", "P", [["note_decides"], ["note_decides"], []]),
    ],
)
def test_that_some_figures_are_preliminary_is_asked_once_or_not_at_all(
    shipped: Catalog, year: int, note: str, status: str, asked: list[list[str]]
) -> None:
    lines = f"昆明市主要指标\n指标|单位|{year}年1—9月\n进出口总额|亿元|1500.1\n地区生产总值|亿元|6150\n注：{note}。"
    workbook = Workbook("表.xlsx", "xlsx", None, (sheet_of(lines),))
    batch = prepare(workbook, "Sheet1", shipped, Ledger(()), region="kunming", today=dt.date(2026, 11, 28))
    told = [*(item.findings for item in batch.candidates), batch.findings]
    assert [[remark.code for remark in found if remark.code == "note_decides"] for found in told] == asked
    assert {item.obs_status for item in batch.candidates} == {status}


@pytest.mark.parametrize(
    ("remark", "expected"),
    [
        ("2024年为1-11月数", ("2024", "A", ["remark_decides"])),
        ("2024年为目标", ("2024", "A", ["remark_decides"])),
        ("2024年数据为预计数", ("2024", "A", ["remark_decides"])),
        ("盘龙区", ("2024", "A", ["remark_decides"])),
        ("不含滇中新区", ("2024", "A", ["remark_decides"])),
        ("1-9月", ("2024-01/2024-09", "A", [])),
        ("预计", ("2024", "F", [])),
        ("2022年为预计数", ("2024", "A", [])),
        ("根据经济普查修订", ("2024", "A", [])),
    ],
)
def test_a_remark_is_read_or_a_doubt(catalog: Catalog, remark: str, expected: object) -> None:
    batch = read(catalog, f"昆明市2024年主要指标\n指标|单位|数值|备注\n进出口总额|亿元|1500.1|{remark}")
    assert told(batch, "remark_decides") == [expected]


def test_a_unit_among_the_remarks_is_that_of_its_row(catalog: Catalog) -> None:
    batch = read(
        catalog, "昆明市2024年主要指标\n指标|数值|说明\n进出口总额|15001000|单位：万元\n地区生产总值|8275.22|亿元"
    )
    assert [item.value for item in batch.candidates] == [1500.1, 8275.22]
    assert "unit_missing" not in [item.code for item in batch.findings]


@pytest.mark.parametrize(
    ("title", "headings", "periods"),
    [
        ("昆明市2024年主要指标（累计）", "9月|10月", ["", ""]),
        ("昆明市2024年主要指标（累计）", "9月|1-9月", ["2024-09", "2024-01/2024-09"]),
        ("昆明市2024年主要指标（累计）", "9月当月|10月当月", ["2024-09", "2024-10"]),
        ("昆明市2024年主要指标", "9月|10月", ["2024-09", "2024-10"]),
        ("昆明市2024年主要指标（单位：亿元（累计数））", "9月|10月", ["", ""]),
    ],
)
def test_a_month_under_a_title_that_says_sum_is_asked_about(
    catalog: Catalog, title: str, headings: str, periods: list[str]
) -> None:
    batch = read(catalog, f"{title}\n指标|单位|{headings}\n进出口总额|亿元|1500.1|1600.2")
    assert [item.period for item in batch.candidates] == periods
    assert [["month_or_sum"] if not period else [] for period in periods] == [
        [finding.code for finding in item.findings if finding.code == "month_or_sum"] for item in batch.candidates
    ]


def test_a_note_that_all_figures_are_sums_says_so_of_months(catalog: Catalog) -> None:
    batch = read(
        catalog, "昆明市2024年主要指标\n指标|单位|9月|12月\n进出口总额|亿元|1500.1|1900.2\n注：表中数据均为累计数。"
    )
    assert [item.period for item in batch.candidates] == ["2024-01/2024-09", "2024"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("1500.1（快报）", (1500.1, "P")), ("1500.1(预计)", (1500.1, "F")), ("1500.1", (1500.1, "A"))],
)
def test_a_status_in_brackets_behind_a_figure_is_its_own(
    catalog: Catalog, text: str, expected: tuple[float, str]
) -> None:
    (found,) = read(catalog, f"昆明市主要指标\n指标|单位|2025年\n进出口总额|亿元|{text}").candidates
    assert (found.value, found.obs_status) == expected
    assert not found.findings


def test_a_word_in_brackets_that_is_no_status_stays_a_question(catalog: Catalog) -> None:
    (found,) = read(catalog, "昆明市主要指标\n指标|单位|2025年\n进出口总额|亿元|1500.1（某某）").candidates
    assert [item.code for item in found.findings] == ["unknown_unit"]
