"""The particulars of an OpenDocument file's sheets: sizes, number formats, merged and hidden parts."""

from __future__ import annotations

import zipfile

from .facts import Facts
from .formats import PERCENT, Format, as_shown
from .ooxml import parser_without_entities

_HIDDEN = ("collapse", "filter")
_CELLS = ("table-cell", "covered-table-cell")
_LONGEST = 80
_GROUPS = ("table-row-group", "table-column-group")


def facts(archive: zipfile.ZipFile, most: int) -> dict[int, Facts]:
    """The facts of every sheet by its number from 0, in the order of the tabs."""
    watcher = _Watcher(most)
    parser = parser_without_entities()
    parser.StartElementHandler = watcher.start
    parser.EndElementHandler = watcher.end
    parser.CharacterDataHandler = watcher.text
    with archive.open("content.xml") as xml:
        parser.ParseFile(xml)
    return dict(enumerate(watcher.found))


class _Watcher:
    """Follows the cells of a table; rows, columns and cells may stand for many each."""

    def __init__(self, most: int) -> None:
        self._most = most
        self.found: list[Facts] = []
        self._row = self._column = self._columns = 0
        self._rows = 1
        self._folded: list[bool] = []  # of the groups of rows or columns around
        self._depth = 0  # a table within a cell is none of the sheets
        self._number: tuple[str, range, range] | None = None  # a number as stored, and where it stands
        self._shown = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        name = name.rpartition(" ")[2]
        given = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if name == "table":
            self._depth += 1
            if self._depth == 1:
                self.found.append(Facts(self._most))
                self._row = self._columns = 0
        elif self._depth != 1:
            return
        elif name in _GROUPS:
            self._folded.append(given.get("display") == "false")
        elif name == "table-row":
            self._column, self._rows = 0, int(given.get("number-rows-repeated", "1"))
            if self._is_hidden(given):
                self.found[-1].hide_rows(self._row, self._row + self._rows - 1)
        elif name == "table-column":
            repeated = int(given.get("number-columns-repeated", "1"))
            if self._is_hidden(given):
                self.found[-1].hidden_columns.append((self._columns, self._columns + repeated - 1))
            self._columns += repeated
        elif name in _CELLS:
            self._cell(given)

    def end(self, name: str) -> None:
        """An element ends."""
        name = name.rpartition(" ")[2]
        if name == "table":
            self._depth -= 1
        elif self._depth != 1:
            return
        elif name in _CELLS and self._number:
            self._format(as_shown(self._number[0], self._shown), *self._number[1:])
            self._number = None
        elif name == "table-row":
            self._row += self._rows
        elif name in _GROUPS and self._folded:
            self._folded.pop()

    def text(self, data: str) -> None:
        """Characters within an element."""
        if self._number and len(self._shown) < _LONGEST:
            self._shown += data

    def _format(self, form: Format, rows: range, columns: range) -> None:
        if not form.is_plain:
            for row in rows:
                for column in columns:
                    self.found[-1].format(row, column, form)

    def _is_hidden(self, given: dict[str, str]) -> bool:
        return given.get("visibility") in _HIDDEN or any(self._folded)

    def _cell(self, given: dict[str, str]) -> None:
        columns, here = int(given.get("number-columns-repeated", "1")), self.found[-1]
        if "value-type" in given:
            here.cells += columns * self._rows - 1
            here.filled(self._row + self._rows - 1, self._column + columns - 1)
        rows, places = range(self._row, self._row + self._rows), range(self._column, self._column + columns)
        if given.get("value-type") == "percentage":
            self._format(PERCENT, rows, places)
        elif given.get("value-type") in ("float", "currency"):
            self._number, self._shown = (given.get("value", ""), rows, places), ""
        down, across = int(given.get("number-rows-spanned", "1")), int(given.get("number-columns-spanned", "1"))
        here.merge((self._row, self._column, self._row + down - 1, self._column + across - 1))
        self._column += columns
