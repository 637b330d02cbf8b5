"""The ledger for spreadsheets."""

import io

import openpyxl

from gapboard.export import Vintages, ledger_csv, ledger_xlsx
from gapboard.export.look import shown_width
from tests.gapboard.export.small import catalog, ledger


def test_csv_has_the_mark_that_excel_needs_and_neutral_texts() -> None:
    content = ledger_csv(catalog(), ledger(), "zh", Vintages.ALL)
    assert content.startswith(b"\xef\xbb\xbf")
    lines = content.decode("utf-8-sig").split("\r\n")
    assert lines[1].startswith("本区,指标x,2023,-100,亿元,")
    assert ",'-公报," in lines[1]
    assert ",'=1+1,1," in lines[2]


def test_xlsx_holds_numbers_as_numbers_and_no_formula() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(ledger_xlsx(catalog(), ledger(), "en", Vintages.ALL))).active
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [row[3] for row in rows] == [-100, 120.5, 121.25, 90, 7, None]
    assert rows[0][:3] == ("Here", "Indicator x", "2023")
    assert rows[1][8] == "'=1+1"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert sheet.freeze_panes == "A2"


def test_identifiers_that_the_catalogue_lacks_are_shown_as_they_are(shipped) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(ledger_xlsx(shipped, ledger(), "en"))).active
    assert sheet["A2"].value == "here"
    assert sheet["B2"].value == "x"


def test_chinese_is_twice_as_wide() -> None:
    assert shown_width("昆明ab，") == 8
