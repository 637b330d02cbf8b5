"""The server's entry: `make run` starts it, `streamlit run asgi.py` does, and so can any ASGI server."""

from pathlib import Path

import streamlit as st

from components.leaders.first_answer import first_answer
from components.page import data
from components.page.frame import styled_by_the_server
from components.page.no_such_page import no_such_page
from components.page.search import search_json, search_script
from components.page.tasks import revision_of_all, task_board
from components.page.templates import style_sheet
from components.page.without_script import without_script
from server.first_answer import warm
from server.inside.pages import declare_navigation
from server.source import Source
from server.stack import stack

declare_navigation()
warm(first_answer)
around = stack(
    Source(data.board, revision_of_all, data.data_folder, task_board, data.away_since),
    first_answer,
    style_sheet(),
    search_script(),
    search_json,
    no_such_page,
    without_script(),
)
styled_by_the_server(around.styled)

# Named here and not in a function: Streamlit's own command recognises the application by reading this file.
app = st.App(Path(__file__).resolve().parent / "app.py", middleware=around.middleware, routes=around.routes)
