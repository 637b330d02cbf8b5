"""How a table was read, as a picture, and the user's word against it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from components.page.data import board
from components.page.session import language, translate
from components.staff.corrections import BORDERS, HIDDEN, SPLIT, Edit, Edits, borders_of, fits
from components.staff.draft import Draft
from components.staff.html import show
from components.staff.periods import PARTS, part_words, period_words, taken_apart, together
from gapboard.catalog import Catalog
from gapboard.export.xlsx import column_letter
from gapboard.intake import units
from gapboard.intake.correct import NOTHING, BlockSaid
from gapboard.intake.model import Block, Column, Measure, Sheet

_ACROSS = 3
_ROLES = ("value", "indicator", "region", "year", "kind", "unit", "status", "note", NOTHING)
_MEASURES = (Measure.LEVEL, Measure.GROWTH, Measure.CHANGE, Measure.PLAN)
_YEARS_BACK = 40
_MOST_CHOSEN = 200


def edits_of(key: str, sheet: str) -> Edits:
    """What the user has said of a sheet so far."""
    found: Edits = st.session_state.get(_store(key, sheet), Edits())
    return found


def _store(key: str, sheet: str) -> str:
    return f"{key}.edits.{sheet}"


def ask_hidden(key: str, sheet: Sheet) -> None:
    """Whether hidden rows and columns are wanted, where there are some."""
    if not (sheet.hidden_rows or sheet.hidden_columns):
        return
    wanted = any(edit.aspect == HIDDEN for edit in edits_of(key, sheet.name).said)
    widget = f"{key}.hidden.{sheet.name}"
    st.session_state[widget] = wanted
    st.checkbox(translate("reading.hidden"), key=widget, on_change=_want_hidden, args=(key, sheet.name, widget))


def _want_hidden(key: str, sheet: str, widget: str) -> None:
    edits = edits_of(key, sheet)
    if st.session_state[widget]:
        edits = edits.with_(Edit(HIDDEN, 1), ())
    else:
        edits = edits.without(next(n for n, edit in enumerate(edits.said) if edit.aspect == HIDDEN))
    st.session_state[_store(key, sheet)] = edits


def show_pictures(draft: Draft) -> None:
    """The table as in the file, and what each of its columns was taken for."""
    left = max(len(draft.batch.blocks) - len(draft.pictures), 0)
    show("picture.html", pictures=draft.pictures, blocks_left=left)


def offer_undo(key: str, sheet: str) -> None:
    """Each correction with a button that takes it back."""
    edits = edits_of(key, sheet)
    told = [(number, edit) for number, edit in enumerate(edits.said) if edit.aspect != HIDDEN]
    # The place is kept where nothing stands in it: what comes after it would be drawn anew, and close.
    place = st.container(horizontal=True, vertical_alignment="center")
    if not told:
        return
    with place:
        st.markdown(f"**{translate('reading.corrected', count=len(told))}**")
        for number, edit in told:
            st.button(
                translate("reading.undo", what=_in_words(edit, board().catalog)),
                key=f"{key}.undo.{sheet}.{number}",
                on_click=_take_back,
                args=(key, sheet, number),
            )
        if len(told) > 1:
            st.button(
                translate("reading.undo_all"),
                type="tertiary",
                key=f"{key}.undo-all.{sheet}",
                on_click=_take_all_back,
                args=(key, sheet),
            )


def _take_back(key: str, sheet: str, number: int) -> None:
    st.session_state[_store(key, sheet)] = edits_of(key, sheet).without(number)


def _take_all_back(key: str, sheet: str) -> None:
    st.session_state[_store(key, sheet)] = Edits(tuple(e for e in edits_of(key, sheet).said if e.aspect == HIDDEN))


def _in_words(edit: Edit, catalog: Catalog) -> str:
    columns = translate("reading.and").join(column_letter(column) for column in edit.columns[:_ACROSS])
    if len(edit.columns) > _ACROSS:
        columns = translate("reading.columns_from", first=columns, count=len(edit.columns))
    place = translate("reading.of_columns", block=edit.block, columns=columns)
    if not edit.columns:
        place = translate("reading.block", number=edit.block)
    what = _value_words(edit.aspect, edit.value, catalog)
    return translate("reading.edit", place=place, aspect=translate(f"reading.aspect.{edit.aspect}"), what=what)


def _value_words(aspect: str, value: Any, catalog: Catalog) -> str:
    match aspect:
        case "role" | "measure":
            return translate(f"reading.{aspect}.{value}")
        case "period":
            return period_words(str(value))
        case "indicator":
            return catalog.indicators[value].label(language())
        case "region":
            return catalog.regions[value].label(language())
        case "unit":
            return catalog.units[value].label(language()) if value in catalog.units else str(value)
        case "first_column" | "last_column":
            return column_letter(int(value))
    return str(value)


def ask_corrections(key: str, sheet: Sheet, draft: Draft, ask_encoding: Callable[[], None] | None) -> None:
    """Boxes with what was found, column by column and for a whole block; a change is read at once."""
    with st.expander(translate("reading.adjust")):
        st.caption(translate("reading.adjust_help"))
        if ask_encoding:
            ask_encoding()
        blocks = draft.batch.blocks
        if not blocks:
            _Boxes(key, sheet, draft, 1, None).ask_borders()
            return
        number = 1
        if len(blocks) > 1:
            number = st.selectbox(
                translate("reading.which_block"),
                range(1, len(blocks) + 1),
                format_func={at: translate("reading.block", number=at) for at in range(1, len(blocks) + 1)}.__getitem__,
                key=f"{key}.block.{sheet.name}.{len(blocks)}.{language()}",
            )
        boxes = _Boxes(key, sheet, draft, number, blocks[number - 1])
        by_column, whole = st.tabs([translate("reading.one_column"), translate("reading.whole_block")])
        with by_column:
            boxes.ask_column()
        with whole:
            boxes.ask_block()
            boxes.ask_borders()


class _Boxes:
    """The boxes of one block."""

    def __init__(self, key: str, sheet: Sheet, draft: Draft, number: int, block: Block | None) -> None:
        self._key, self._sheet, self._draft, self._number, self._block = key, sheet, draft, number, block
        self._catalog = draft.board.catalog
        self._places: list[Any] = []
        self._of = ""

    def ask_column(self) -> None:
        """One column, chosen first."""
        block = self._block
        assert block is not None
        numbers = self._columns(block)[:_MOST_CHOSEN]
        chosen = st.selectbox(
            translate("reading.which_column"),
            numbers,
            format_func={number: self._column_name(number) for number in numbers}.__getitem__,
            key=f"{self._key}.column.{self._sheet.name}.{self._number}.{language()}",
        )
        if chosen is None:
            return
        column = block.columns.get(chosen, Column(chosen))
        self._places, self._of = [], str(chosen)
        self._choose("role", _ROLES, column.role or NOTHING, (chosen,))
        if column.role == "value" or column.reason:  # what is not taken for some reason holds figures all the same
            measure = None if column.reason == "column_unclear" else column.measure
            self._choose("measure", _MEASURES, measure, (chosen,))
            self._ask_figures(block, column, (chosen,))

    def ask_block(self) -> None:
        """What holds for all columns of figures of the block."""
        block = self._block
        assert block is not None
        columns = tuple(block.values)
        if not columns:
            return
        st.caption(translate("reading.whole_block_help"))
        self._places, self._of = [], "all"
        first = next(iter(block.values.values()))
        shared = {name: getattr(first, name) for name in ("period", "indicator", "region", "unit")}
        for name, value in shared.items():
            if any(getattr(column, name) != value for column in block.values.values()):
                shared[name] = ""
        self._ask_figures(block, Column(0, role="value", **shared), columns)

    def _ask_figures(self, block: Block, column: Column, columns: tuple[int, ...]) -> None:
        """When, what, in which unit and where, as far as no column says it row by row: that cannot be said for all."""
        labels = block.roles
        if "year" not in labels:
            self._ask_period(column.period, columns)
        if "unit" not in labels:
            self._choose("unit", self._units(columns), column.unit or block.unit, columns)
        if "indicator" not in labels:
            self._choose("indicator", tuple(self._catalog.indicators), column.indicator, columns)
        if "region" not in labels:
            self._choose("region", tuple(self._catalog.regions), column.region or block.region, columns)

    def _ask_period(self, period: str, columns: tuple[int, ...]) -> None:
        """A year and a part of it; what is chosen first waits for the other where neither was found."""
        year, part = taken_apart(period) or (None, None)
        this = dt.date.today().year
        years = list(dict.fromkeys((*([year] if year else []), *range(this + 1, this - _YEARS_BACK, -1))))
        base = self._widget("period")
        pending = f"{base}.pending"
        if period:
            st.session_state.pop(pending, None)
        waiting: Mapping[str, Any] = st.session_state.get(pending, {})
        chosen = {"year": year or waiting.get("year"), "part": part or waiting.get("part")}
        for name, options, words in (("year", years, str), ("part", PARTS, part_words)):
            listed = [*options, *([chosen[name]] if chosen[name] and chosen[name] not in options else [])]
            widget = f"{base}.{name}"
            st.session_state[widget] = chosen[name]
            self._place().selectbox(
                translate(f"reading.aspect.period_{name}"),
                listed,
                index=None,
                format_func={option: words(option) for option in listed}.__getitem__,
                placeholder=translate("staff.choose"),
                key=widget,
                on_change=self._say_period,
                args=(name, widget, dict(chosen), pending, columns),
            )

    def _say_period(
        self, name: str, widget: str, chosen: dict[str, Any], pending: str, columns: tuple[int, ...]
    ) -> None:
        chosen[name] = st.session_state[widget]
        if chosen[name] is None:
            self._take_back("period", columns)
        elif chosen["year"] and chosen["part"]:
            self._say(Edit("period", together(chosen["year"], chosen["part"]), self._number, columns))
        else:
            st.session_state[pending] = chosen

    def _choose(self, aspect: str, options: Sequence[Any], current: Any, columns: tuple[int, ...]) -> None:
        widget = self._widget(aspect)
        listed = [*options, *([current] if current and current not in options else [])]
        st.session_state[widget] = current or None
        self._place().selectbox(
            translate(f"reading.aspect.{aspect}"),
            listed,
            index=None,
            format_func={value: _value_words(aspect, value, self._catalog) for value in listed}.__getitem__,
            placeholder=translate("reading.by_rows"),
            key=widget,
            on_change=self._say_chosen,
            args=(aspect, widget, columns),
        )

    def _say_chosen(self, aspect: str, widget: str, columns: tuple[int, ...]) -> None:
        value = st.session_state[widget]
        if value is None:
            self._take_back(aspect, columns)
        else:
            self._say(Edit(aspect, value, self._number, columns))

    def _take_back(self, aspect: str, columns: tuple[int, ...]) -> None:
        """An emptied box: what was said there no longer holds."""
        edits = edits_of(self._key, self._sheet.name)
        at = next((n for n, edit in enumerate(edits.said) if edit.place == (aspect, self._number, columns)), None)
        if at is not None:
            st.session_state[_store(self._key, self._sheet.name)] = edits.without(at)

    def ask_borders(self) -> None:
        """Where the block begins and ends, and where another one begins in it."""
        height = len(self._sheet.rows)
        width = len(self._sheet.rows[0]) if height else 0
        at = borders_of(self._block) if self._block else BlockSaid()
        self._places, self._of = [], "borders"
        for border in BORDERS if self._block else BORDERS[:1]:
            of_columns = border.endswith("column")
            least = 0 if border == "header_row" and self._block else 1
            self._ask_number(border, getattr(at, border), least, width if of_columns else height)
        if self._block and at.last_row > at.first_row:
            self._ask_number(SPLIT, None, at.first_row + 1, at.last_row)
        if st.session_state.pop(f"{self._key}.unfit", False):
            st.warning(translate("reading.unfit"))

    def _ask_number(self, border: str, current: int | None, least: int, most: int) -> None:
        widget = self._widget(border)
        st.session_state[widget] = current or (0 if least == 0 else None)
        self._place().number_input(
            translate(f"reading.aspect.{border}"),
            min_value=least,
            max_value=max(most, least),
            step=1,
            key=widget,
            on_change=self._say_border,
            args=(border, widget),
        )

    def _say_border(self, border: str, widget: str) -> None:
        value = st.session_state[widget]
        if value is None:
            return
        edits = edits_of(self._key, self._sheet.name)
        said = edits.with_(Edit(border, int(value), self._number), self._found(int(value)))
        correction = said.correction()
        if correction is None or not fits(correction.blocks):
            st.session_state[f"{self._key}.unfit"] = True
            return
        st.session_state[_store(self._key, self._sheet.name)] = said

    def _found(self, header: int) -> tuple[BlockSaid, ...]:
        """The blocks that were found; where none was, one that has its headings in the row that is told."""
        blocks = tuple(map(borders_of, self._draft.batch.blocks))
        height = len(self._sheet.rows)
        return blocks or (BlockSaid(header, header + 1, height, 1, len(self._sheet.rows[0]) if height else 1),)

    def _say(self, edit: Edit) -> None:
        edits = edits_of(self._key, self._sheet.name)
        found = tuple(map(borders_of, self._draft.batch.blocks))
        st.session_state[_store(self._key, self._sheet.name)] = edits.with_(edit, found)

    def _widget(self, aspect: str) -> str:
        # A block of one column has its boxes twice: those of the column, and those of the whole.
        return f"{self._key}.said.{self._sheet.name}.{self._number}.{self._of}.{aspect}.{language()}"

    def _place(self) -> Any:
        """The next place in a grid of boxes."""
        if not self._places:
            self._places = list(st.columns(_ACROSS))
        return self._places.pop(0)

    def _columns(self, block: Block) -> list[int]:
        rows = self._sheet.rows[block.first_row - 1 : block.last_row]
        numbers = range(min(block.columns, default=1), max(block.columns, default=0) + 1)
        return [number for number in numbers if number in block.columns or any(row[number - 1].strip() for row in rows)]

    def _column_name(self, number: int) -> str:
        assert self._block is not None
        column = self._block.columns.get(number, Column(number))
        text = " › ".join(" ".join(said.text.split())[:20] for said in reversed(column.headings))
        return translate("reading.column", letter=column_letter(number), text=text)

    def _units(self, columns: tuple[int, ...]) -> tuple[str, ...]:
        """The units that the figures can be in: those of their indicators in any power of ten; else all known."""
        taken = (value.unit for value in self._draft.batch.candidates if value.column in columns and value.unit)
        wanted = list(dict.fromkeys(taken))[:5]
        return tuple(dict.fromkeys(unit for item in wanted or self._catalog.units for unit in units.of_same_base(item)))
