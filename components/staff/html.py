"""HTML of the staff pages from templates, every value escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from components.session import tell

_FOLDER = Path(__file__).with_name("templates")


@cache
def _environment() -> Environment:
    # Autoescape is what keeps a cell such as <script> in an uploaded file harmless on the page.
    return Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def show(template: str, **values: object) -> None:
    """Draw the filled template ``templates/<template>`` on the page."""
    st.html(_environment().get_template(template).render(say=tell, **values))
