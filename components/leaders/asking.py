"""The list of figures to ask for, to be taken away as a workbook with a sheet for each body."""

from __future__ import annotations

from functools import partial

import streamlit as st

from gapboard.board import Board
from gapboard.export.asking import asking_xlsx
from gapboard.kernel.wording import say


def offer_asking(board: Board, language: str) -> None:
    """One button; the workbook is made when it is asked for."""
    st.download_button(
        say("coverage.ask_file", language),
        partial(asking_xlsx, board, language),
        file_name=f"{say('coverage.title', language)}-{(board.known_on or board.on).isoformat()}.xlsx",
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
        key="asking",
    )
