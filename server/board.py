"""Put the server together: Streamlit's application with our middleware around it."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from streamlit import config, file_util

from server.pages import declare_navigation
from server.security import SecurityHeadersMiddleware
from server.statics import StreamlitFiles, StreamlitFilesMiddleware


def create_app(script: Path) -> st.App:
    """The ASGI application that runs the Streamlit script at `script`."""
    declare_navigation()
    files = StreamlitFiles(Path(file_util.get_static_dir()))
    base_path = config.get_option("server.baseUrlPath") or ""
    return st.App(
        script,
        middleware=[
            Middleware(SecurityHeadersMiddleware),
            Middleware(StreamlitFilesMiddleware, files=files, base_path=base_path),
        ],
    )
