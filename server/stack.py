"""What stands between the browser and Streamlit, outermost first."""

from __future__ import annotations

from pathlib import Path

from starlette.middleware import Middleware
from streamlit import config, file_util

from server.first_answer import Answer, MayRead
from server.security import SecurityHeadersMiddleware
from server.statics import StreamlitFiles, StreamlitFilesMiddleware


def middleware(answer: Answer | None = None, may_read: MayRead | None = None) -> list[Middleware]:
    """For `st.App`: security headers on every answer, and Streamlit's own files from memory.

    `answer` makes the HTML that the first page carries until Streamlit has drawn, for those who `may_read` it.
    """
    files = StreamlitFiles(Path(file_util.get_static_dir()))
    base_path = config.get_option("server.baseUrlPath") or ""
    return [
        Middleware(SecurityHeadersMiddleware),
        Middleware(StreamlitFilesMiddleware, files=files, base_path=base_path, answer=answer, may_read=may_read),
    ]
