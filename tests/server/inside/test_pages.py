"""Streamlit takes a folder called ``pages`` for the pages, unless a class attribute says otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.runtime.pages_manager import PagesManager

from server.inside.pages import declare_navigation


def test_the_folder_is_not_taken_for_the_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pages").mkdir()
    script = str(tmp_path / "app.py")
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    PagesManager(script)
    assert PagesManager.uses_pages_directory is True
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    declare_navigation()
    PagesManager(script)
    assert PagesManager.uses_pages_directory is False
