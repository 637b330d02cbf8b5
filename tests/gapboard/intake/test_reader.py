"""Files as offices have them, byte by byte, and what becomes of them."""

import datetime as dt
import io
from pathlib import Path

import pytest

from gapboard.export.neutral import Value, write_csv
from gapboard.export.xlsx import new_book, write_cell
from gapboard.intake import Batch, read_workbook
from tests.gapboard.intake.conftest import Callable, only, xlsx


def xlsx_of(rows: list[list[Value]]) -> bytes:
    """A workbook as our exports write it."""
    content = io.BytesIO()
    with new_book(content) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                write_cell(sheet, number, column, value)
    return content.getvalue()


FILES = Path(__file__).with_name("files")

# "指标,年份,数值\r\n地区生产总值,2024,\"8,275.25\"\r\n" as WPS saves it on a Chinese Windows.
WPS = (
    b"\xd6\xb8\xb1\xea,\xc4\xea\xb7\xdd,\xca\xfd\xd6\xb5\r\n"
    b'\xb5\xd8\xc7\xf8\xc9\xfa\xb2\xfa\xd7\xdc\xd6\xb5,2024,"8,275.25"\r\n'
)
ROWS = (("指标", "年份", "数值"), ("地区生产总值", "2024", "8,275.25"))


def test_gb18030_csv_of_wps() -> None:
    book = read_workbook(WPS, "gdp.csv")
    assert (book.kind, book.encoding) == ("csv", "gb18030")
    assert tuple(book.sheets[0].rows) == ROWS


def test_utf8_csv_with_bom() -> None:
    book = read_workbook(b"\xef\xbb\xbf\xe6\x8c\x87\xe6\xa0\x87,2024\r\nGDP,1\r\n", "a.csv")
    assert (book.kind, book.encoding) == ("csv", "utf-8-sig")
    assert tuple(book.sheets[0].rows) == (("指标", "2024"), ("GDP", "1"))


def test_utf16_tsv_is_what_excel_calls_unicode_text() -> None:
    data = b"\xff\xfe\x07c\x07h\t\x002\x000\x002\x004\x00\r\x00\n\x00G\x00D\x00P\x00\t\x001\x00\r\x00\n\x00"
    book = read_workbook(data, "a.txt")
    assert (book.kind, book.encoding) == ("tsv", "utf-16-le")
    assert tuple(book.sheets[0].rows) == (("指标", "2024"), ("GDP", "1"))


def test_utf16_big_endian() -> None:
    book = read_workbook(b"\xfe\xff\x00a\x00,\x00b\x00\n\x001\x00,\x002", "a.csv")
    assert (book.encoding, tuple(book.sheets[0].rows)) == ("utf-16-be", (("a", "b"), ("1", "2")))


def test_an_encoding_asked_for_overrides_the_decision() -> None:
    # "联通" in GBK is also valid UTF-8, and nobody but the user can tell.
    data = b"\xc1\xaa\xcd\xa8,1\n"
    assert read_workbook(data, "a.csv").encoding == "gb18030"
    assert read_workbook("é,1\n".encode(), "a.csv", encoding="GBK").sheets[0].rows[0][0] == "茅"
    assert read_workbook(data, "a.csv", encoding="gb18030").sheets[0].rows[0] == ("联通", "1")


@pytest.mark.parametrize(("mark", "kind"), [(",", "csv"), ("\t", "tsv"), (";", "csv"), ("，", "csv")])
def test_delimiters(mark: str, kind: str) -> None:
    book = read_workbook(f"指标{mark}2024\nGDP{mark}1\n".encode(), "a.csv")
    assert (book.kind, tuple(book.sheets[0].rows)) == (kind, (("指标", "2024"), ("GDP", "1")))


def test_rows_of_different_lengths_are_padded_and_blank_lines_counted() -> None:
    book = read_workbook("表1\n\n指标,2024\nGDP,1,x\n".encode(), "a.csv")
    assert tuple(book.sheets[0].rows) == (("表1", "", ""), ("", "", ""), ("指标", "2024", ""), ("GDP", "1", "x"))


def test_quoted_line_breaks_and_quotation_marks_stay_in_their_cell() -> None:
    book = read_workbook(b'a,b\r\n"1\r\n2","say ""x"""\r\n', "a.csv")
    assert book.sheets[0].rows[1] == ("1\r\n2", 'say "x"')


def test_the_content_decides_not_the_name() -> None:
    assert read_workbook(xlsx([["a", "b"]]), "a.csv").kind == "xlsx"
    assert read_workbook(b"a,b\n1,2\n", "a.xlsx").kind == "csv"


def test_xlsx_cells_are_the_text_that_the_spreadsheet_shows() -> None:
    data = xlsx(
        [[8275, 7864.76, 0.1, 1e16, 0.0786, 0.5, dt.date(2024, 12, 31), True, "１２", None]],
        formats={"E1": "0.00%", "F1": '0.0"%"'},
    )
    assert read_workbook(data, "a.xlsx").sheets[0].rows == (
        ("8275", "7864.76", "0.1", "10000000000000000", "7.86%", "0.5%", "2024-12-31", "TRUE", "１２"),
    )


def test_an_error_and_a_formula_without_a_result_are_not_lost() -> None:
    data = xlsx([["=1+1", "x"], ["#REF!", "=A1"]])
    assert read_workbook(data, "a.xlsx").sheets[0].rows == (("=1+1", "x"), ("#REF!", "=A1"))


def test_rows_and_columns_count_as_in_the_spreadsheet() -> None:
    assert read_workbook(xlsx([[], [None, None, "x"]]), "a.xlsx").sheets[0].rows == (("", "", ""), ("", "", "x"))


def test_a_merged_text_stands_in_every_cell_but_a_merged_figure_in_one() -> None:
    data = xlsx([["2024年", None, 2024, None], ["甲", 5.5, None, 7], [None, None, None, 8]])
    merged = xlsx(
        [["2024年", None, 2024, None], ["甲", 5.5, None, 7], [None, None, None, 8]],
        merged=("A1:B1", "C1:D1", "A2:A3", "B2:C2"),
    )
    assert read_workbook(data, "a.xlsx").sheets[0].rows[0] == ("2024年", "", "2024", "")
    assert read_workbook(merged, "a.xlsx").sheets[0].rows == (
        ("2024年", "2024年", "2024", "2024"),
        ("甲", "5.5", "", "7"),
        ("甲", "", "", "8"),
    )


def test_xls() -> None:
    book = read_workbook((FILES / "table.xls").read_bytes(), "table.xls")
    assert (book.kind, [sheet.name for sheet in book.sheets]) == ("xls", ["主要指标", "日期"])
    # Stored as 0.5262 with the format 0.00%.
    assert book.sheets[0].rows == (
        ("昆明市主要经济指标",) * 3,
        ("指标", "2023年", "2024年"),
        ("地区生产总值（亿元）", "7864.76", "8275"),
        ("森林覆盖率（%）", "52.62%", "52.7%"),
        ("注：2024年为快报数", "", ""),
    )
    assert book.sheets[1].rows == (("2024-12-31",),)


def test_ods() -> None:
    book = read_workbook((FILES / "table.ods").read_bytes(), "table.ods")
    assert book.kind == "ods"
    assert book.sheets[0].rows == (
        ("昆明市主要经济指标",) * 3,
        ("指标", "2023年", "2024年"),
        ("地区生产总值（亿元）", "7864.76", "8275"),
        ("森林覆盖率（%）", "52.62%", "52.7%"),
        ("注：2024年为快报数", "", ""),
    )


@pytest.mark.parametrize("write", [lambda rows: write_csv(rows).encode("utf-8-sig"), xlsx_of])
def test_the_apostrophe_of_an_export_comes_off_again(write: Callable[[list[list[Value]]], bytes]) -> None:
    texts = ["=1+1", "＝合计", "－备注", "\n＠x", "'=a", "-无", "@"]
    rows: list[list[Value]] = [["指标", -5.5, text] for text in texts]
    read = read_workbook(write(rows), "a").sheets[0].rows
    assert [row[2] for row in read] == texts
    assert {row[1] for row in read} == {"-5.5"}


@pytest.mark.parametrize("note", ["-5", "+3%", "-无", "=1+1", "'-5", "''=a", "'5", "5", "@厅", "－12.5"])
@pytest.mark.parametrize("heading", ["备注", "数据来源"])
def test_a_note_comes_back_as_it_was_written(take: Callable[..., Batch], note: str, heading: str) -> None:
    rows: list[list[Value]] = [["地区", "指标", "年份", "数值", heading], ["昆明市", "GDP", "2024", 8275.25, note]]
    found = only(take(write_csv(rows)))
    assert (found.value, found.note) == (8275.25, note)


def test_an_apostrophe_before_a_number_is_told_when_it_is_read() -> None:
    assert read_workbook("指标,'-5,'12\n".encode(), "a.csv").sheets[0].rows == (("指标", "'-5", "'12"),)
