"""The particulars of an xlsx file's sheets: sizes, number formats, error values, formulas without a result, merged
and hidden parts. Names are compared without their namespace, for strict files and WPS have others.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from typing import IO
from xml.etree import ElementTree
from xml.parsers import expat

from .facts import Area, Facts, place
from .formats import PERCENT, Format, read

_CELL = re.compile("([A-Za-z]{1,3})([0-9]{1,7})")
_YES = ("1", "true")
_LONGEST_FORMULA = 200


def facts(archive: zipfile.ZipFile, most: int) -> dict[int, Facts]:
    """The facts of every sheet by its number from 0, in the order of the tabs."""
    styles = _styles(archive)
    found = {}
    for number, path in enumerate(_sheet_paths(archive)):
        if path in archive.NameToInfo:
            with archive.open(path) as xml:
                found[number] = _facts(xml, styles, most)
    return found


def _facts(xml: IO[bytes], styles: dict[str, Format], most: int) -> Facts:
    watcher = _Watcher(styles, most)
    parser = parser_without_entities()
    parser.StartElementHandler = watcher.start
    parser.EndElementHandler = watcher.end
    parser.CharacterDataHandler = watcher.text
    parser.ParseFile(xml)
    return watcher.facts


def parser_without_entities() -> expat.XMLParserType:
    """A parser for strangers' files; element names come as ``namespace name``."""

    def refuse(*_: object) -> None:
        raise ValueError("entities")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    return parser


class _Watcher:
    """Follows the parts of one sheet. A row or a cell without an address stands after the one before it."""

    def __init__(self, styles: dict[str, Format], most: int) -> None:
        self.facts = Facts(most)
        self._styles = styles
        self._row, self._at = -1, (0, -1)
        self._type = self._style = ""
        self._value: list[str] | None = None
        self._formula: list[str] | None = None
        self._inline = False
        self._collect: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = name.rpartition(" ")[2]
        if name == "c":
            self._cell(attributes)
        elif name == "v":
            self._collect = self._value = []
        elif name == "f":
            self._collect = self._formula = []
        elif name == "is":
            self._inline = True
        elif name == "row":
            self._row = int(attributes.get("r", self._row + 2)) - 1
            self._at = (self._row, -1)
            if attributes.get("hidden") in _YES or _is_nothing(attributes.get("ht")):
                self.facts.hide_rows(self._row, self._row)
        elif name == "col":
            if attributes.get("hidden") in _YES or _is_nothing(attributes.get("width")):
                self.facts.hidden_columns.append((int(attributes["min"]) - 1, int(attributes["max"]) - 1))
        elif name == "mergeCell":
            self.facts.merge(_area(attributes["ref"]))

    def text(self, data: str) -> None:
        """Characters within an element."""
        if self._collect is not None:
            self._collect.append(data)

    def end(self, name: str) -> None:
        """An element ends."""
        name = name.rpartition(" ")[2]
        if name in ("v", "f"):
            self._collect = None
        elif name == "c":
            self._finish()

    def _cell(self, attributes: dict[str, str]) -> None:
        address = attributes.get("r")
        self._at = _place(address) if address else (self._row, self._at[1] + 1)
        self._type, self._style = attributes.get("t", "n"), attributes.get("s", "0")
        self._value = self._formula = None
        self._inline = False

    def _finish(self) -> None:
        value = "".join(self._value or ())
        if not (value or self._inline or self._formula is not None):
            return
        here, facts = place(*self._at), self.facts
        facts.filled(*self._at)
        if self._type == "e" and value:
            facts.texts[here] = value
        elif not value and self._formula is not None and self._type != "str":
            # An empty text as a result (t="str") is one; no result at all is a figure not yet computed.
            facts.texts[here] = "=" + "".join(self._formula)[:_LONGEST_FORMULA]
        elif value and self._type == "n" and self._style in self._styles:
            facts.format(*self._at, self._styles[self._style])


def _is_nothing(size: str | None) -> bool:
    """Whether a height or width is 0, which shows as little as a hidden row."""
    return size is not None and float(size) == 0


def _place(address: str) -> tuple[int, int]:
    found = _CELL.fullmatch(address)
    if not found:
        raise ValueError("address of a cell")
    column = 0
    for letter in found[1].upper():
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def _area(ref: str) -> Area:
    first, _, last = ref.partition(":")
    return (*_place(first), *_place(last or first))


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


def _styles(archive: zipfile.ZipFile) -> dict[str, Format]:
    """The cell styles, by number, that show a number otherwise than it is stored."""
    if "xl/styles.xml" not in archive.NameToInfo:
        return {}
    root = _tree(archive, "xl/styles.xml")
    formats = {"9": PERCENT, "10": PERCENT}
    for element in root.iter():
        if element.tag.rpartition("}")[2] == "numFmt":
            formats[element.get("numFmtId", "")] = read(element.get("formatCode", ""))
    return {
        str(number): form
        for element in root
        if element.tag.rpartition("}")[2] == "cellXfs"
        for number, style in enumerate(element)
        if (form := formats.get(style.get("numFmtId", ""))) and not form.is_plain
    }


def _tree(archive: zipfile.ZipFile, path: str) -> ElementTree.Element:
    xml = archive.read(path)
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise ValueError("entities")
    return ElementTree.fromstring(xml)
