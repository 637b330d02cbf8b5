"""Old Excel files: every kind of number record, hidden parts, streams large and small, and damaged files.

The container is put together here byte by byte, as Excel writes what xlwt, which made the fixture, does not.
"""

import struct
from pathlib import Path

import pytest

from gapboard.intake.child import biff, ole
from gapboard.intake.child.facts import Facts, cell
from gapboard.intake.child.refused import Refused

FIXTURE = Path(__file__).with_name("files") / "table.xls"
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
GENERAL, PERCENT, TWO_PLACES = 0, 9, 2


def record(kind: int, form: str, *values: object) -> bytes:
    """One BIFF record."""
    body = struct.pack("<" + form, *values)
    return struct.pack("<HH", kind, len(body)) + body


BOF = record(0x0809, "HH", 0x0600, 0x0005)
EOF = record(0x000A, "")


def styles(*formats: int) -> bytes:
    """A cell style for each number format."""
    return b"".join(record(0x00E0, "HH16x", 0, form) for form in formats)


def named(number: int, code: str) -> bytes:
    """A number format of the file's own, in UTF-16 as Excel writes Chinese."""
    text = code.encode("utf-16-le")
    return record(0x041E, f"HHB{len(text)}s", number, len(code), 1, text)


def workbook(head: bytes, *sheets: bytes) -> bytes:
    """The stream of a workbook: its globals name where each sheet begins."""
    length = len(BOF) + len(head) + len(EOF) + 10 * len(sheets)
    starts, parts = b"", b""
    for sheet in sheets:
        starts += record(0x0085, "IH", length + len(parts), 0)
        parts += BOF + sheet + EOF
    return BOF + head + starts + EOF + parts


def entry(name: str, kind: int, first: int, size: int) -> bytes:
    """A line of an OLE directory."""
    text = name.encode("utf-16-le")
    return text.ljust(64, b"\0") + struct.pack("<HB49xII4x", len(text) + 2, kind, first, size)


def container(stream: bytes, *, small: bool) -> bytes:
    """An OLE file with one stream: FAT, directory and small FAT in the first sectors, then the stream's."""
    count = -(-len(stream) // 512)
    fat = [FAT, END, END, *range(4, 3 + count), END]
    minis = -(-len(stream) // 64)
    root = entry("Root Entry", 5, 3 if small else END, minis * 64 if small else 0)
    directory = root + entry("Workbook", 2, 0 if small else 3, len(stream))
    mini = [*range(1, minis), END] if small else []
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH10xI", 62, 3, 0xFFFE, 9, 6, 1)
    header += struct.pack("<IIIIIII", 1, 0, 4096, 2 if small else END, int(small), END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    tables = [struct.pack("<128I", *(numbers + [FREE] * (128 - len(numbers)))) for numbers in (fat, mini)]
    return header + tables[0] + directory.ljust(512, b"\0") + tables[1] + stream.ljust(count * 512, b"\0")


def facts(data: bytes) -> list[Facts]:
    """The facts of every sheet of a file."""
    return list(biff.facts(ole.workbook(data), 1000).values())


def percent(data: bytes) -> list[list[tuple[int, int]]]:
    """The cells of every sheet that show a percentage."""
    return [
        [cell(number) for number, form in sheet.in_order() if form.sections[0][2].power == 2] for sheet in facts(data)
    ]


RK = 0x027E
SHEET = (
    record(RK, "HHHI", 0, 0, 0, 0)
    + record(RK, "HHHI", 1, 0, 1, 0)
    + record(0x0203, "HHHd", 2, 1, 1, 0.5262)
    + record(0x00BD, "HHHIHIHIH", 3, 2, 1, 0, 0, 0, 2, 0, 4)
    + record(0x0006, "HHHd8x", 4, 0, 2, 0.25)
    + record(0x0006, "HHHB5xH8x", 5, 0, 2, 0, 0xFFFF)  # a formula whose result is a text
)
HEAD = named(164, "0.0%") + styles(GENERAL, PERCENT, 164)
SHOWN = [(1, 0), (2, 1), (3, 2), (3, 4), (4, 0)]


def test_the_shipped_fixture() -> None:
    assert percent(FIXTURE.read_bytes()) == [[(3, 1)], []]


@pytest.mark.parametrize("small", [True, False])
def test_every_kind_of_number(small: bool) -> None:
    plain = record(0x0203, "HHHd", 0, 0, 0, 0.5)
    padding = b"" if small else record(0x00FC, "5000x")
    assert percent(container(workbook(HEAD, plain, padding + SHEET), small=small)) == [[], SHOWN]


def test_a_chart_within_a_sheet_has_cells_of_its_own() -> None:
    chart = BOF + record(RK, "HHHI", 7, 7, 1, 0) + EOF
    assert percent(container(workbook(HEAD, chart + SHEET), small=True)) == [SHOWN]


@pytest.mark.parametrize("code", ['0.0"%"', "0.00", "0\\%", "@"])
def test_a_per_cent_sign_that_is_only_a_word_is_none(code: str) -> None:
    head = named(164, code) + styles(GENERAL, TWO_PLACES, 164)
    assert percent(container(workbook(head, SHEET), small=True)) == [[]]


def test_the_size_is_that_of_what_is_filled() -> None:
    (sheet,) = facts(container(workbook(HEAD, SHEET), small=True))
    assert (sheet.rows, sheet.columns, sheet.cells) == (6, 5, 8)


HIDDEN = (
    record(0x007D, "HHHHHH", 1, 2, 2048, 0, 1, 0)  # two columns that are hidden
    + record(0x007D, "HHHHHH", 4, 4, 0, 0, 0, 0)  # and one without a width
    + record(0x0208, "HHHHHHHH", 1, 0, 5, 255, 0, 0, 0x0120, 15)
    + record(0x0208, "HHHHHHHH", 2, 0, 5, 255, 0, 0, 0x0100, 15)
    + SHEET
    + record(0x00E5, "H8H", 2, 3, 4, 0, 1, 5, 5, 2, 2)  # an area, and a single cell
)


@pytest.mark.parametrize("version", [0x0500, 0x0600])
def test_hidden_and_merged_parts(version: int) -> None:
    stream = workbook(styles(GENERAL, PERCENT), HIDDEN).replace(BOF, record(0x0809, "HH", version, 0x0005))
    (sheet,) = facts(container(stream, small=True))
    assert sheet.hidden_columns == [(1, 2), (4, 4)]
    assert sheet.hidden_rows == [(1, 1)]
    assert sheet.merged == [(3, 0, 4, 1)]


@pytest.mark.parametrize("at", [0, 30, 44, 48, 60, 76, 512, 1024, 1140, 1152])
def test_a_damaged_file_is_told(at: int) -> None:
    data = bytearray(FIXTURE.read_bytes())
    for step in range(8):
        data[at + step] ^= 0xFF
    for damaged in (bytes(data), bytes(data[:700])):
        try:
            facts(damaged)
        except ValueError as error:
            assert str(error)
    with pytest.raises(ValueError, match=r"\w"):
        facts(bytes(data[:700]))


def test_what_a_password_keeps_is_not_looked_into() -> None:
    with pytest.raises(Refused, match="encrypted"):
        facts(container(workbook(record(0x002F, "H", 1) + HEAD, SHEET), small=True))


def circle(data: bytes, at: int, number: int) -> bytes:
    """A container in which sector ``at`` is followed by ``number``."""
    place = 512 + 4 * at
    return data[:place] + struct.pack("<I", number) + data[place + 4 :]


@pytest.mark.parametrize("at", [1, 3, 4])
def test_chains_that_run_in_circles(at: int) -> None:
    data = container(workbook(HEAD, record(0x00FC, "5000x") + SHEET), small=False)
    with pytest.raises(ValueError, match="without an end"):
        facts(circle(data, at, at))


def test_a_table_of_sectors_that_holds_itself() -> None:
    data = container(workbook(HEAD, SHEET), small=True)
    twice = data[:76] + struct.pack("<109I", *[0] * 109) + data[76 + 436 :]
    with pytest.raises(ValueError, match="does not fit"):
        facts(twice)
    endless = circle(data[:68] + struct.pack("<II", 0, 1) + data[76:], 127, 0)  # more follows in its first sector
    with pytest.raises(ValueError, match="without an end"):
        facts(endless)
