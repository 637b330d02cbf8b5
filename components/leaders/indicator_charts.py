"""The charts of one indicator, each with the table behind it and its files to take away."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import partial

import streamlit as st

from components.page.downloads import offer
from components.page.links import Links
from components.page.session import language, links, translate
from components.page.templates import draw_html, render
from gapboard.assess import Assessment
from gapboard.board import Board
from gapboard.catalog import Indicator
from gapboard.export.charts import Charted, LabelOf, charts_of
from gapboard.export.charts.picture import FORMS, MIME, picture
from gapboard.export.charts.table import COLUMNS, chart_csv, chart_rows, lacking
from gapboard.kernel.wording import say

_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\s]+')


FAR = "far"  # in the address: the charts show the targets of far years too


def charts(
    board: Board,
    indicator: Indicator,
    region: str,
    results: list[Assessment],
    label_of: LabelOf | None = None,
    *,
    whole: bool = False,
) -> None:
    """Draw what there is to draw; say so where there is nothing. ``label_of`` labels targets otherwise than usual;
    ``whole`` shows far years as well.
    """
    found = charts_of(board, indicator, region, results, language(), label_of, whole=whole)
    for charted in found:
        _draw(charted, links() if label_of is None else None, whole=whole)
    if not found:
        st.info(nothing_text(board, indicator, region, language()))


def nothing_text(board: Board, indicator: Indicator, region: str, language: str) -> str:
    """Why there is no chart: nothing was published, one year alone, or nothing that is known of a whole year."""
    if board.book.series(region, indicator.id) or board.book.bounded(region, indicator.id):
        return say("indicator.one_figure", language)
    published = board.book.not_annual(region, indicator.id)
    return say("indicator.no_chart" if published else "indicator.no_data", language)


def _draw(charted: Charted, to: Links | None, *, whole: bool) -> None:
    draw_html(legend_html(charted, to, whole=whole))
    st.vega_lite_chart(charted.spec(dark=st.context.theme.type == "dark"), width="stretch", alt=charted.alt)
    _offer_files(charted, dt.date.today())
    draw_html(table_html(charted))


def legend_html(charted: Charted, to: Links | None = None, *, whole: bool = False) -> str:
    """What each kind of mark means; and the link to the far years, or back from them, where ``to`` can make one."""
    near, far = charted.nearest, charted.farthest
    link = ""
    if to is not None and far is not None and near is not None:
        asked = {} if whole else {FAR: "1"}
        link = to.to("indicator", id=charted.indicator.id, region=charted.region, **asked)
    return render(
        "chart_legend.html",
        say=partial(say, language=charted.language),
        keys=charted.legend(),
        link=link,
        word=say("indicator.zoom_in" if whole else "indicator.zoom_out", charted.language, year=near if whole else far),
    )


def table_html(charted: Charted) -> str:
    """What the chart shows, as a table."""
    told = partial(say, language=charted.language)
    return render("chart_table.html", say=told, title=charted.title, rows=chart_rows(charted), columns=COLUMNS)


def _offer_files(charted: Charted, made: dt.date) -> None:
    """One line of buttons, and a warning where a picture would lack characters."""
    known = (charted.board.known_on or charted.board.on).isoformat()
    name = _NOT_IN_A_NAME.sub("-", f"{charted.name}-{known}")
    key = f"chart:{charted.indicator.id}:{charted.region}:{'growth' if charted.growth else 'own'}"
    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}:files"):
        draw_html(render("chart_download.html", say=translate), width="content")
        for form in FORMS:
            _button(key, form, partial(picture, charted, form, made), name, MIME[form])
        _button(key, "csv", partial(chart_csv, charted, made), name, "text/csv")
    if missing := lacking(charted):
        characters = " ".join(f"{char} (U+{ord(char):04X})" for char in missing)
        st.warning(translate("chart.missing_glyphs", characters=characters))


def _button(key: str, form: str, make: Callable[[], bytes], name: str, mime: str) -> None:
    offer(translate(f"chart.file.{form}"), make, f"{name}.{form}", mime, key=f"{key}:{form}")
