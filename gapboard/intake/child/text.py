"""A text file as rows: its encoding, its delimiter, its cells. It is never held as a whole but as the bytes that came:
a character may take four bytes of memory for one of the file, and an empty cell eight.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import TextIO

from .bounds import Bounds
from .refused import Refused

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
_STEP = 1 << 20
_MOST_IN_A_LINE = 20_000  # cells; WPS writes a delimiter for every one of the 16,384 columns ever touched
# Government systems export web pages and XML under the name .xls, which WPS opens without a word.
_MARKUP = ("<html", "<!doctype", "<table", "<?xml", "<style", "<meta")


def read(data: bytes, encoding: str | None, bounds: Bounds) -> tuple[str, str, Iterator[list[str]]]:
    """The kind of table (``csv`` or ``tsv``), its encoding, and its rows, which may differ in length."""
    found, start = encoding_of(data, encoding)
    sample = _opened(data, found, start).read(_SAMPLE_CHARS).removeprefix("\ufeff")
    if sample[:2000].lstrip().lower().startswith(_MARKUP):
        raise Refused("markup_file")
    delimiter = find_delimiter(sample)
    lines = _Lines(_opened(data, found, start), delimiter, bounds)
    return "tsv" if delimiter == "\t" else "csv", found, _counted(_records(lines, delimiter), bounds)


def encoding_of(data: bytes, asked: str | None) -> tuple[str, int]:
    """The encoding as asked for, else by BOM, else strict UTF-8, else GB18030; and where the text begins."""
    if asked:
        found = asked.strip().lower().replace("_", "-").replace("utf-8-sig", "utf-8")
        if found not in ENCODINGS:
            raise Refused("unknown_encoding", found=asked[:40], expected=", ".join(ENCODINGS))
        if found == "utf-16" and not data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            found = "utf-16-le"  # as Windows writes it; decoders that read bit by bit insist on a mark
        return _fits(data, found, 0, "wrong_encoding"), 0
    for bom, name in _BOMS:
        if data.startswith(bom):
            _fits(data, name.removesuffix("-sig"), len(bom), "wrong_encoding", encoding=name)
            return name, len(bom)
    try:
        return _fits(data, "utf-8", 0, ""), 0
    except UnicodeDecodeError:
        return _fits(data, "gb18030", 0, "not_decodable"), 0


def _fits(data: bytes, name: str, start: int, fault: str, **details: str) -> str:
    """``name`` if all of ``data`` is written in it, without a zero; decoded bit by bit, to be thrown away."""
    decoder = codecs.getincrementaldecoder(name)()
    has_zero = False
    for at in range(start, len(data) + 1, _STEP):
        block = data[at : at + _STEP]
        try:
            has_zero |= "\0" in decoder.decode(block, at + _STEP > len(data))
        except UnicodeDecodeError as error:
            if not fault:
                raise
            pending = len(error.object) - len(block)  # bytes of a character that began in the block before
            shown = {"encoding": name} | details if fault == "wrong_encoding" else {}
            raise Refused(fault, None, byte=at - pending + error.start - start + 1, **shown) from None
    if has_zero:
        raise Refused("nul_bytes", encoding=details.get("encoding", name))
    return name


def _opened(data: bytes, encoding: str, start: int) -> TextIO:
    file = io.BytesIO(data)
    file.seek(start)
    return io.TextIOWrapper(file, encoding.removesuffix("-sig"), newline="")


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


class _Lines:
    """The lines of a text, each looked at before it is cut into cells: one may be as long as the file."""

    def __init__(self, file: TextIO, delimiter: str, bounds: Bounds) -> None:
        self._file, self._delimiter, self._columns, self._longest = file, delimiter, bounds.columns, bounds.line
        self._is_first = True
        self.marks = 0
        """Delimiters since the beginning of the record; whoever takes the record sets it back."""

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._file.readline(self._longest + 1)
        if not line:
            raise StopIteration
        if self._is_first:
            line, self._is_first = line.removeprefix("\ufeff"), False
        self.marks += line.count(self._delimiter)
        if len(line) > self._longest and self.marks < self._columns:
            raise Refused("line_too_long", limit=self._longest)
        if len(line) > self._longest or self.marks > _MOST_IN_A_LINE:
            raise Refused("too_many_columns", found=self.marks + 1, limit=self._columns)
        return line


def _records(lines: _Lines, delimiter: str) -> Iterator[list[str]]:
    # Strict: read leniently, a quotation mark that is never closed swallows the rest of the file in silence.
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    try:
        for record in reader:
            lines.marks = 0
            yield record
    except csv.Error as error:
        raise Refused("bad_csv", reader.line_num, problem=str(error)) from None


def _counted(records: Iterator[list[str]], bounds: Bounds) -> Iterator[list[str]]:
    """The records as long as the table is not too large, padded to its widest row."""
    widest = 1
    for number, row in enumerate(records, 1):
        if len(row) > bounds.columns:
            while row and not row[-1].strip():
                row.pop()
            if len(row) > bounds.columns:
                raise Refused("too_many_columns", found=len(row), limit=bounds.columns)
        widest = max(widest, len(row))
        if number * widest > bounds.cells:
            raise Refused("too_many_cells", limit=bounds.cells)
        yield row
