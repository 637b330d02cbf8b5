"""What a leader takes away from under a chart, in a real browser.

Slow: each file is drawn on the server and comes down as a visitor downloads it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser

from tests.browser.conftest import settle


@pytest.mark.parametrize(
    ("locale", "name"), [("zh-CN", "昆明市地区生产总值"), ("en-GB", "Gross-domestic-product,-Kunming")]
)
def test_a_chart_is_downloaded_and_its_table_opened_by_keyboard(
    browser: Browser, address: str, tmp_path: Path, locale: str, name: str
) -> None:
    page = browser.new_context(locale=locale, viewport={"width": 1440, "height": 900}).new_page()
    page.goto(f"{address}/indicator?id=gdp&region=kunming&on=2026-11-21")
    settle(page, "#cards-end")
    buttons = page.locator("[data-testid=stDownloadButton] button")
    buttons.nth(3).wait_for()
    files = {}
    for place, form in enumerate(("png", "svg", "pdf", "csv")):
        with page.expect_download(timeout=90_000) as download:
            buttons.nth(place).click()
        assert download.value.suggested_filename == f"{name}-2026-11-21.{form}"
        files[form] = tmp_path / f"chart.{form}"
        download.value.save_as(files[form])
    assert Image.open(files["png"]).width >= 1600
    assert "8637.45" in files["csv"].read_text("utf-8-sig") or "863.745" in files["csv"].read_text("utf-8-sig")

    summary = page.locator(".gb-behind summary").first
    summary.focus()
    page.keyboard.press("Enter")
    page.locator(".gb-behind table").first.wait_for(state="visible")
    page.context.close()
