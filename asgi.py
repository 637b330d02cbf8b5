"""The server's entry: `make run` starts it, `streamlit run asgi.py` does, and so can any ASGI server."""

from pathlib import Path

import streamlit as st

from components.data import data_folder
from components.first_answer import first_answer, may_read
from server.account import routes as account_routes
from server.first_answer import warm
from server.pages import declare_navigation
from server.stack import middleware

declare_navigation()
warm(first_answer)

# Named here and not in a function: Streamlit's own command recognises the application by reading this file.
app = st.App(
    Path(__file__).resolve().parent / "app.py",
    routes=account_routes(data_folder),
    middleware=middleware(first_answer, may_read),
)
