from __future__ import annotations

from pathlib import Path

from server.inside.chunks import with_imports
from server.inside.index_page import LANGUAGE, ROOT, TITLE, files_of, lazy_chunks, rewrite
from server.inside.statics import StreamlitFiles, front_end

STATIC = front_end()
ORIGINAL = (STATIC / "index.html").read_text(encoding="utf-8")


def test_language_title_and_hints() -> None:
    extra = lazy_chunks(STATIC / "static" / "js")
    page = rewrite(ORIGINAL, extra)
    assert f'<html lang="{LANGUAGE}">' in page
    assert f"<title>{TITLE}</title>" in page
    for name in extra:
        assert page.count(f'href="./static/js/{name}"') == 1
    assert page.index(f"{extra[0]}") < page.index('rel="stylesheet"')


def test_only_the_typeface_is_no_longer_fetched_early() -> None:
    page = rewrite(ORIGINAL, [])
    assert 'as="font"' in ORIGINAL
    assert 'as="font"' not in page
    assert [name for name in files_of(ORIGINAL) if not name.endswith(".woff2")] == files_of(page)


def test_a_hint_that_streamlit_gives_is_not_repeated() -> None:
    given = next(name for name in files_of(ORIGINAL) if name.endswith(".js"))
    page = rewrite(ORIGINAL, [Path(given).name])
    assert page.count(given) == 1


def test_what_the_page_loads_exists() -> None:
    names = files_of(rewrite(ORIGINAL, lazy_chunks(STATIC / "static" / "js")))
    assert names
    for name in names:
        assert (STATIC / name).is_file()


def test_streamlit_s_script_reads_where_the_server_is() -> None:
    start = next(STATIC / name for name in files_of(ORIGINAL) if name.endswith(".js"))
    scripts = "".join((start.parent / name).read_text(encoding="utf-8") for name in with_imports(start.parent, [start]))
    assert "__streamlit" in scripts
    assert "BACKEND_BASE_URL" in scripts


def test_the_server_is_asked_for_where_the_scripts_come_from() -> None:
    """Before Streamlit's own script reads it; otherwise it tries below the page's address first and is refused."""
    page = rewrite(ORIGINAL, [])
    assert page.count("BACKEND_BASE_URL") == 1
    assert page.index("BACKEND_BASE_URL") < page.index('type="module"')


def test_the_style_sheet_has_the_last_word() -> None:
    """It stands behind Streamlit's own styles, which a script puts into the head, and before what it dresses."""
    page = rewrite(ORIGINAL, [], ".gb { color: red }")
    assert page.count("<style>.gb { color: red }</style>") == 1
    assert page.index("</head>") < page.index(".gb { color: red }") < page.index(ROOT)


def test_a_server_knows_whether_its_index_carries_the_style_sheet(tmp_path: Path) -> None:
    (tmp_path / "static" / "js").mkdir(parents=True)
    for index, styled in ((ORIGINAL, True), (ORIGINAL.replace(ROOT, '<main id="app"></main>'), False)):
        (tmp_path / "index.html").write_text(index, encoding="utf-8")
        assert StreamlitFiles(tmp_path, ".gb { color: red }").styled is styled
    assert not StreamlitFiles(tmp_path).styled
