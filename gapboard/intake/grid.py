"""The cells of a column, taken at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

Row = tuple[str, ...]
Rows = Sequence[Row]
Codes = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

# Fifteen digits and less a float keeps exactly as they are written.
_PLAIN = r"^-?([0-9]{1,15}|[0-9]{1,3}(,[0-9]{3})+)(\.[0-9]{1,14})?$"
_LONGEST_PLAIN = 16
_NOT_IN_NUMBERS = np.isin(np.arange(256), np.frombuffer(b"0123456789.", np.uint8), invert=True)


def cell_of(rows: Rows, row: int, column: int) -> str:
    """One cell, both counted from 1."""
    return rows[row - 1][column - 1]


def texts_of(rows: Rows, column: int, first: int, last: int) -> Any:
    """The cells of a column from row ``first`` to row ``last``, both counted."""
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
