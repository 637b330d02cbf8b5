"""The particulars of an old Excel file's sheets (BIFF5 and BIFF8): sizes, number formats, merged and hidden parts.

Record numbers and fields as in Microsoft's [MS-XLS].
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from .facts import Facts
from .formats import PERCENT, Format, read
from .refused import Refused

_BOF, _EOF, _FILEPASS = 0x0809, 0x000A, 0x002F
_SHEET, _FORMAT, _XF = 0x0085, 0x041E, 0x00E0
_NUMBER, _RK, _MULRK, _FORMULA = 0x0203, 0x027E, 0x00BD, 0x0006
_TEXTS = (0x00FD, 0x0204, 0x00D6, 0x0205)  # LABELSST, LABEL, RSTRING, BOOLERR
_ROW, _COLUMNS, _MERGED = 0x0208, 0x007D, 0x00E5
_BIFF5, _BIFF8 = 0x0500, 0x0600
_PERCENT_FORMATS = (9, 10)
_ROW_IS_HIDDEN, _COLUMN_IS_HIDDEN = 0x20, 0x01


def facts(stream: bytes, most: int) -> dict[int, Facts]:
    """The facts of every sheet by its number from 0. Raises ``ValueError`` for records that do not fit together."""
    try:
        styles, starts = _globals(stream)
        return {number: _sheet(stream, start, styles, Facts(most)) for number, start in enumerate(starts)}
    except (struct.error, IndexError) as error:
        raise ValueError(f"unreadable records: {error}") from None


def _globals(stream: bytes) -> tuple[dict[int, Format], list[int]]:
    """The styles that show a number otherwise than it is stored, and where each sheet begins."""
    formats, styles, starts, version = dict.fromkeys(_PERCENT_FORMATS, PERCENT), list[int](), list[int](), 0
    for kind, body in _records(stream, 0):
        if kind == _BOF and not version:
            version = struct.unpack_from("<H", body)[0]
            if version not in (_BIFF5, _BIFF8):
                raise ValueError("another version")
        elif kind == _FILEPASS:
            raise Refused("encrypted")
        elif kind == _SHEET:
            starts.append(struct.unpack_from("<I", body)[0])
        elif kind == _FORMAT:
            number, code = _format(body, version)
            formats[number] = read(code)
        elif kind == _XF:
            styles.append(struct.unpack_from("<H", body, 2)[0])
    if not version:
        raise ValueError("no beginning")
    found = {number: formats[form] for number, form in enumerate(styles) if form in formats}
    return {number: form for number, form in found.items() if not form.is_plain}, starts


def _format(body: bytes, version: int) -> tuple[int, str]:
    if version == _BIFF5:
        number, length = struct.unpack_from("<HB", body)
        return number, body[3 : 3 + length].decode("gb18030", "replace")
    number, length, flags = struct.unpack_from("<HHB", body)
    text = body[5:].decode("utf-16-le", "replace") if flags & 1 else body[5:].decode("latin-1")
    return number, text[:length]


def _sheet(stream: bytes, start: int, styles: dict[int, Format], found: Facts) -> Facts:
    for kind, body in _records(stream, start):
        if kind in (_NUMBER, _RK) or (kind == _FORMULA and body[12:14] != b"\xff\xff"):
            row, column, style = struct.unpack_from("<HHH", body)
            found.filled(row, column)
            if style in styles:
                found.format(row, column, styles[style])
        elif kind in _TEXTS or kind == _FORMULA:
            found.filled(*struct.unpack_from("<HH", body))
        elif kind == _MULRK:
            row, first = struct.unpack_from("<HH", body)
            for step in range((len(body) - 6) // 6):
                found.filled(row, first + step)
                style = struct.unpack_from("<H", body, 4 + 6 * step)[0]
                if style in styles:
                    found.format(row, first + step, styles[style])
        elif kind == _ROW:
            row, flags = struct.unpack_from("<H10xH", body)
            if flags & _ROW_IS_HIDDEN:
                found.hide_rows(row, row)
        elif kind == _COLUMNS:
            first, last, width, _, flags = struct.unpack_from("<5H", body)
            if flags & _COLUMN_IS_HIDDEN or not width:
                found.hidden_columns.append((first, last))
        elif kind == _MERGED:
            for step in range(struct.unpack_from("<H", body)[0]):
                top, bottom, left, right = struct.unpack_from("<4H", body, 2 + 8 * step)
                found.merge((top, left, bottom, right))
    return found


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of a workbook: to its end, which follows at the same depth as its beginning."""
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth <= 1:  # deeper lie charts, with cells of their own
            yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length
        if depth <= 0:
            return
