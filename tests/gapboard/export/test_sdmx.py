"""SDMX-CSV: columns, keys, periods, withdrawals."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from gapboard.export import Vintages, data_package, sdmx_csv
from gapboard.export.json_rows import observation_row
from gapboard.export.sdmx import time_period
from gapboard.export.vintages import chosen
from gapboard.ledger import Ledger, Period
from tests.gapboard.builder import row
from tests.gapboard.export import small
from tests.gapboard.export.small import ledger, table


def test_the_latest_values() -> None:
    content = sdmx_csv(ledger())
    lines = [line.replace('"', "") for line in content.decode().splitlines()]
    assert lines[0] == (
        "STRUCTURE,STRUCTURE_ID,ACTION,REF_AREA,INDICATOR,TIME_PERIOD,"
        "OBS_VALUE,UNIT_MEASURE,OBS_STATUS,SOURCE,SOURCE_URL,COMMENT_OBS,LAST_UPDATE,OBS_BOUND"
    )
    assert lines[2] == (
        "dataflow,KMGAP:DF_ACTUALS(1.1.0),I,here,x,2024,121.25,亿元,A,年鉴,,,2025-11-01T00:00:00+08:00,"
    )
    assert [(row["TIME_PERIOD"], row["OBS_VALUE"]) for row in table(content)] == [
        ("2023", "-100"),
        ("2024", "121.25"),
        ("2025-01-01/P9M", "90"),
    ]


def test_all_vintages_have_a_dimension_of_their_own_and_unique_keys() -> None:
    rows = table(sdmx_csv(ledger(), Vintages.ALL))
    keys = [(row["REF_AREA"], row["INDICATOR"], row["TIME_PERIOD"], row["VINTAGE"]) for row in rows]
    assert keys == [
        ("here", "x", "2023", "1"),
        ("here", "x", "2024", "1"),
        ("here", "x", "2024", "2"),
        ("here", "x", "2025-01-01/P9M", "1"),
        ("here", "y", "2024", "1"),
        ("here", "y", "2024", "2"),
    ]
    assert (rows[5]["OBS_VALUE"], rows[5]["OBS_STATUS"]) == ("", "O")
    assert (rows[1]["OBS_STATUS"], rows[1]["COMMENT_OBS"]) == ("P", "'=1+1")
    assert {row["STRUCTURE_ID"] for row in rows} == {"KMGAP:DF_ACTUALS_VINTAGES(1.1.0)"}


def test_a_bound_stands_in_a_column_of_its_own_in_every_table() -> None:
    meant = [(2400, ">="), (2400, "..2600"), 2400]
    rows = Ledger(tuple(row("x", 2021 + number, value, unit="亿元") for number, value in enumerate(meant)))
    assert [item["OBS_BOUND"] for item in table(sdmx_csv(rows))] == [">=", "..2600", ""]
    content, catalog = data_package(small.catalog(), rows), small.catalog()
    assert [item["bound"] for item in table(ZipFile(BytesIO(content)).read("actuals.csv"))] == [">=", "..2600", ""]
    found = [observation_row(item, catalog, "en").bound for item in chosen(rows, Vintages.ALL)]
    assert found == [">=", "..2600", ""]


@pytest.mark.parametrize(
    ("period", "written"),
    [
        ("2024", "2024"),
        ("2025-10", "2025-10"),
        ("2017-01/2017-10", "2017-01-01/P10M"),
        ("2023-11/2024-02", "2023-11-01/P4M"),
        ("2016/2020", "2016-01-01/P5Y"),
    ],
)
def test_periods(period: str, written: str) -> None:
    assert time_period(Period(period)) == written


def test_every_shipped_value_is_there(shipped_ledger) -> None:
    assert len(table(sdmx_csv(shipped_ledger, Vintages.ALL))) == len(shipped_ledger.rows)
