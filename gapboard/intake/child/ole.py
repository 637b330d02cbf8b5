"""The stream of a workbook within an OLE container, as in [MS-CFB]: every number checked before it is followed."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

from .refused import Refused

_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
_LAST_SECTOR = 0xFFFFFFFA  # from here on numbers have meanings of their own
_STREAMS = ("Workbook", "Book")  # since Excel 97, and before
_ENCRYPTED = "EncryptedPackage"  # an xlsx file with a password lies in a container too
_ENTRY = 128
_MINI = 64
_SPARE = 128  # sectors of a table that a writer may have prepared and not used


def workbook(data: bytes) -> bytes:
    """The records of the workbook. Raises ``ValueError`` for a container that does not fit together."""
    if not data.startswith(_SIGNATURE):
        raise ValueError("no container")
    sector, mini = struct.unpack_from("<HH", data, 30)
    if sector not in (9, 12) or mini != 6:
        raise ValueError("sector size")
    container = _Container(data, 1 << sector)
    entries = dict(container.entries())
    if _ENCRYPTED in entries:
        raise Refused("encrypted")
    for name in _STREAMS:
        if name in entries:
            return container.stream(*entries[name])
    raise ValueError("no workbook")


class _Container:
    def __init__(self, data: bytes, sector: int) -> None:
        self._data, self._sector = data, sector
        self._most = -(-len(data) // sector)
        self._directory, _, self._cutoff, self._mini_table, _, more, _ = struct.unpack_from("<7I", data, 48)
        self._table = self._read_table(struct.unpack_from("<109I", data, 76), more)
        self._root = (_LAST_SECTOR, 0)

    def entries(self) -> Iterator[tuple[str, tuple[int, int]]]:
        """The streams by name: where each begins, and its size."""
        lines = self._joined(self._directory)
        for at in range(0, len(lines) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", lines, at + 64)
            first, size = struct.unpack_from("<II", lines, at + 116)
            if kind == 5:
                self._root = (first, size)
            elif kind == 2:
                yield lines[at : at + max(min(length, 64) - 2, 0)].decode("utf-16-le", "replace"), (first, size)

    def stream(self, first: int, size: int) -> bytes:
        """A stream; small ones lie in a stream of their own."""
        if size > len(self._data):
            raise ValueError("a stream longer than its file")
        if size >= self._cutoff:
            return self._joined(first)[:size]
        numbers = self._joined(self._mini_table)
        table = memoryview(numbers).cast("I")
        root = self._joined(self._root[0])
        chain = _chain(first, table, len(table))
        return b"".join(root[number * _MINI : (number + 1) * _MINI] for number in chain)[:size]

    def _read_table(self, places: Sequence[int], more: int) -> Sequence[int]:
        """The table that says which sector follows which."""
        wanted, numbers = list(places), self._sector // 4
        for _ in range(self._most + 1):
            if more >= _LAST_SECTOR:
                break
            block = struct.unpack(f"<{numbers}I", self._at(more))
            wanted.extend(block[:-1])
            more = block[-1]
        else:
            raise ValueError("a chain without an end")
        found = [number for number in wanted if number < _LAST_SECTOR]
        if len(set(found)) != len(found) or len(found) > self._most // numbers + _SPARE:
            raise ValueError("a table that does not fit its file")
        return memoryview(b"".join(map(self._at, found))).cast("I")

    def _joined(self, first: int) -> bytes:
        return b"".join(self._at(number) for number in _chain(first, self._table, self._most))

    def _at(self, number: int) -> bytes:
        block = self._data[(number + 1) * self._sector : (number + 2) * self._sector]
        return block.ljust(self._sector, b"\0")  # the last one may be cut short


def _chain(first: int, table: Sequence[int], most: int) -> Iterator[int]:
    """The sectors of a stream: no more than there are."""
    number = first
    for _ in range(most + 1):
        if number >= _LAST_SECTOR:
            return
        if number >= len(table):
            raise ValueError("a sector beyond the table")
        yield number
        number = table[number]
    raise ValueError("a chain without an end")
