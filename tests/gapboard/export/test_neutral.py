"""Texts that look like formulas, characters that XML forbids, numbers that stay numbers."""

import csv
import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapboard.export.neutral import as_written, computed, in_xml, neutral, published, write_csv
from gapboard.export.xlsx import new_book, write_cell

FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "=cmd|' /C calc'!A0",
    "-",
    "=",
    "＝1+1",
    "＋1",
    "－1",
    "＠a",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_an_apostrophe_before_what_begins_like_a_formula(text: str) -> None:
    assert neutral(text) == "'" + text
    assert neutral("'" + text) == "''" + text  # what has one of its own is given back with it


@pytest.mark.parametrize("text", ["", "a=1", " =1", "'a", "'", "1-2", "昆明"])
def test_other_texts_stay(text: str) -> None:
    assert neutral(text) == text
    assert as_written(text) == text


@given(st.text(st.sampled_from("'=＝－-a1\n"), max_size=6))
def test_the_apostrophe_comes_off_again(text: str) -> None:
    assert as_written(neutral(text)) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\0b\x0bc", "a\ufffdb\ufffdc"),
        ("\ud800\uffff\ufffe", "\ufffd\ufffd\ufffd"),
        ("tab\tline\nend\r", "tab\tline\nend\r"),
        ("滇池😀\x7f", "滇池😀\x7f"),
        ("x" * 32_767, "x" * 32_767),
        ("x" * 32_768, "x" * 32_766 + "…"),
    ],
)
def test_characters_that_xml_forbids_are_seen_to_be_gone(text: str, shown: str) -> None:
    assert in_xml(text) == shown


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("=1+1", "'=1+1"),
        ("#N/A", "#N/A"),
        ("a\x01", "a\ufffd"),
        ("2024", "2024"),
        (-1.5, -1.5),
        (2024, 2024),
        (None, None),
    ],
)
def test_cells_of_an_xlsx_file(value: object, read: object) -> None:
    file = io.BytesIO()
    book = new_book(file)
    write_cell(book.add_worksheet(), 0, 0, value)
    book.close()
    cell = openpyxl.load_workbook(file).active.cell(1, 1)
    assert (cell.value, type(cell.value)) == (read, type(read))
    assert cell.data_type == ("s" if isinstance(value, str) else "n")


def test_csv() -> None:
    assert write_csv([["=1", 'a"b', -1.5, 100.0, None, 7], ["", "c\nd", 0.1, 1e-7, 8275.2, 3]]) == (
        '"\'=1","a""b",-1.5,100,,7\r\n"","c\nd",0.1,1e-07,8275.2,3\r\n'
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@given(text=st.text(st.sampled_from("a=1\r\n,\"'＝"), max_size=8))
def test_no_text_tears_its_row(end: str, text: str) -> None:
    content = write_csv([["a", text, 1]] * 2, line_end=end)
    assert list(csv.reader(io.StringIO(content, newline=""), strict=True)) == [["a", neutral(text), "1"]] * 2
    outside = "".join(content.split('"')[::2])  # a quotation mark within is written twice
    assert outside.replace(end, "") == ",,1" * 2


def test_what_was_computed_is_rounded_and_what_was_published_keeps_its_digits() -> None:
    assert computed(100 * 1902.22 / 8637.45) == 22.022935  # 22.0229350…
    assert computed(0.1 + 0.2) == 0.3
    # A change of unit adds a digit that nobody published; seven published ones stay.
    assert published(8637.45 * 0.1) == 863.745
    assert published(0.1234567) == 0.1234567
