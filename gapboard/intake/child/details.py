"""What the reader leaves out and a figure hangs on: percentage formats, error values, formulas without a result.

Answers ``{sheet number: {"percent": [(row, column)], "texts": {(row, column): text}, "merged": [...]}}``,
all counted from 0.
"""

from __future__ import annotations

import html
import io
import posixpath
import re
import zipfile
from typing import Any
from xml.etree import ElementTree
from xml.parsers import expat

Cell = tuple[int, int]

_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*[^/>])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_PLACE = re.compile(rb'(?:^|\s)r="([A-Z]{1,3})([0-9]{1,7})"')
_STYLE = re.compile(rb'(?:^|\s)s="([0-9]+)"')
_TYPE = re.compile(rb'(?:^|\s)t="(\w+)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>(.*?)</)", re.DOTALL)
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]+)</")
# Quoted and escaped parts of a number format are words, not instructions.
_WORDS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_REPEAT_LIMIT = 10_000


def details(data: bytes, kind: str) -> dict[int, dict[str, Any]]:
    """The particulars of every sheet of an ``xlsx`` or ``ods`` file; of an ``xls`` file ``biff.py`` tells."""
    if kind == "xlsx":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _xlsx(archive)
    if kind == "ods":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _ods(archive.read("content.xml"))
    return {}


def _xlsx(archive: zipfile.ZipFile) -> dict[int, dict[str, Any]]:
    percent = _percent_styles(archive)
    found = {}
    for number, path in enumerate(_sheet_paths(archive)):
        if path not in archive.NameToInfo:
            continue
        xml = archive.read(path)
        if percent or b't="e"' in xml or b"<f" in xml or b":f>" in xml:
            found[number] = _xlsx_sheet(xml, percent)
    return found


def _xlsx_sheet(xml: bytes, percent: frozenset[bytes]) -> dict[str, Any]:
    shown: list[Cell] = []
    texts: dict[Cell, str] = {}
    for attributes, content in _CELL.findall(xml):
        style, kind = _STYLE.search(attributes), _TYPE.search(attributes)
        type_ = kind[1] if kind else b"n"
        is_percent = style is not None and style[1] in percent and type_ == b"n"
        formula = b"f" in content and _FORMULA.search(content)
        if not (is_percent or type_ == b"e" or formula):
            continue
        place = _PLACE.search(attributes)
        value = _VALUE.search(content)
        if place is None:
            continue
        cell = _cell(place[1], place[2])
        if type_ == b"e" and value:
            texts[cell] = value[1].decode("utf-8", "replace")
        elif value is None and formula and type_ != b"str":
            # An empty text as a result (t="str") is one; no result at all is a figure not yet computed.
            texts[cell] = "=" + html.unescape((formula[1] or b"").decode("utf-8", "replace"))[:200]
        elif is_percent and value:
            shown.append(cell)
    return {"percent": shown, "texts": texts, "merged": []}


def _cell(letters: bytes, digits: bytes) -> Cell:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return int(digits) - 1, column - 1


def _sheet_paths(archive: zipfile.ZipFile) -> list[str]:
    """The parts that hold the sheets, in the order of the tabs."""
    links = {
        link.get("Id"): link.get("Target", "")
        for link in _tree(archive, "xl/_rels/workbook.xml.rels")
        if link.tag.endswith("}Relationship")
    }
    paths = []
    for sheet in _tree(archive, "xl/workbook.xml").iter():
        if sheet.tag.endswith("}sheet"):
            ident = next((value for key, value in sheet.items() if key.endswith("}id")), None)
            paths.append(posixpath.normpath(posixpath.join("/xl", links.get(ident, ""))).lstrip("/"))
    return paths


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[bytes]:
    """The numbers of the cell styles that show a percentage."""
    if "xl/styles.xml" not in archive.NameToInfo:
        return frozenset()
    root = _tree(archive, "xl/styles.xml")
    formats = {"9", "10"}
    styles: set[bytes] = set()
    for element in root.iter():
        name = element.tag.rpartition("}")[2]
        if name == "numFmt" and "%" in _WORDS.sub("", element.get("formatCode", "")):
            formats.add(element.get("numFmtId", ""))
    for element in root:
        if element.tag.rpartition("}")[2] == "cellXfs":
            for number, style in enumerate(element):
                if style.get("numFmtId") in formats:
                    styles.add(str(number).encode())
    return frozenset(styles)


def _tree(archive: zipfile.ZipFile, path: str) -> ElementTree.Element:
    xml = archive.read(path)
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise ValueError("entities")
    return ElementTree.fromstring(xml)


def _ods(xml: bytes) -> dict[int, dict[str, Any]]:
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise ValueError("entities")
    watcher = _OdsWatcher()
    parser = expat.ParserCreate()
    parser.StartElementHandler = watcher.start
    parser.EndElementHandler = watcher.end
    parser.Parse(xml, True)
    return watcher.found


class _OdsWatcher:
    """Follows the cells of an OpenDocument table, which may stand for many each."""

    def __init__(self) -> None:
        self.found: dict[int, dict[str, Any]] = {}
        self._sheet, self._row, self._column = -1, 0, 0
        self._rows = 1

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """A table, a row or a cell begins."""
        if name == "table:table":
            self._sheet += 1
            self._row = 0
            self.found[self._sheet] = {"percent": [], "texts": {}, "merged": []}
        elif name == "table:table-row":
            self._column = 0
            self._rows = int(attributes.get("table:number-rows-repeated", "1"))
        elif name in ("table:table-cell", "table:covered-table-cell") and self._sheet >= 0:
            self._cell(attributes)

    def end(self, name: str) -> None:
        """A row ends."""
        if name == "table:table-row":
            self._row += self._rows

    def _cell(self, attributes: dict[str, str]) -> None:
        columns = int(attributes.get("table:number-columns-repeated", "1"))
        here = self.found[self._sheet]
        if attributes.get("office:value-type") == "percentage":
            if columns * self._rows > _REPEAT_LIMIT:
                raise MemoryError
            for row in range(self._row, self._row + self._rows):
                here["percent"].extend((row, self._column + step) for step in range(columns))
        down = int(attributes.get("table:number-rows-spanned", "1"))
        across = int(attributes.get("table:number-columns-spanned", "1"))
        if down > 1 or across > 1:
            last = (self._row + down - 1, self._column + across - 1)
            here["merged"].append(((self._row, self._column), last))
        self._column += columns
