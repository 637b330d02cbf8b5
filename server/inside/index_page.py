"""Streamlit's index page, made ours: language, title, and an early start for what the overview draws."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from pathlib import Path

from server.inside.chunks import find_chunk, with_imports

LANGUAGE = "zh-CN"
TITLE = "昆明目标差距看板"

# What pages draw beyond Streamlit's first bundle. Without the hint the browser learns of these files only after
# the server has sent the page's first elements; for a chart that is the better part of a second.
EVERY_PAGE = ("Html",)
CHUNKS = {"indicator": ("Selectbox", "ArrowVegaLiteChart", "DownloadButton")}

ROOT = '<div id="root"></div>'
"""Where Streamlit draws."""
_HTML_TAG = re.compile(r"<html[^>]*>")
_TITLE_TAG = re.compile(r"<title>.*?</title>", re.DOTALL)
# The preload of Streamlit's own typeface: the theme uses the visitor's fonts.
_FONT_PRELOAD = re.compile(r"<link\b(?=[^>]*\brel=\"preload\")(?=[^>]*\bas=\"font\")[^>]*>\s*")
# Streamlit would first ask for its server below the page's own address, as if the board stood there: two
# answers "not found" at every shared link. It is where the page's scripts come from.
_BACKEND = '<script>window.__streamlit = { BACKEND_BASE_URL: new URL(".", location.href).href };</script>\n    '
_STYLESHEET = re.compile(r"<link\b[^>]*\brel=\"stylesheet\"")
_LOCAL_FILE = re.compile(r"""(?:src|href)="\./(static/[^"]+)\"""")

_log = logging.getLogger(__name__)


def lazy_chunks(scripts: Path, page: str = "") -> list[str]:
    """The script names that the page at ``page`` needs. A stem that Streamlit no longer has is left out, and said."""
    found = []
    for stem in (*EVERY_PAGE, *CHUNKS.get(page, ())):
        try:
            found.append(find_chunk(scripts, stem))
        except LookupError as missing:
            _log.warning("No early loading: %s", missing)
    return with_imports(scripts, found)


def rewrite(original: str, extra_scripts: Sequence[str], style: str = "") -> str:
    """The index page with our language and title, announcing `extra_scripts` if it does not already.

    The style sheet stands in the body, behind Streamlit's own in the head, so that it has the last word.
    """
    hints = "".join(
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">\n    '
        for name in extra_scripts
        if name not in original
    )
    page = _HTML_TAG.sub(f'<html lang="{LANGUAGE}">', original, count=1)
    page = _TITLE_TAG.sub(f"<title>{TITLE}</title>", page, count=1)
    page = _FONT_PRELOAD.sub("", page)
    page = _STYLESHEET.sub(lambda match: hints + match.group(0), page, count=1)
    page = page.replace(ROOT, f"<style>{style}</style>{ROOT}", 1) if style else page
    return page.replace("<title>", f"{_BACKEND}<title>", 1)


def files_of(page: str) -> list[str]:
    """The names below Streamlit's static folder that the page loads."""
    return _LOCAL_FILE.findall(page)
