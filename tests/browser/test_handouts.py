"""Taking the board away from a real browser: each file opens and says what the page says.

Slow: PowerPoint, Word and Excel of the whole board are made, as nobody makes them in part.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Browser, expect
from pptx import Presentation

from tests.browser.conftest import settle
from tests.browser_support import ROOT, serve

# Found by Python before anything else runs: on this server no PowerPoint file can be made.
BROKEN = """
import gapboard.export.handouts as handouts

def fails(briefing):
    raise OSError("no room left")

usual = handouts.HANDOUTS["deck"]
handouts.HANDOUTS["deck"] = handouts.Handout(fails, usual.ending, usual.mime, usual.called)
"""


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server on which making a PowerPoint file fails."""
    folder = tmp_path_factory.mktemp("broken")
    (folder / "sitecustomize.py").write_text(BROKEN, encoding="utf-8")
    with serve(env={"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}) as url:
        yield url


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("zh-CN", "文件没有生成。请刷新页面再试；仍不行，请维护人员查看服务器日志。"),
        (
            "en-GB",
            "The file could not be made. Reload the page and try again; if it still fails, the server's log tells why.",
        ),
    ],
)
def test_a_file_that_cannot_be_made_is_told(
    browser: Browser, broken: str, pictures: Path, locale: str, told: str
) -> None:
    """In the visitor's language, also to a screen reader; and the other files can still be had."""
    page = browser.new_context(locale=locale, viewport={"width": 1440, "height": 900}).new_page()
    page.goto(f"{broken}/handouts?theme=economy")
    settle(page, "#handouts-end")
    page.get_by_role("button", name="PowerPoint").click()
    alert = page.get_by_role("alert")
    expect(alert).to_have_text(told)
    page.screenshot(path=str(pictures / f"handouts-broken-{locale}.png"))
    with page.expect_download(timeout=60_000) as waiting:
        page.get_by_role("button", name="CSV").click()
    assert waiting.value.suggested_filename.endswith(".csv")
    page.context.close()


def test_each_file_comes_down_and_opens(browser: Browser, address: str, pictures: Path, tmp_path: Path) -> None:
    page = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900}).new_page()
    page.goto(f"{address}/?due=2025&on=2026-11-21")
    settle(page, "#board-end")
    page.click(".gb-tools >> text=材料下载")
    settle(page, "#handouts-end")
    verdict = "2025年目标 122 项：达成 5，未达成 15，没有到期年数据 102。"
    expect(page.locator(".gb-handouts .gb-headline")).to_contain_text(verdict)
    page.screenshot(path=str(pictures / "handouts.png"))
    files = {}
    for name in ("PowerPoint", "简报", "全本", "Excel", "CSV"):
        with page.expect_download(timeout=60_000) as waiting:
            page.get_by_role("button", name=name).click()
        assert "2026-11-21" in waiting.value.suggested_filename
        files[name] = tmp_path / waiting.value.suggested_filename
        waiting.value.save_as(files[name])

    slides = [
        shape.text_frame.text
        for slide in Presentation(str(files["PowerPoint"])).slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]
    assert any(verdict in text for text in slides)
    assert any("按 2026-11-21 当时所知" in text for text in slides)
    for name in ("简报", "全本"):
        assert any(verdict in paragraph.text for paragraph in Document(str(files[name])).paragraphs)
    cells = {
        cell.value
        for sheet in load_workbook(files["Excel"], data_only=True)
        for row in sheet
        for cell in row
        if cell.value
    }
    assert {8637.45, 10000, 3000} <= cells
    lines = files["CSV"].read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 1 + 122
    page.context.close()
