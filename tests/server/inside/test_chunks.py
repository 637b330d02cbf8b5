"""The early-loading hints rest on Streamlit's file names: these tests fail when a release changes them."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.inside.chunks import find_chunk, static_imports, with_imports
from server.inside.index_page import CHUNKS, EVERY_PAGE, lazy_chunks
from server.inside.statics import front_end

SCRIPTS = front_end() / "static" / "js"


@pytest.mark.parametrize("stem", [*EVERY_PAGE, *(stem for stems in CHUNKS.values() for stem in stems)])
def test_the_installed_streamlit_has_each_chunk(stem: str) -> None:
    assert find_chunk(SCRIPTS, stem).is_file()


def test_the_sanitiser_that_html_imports_is_found() -> None:
    assert any(name.startswith("purify.") for name in lazy_chunks(SCRIPTS))


def test_imports_are_followed_once_and_lazy_ones_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.1.js").write_text('import{x as y}from"./b.1.js";import"./c.1.js";import("./lazy.1.js")')
    (tmp_path / "b.1.js").write_text('import{z}from"./a.1.js";export{z}from"./c.1.js"')
    (tmp_path / "c.1.js").write_text("export const z=1")
    assert static_imports(tmp_path / "a.1.js") == ["b.1.js", "c.1.js"]
    assert with_imports(tmp_path, [tmp_path / "a.1.js"]) == ["a.1.js", "b.1.js", "c.1.js"]


def test_a_stem_must_name_one_file(tmp_path: Path) -> None:
    for name in ("Html.1.js", "HtmlMore.1.js", "Html.es.1.js"):
        (tmp_path / name).write_text("")
    assert find_chunk(tmp_path, "Html").name == "Html.1.js"
    (tmp_path / "Html.2.js").write_text("")
    with pytest.raises(LookupError, match="2 files"):
        find_chunk(tmp_path, "Html")


def test_a_chunk_that_is_gone_costs_the_hint_only(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert lazy_chunks(tmp_path) == []
    assert EVERY_PAGE[0] in caplog.text
