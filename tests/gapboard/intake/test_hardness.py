"""Files that would do harm: a clear refusal, or harmless text, in bounded memory and time.

Over a second where files of many megabytes are read, in a process of their own that may not grow.
"""

import io
import random
import socket
import struct
import zipfile
import zlib

import pytest
import xlsxwriter

from gapboard.intake import limits, read_workbook
from tests.gapboard.intake.conftest import Callable, fault_of, xlsx


def refused(data: bytes, name: str = "a.xlsx", **more: str) -> str:
    """The code with which a file is refused."""
    return fault_of(lambda: read_workbook(data, name, **more))


def test_a_200_mb_upload() -> None:
    assert refused(bytes(200 * 1024 * 1024), "a.csv") == "too_large"


@pytest.mark.parametrize("data", [b"", b"  \r\n \n", b"\xef\xbb\xbf", b",,\n,,\n"])
def test_nothing_in_it(data: bytes) -> None:
    assert refused(data, "a.csv") == "empty_file"


def test_an_empty_sheet() -> None:
    assert refused(xlsx([])) == "empty_file"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"%PDF-1.7 ...", "not_a_table"),
        (b"\x89PNG\r\n\x1a\n....", "not_a_table"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "markup_file"),
        ('\ufeff  <?xml version="1.0"?><Workbook/>'.encode(), "markup_file"),
        (b"a,b\n\xff\xff\xff,1\n", "not_decodable"),
        (b"a,\0,b\n1,2,3\n", "nul_bytes"),
        (b"a\0,\0b\0\n\0", "nul_bytes"),  # UTF-16 without a mark
        (b"PK\x03\x04 and then nothing", "unreadable_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "unreadable_workbook"),
        (b'a,b\n"1,2\n3,4\n', "bad_csv"),  # a quotation mark that would swallow the rest
    ],
)
def test_what_is_no_table(data: bytes, code: str) -> None:
    assert refused(data, "统计.xls") == code


def test_encodings_that_were_asked_for() -> None:
    assert refused(b"a,b\n", "a.csv", encoding="klingon") == "unknown_encoding"
    assert refused(b"\xff\xff,1\n", "a.csv", encoding="utf-8") == "wrong_encoding"


def test_a_truncated_workbook() -> None:
    data = xlsx([["指标", "2024"], ["GDP", 1]])
    for length in (len(data) // 3, len(data) // 2, len(data) - 10):
        assert refused(data[:length]) == "unreadable_workbook"


def test_random_bytes() -> None:
    noise = random.Random(1)
    for magic in (b"", b"PK\x03\x04", b"\xff\xfe"):
        data = magic + noise.randbytes(5000)
        assert refused(data) in {"not_decodable", "nul_bytes", "unreadable_workbook", "wrong_encoding"}


def test_another_kind_of_archive() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", "<w:document/>")
    assert refused(content.getvalue(), "a.docx") == "not_a_workbook"


def bomb(size: int) -> bytes:
    """A workbook whose sheet unpacks to ``size`` bytes of nothing."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(size >> 20):
                part.write(bytes(1 << 20))
    return content.getvalue()


def test_a_zip_bomb() -> None:
    assert refused(bomb(64 << 20)) == "zip_bomb"


def test_a_zip_bomb_whose_directory_lies() -> None:
    data = bytearray(bomb(64 << 20))
    # The sheet is the last entry of the directory: its true size stands 24 bytes in.
    entry = data.rindex(b"PK\x01\x02")
    assert struct.unpack_from("<I", data, entry + 24)[0] == 64 << 20
    struct.pack_into("<I", data, entry + 24, 1000)
    assert refused(bytes(data)) == "zip_bomb"


def test_encrypted_archives() -> None:
    data = bytearray(xlsx([["a"]]))
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    assert refused(bytes(data)) == "encrypted"


def edited(data: bytes, change: Callable[[bytes], bytes], part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A workbook with one part changed."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return content.getvalue()


def test_16384_columns() -> None:
    assert refused(xlsx([["x"] * 16_384])) == "too_many_columns"
    assert refused(("x," * 16_383 + "x\n").encode(), "a.csv") == "too_many_columns"
    # Trailing empty columns are what WPS leaves of a format once applied to whole rows.
    assert len(read_workbook(("a,b" + "," * 16_382 + "\n1,2\n").encode(), "a.csv").sheets[0].rows[0]) == 2


def test_two_cells_a_million_rows_apart() -> None:
    data = edited(
        xlsx([["x"], ["y"]]), lambda xml: xml.replace(b'"A2"', b'"XFD1048576"').replace(b'r="2"', b'r="1048576"')
    )
    assert refused(data) in {"too_many_columns", "too_many_cells"}


def test_too_many_cells_in_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MAX_CELLS", 100)
    assert refused(b"a,b\n" * 60, "a.csv") == "too_many_cells"
    assert refused(b'a,"""b"\n' * 60, "a.csv") == "too_many_cells"
    assert refused(b"a,b,c,d,e\n" + b"\n" * 30, "a.csv") == "too_many_cells"  # by padding


def test_entities_are_not_expanded() -> None:
    evil = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>'
    data = edited(xlsx([["a"]]), lambda xml: evil + xml.replace(b"<numFmts", b"&b;<numFmts"), "xl/styles.xml")
    assert refused(data) == "unreadable_workbook"


def test_the_reader_cannot_take_more_memory_than_it_is_given() -> None:
    # One text of 30,000 characters that 100,000 cells point to: 3 GB once it is written out.
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        for row in range(100_000):
            sheet.write_string(row, 0, "x" * 30_000)
    assert limits.READER_MEMORY <= 400 << 20
    assert refused(content.getvalue()) == "too_much_memory"


@pytest.mark.parametrize("text", [b"\xc3\xa9", b"\xf0\x9f\x98\x80"])
def test_a_text_with_one_line_or_one_cell(text: bytes) -> None:
    assert refused(text + b"x" * (8 << 20), "a.csv") == "line_too_long"
    assert refused(text + b"," * (8 << 20), "a.csv") == "too_many_columns"
    assert refused(text + b"\n" * (8 << 20), "a.csv") == "too_many_cells"
    assert refused(text + b'"a\n",' * (1 << 20), "a.csv") in {"too_many_columns", "bad_csv"}
    assert refused(b'"a\n",' * (1 << 20), "a.csv") == "too_many_columns"


def filled_sheet(rows: bytes, more: bytes = b"") -> bytes:
    """A workbook with the given rows; beside it lies what does not compress, so that it is no zip bomb."""
    data = edited(
        xlsx([["x"]]),
        lambda xml: xml[: xml.index(b"<sheetData>") + 11] + rows + b"</sheetData>" + more + b"</worksheet>",
    )
    content = io.BytesIO(data)
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("picture.png", random.Random(2).randbytes(1 << 20))
    return content.getvalue()


@pytest.mark.fuzz  # reads hundreds of megabytes before it refuses: half a minute
@pytest.mark.parametrize(
    "rows",
    [
        b"<row>" + b"<c><v>1</v></c>" * 10_000_000 + b"</row>",
        b'<row><c r="A1"><v>1</v></c></row>' * 5_000_000,  # one cell, again and again
    ],
)
def test_ten_million_tiny_cells(rows: bytes) -> None:
    assert refused(filled_sheet(rows)) == "too_many_cells"


CORNERS = b'<row r="1"><c r="A1" t="str"><v>%s</v></c></row><row r="1000"><c r="ALL1000"><v>1</v></c></row>'


def test_merged_areas_over_merged_areas() -> None:
    merged = b"<mergeCells>" + b'<mergeCell ref="A1:ALL1000"/>' * 5000 + b"</mergeCells>"
    assert refused(filled_sheet(CORNERS % b"x", merged)) == "too_many_cells"


def test_a_long_text_merged_over_a_million_cells() -> None:
    merged = b'<mergeCells><mergeCell ref="A1:ALL1000"/></mergeCells>'
    assert refused(filled_sheet(CORNERS % (b"x" * 30_000), merged)) == "too_much_text"


def test_a_merged_area_beyond_the_table_ends_with_it() -> None:
    merged = b'<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="ZZ900:ZZZ999"/></mergeCells>'
    rows = b'<row r="1"><c r="A1" t="str"><v>x</v></c></row><row r="2"><c r="B2" t="str"><v>y</v></c></row>'
    (sheet,) = read_workbook(filled_sheet(rows, merged), "a.xlsx").sheets
    assert sheet.rows == (("x", "x"), ("x", "y"))
    assert sheet.merges == ((1, 1, 2, 2),)


def test_a_zip_file_of_many_parts() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for number in range(limits.MAX_MEMBERS + 1):
            archive.writestr(str(number), "")
    assert refused(content.getvalue()) == "zip_bomb"


def test_checksums_hold() -> None:
    data = bytearray(xlsx([["a"]]))
    entry = data.index(b"PK\x01\x02")
    struct.pack_into("<I", data, entry + 16, zlib.crc32(b"something else"))
    assert refused(bytes(data)) == "unreadable_workbook"


def linked(address: str) -> bytes:
    """A workbook whose parts lead to ``address`` in every way they have: a link, another book, a picture, a query."""
    place = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kinds = ("hyperlink", "externalLinkPath", "image", "attachedTemplate", "connections")
    links = "".join(
        f'<Relationship Id="r{number}" Type="{place}/{kind}" Target="{address}" TargetMode="External"/>'
        for number, kind in enumerate(kinds)
    )
    rels = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    )
    link = f'<hyperlinks xmlns:r="{place}"><hyperlink ref="A1" r:id="r0"/></hyperlinks></worksheet>'.encode()
    content = io.BytesIO(edited(xlsx([["指标", "=[1]Sheet1!A1"]]), lambda xml: xml.replace(b"</worksheet>", link)))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("xl/worksheets/_rels/sheet1.xml.rels", rels)
        archive.writestr("xl/externalLinks/_rels/externalLink1.xml.rels", rels)
    return content.getvalue()


@pytest.mark.parametrize("part", ["word/document.xml", "ppt/presentation.xml", "xl/workbook.xml"])
def test_links_in_office_files_lead_nowhere(part: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.3)
        data = linked(f"http://127.0.0.1:{server.getsockname()[1]}/x")
        if part.startswith("xl/"):
            assert read_workbook(data, "a.xlsx").sheets[0].rows == (("指标", "=[1]Sheet1!A1"),)
        else:
            content = io.BytesIO()
            with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(content, "w") as new:
                for name in old.namelist():
                    new.writestr(name.replace("xl/workbook.xml", part), old.read(name))
            assert refused(content.getvalue(), "a.xlsx") == "not_a_workbook"
        with pytest.raises(TimeoutError):
            server.accept()
