"""A chart's files: pictures and data, each made when its button is clicked."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import partial

import streamlit as st

from components.page.session import tell
from components.page.templates import put, render
from gapboard.export.chart_table import chart_csv
from gapboard.export.charted import Charted
from gapboard.export.picture import FORMS, MIME, picture
from gapboard.export.picture_spec import lacking

_NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\s]+')


def offer_files(charted: Charted, made: dt.date) -> None:
    """One line of buttons, and a warning where a picture would lack characters."""
    known = (charted.board.known_on or charted.board.on).isoformat()
    name = _NOT_IN_A_NAME.sub("-", f"{charted.name}-{known}")
    key = f"chart:{charted.indicator.id}:{charted.region}:{'growth' if charted.growth else 'own'}"
    with st.container(horizontal=True, vertical_alignment="center", key=f"{key}:files"):
        put(render("chart_download.html", say=tell), width="content")
        for form in FORMS:
            _button(key, form, partial(picture, charted, form, made), name, MIME[form])
        _button(key, "csv", partial(chart_csv, charted, made), name, "text/csv")
    if missing := lacking(charted):
        characters = " ".join(f"{char} (U+{ord(char):04X})" for char in missing)
        st.warning(tell("chart.missing_glyphs", characters=characters))


def _button(key: str, form: str, make: Callable[[], bytes], name: str, mime: str) -> None:
    st.download_button(
        tell(f"chart.file.{form}"),
        make,
        file_name=f"{name}.{form}",
        mime=mime,
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
        key=f"{key}:{form}",
    )
