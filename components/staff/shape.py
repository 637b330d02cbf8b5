"""How a table was read, in words, and the user's word against it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import streamlit as st

from components.page.session import tell
from gapboard.export.xlsx import column_letter
from gapboard.intake.correct import ROLES_OF, Correction, corrected
from gapboard.intake.layout import find_layout
from gapboard.intake.model import Layout, Shape, Sheet

_ACROSS = 3
_NOWHERE = 0


def columns_in_words(layout: Layout) -> str:
    """What each column holds: 指标 A · 单位 B · 年份 C—E."""
    held = [(tell(f"reading.role.{role}"), [column]) for role, column in layout.roles.items()]
    if layout.shape is Shape.YEARS_ACROSS:
        held.append((tell("reading.role.year"), [column for column in layout.years if column not in layout.growth]))
    if layout.shape is Shape.INDICATORS_ACROSS:
        named = [column for column in layout.indicators if column not in layout.growth]
        held.append((tell("reading.role.indicator"), named))
    held.append((tell("reading.role.growth"), list(layout.growth)))
    return " · ".join(f"{name} {_letters(columns)}" for name, columns in held if columns)


def rows_in_words(layout: Layout) -> str:
    """Where the headings and the data stand."""
    return tell("reading.where", header=layout.header_row, first=layout.first_row, last=layout.last_row)


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


def ask_layout(key: str, sheet: Sheet, ask_encoding: Callable[[], None] | None) -> Layout | None:
    """The layout as the user corrects it, ``None`` where nothing is corrected or it does not fit the table."""
    found = find_layout(sheet)
    with st.expander(tell("reading.adjust"), expanded=found is None):
        st.caption(tell("reading.adjust_help"))
        places = st.columns(_ACROSS)
        if ask_encoding:
            with places[2]:
                ask_encoding()
        shape = places[0].selectbox(
            tell("reading.shape"),
            [None, *Shape],
            format_func=lambda item: tell(f"reading.told.{item}") if item else _found(_shape_found(found)),
            key=f"{key}.shape.{sheet.name}",
        )
        row = places[1].number_input(
            tell("staff.header_row"),
            min_value=1,
            max_value=max(len(sheet.rows), 1),
            value=None,
            placeholder=_found(str(found.header_row) if found else ""),
            key=f"{key}.row.{sheet.name}",
        )
        columns = _ask_columns(key, sheet, found, shape, int(row or 0))
    correction = Correction(int(row or 0), shape, columns)
    if correction == Correction():
        return None
    layout, missing = corrected(sheet, correction)
    if missing:
        st.warning(tell(f"reading.missing.{missing}"))
    return layout


def _ask_columns(key: str, sheet: Sheet, found: Layout | None, shape: Shape | None, row: int) -> dict[str, int]:
    """Which column holds what, for the roles that a table of this shape has in columns."""
    at = shape or (found.shape if found else Shape.LONG)
    header = row or (found.header_row if found else 1)
    cells = sheet.rows[header - 1] if sheet.rows else ()

    def named(column: int) -> str:
        text = " ".join(cells[column - 1].split())[:20]
        return tell("reading.column", letter=column_letter(column), text=text)

    here = found.roles if found and found.shape is at else {}
    told: dict[str, int] = {}
    for start in range(0, len(ROLES_OF[at]), _ACROSS):
        for place, role in zip(st.columns(_ACROSS), ROLES_OF[at][start : start + _ACROSS], strict=False):
            automatic = _found(named(here[role]) if role in here else "")
            column = place.selectbox(
                tell(f"reading.role.{role}"),
                [None, _NOWHERE, *range(1, len(cells) + 1)],
                format_func=_labels(automatic, named),
                # The list names the columns by their headings: for another shape or heading row it is another list.
                key=f"{key}.column.{role}.{at}.{header}.{sheet.name}",
            )
            if column is not None:
                told[role] = column
    return told


def _labels(automatic: str, named: Callable[[int], str]) -> Callable[[int | None], str]:
    def label(column: int | None) -> str:
        if column is None:
            return automatic
        return named(column) if column else tell("reading.nowhere")

    return label


def _shape_found(found: Layout | None) -> str:
    return tell(f"staff.shape.{found.shape}") if found else ""


def _found(what: str) -> str:
    return tell("reading.found", what=what) if what else tell("reading.not_found")
