"""How a table was read, in words, and the user's word against it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from components.page.session import tell
from gapboard.export.xlsx import column_letter
from gapboard.intake.correct import NOTHING, ROLES, ColumnSaid, Correction
from gapboard.intake.model import Block, Measure, Sheet

_ACROSS = 3
_NOWHERE = 0
_ASKED = tuple(role for role in ROLES if role not in ("source", "status"))


def columns_in_words(block: Block) -> str:
    """What each column holds: 指标 A · 单位 B · 年份 C—E."""
    held = [(role, [column]) for role, column in block.roles.items()]
    levels = [number for number, column in block.values.items() if column.measure is not Measure.GROWTH]
    growth = [number for number, column in block.values.items() if column.measure is Measure.GROWTH]
    by_period = [number for number in levels if block.columns[number].period]
    by_name = [number for number in levels if block.columns[number].indicator and number not in by_period]
    rest = [number for number in levels if number not in by_period and number not in by_name]
    held += [("year", by_period), ("indicator", by_name), ("value", rest), ("growth", growth)]
    filled = sorted((item for item in held if item[1]), key=lambda item: min(item[1]))
    return " · ".join(f"{tell(f'reading.role.{role}')} {_letters(columns)}" for role, columns in filled)


def rows_in_words(blocks: Sequence[Block]) -> str:
    """Where the headings and the data stand, block by block."""
    told = (tell("reading.where", header=b.header_row, first=b.first_row, last=b.last_row) for b in blocks)
    return "；".join(dict.fromkeys(told))


def _letters(columns: Iterable[int]) -> str:
    """Column numbers as a spreadsheet names them, runs of them by their ends: ``A、C—F``."""
    runs: list[list[int]] = []
    for column in sorted(columns):
        if runs and column == runs[-1][-1] + 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    ends = [[column_letter(run[0]), column_letter(run[-1])] for run in runs]
    return tell("reading.and").join(first if first == last else f"{first}–{last}" for first, last in ends)


def ask_correction(key: str, sheet: Sheet, ask_encoding: Callable[[], None] | None) -> Correction | None:
    """What the user says of the table; ``None`` where nothing is corrected."""
    with st.expander(tell("reading.adjust")):
        st.caption(tell("reading.adjust_help"))
        places = st.columns(_ACROSS)
        if ask_encoding:
            with places[2]:
                ask_encoding()
        row = places[0].number_input(
            tell("staff.header_row"),
            min_value=1,
            max_value=max(len(sheet.rows), 1),
            value=None,
            placeholder=tell("reading.automatic"),
            key=f"{key}.row.{sheet.name}",
        )
        hidden = bool(sheet.hidden_rows or sheet.hidden_columns) and places[1].checkbox(
            tell("reading.hidden"), key=f"{key}.hidden.{sheet.name}"
        )
        columns = _ask_columns(key, sheet, int(row or 0))
    correction = Correction(int(row or 0), columns, hidden=hidden)
    return None if correction == Correction() else correction


def _ask_columns(key: str, sheet: Sheet, row: int) -> dict[int, ColumnSaid]:
    """Which column holds what."""
    header = row or 1
    cells = sheet.rows[header - 1] if sheet.rows else ()

    def named(column: int | None) -> str:
        if column is None:
            return tell("reading.automatic")
        if column == _NOWHERE:
            return tell("reading.nowhere")
        return tell("reading.column", letter=column_letter(column), text=" ".join(cells[column - 1].split())[:20])

    told: dict[int, ColumnSaid] = {}
    for start in range(0, len(_ASKED), _ACROSS):
        for place, role in zip(st.columns(_ACROSS), _ASKED[start : start + _ACROSS], strict=False):
            column = place.selectbox(
                tell(f"reading.role.{role}"),
                [None, *range(1, len(cells) + 1)],
                format_func=named,
                # The list names the columns by their headings: for another heading row it is another list.
                key=f"{key}.column.{role}.{header}.{sheet.name}",
            )
            if column is not None:
                told[column] = ColumnSaid(role)
    unread = st.multiselect(
        tell("reading.unread"), range(1, len(cells) + 1), format_func=named, key=f"{key}.unread.{header}.{sheet.name}"
    )
    return told | {column: ColumnSaid(NOTHING) for column in unread}
