"""The ledger held against the catalogue: ids, units and years."""

from types import SimpleNamespace

import pytest

from gapboard.ledger import CsvStore, Ledger
from gapboard.ledger.row_rules import against_catalog, short


@pytest.fixture
def catalog() -> SimpleNamespace:
    """As much of a catalogue as the check asks for."""
    indicators = {"gdp": SimpleNamespace(unit="亿元"), "forest-cover": SimpleNamespace(unit="%")}
    return SimpleNamespace(regions={"kunming": None, "yunnan": None}, indicators=indicators)


def found(rows, catalog, lines=()) -> list[tuple]:
    faults = against_catalog(Ledger(tuple(rows)), catalog, lines)
    return [(fault.line, fault.code, fault.field, fault.details) for fault in faults]


def test_rows_that_fit(row, catalog) -> None:
    rows = [
        row(),
        row("1949"),
        row("2016/2100"),
        row(indicator="forest-cover", unit="%"),
        row(value=None, unit=""),
    ]
    assert found(rows, catalog) == []


def test_what_does_not_fit(row, catalog) -> None:
    rows = [
        row(region="kunmin"),
        row(indicator="gpd", unit="万元"),
        row(unit="万元"),
        row(unit=""),
        row(value=None, unit="万元"),
        row("1948"),
        row("1948-12/1949-02"),
        row("2099/2101"),
        row(region="x", unit="y"),
    ]
    limit = {"limit": "1949–2100"}
    assert found(rows, catalog, range(2, 11)) == [
        (2, "unknown_id", "region", {"found": "kunmin", "section": "regions", "nearest": ("kunming",)}),
        (3, "unknown_id", "indicator", {"found": "gpd", "section": "indicators", "nearest": ("gdp",)}),
        (4, "unit_differs", "unit", {"found": "万元", "expected": "亿元"}),
        (5, "unit_differs", "unit", {"found": "", "expected": "亿元"}),
        (6, "unit_differs", "unit", {"found": "万元", "expected": "亿元"}),
        (7, "out_of_range", "period", {"found": "1948"} | limit),
        (8, "out_of_range", "period", {"found": "1948-12/1949-02"} | limit),
        (9, "out_of_range", "period", {"found": "2099/2101"} | limit),
        (10, "unknown_id", "region", {"found": "x", "section": "regions"}),
        (10, "unit_differs", "unit", {"found": "y", "expected": "亿元"}),
    ]


def test_lines_are_those_of_the_file_past_rows_that_cannot_be_read(tmp_path, catalog) -> None:
    tail = ",亿元,A,公报,,,2025-04-01T00:00:00+08:00,李,b1\n"
    path = tmp_path / "actuals.csv"
    path.write_text(
        "region,indicator,period,value,unit,obs_status,source,source_url,note,recorded_at,recorded_by,batch\n"
        f"kunming,gdp,2024,x{tail}kunming,gdp,2023,1{tail}dali,gdp,2022,1{tail}",
        encoding="utf-8",
    )
    scan = CsvStore(path).scan()
    (fault,) = against_catalog(Ledger(scan.rows), catalog, scan.lines)
    assert (fault.line, fault.code, fault.record, fault.file) == (
        4,
        "unknown_id",
        "dali gdp 2022",
        "actuals.csv",
    )


def test_without_lines_the_record_is_named(row, catalog) -> None:
    (fault,) = against_catalog(Ledger((row("2016/2020", region="dali"),)), catalog)
    assert (fault.line, fault.record) == (None, "dali gdp 2016/2020")


def test_more_than_a_thousand_are_counted(row, catalog) -> None:
    faults = found([row(region="dali")] * 1002, catalog)
    assert len(faults) == 1001
    assert faults[-1] == (None, "more_faults", "", {"count": 2})


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("昆明市\n地区\u3000生产\t\u00a0总值", "昆明市 地区 生产 总值"),
        ("a\0b", "a�b"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 57 + "…"),
        (" " * 300 + "x", " …"),
    ],
)
def test_what_a_message_quotes_is_one_short_line(text: str, shown: str) -> None:
    """What is seen as space is no unknown sign."""
    assert short(text) == shown
