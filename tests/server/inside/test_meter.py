"""Streamlit counts the pages that are connected to it."""

from __future__ import annotations

from server.inside.meter import open_pages
from tests.server.inside.conftest import Served, drawn


def test_open_pages_are_counted(served: Served) -> None:
    before = _count(served)
    with served.opened() as page:
        drawn(page)
        assert _count(served) == before + 1


def test_without_streamlit_there_is_nothing_to_count() -> None:
    assert open_pages() is None


def _count(served: Served) -> float:
    lines = served.read("metrics").splitlines()
    return next(float(line.split()[1]) for line in lines if line.startswith("gapboard_sessions "))
