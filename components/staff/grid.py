"""The grid of a document's indicators by years, and a block pasted beside it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from components.page.choice import distinct
from components.page.data import board
from components.page.session import language, translate
from components.page.spoken import spoken
from components.staff.cells import Cell, Grid, entries_of, kept, known_when_typed, regions_of
from components.staff.entries import offer_to_discard, review
from components.staff.html import show
from components.staff.messages import drop_message
from components.staff.pasted import ask_block, review_block
from components.staff.rounds import round_of
from components.staff.typed import place_of
from gapboard.board import Board
from gapboard.explain.periods import month_name
from gapboard.ledger import Key

# A row of the grid in pixels, and how many fit a small screen with what is below them.
_ROW, _MOST_ROWS = 35, 13
_MOST_FOUND = 20  # characters of a cell that is no figure


def enter_grid() -> None:
    """A document's indicators by years; what is changed, or pasted beside it, is saved."""
    now = board()
    left, right, last = st.columns([3, 1, 1])
    documents = now.catalog.documents
    latest_first = [item for item in list(documents)[::-1] if regions_of(now, item)]
    document = left.selectbox(
        translate("staff.grid.document"),
        latest_first,
        format_func=distinct(latest_first, lambda i: documents[i].label(language())),
        key=spoken("grid.document"),
        persist_state="session",
    )
    regions = regions_of(now, document) if document else []
    region = right.selectbox(
        translate("staff.column.region"),
        regions,
        format_func=distinct(regions, lambda i: now.catalog.regions[i].label(language())),
        key=spoken("grid.region"),
        persist_state="session",
    )
    if document is None or region is None:
        return
    with last:
        within = _within(now, document)
    grid = Grid.of(now, document, region, within)
    _draw_unsaved_elsewhere(grid.elsewhere())
    grid.keep(_edited(grid))
    block, cells = ask_block(f"{document}.{region}"), grid.typed()
    if block.strip() and review_block(block, region):
        if cells:  # one review at a time, each with its own source: which button saves what must be plain
            st.info(translate("staff.grid.waiting", count=len(cells)), icon=":material/edit_note:")
        return
    entries = entries_of(cells)
    wrong = grid.misplaced(entries)
    if not wrong:
        review("grid", entries, known_when_typed(cells))
    else:
        st.error(translate("staff.grid.misplaced", found=wrong.value[:_MOST_FOUND], place=place_of(wrong, now.catalog)))

    def give_up() -> None:
        for key in cells:
            kept().pop(key, None)

    if cells:
        offer_to_discard("grid", translate("staff.grid.withdraw", count=len(cells)), give_up)


def _within(now: Board, document: str) -> str:
    """Which year the columns are months of; empty where they are the years."""
    first, last = now.catalog.documents[document].period
    years = sorted({*range(first, last + 1), now.on.year}, reverse=True)

    def name(year: str) -> str:
        return translate("staff.grid.months_of", year=year) if year else translate("staff.grid.by_year")

    options = ["", *map(str, years)]
    chosen = st.selectbox(
        translate("staff.grid.within"),
        options,
        format_func=distinct(options, name),
        key=spoken(f"grid.within.{document}"),
        persist_state="session",
    )
    return chosen or ""


def _heading(year: str) -> str:
    """The heading of a column: a year, or up to which month of one."""
    if len(year) == len("2026"):
        return year
    return translate("staff.grid.up_to", month=month_name(int(year[5:]), language()))


def _edited(grid: Grid) -> pd.DataFrame:
    """The table as it stands in the browser.

    The editor forgets what was typed as soon as it is not drawn, on another tab as in another language. Where it is
    drawn anew, it begins with what was kept; from then on it keeps its changes by itself.
    """
    name = f"grid.{round_of('grid')}.{grid.document}.{grid.region}.{grid.years[0]}.{language()}"
    started: dict[str, tuple[str, dict[Key, str]]] = st.session_state.setdefault("grid:started", {})
    if name not in started or started[name][0] not in st.session_state:
        times = st.session_state["grid:starts"] = st.session_state.get("grid:starts", 0) + 1
        key = f"{name}.{times}.cells"
        started[name] = (key, {key: cell.text for key, cell in grid.typed().items()})
    key, over = started[name]
    table = grid.table(over)
    fixed = list(grid.names.columns)
    show("no_script.html")
    with st.container(key="grid-cells"):
        edited: pd.DataFrame = st.data_editor(
            table,
            hide_index=True,
            disabled=fixed,
            height=_ROW * (min(len(table), _MOST_ROWS) + 1) + 2,
            column_config=dict.fromkeys(fixed, st.column_config.TextColumn(pinned=True))
            | {year: st.column_config.TextColumn(_heading(year), alignment="right") for year in grid.years},
            on_change=drop_message,
            placeholder="",
            key=key,
        )
        st.caption(translate("staff.grid.help"))
    return edited


def _draw_unsaved_elsewhere(cells: Mapping[Key, Cell]) -> None:
    """Which other grids hold figures that are not saved."""
    catalog = board().catalog
    counts: dict[tuple[str, str], int] = {}
    for (region, _, _), cell in cells.items():
        counts[cell.document, region] = counts.get((cell.document, region), 0) + 1
    if counts:
        named = [
            translate(
                "staff.grid.unsaved_in",
                document=catalog.documents[document].label_short(language()),
                region=catalog.regions[region].label(language()),
                count=count,
            )
            for (document, region), count in counts.items()
            if document in catalog.documents and region in catalog.regions
        ]
        st.info(
            translate("staff.grid.unsaved", where=translate("reading.and").join(named)), icon=":material/edit_note:"
        )
