"""What a spreadsheet does not show, and what it shows as one cell, is told with every sheet."""

import io
import re
import zipfile

import openpyxl
import pytest

from gapboard.intake import Sheet, read_workbook
from tests.gapboard.intake.conftest import Callable
from tests.gapboard.intake.test_biff import BOF, EOF, HEAD, HIDDEN, container, record
from tests.gapboard.intake.test_hardness import edited

MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"


def book(*, filtered: bool = False) -> bytes:
    """Three sheets, two of them hidden; in the first a merged area, a hidden row and two hidden columns."""
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    for number in range(1, 7):
        sheet.append([f"{number}{letter}" for letter in "abcde"])
    sheet.merge_cells("A4:B5")
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions.group("C", "D", hidden=True)
    if filtered:
        sheet.auto_filter.ref = "A1:E6"
        sheet.auto_filter.add_filter_column(0, ["1a", "2a", "4a", "5a", "6a"])
    for state in ("hidden", "veryHidden"):
        other = made.create_sheet(state)
        other["A1"] = "x"
        other.sheet_state = state
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def told(sheet: Sheet) -> tuple[object, ...]:
    """The facts of a sheet."""
    return sheet.hidden, sheet.hidden_rows, sheet.hidden_columns, sheet.merges


FIRST = (False, {3}, {3, 4}, ((4, 1, 5, 2),))


@pytest.mark.parametrize("filtered", [False, True])
def test_xlsx(filtered: bool) -> None:
    first, *others = read_workbook(book(filtered=filtered), "a.xlsx").sheets
    assert told(first) == FIRST
    assert first.rows[3][:3] == ("4a", "4a", "4c")  # merged cells stay filled, hidden ones stay where they are
    assert first.rows[2][2] == "3c"
    assert [sheet.hidden for sheet in others] == [True, True]


def prefixed(xml: bytes) -> bytes:
    """A sheet as some programs write it: every name with a prefix."""
    bare = xml.replace(b"xmlns=", b"xmlns:x=")
    return bare.replace(b"</", b"</x:").replace(b"<", b"<x:").replace(b"<x:/x:", b"</x:").replace(b"<x:?", b"<?")


@pytest.mark.parametrize("change", [prefixed, lambda xml: xml.replace(MAIN, STRICT)])
def test_sheets_with_prefixes_and_strict_ones(change: Callable[[bytes], bytes]) -> None:
    first = read_workbook(edited(book(), change), "a.xlsx").sheets[0]
    assert told(first) == FIRST


def test_rows_without_a_height_and_columns_without_a_width() -> None:
    def flattened(xml: bytes) -> bytes:
        bare = re.sub(rb'(<row[^>]*) hidden="1"', rb'\1 ht="0" customHeight="1"', xml)
        return re.sub(rb"<col [^>]*/>", b'<col min="3" max="4" width="0" customWidth="1"/>', bare)

    assert told(read_workbook(edited(book(), flattened), "a.xlsx").sheets[0]) == FIRST


def test_xls() -> None:
    def named(name: bytes, state: int, start: int) -> bytes:
        return record(0x0085, f"IBBBB{len(name)}s", start, state, 0, len(name), 0, name)

    length = len(BOF + HEAD + EOF) + 2 * len(named(b"one", 0, 0))
    shown, other = BOF + HIDDEN + EOF, BOF + record(0x0203, "HHHd", 0, 0, 0, 1.0) + EOF
    starts = named(b"one", 0, length) + named(b"two", 2, length + len(shown))
    data = container(BOF + HEAD + starts + EOF + shown + other, small=True)
    first, second = read_workbook(data, "a.xls").sheets
    assert told(first) == (False, {2}, {2, 3, 5}, ((4, 1, 5, 2),))
    assert second.hidden


ODS = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:automatic-styles>
 <style:style style:name="no" style:family="table"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles><office:body><office:spreadsheet>%s</office:spreadsheet></office:body>
</office:document-content>"""


def ods(*tables: str) -> bytes:
    """An OpenDocument file with the given tables; ``t:`` stands for the prefix of tables."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS % "".join(tables).replace("<t:", "<table:").replace("</t:", "</table:"))
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return content.getvalue()


def cell(text: str = "x", more: str = "") -> str:
    """A cell with a text."""
    return f'<t:table-cell office:value-type="string" {more}><text:p>{text}</text:p></t:table-cell>'


def row(*cells: str, more: str = "") -> str:
    """A row."""
    return f"<t:table-row {more}>{''.join(cells)}</t:table-row>"


def test_ods() -> None:
    three = (cell(),) * 3
    wide = cell("m", 'table:number-columns-spanned="2" table:number-rows-spanned="2"')
    first, second = read_workbook(
        ods(
            '<t:table table:name="one"><t:table-column/><t:table-column table:visibility="collapse"/><t:table-column/>',
            row(*three),
            row(*three, more='table:visibility="filter" table:number-rows-repeated="2"'),
            f'<t:table-row-group table:display="false">{row(*three)}</t:table-row-group>',
            row(wide, "<t:covered-table-cell/>", cell()),
            row('<t:covered-table-cell table:number-columns-repeated="2"/>', cell()),
            f'</t:table><t:table table:name="two" table:style-name="no">{row(*three)}</t:table>',
        ),
        "a.ods",
    ).sheets
    assert told(first) == (False, {2, 3, 4}, {2}, ((5, 1, 6, 2),))
    assert first.rows[5] == ("m", "m", "x")
    assert second.hidden


def test_a_text_file_hides_nothing() -> None:
    assert told(read_workbook(b"a,b\n1,2\n", "a.csv").sheets[0]) == (False, set(), set(), ())
