"""The buttons to take files away: nothing is made before a click, names and labels in the visitor's language."""

from __future__ import annotations

import datetime as dt

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from gapboard.export.handouts import HANDOUTS


def page(language: str) -> None:
    """A page that holds nothing but the block."""
    from components.meeting.handouts import draw_handouts
    from components.page.data import board
    from gapboard.board import Filters
    from gapboard.export.briefing import Briefing

    draw_handouts(Briefing(board(), Filters(theme="economy"), language))


@pytest.mark.parametrize(("language", "label"), [("zh", "PowerPoint 演示"), ("en", "PowerPoint slides")])
def test_a_button_for_each_and_no_work(monkeypatch, language, label) -> None:
    asked = []

    def spy(button: str, data: object, **options: object) -> None:
        asked.append((button, data, options["file_name"]))

    monkeypatch.setattr(st, "download_button", spy)
    app = AppTest.from_function(page, args=(language,), default_timeout=30).run()
    assert not app.exception
    assert [name.rpartition(".")[2] for _, _, name in asked] == [item.ending for item in HANDOUTS.values()]
    assert asked[1][0] == label
    assert all(dt.date.today().isoformat() in name for _, _, name in asked)
    # A callable is called on a click only; what it gives is the file.
    assert all(callable(data) for _, data, _ in asked)
    assert asked[0][1]()[:2] == b"PK"


def test_the_block_draws_with_streamlits_own_button() -> None:
    app = AppTest.from_function(page, args=("zh",), default_timeout=30).run()
    assert not app.exception
    assert len(app.get("download_button")) == len(HANDOUTS)
