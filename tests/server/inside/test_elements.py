"""The elements that the pages' styles and scripts name are those of Streamlit's front end."""

from __future__ import annotations

import re
from pathlib import Path

from server.inside.statics import front_end

PAGE = Path(__file__).resolve().parents[3] / "components" / "page"
_NAMED = re.compile(r"data-testid[\^*]?=[\"']?(st\w+)|\.(st[A-Z]\w+)")


def test_streamlit_has_each_of_them() -> None:
    ours = [file for part in ("styles", "scripts", "templates") for file in (PAGE / part).rglob("*.*")]
    named = {one or other for file in ours for one, other in _NAMED.findall(file.read_text(encoding="utf-8"))}
    files = [file for file in (front_end() / "static").rglob("*") if file.suffix in (".js", ".css")]
    theirs = "".join(file.read_text(encoding="utf-8") for file in files)
    assert (len(named) > 5, [name for name in sorted(named) if name not in theirs]) == (True, [])
