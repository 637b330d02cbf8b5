"""The buttons to take files away: nothing is made before a click, names and labels in the visitor's language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from gapboard.export.handouts import HANDOUTS
from tests.pages.conftest import Opener, html_of
from tests.pages.task_data import said, with_tasks


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


def test_notice_and_sheets_are_offered_once_something_is_due_or_was_reported(
    open_page: Opener, data_folder: Path
) -> None:
    with_tasks(data_folder)
    assert "督查通报" not in labels(open_page("handouts", lang="zh", on="2019-06-30"))  # until the end of 2019
    assert "督办单" in labels(silent := open_page("handouts", lang="zh"))
    assert "任务进展：4个事项均未报进展；共3个已到期而没有单位填报。" in html_of(silent)
    said(data_folder, "km19-x.1", "under_way")
    app = open_page("handouts", lang="zh")
    assert "督查通报" in labels(app) and "督办单" in labels(app)  # it was due at the end of 2019
    assert (
        "任务进展：有填报或公开资料的1个事项中，0个已完成，1个未完成（1个逾期）；共2个已到期而没有单位填报。"
        in html_of(app)
    )


# Four pages are opened and every file is made once: two to three seconds.
def test_a_body_that_only_tasks_name_takes_its_tasks_away_and_no_target(
    open_page: Opener, data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """市新闻办 takes part in both tasks and answers for no figure. The bureau of investment leads one: no sheet."""
    with_tasks(data_folder)
    said(data_folder, "km19-x.1", "under_way")
    for page, words in {
        "overview": "2项任务、4个事项中，",
        "changes": "责任单位：市新闻办",
        "present": "市新闻办",
    }.items():
        app = open_page(page, lang="zh", body="km-press")
        assert not app.exception and not app.warning
        told = html_of(app)
        assert words in told and "不能用在这里" not in told
    made: dict[str, Callable[[], bytes]] = {}

    def spy(button: str, data: Callable[[], bytes], **options: object) -> None:
        made[button] = data

    monkeypatch.setattr(st, "download_button", spy)
    told = html_of(open_page("handouts", lang="zh", body="km-press"))
    assert "责任单位 市新闻办" in told and ">0 项量化目标。<" in told
    assert all(data()[:2] == b"PK" for name, data in made.items() if "CSV" not in name)
    sheets = next(data for name, data in made.items() if "督办单" in name)
    assert [Path(name).stem for name in ZipFile(BytesIO(sheets())).namelist()] == ["01-督办单-市新闻办"]


def labels(app: AppTest) -> str:
    assert not app.exception
    return " ".join(item.proto.label for item in app.get("download_button"))


def test_a_slide_tells_of_tasks_once_something_was_reported(open_page: Opener, data_folder: Path) -> None:
    with_tasks(data_folder)
    assert "任务进展" not in html_of(open_page("present", lang="zh"))
    said(data_folder, "km19-x.1", "under_way", obstacle="用地未批")
    told = html_of(open_page("present", lang="zh"))
    assert "任务进展：有填报或公开资料的1个事项中，0个已完成，1个未完成（1个逾期）；共2个已到期而没有单位填报" in told
    assert "出台招商办法" in told and "用地未批" in told
