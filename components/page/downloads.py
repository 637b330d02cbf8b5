"""A button that hands out a file."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from gapboard.ledger.evidence_files import MEDIA_TYPES

ICON = ":material/download:"
XLSX, DOCX = MEDIA_TYPES["xlsx"], MEDIA_TYPES["docx"]


def offer(
    label: str,
    make: Callable[[], bytes | str],
    file_name: str,
    mime: str,
    *,
    key: str | None = None,
    icon: str = ICON,
    quiet: bool = True,
) -> None:
    """A button ``label`` for the file that ``make`` makes when it is asked for; the page is not drawn again for it.

    ``quiet`` looks like a link.
    """
    st.download_button(
        label,
        make,
        file_name=file_name,
        mime=mime,
        on_click="ignore",
        type="tertiary" if quiet else "secondary",
        icon=icon,
        key=key,
    )
