"""What staff take away, downloaded as a visitor does and opened again: it says what the ledger says.

Slow: the whole ledger comes down in every form and is opened again.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import frictionless
import openpyxl
from playwright.sync_api import Browser, Download, Page

from tests.browser.clerk import at_rest, in_force, ledger, open_tab

# 2022 is as in the ledger; 2023 has a full-width digit; 2024 is no number.
FAULTY = (
    "昆明市主要经济指标,,,,\r\n指标,单位,2022年,2023年,2024年\r\n地区生产总值,亿元,7541.37,７900.5,abc\r\n"
).encode("gb18030")


def press(page: Page, name: str) -> Download:
    """Click a download button and wait for its file."""
    with page.expect_download() as waiting:
        page.get_by_role("button", name=name).click()
    return waiting.value


def rows_of(data: bytes, encoding: str = "utf-8") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(encoding), newline="")))


def test_the_ledger_in_three_forms_and_a_template(
    browser: Browser, staff_board: tuple[str, Path], tmp_path: Path
) -> None:
    address, folder = staff_board
    expected = in_force(ledger(folder))
    page = open_tab(browser, f"{address}/history")
    page.wait_for_selector("#history-end", state="attached")
    at_rest(page)

    download = press(page, "全部数据，供 Excel 和 WPS 打开")
    assert download.suggested_filename.startswith("昆明目标差距看板数据-")
    data = download.path().read_bytes()
    assert data.startswith(b"\xef\xbb\xbf"), "Excel needs the mark to see that it is UTF-8"
    table = rows_of(data, "utf-8-sig")
    assert len(table) == len(expected)
    assert sorted(float(row["数值"]) for row in table) == sorted(map(float, expected.values()))
    (gdp,) = [row for row in table if (row["地区"], row["指标"], row["时期"]) == ("昆明市", "地区生产总值", "2024")]
    assert float(gdp["数值"]) == float(expected["kunming", "gdp", "2024"]) == 8275.22

    package = tmp_path / "package.zip"
    press(page, "数据包").save_as(package)
    report = frictionless.validate(str(package), type="package")
    assert report.flatten(["name", "rowNumber", "fieldName", "type", "note"]) == []
    assert report.stats["tasks"] == 5  # actuals, targets, tasks, steps, progress
    with zipfile.ZipFile(package) as archive:
        assert json.loads(archive.read("datapackage.json"))["resources"]
        packed = rows_of(archive.read("actuals.csv"))
    found = {(row["region"], row["indicator"], row["period"]): row["value"] for row in packed}
    assert set(found) == set(expected)
    assert all(float(found[key]) == float(value) for key, value in expected.items())

    sdmx = rows_of(press(page, "SDMX-CSV").path().read_bytes(), "utf-8-sig")
    seen = {(row["REF_AREA"], row["INDICATOR"]): 0 for row in sdmx}
    assert set(seen) == {(region, indicator) for region, indicator, _ in expected}
    values = [float(row["OBS_VALUE"]) for row in sdmx]
    assert sorted(values) == sorted(map(float, expected.values()))

    path = tmp_path / "template.xlsx"
    press(page, "下载填报模板").save_as(path)
    sheet = openpyxl.load_workbook(path)["填报"]
    heading = [cell.value for cell in sheet[1]]
    assert heading == ["指标", "地区", "年份", "数值", "单位", "状态", "备注"]
    rules = {str(rule.sqref)[0]: rule.type for rule in sheet.data_validations.dataValidation}
    assert rules == {"B": "list", "F": "list"}, "drop-downs for region and status"
    known = {row[:3]: row[3] for row in sheet.iter_rows(min_row=2, values_only=True)}
    assert known["地区生产总值", "昆明市", 2024] == 8275.22
    page.context.close()


def test_the_annotated_copy_of_a_faulty_file(browser: Browser, staff_board: tuple[str, Path], tmp_path: Path) -> None:
    page = open_tab(browser, f"{staff_board[0]}/import")
    page.wait_for_selector("input[type=file]", state="attached")
    at_rest(page)
    page.set_input_files("input[type=file]", {"name": "月报.csv", "mimeType": "text/csv", "buffer": FAULTY})
    page.wait_for_selector("#review")
    at_rest(page)
    download = press(page, "下载标注副本")
    assert download.suggested_filename.startswith("月报")
    download.save_as(tmp_path / "marked.xlsx")
    book = openpyxl.load_workbook(tmp_path / "marked.xlsx")
    copy, listing = book.worksheets
    assert copy["E3"].value == "abc"
    assert "abc" in copy["E3"].comment.text
    assert copy["D3"].comment is not None, "the repair is marked"
    assert copy["C3"].comment is None, "what is right is not"
    assert copy["E3"].fill.fgColor.rgb != copy["D3"].fill.fgColor.rgb != copy["C3"].fill.fgColor.rgb
    places = [(row[0], row[1]) for row in listing.iter_rows(min_row=2, values_only=True)]
    assert (3, "E") in places
    assert (3, "D") in places
    page.context.close()
