"""A small spreadsheet: works a workbook's formulas out from its cells, knowing nothing of what wrote them.

It follows Excel's order: a sign binds closer than ``^``, which goes from left to right, as all others do.
"""

from __future__ import annotations

import operator
from collections.abc import Callable

import openpyxl
from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token

_LEVELS: list[dict[str, Callable[[float, float], float]]] = [
    {"+": operator.add, "-": operator.sub},
    {"*": operator.mul, "/": operator.truediv},
    {"^": operator.pow},
]
_FUNCTIONS: dict[str, Callable[..., float]] = {"ABS(": abs, "SUM(": lambda *numbers: sum(numbers)}


def worked_out(book: openpyxl.Workbook, sheet: str, cell: str) -> float:
    """The value of a cell: its number, or what its formula gives."""
    value = book[sheet][cell].value
    if isinstance(value, int | float):
        return value
    assert isinstance(value, str) and value.startswith("="), f"{sheet}!{cell} holds {value!r}, not a number"
    return _Formula(book, sheet, value).result()


class _Formula:
    """One formula while it is read from left to right."""

    def __init__(self, book: openpyxl.Workbook, sheet: str, text: str) -> None:
        self._book, self._sheet = book, sheet
        self._tokens: list[Token] = [item for item in Tokenizer(text).items if item.type != Token.WSPACE]

    def result(self) -> float:
        value = self._operation(0)
        assert not self._tokens, f"left over: {[item.value for item in self._tokens]}"
        return value

    def _operation(self, level: int) -> float:
        if level == len(_LEVELS):
            return self._operand()
        value = self._operation(level + 1)
        while self._tokens and self._tokens[0].type == Token.OP_IN and self._tokens[0].value in _LEVELS[level]:
            apply = _LEVELS[level][self._tokens.pop(0).value]
            value = apply(value, self._operation(level + 1))
        return value

    def _operand(self) -> float:
        token = self._tokens.pop(0)
        if token.type == Token.OP_PRE:
            value = self._operand()
            return -value if token.value == "-" else value
        if token.subtype == Token.OPEN:
            values = [self._operation(0)]
            while self._tokens[0].type == Token.SEP:
                self._tokens.pop(0)
                values.append(self._operation(0))
            assert self._tokens.pop(0).subtype == Token.CLOSE
            return _FUNCTIONS[token.value](*values) if token.type == Token.FUNC else values[0]
        if token.subtype == Token.NUMBER:
            return float(token.value)
        assert token.subtype == Token.RANGE, token.value
        sheet, _, cell = token.value.rpartition("!")
        return worked_out(self._book, sheet.strip("'").replace("''", "'") or self._sheet, cell.replace("$", ""))
