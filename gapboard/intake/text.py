"""A text file as rows: its encoding, its delimiter, its cells."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator

from gapboard.intake.grid import Rows, read_simple
from gapboard.intake.limits import MAX_CELLS, MAX_COLUMNS
from gapboard.kernel.faults import DataFault, Fault

ENCODINGS = ("utf-8", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "big5")
"""What a user may ask for."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The tab first: where it and another delimiter fit equally well, nobody writes tabs by accident.
_DELIMITERS = ("\t", ",", ";", "，")
_SAMPLE_ROWS = 60
_SAMPLE_CHARS = 50_000
_SAMPLE_BYTES = 150_000
# Government systems export web pages and XML under the name .xls, which WPS opens without a word.
_MARKUP = ("<html", "<!doctype", "<table", "<?xml", "<style", "<meta")


def read(data: bytes, name: str, encoding: str | None = None) -> tuple[str, str, Rows]:
    """The kind of table (``csv`` or ``tsv``), its encoding, and its rows, padded to one width."""
    if encoding is None and (found := _regular_utf8(data)):
        return found
    text, encoding = decode(data, name, encoding)
    kind, rows = read_rows(text, name)
    return kind, encoding, rows


def _regular_utf8(data: bytes) -> tuple[str, str, Rows] | None:
    """What ``read`` would answer for a regular file in UTF-8: most are, and they need not be decoded twice."""
    marked = data.startswith(codecs.BOM_UTF8)
    body = memoryview(data)[len(codecs.BOM_UTF8) :] if marked else memoryview(data)
    sample = bytes(body[:_SAMPLE_BYTES]).decode("utf-8", "ignore")
    if _is_markup(sample):
        return None
    delimiter = find_delimiter(sample)
    rows = read_simple(data, body, delimiter, MAX_COLUMNS, MAX_CELLS)
    return (_kind(delimiter), "utf-8-sig" if marked else "utf-8", rows) if rows else None


def decode(data: bytes, name: str, encoding: str | None = None) -> tuple[str, str]:
    """The file's text and its encoding: as asked for, else by BOM, else strict UTF-8, else GB18030."""
    found = encoding.strip().lower().replace("_", "-") if encoding else None
    if found is None:
        text, found = _guessed(data, name)
    else:
        if found == "utf-8-sig":
            found = "utf-8"
        if found not in ENCODINGS:
            raise _fault(name, "unknown_encoding", found=str(encoding)[:40], expected=", ".join(ENCODINGS))
        try:
            text = data.decode(found)
        except UnicodeDecodeError as error:
            raise _fault(name, "wrong_encoding", encoding=found, byte=error.start + 1) from None
    if "\0" in text:
        raise _fault(name, "nul_bytes", encoding=found)
    return text.removeprefix("\ufeff"), found


def _guessed(data: bytes, name: str) -> tuple[str, str]:
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(encoding.removesuffix("-sig")), encoding
            except UnicodeDecodeError as error:
                raise _fault(name, "wrong_encoding", encoding=encoding, byte=error.start + 1) from None
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("gb18030"), "gb18030"
    except UnicodeDecodeError as error:
        raise _fault(name, "not_decodable", byte=error.start + 1) from None


def read_rows(text: str, name: str) -> tuple[str, Rows]:
    """The kind of table (``csv`` or ``tsv``) and its rows, padded to one width."""
    if _is_markup(text):
        raise _fault(name, "markup_file")
    delimiter = find_delimiter(text)
    encoded = text.encode()
    simple = read_simple(encoded, memoryview(encoded), delimiter, MAX_COLUMNS, MAX_CELLS)
    if simple is not None:
        return _kind(delimiter), simple
    return _kind(delimiter), _padded(list(_bounded(_records(text, delimiter, name), name)), name)


def _kind(delimiter: str) -> str:
    return "tsv" if delimiter == "\t" else "csv"


def _is_markup(text: str) -> bool:
    return text[:2000].lstrip().lower().startswith(_MARKUP)


def find_delimiter(text: str) -> str:
    """The delimiter that cuts the most of the first rows into one and the same number of cells."""
    sample = text[:_SAMPLE_CHARS]
    best, best_score = ",", (0, 0)
    for delimiter in _DELIMITERS:
        if delimiter not in sample:
            continue
        counts: Counter[int] = Counter()
        try:
            for number, row in enumerate(csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)):
                if number >= _SAMPLE_ROWS:
                    break
                if len(row) > 1:
                    counts[len(row)] += 1
        except csv.Error:
            continue
        if counts:
            width, rows = max(counts.items(), key=lambda item: (item[1], item[0]))
            if (rows, width) > best_score:
                best, best_score = delimiter, (rows, width)
    return best


def _records(text: str, delimiter: str, name: str) -> Iterator[list[str]]:
    # Strict: read leniently, a quotation mark that is never closed swallows the rest of the file in silence.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        yield from reader
    except csv.Error as error:
        fault = Fault(name, "bad_csv", reader.line_num, details={"problem": str(error)})
        raise DataFault([fault]) from None


def _bounded(records: Iterable[list[str]], name: str) -> Iterator[tuple[str, ...]]:
    cells = 0
    for row in records:
        width = len(row)
        if width > MAX_COLUMNS:
            while row and not row[-1].strip():  # WPS writes a delimiter for every column ever touched
                row.pop()
            width = len(row)
            if width > MAX_COLUMNS:
                raise _fault(name, "too_many_columns", found=width, limit=MAX_COLUMNS)
        cells += width
        if cells > MAX_CELLS:
            raise _fault(name, "too_many_cells", limit=MAX_CELLS)
        yield tuple(row)


def _padded(rows: list[tuple[str, ...]], name: str) -> list[tuple[str, ...]]:
    widths = set(map(len, rows)) or {0}
    if len(widths) == 1:
        return rows
    width = max(widths)
    if width * len(rows) > MAX_CELLS:
        raise _fault(name, "too_many_cells", limit=MAX_CELLS)
    blanks = ("",) * width
    return [row if len(row) == width else row + blanks[len(row) :] for row in rows]


def _fault(name: str, code: str, **details: str | int) -> DataFault:
    return DataFault([Fault(name, code, details=details)])
