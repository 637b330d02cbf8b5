"""Taking the board away from a real browser: each file opens and says what the page says."""

from __future__ import annotations

from pathlib import Path

from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Browser, expect
from pptx import Presentation

from tests.browser.conftest import settle


def test_each_file_comes_down_and_opens(browser: Browser, address: str, pictures: Path, tmp_path: Path) -> None:
    page = browser.new_context(locale="zh-CN", viewport={"width": 1440, "height": 900}).new_page()
    page.goto(f"{address}/?due=2025&on=2026-11-21")
    settle(page, "#board-end")
    page.click(".gb-tools >> text=带走")
    settle(page, "#handouts-end")
    verdict = "2025年目标 122 项：达成 5，未达成 15，没有到期年数据 102。"
    expect(page.locator(".gb-handouts .gb-headline")).to_contain_text(verdict)
    page.screenshot(path=str(pictures / "handouts.png"))
    files = {}
    for name in ("PowerPoint", "Word", "Excel", "CSV"):
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
    assert any(verdict in paragraph.text for paragraph in Document(str(files["Word"])).paragraphs)
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
