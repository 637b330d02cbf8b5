"""Streamlit's index page, made ours: language, title, and an early start for what the overview draws."""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from server.inside.chunks import find_chunk, with_imports

LANGUAGE = "zh-CN"
TITLE = "昆明目标差距看板"

# What pages draw beyond Streamlit's first bundle. Without the hint the browser learns of these files only after
# the server has sent the page's first elements; for a chart that is the better part of a second.
EVERY_PAGE = ("Html",)
CHUNKS: dict[str, tuple[str, ...]] = {
    "indicator": ("Selectbox", "ArrowVegaLiteChart", "DownloadButton"),
    "this-year": ("DownloadButton",),
    "documents": (),
    "departments": (),
    "changes": (),
    "coverage": ("DownloadButton",),
}
"""By the address of each page with a first answer; the overview has none beyond ``EVERY_PAGE``."""

ROOT = '<div id="root"></div>'
"""Where Streamlit draws."""
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_HTML_TAG = re.compile(r"<html[^>]*>")
_TITLE_TAG = re.compile(r"<title>.*?</title>", re.DOTALL)
# The preload of Streamlit's own typeface: the theme uses the visitor's fonts.
_FONT_PRELOAD = re.compile(r"<link\b(?=[^>]*\brel=\"preload\")(?=[^>]*\bas=\"font\")[^>]*>\s*")
# Streamlit would first ask for its server below the page's own address, as if the board stood there: two
# answers "not found" at every shared link. It is where the page's scripts come from.
_BACKEND = '<script>window.__streamlit = { BACKEND_BASE_URL: new URL(".", location.href).href };</script>\n    '
# Of a computer whose time zone it does not know Chromium says “Etc/Unknown”, which it then refuses itself: in place of
# a field for a day there would be Streamlit's stack trace, and the day would silently stay today's.
_TIME_ZONE = """<script>
try { new Intl.DateTimeFormat("en", { timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone }); }
catch (unknown) {
  const told = Intl.DateTimeFormat.prototype.resolvedOptions;
  Intl.DateTimeFormat.prototype.resolvedOptions = function () {
    return { ...told.call(this), timeZone: "UTC" };
  };
}</script>
    """
_STYLESHEET = re.compile(r"<link\b[^>]*\brel=\"stylesheet\"")
_LOCAL_FILE = re.compile(r"""(?:src|href)="\./(static/[^"]+)\"""")

_MODULE = re.compile(r'<script type="module"[^>]*src="([^"]+)"[^>]*></script>')
# Streamlit's scripts keep the browser busy for most of a second. They start one frame late, so that the
# answer is painted before them; what they import is being fetched meanwhile.
_START_LATE = """<script>
requestAnimationFrame(function () { setTimeout(function () {
  var start = document.createElement("script");
  start.type = "module"; start.crossOrigin = ""; start.src = "SOURCE";
  document.head.appendChild(start);
}, 0); });
</script>"""

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


def rewrite(original: str, extra_scripts: Sequence[str], style: str = "", script: str = "", without: str = "") -> str:
    """The index page with our language and title, announcing `extra_scripts` if it does not already.

    The style sheet stands in the body, behind Streamlit's own in the head, so that it has the last word; the script
    behind what it works on. ``without`` is what a browser shows that runs no script, instead of Streamlit's words.
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
    page = page.replace(ROOT, f"{ROOT}<script>{script}</script>", 1) if script else page
    page = _NO_SCRIPT.sub(lambda _: f"<noscript>{without}</noscript>", page, count=1) if without else page
    return page.replace("<title>", f"{_BACKEND + _TIME_ZONE}<title>", 1)


def files_of(page: str) -> list[str]:
    """The names below Streamlit's static folder that the page loads."""
    return _LOCAL_FILE.findall(page)


@dataclass(frozen=True)
class Parts:
    """An index page before and behind Streamlit's root, and what starts Streamlit's scripts."""

    before: str
    behind: str
    start: str

    @staticmethod
    def of(index: str) -> Parts | None:
        """The parts; ``None`` of an index page of a Streamlit that this was not written for."""
        start = _MODULE.search(index)
        if not start or ROOT not in index:
            return None
        before, _, behind = index.replace(start.group(0), "").partition(ROOT)
        return Parts(before, behind, _START_LATE.replace("SOURCE", start.group(1)))

    def around(self, answer: str) -> str:
        """The page with ``answer`` before Streamlit's place and Streamlit's start behind it."""
        # The answer's script stands behind Streamlit's root, so that it exists when it runs.
        html, script, rest = answer.partition("<script>")
        return "".join((self.before, html, ROOT, script, rest, self.start, self.behind))
