from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from server.assets import AssetStore, content_type_of, make_asset


def test_text_is_compressed_and_pictures_are_not() -> None:
    script = make_asset("x.js", b"let a = 1;" * 100)
    assert script.content_type == "text/javascript; charset=utf-8"
    assert script.gzipped is not None
    assert gzip.decompress(script.gzipped) == script.plain
    assert make_asset("x.woff2", b"a" * 1000).gzipped is None


def test_what_would_grow_stays_as_it_is() -> None:
    assert make_asset("x.js", b"a").gzipped is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.js", "text/javascript"), ("a.WOFF2", "font/woff2"), ("a.png", "image/png"), ("a", "application/octet-stream")],
)
def test_content_types(name: str, expected: str) -> None:
    assert content_type_of(name) == expected


def test_only_what_was_listed_is_opened(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    folder = tmp_path / "static"
    (folder / "js").mkdir(parents=True)
    (folder / "js" / "a.js").write_text("let a")
    store = AssetStore(folder)
    assert "js/a.js" in store
    assert store.ready("js/a.js") is None
    assert store.load("js/a.js").plain == b"let a"
    assert store.ready("js/a.js") is store.load("js/a.js")
    (folder / "js" / "later.js").write_text("let b")
    for name in ("../secret.txt", "js/../../secret.txt", str(tmp_path / "secret.txt"), "js", "", "js/later.js"):
        assert name not in store
        with pytest.raises(KeyError):
            store.load(name)
