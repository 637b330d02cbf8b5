"""Rows that are kept as columns: a table of 50,000 rows is checked by column, and hardly ever read by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, overload

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]
import pyarrow.csv as pa_csv  # type: ignore[import-untyped]

Row = tuple[str, ...]
Rows = Sequence[Row]
Codes = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

# Fifteen digits and less a float keeps exactly as they are written.
_PLAIN = r"^-?([0-9]{1,15}|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]{1,14})?$"
_LONGEST_PLAIN = 16
_NOT_IN_NUMBERS = np.isin(np.arange(256), np.frombuffer(b"0123456789.", np.uint8), invert=True)


class Grid(Sequence[Row]):
    """The rows of a table of equally many cells, made when they are asked for."""

    def __init__(self, table: Any) -> None:
        self._columns = [column.combine_chunks() for column in table.columns]
        self._length = int(table.num_rows)

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Row, ...]: ...
    def __getitem__(self, index: int | slice) -> Row | tuple[Row, ...]:
        if isinstance(index, slice):
            start, stop, step = index.indices(self._length)
            if step != 1:
                return tuple(self[at] for at in range(start, stop, step))
            parts = [column.slice(start, max(stop - start, 0)).to_pylist() for column in self._columns]
            return tuple(zip(*parts, strict=True))
        if not -self._length <= index < self._length:
            raise IndexError(index)
        at = index % self._length
        return tuple(column[at].as_py() for column in self._columns)

    def __iter__(self) -> Iterator[Row]:
        start, step = 0, 64  # who only looks for the first row of some kind should not wait for thousands
        while start < self._length:
            yield from self[start : start + step]
            start, step = start + step, min(2 * step, 4096)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def column(self, number: int) -> Any:
        """The cells of a column (from 1) as an Arrow array of texts."""
        return self._columns[number - 1]


def read_simple(data: bytes, body: memoryview, delimiter: str, most_columns: int, most_cells: int) -> Grid | None:
    """The rows of a UTF-8 text if it has equally many cells in every line, and no quirks of quotation.

    ``body`` is ``data`` without a byte order mark. ``None`` for every other file: ``csv`` reads those.
    """
    if len(delimiter.encode()) != 1 or b"\0" in data or not _well_quoted(body, delimiter):
        return None
    first_line = data.find(b"\n")
    width = data.count(delimiter.encode(), 0, max(first_line, 0)) + 1
    if not 1 < width <= most_columns:
        return None
    names = [str(number) for number in range(width)]
    try:
        table = pa_csv.read_csv(
            pa.BufferReader(pa.py_buffer(body)),
            read_options=pa_csv.ReadOptions(column_names=names),
            parse_options=pa_csv.ParseOptions(delimiter=delimiter, double_quote=False, ignore_empty_lines=False),
            convert_options=pa_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, null_values=[]
            ),
        )
    except pa.ArrowException:
        return None
    return Grid(table) if 0 < table.num_rows * width <= most_cells else None


def _well_quoted(body: memoryview, delimiter: str) -> bool:
    """Whether every quotation mark opens or closes a whole cell on one line: the rest is for ``csv`` to judge."""
    content = np.frombuffer(body, np.uint8)
    marks = np.flatnonzero(content == ord('"'))
    if not len(marks):
        return True
    if len(marks) % 2 or marks[-1] + 1 == len(content) or marks[0] == 0:
        return False
    opening, closing = marks[::2], marks[1::2]
    before = np.isin(content[opening - 1], (ord(delimiter), ord("\n")))
    after = np.isin(content[closing + 1], (ord(delimiter), ord("\r"), ord("\n")))
    # The bytes between the marks: each cell's beginning, and how far into the cell.
    lengths = closing - opening
    into = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    inside = content[np.repeat(opening, lengths) + into]
    one_line = not ((inside == ord("\n")) | (inside == ord("\r"))).any()
    return bool(before.all() and after.all() and one_line)


def cell_of(rows: Rows, row: int, column: int) -> str:
    """One cell, both counted from 1."""
    if isinstance(rows, Grid):
        text: str = rows.column(column)[row - 1].as_py()
        return text
    return rows[row - 1][column - 1]


def texts_of(rows: Rows, column: int, first: int, last: int) -> Any:
    """The cells of a column from row ``first`` to row ``last``, both counted."""
    if isinstance(rows, Grid):
        return rows.column(column).slice(first - 1, last - first + 1)
    return pa.array([row[column - 1] for row in rows[first - 1 : last]], pa.string())


def codes_of(texts: Any) -> tuple[Codes, list[str]]:
    """Each cell as the number of its text, and the texts."""
    encoded = texts.dictionary_encode()
    return encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64), encoded.dictionary.to_pylist()


def plain_numbers(texts: Any) -> tuple[Mask, Floats]:
    """Which cells are numbers as everybody writes them, and their values; NaN for the others.

    Plain are digits with a point at most, and with a sign or thousands separators what the pattern allows.
    """
    bare = bare_numbers(texts)
    values = np.full(len(texts), np.nan)
    try:
        values[bare] = _floats(texts if bare.all() else texts.filter(pa.array(bare)))
    except pa.ArrowInvalid:  # a cell such as 1.2.3
        bare = np.zeros(len(texts), np.bool_)
    if bare.all():
        return bare, values
    # The pattern takes several times as long as the reading of a bare number: it is kept for the others.
    rest = texts.filter(pa.array(~bare))
    fits = pc.and_(
        pc.match_substring_regex(rest, _PLAIN), pc.less_equal(pc.binary_length(rest), _LONGEST_PLAIN)
    ).to_numpy(zero_copy_only=False)
    found = bare.copy()
    found[~bare] = fits
    values[found & ~bare] = _floats(pc.replace_substring(rest.filter(pa.array(fits)), ",", ""))
    return found, values


def bare_numbers(texts: Any) -> Mask:
    """Which cells are of digits and points alone, and not too many."""
    _, ends, content = texts.buffers()
    if content is None or not content.size:
        return np.zeros(len(texts), np.bool_)
    offsets = np.frombuffer(ends, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    # float() and its like would take 1e5, nan and 0x10 as well.
    marks = np.frombuffer(content, np.uint8)[offsets[0] : offsets[-1]]
    others = np.cumsum(_NOT_IN_NUMBERS[marks], dtype=np.int32)
    lengths = np.diff(offsets)
    filled = np.flatnonzero((lengths > 0) & (lengths < _LONGEST_PLAIN))
    start, end = offsets[filled] - offsets[0], offsets[filled + 1] - offsets[0]
    found = np.zeros(len(texts), np.bool_)
    found[filled] = others[end - 1] == others[start] - _NOT_IN_NUMBERS[marks[start]]
    return found


def have_comma(texts: Any) -> Mask:
    """Which cells have a comma."""
    found: Mask = pc.match_substring(texts, ",").to_numpy(zero_copy_only=False)
    return found


def filled(texts: Any, is_plain: Mask) -> Codes:
    """The positions of cells that hold more than spaces."""
    found = is_plain.copy()
    rest = texts.filter(pa.array(~is_plain))
    found[~is_plain] = pc.not_equal(pc.utf8_trim_whitespace(rest), "").to_numpy(zero_copy_only=False)
    return np.flatnonzero(found)


def shifted(texts: Any, powers: Codes) -> Floats:
    """The values of plain cells, times a power of ten each.

    The power is written behind the digits before they are read, for a product would be rounded twice.
    """
    ends = pa.array([f"e{power}" for power in powers.tolist()], pa.string())
    return _floats(pc.binary_join_element_wise(pc.replace_substring(texts, ",", ""), ends, ""))


def _floats(texts: Any) -> Floats:
    found: Floats = pc.cast(texts, pa.float64()).to_numpy(zero_copy_only=False)
    return found
