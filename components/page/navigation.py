"""The board's pages and icon as Streamlit wants them, looked up on the disk once and not at every click."""

from __future__ import annotations

from base64 import b64encode
from copy import copy
from functools import cache
from pathlib import Path

import streamlit as st

from components.page.menu import SECTIONS
from gapboard.kernel.wording import say

_ICON = Path(__file__).resolve().parents[2] / "assets" / "icon.png"


def sections(language: str) -> dict[str, list[st.Page]]:
    """The pages by section, named in ``language``."""
    # Copies, because Streamlit notes on a page whether this run may show it.
    return {name: [copy(page) for page in pages] for name, pages in _sections(language).items()}


@cache
def _sections(language: str) -> dict[str, list[st.Page]]:
    return {
        section and say(section, language): [
            st.Page(entry.script, title=say(entry.title, language), url_path=entry.address, default=not entry.address)
            for entry in entries
        ]
        for section, entries in SECTIONS.items()
    }


@cache
def icon() -> str:
    """The board's icon as an address that contains it."""
    return f"data:image/png;base64,{b64encode(_ICON.read_bytes()).decode()}"
