"""Which cells of an old Excel file (BIFF8 in an OLE container) show a percentage: the reader does not say.

Record numbers and fields as in Microsoft's [MS-XLS], the container as in [MS-CFB].
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from typing import Any

Cell = tuple[int, int]

_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
_LAST_SECTOR = 0xFFFFFFFA  # from here on numbers have meanings of their own
_BOF, _SHEET, _FORMAT, _XF = 0x0809, 0x0085, 0x041E, 0x00E0
_NUMBER, _RK, _MULRK, _FORMULA = 0x0203, 0x027E, 0x00BD, 0x0006
_BIFF8 = 0x0600
_PERCENT_FORMATS = (9, 10)
_WORDS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def details(data: bytes, kind: str) -> dict[int, dict[str, Any]]:
    """The cells of every sheet that are formatted as percentages, counted from 0; see ``details.py``.

    Empty for a file whose inner parts do not fit together as they should: a fraction is asked about then.
    """
    try:
        return {number: {"percent": cells, "texts": {}, "merged": []} for number, cells in _sheets(_workbook(data))}
    except (struct.error, IndexError, ValueError):
        return {}


def _sheets(stream: bytes) -> Iterator[tuple[int, list[Cell]]]:
    formats, styles, starts = set(_PERCENT_FORMATS), list[int](), list[int]()
    for kind, body in _records(stream, 0):
        if kind == _BOF and struct.unpack_from("<H", body)[0] != _BIFF8:
            raise ValueError("another version")
        if kind == _SHEET:
            starts.append(struct.unpack_from("<I", body)[0])
        elif kind == _FORMAT:
            number, length, flags = struct.unpack_from("<HHB", body)
            text = body[5:].decode("utf-16-le", "replace") if flags & 1 else body[5:].decode("latin-1")
            if "%" in _WORDS.sub("", text[:length]):
                formats.add(number)
        elif kind == _XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
    percent = {number for number, form in enumerate(styles) if form in formats}
    for number, start in enumerate(starts):
        yield number, [cell for cell, style in _cells(stream, start) if style in percent]


def _cells(stream: bytes, start: int) -> Iterator[tuple[Cell, int]]:
    """The cells with numbers of a sheet, and their styles."""
    for kind, body in _records(stream, start):
        if kind in (_NUMBER, _RK) or (kind == _FORMULA and body[12:14] != b"\xff\xff"):
            row, column, style = struct.unpack_from("<HHH", body)
            yield (row, column), style
        elif kind == _MULRK:
            row, first = struct.unpack_from("<HH", body)
            for step in range((len(body) - 6) // 6):
                yield (row, first + step), struct.unpack_from("<H", body, 4 + 6 * step)[0]


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of a workbook: to its end, which follows at the same depth as its beginning."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BOF) - (kind == 0x000A)
        if depth <= 1:  # deeper lie charts, with cells of their own
            yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
        if depth <= 0:
            return


def _workbook(data: bytes) -> bytes:
    """The stream named Workbook of an OLE container."""
    if not data.startswith(_SIGNATURE):
        raise ValueError("no container")
    sector, small = (1 << power for power in struct.unpack_from("<HH", data, 30))
    if sector not in (512, 4096) or small != 64:
        raise ValueError("sector size")
    directory, _, cutoff, small_table, _, more = struct.unpack_from("<6I", data, 48)

    def at(number: int) -> bytes:
        return data[(number + 1) * sector : (number + 2) * sector]

    places = list(struct.unpack_from("<109I", data, 76))
    numbers_in_sector = sector // 4
    seen = 0
    while more < _LAST_SECTOR and seen * sector < len(data):
        block = struct.unpack(f"<{numbers_in_sector}I", at(more))
        places.extend(block[:-1])
        more, seen = block[-1], seen + 1
    table = [
        number
        for place in places
        if place < _LAST_SECTOR
        for number in struct.unpack(f"<{numbers_in_sector}I", at(place))
    ]

    def chain(first: int) -> bytes:
        return b"".join(at(number) for number in _chain(first, table))

    entries = chain(directory)
    root = b""
    for place in range(0, len(entries), 128):
        name_length, kind = struct.unpack_from("<H", entries, place + 64)[0], entries[place + 66]
        name = entries[place : place + max(name_length - 2, 0)].decode("utf-16-le", "replace")
        first, size = struct.unpack_from("<II", entries, place + 116)
        if kind == 5:
            root = chain(first)
        elif kind == 2 and name == "Workbook":
            if size >= cutoff:
                return chain(first)[:size]
            small_numbers = chain(small_table)
            numbers = list(struct.unpack(f"<{len(small_numbers) // 4}I", small_numbers))
            return b"".join(root[n * small : (n + 1) * small] for n in _chain(first, numbers))[:size]
    raise ValueError("no workbook")


def _chain(first: int, table: list[int]) -> Iterator[int]:
    """The sectors of a stream; an endless chain is no chain."""
    number = first
    for _ in range(len(table) + 1):
        if number >= _LAST_SECTOR:
            return
        yield number
        number = table[number]
    raise ValueError("a chain without an end")
