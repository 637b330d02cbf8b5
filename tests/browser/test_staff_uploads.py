"""Files that no office means to upload, a long one, and the staff pages without eyes or mouse.

Slow: files are sent and read in a process of their own, a long one among them, and axe walks the pages.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.browser.axe import violations
from tests.browser.clerk import at_rest, ledger, open_tab, save_by_keyboard, tab_to

FAULTY = "指标,地区,年份,数值,单位\n地区生产总值,昆明市,2024,abc,亿元\n地区生产总值,昆明市,2025,99000,亿元\n"


@cache
def bomb() -> bytes:
    """A workbook by its parts, whose sheet unpacks to a gigabyte."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            block = b" " * 2**20
            for _ in range(1024):
                sheet.write(block)
    return file.getvalue()


def wide() -> bytes:
    """A CSV as wide as a sheet of Excel can be."""
    return b"a," * 16_383 + b"a\n" + b"1," * 16_383 + b"1\n"


def on_import(browser: Browser, address: str, locale: str, scheme: str = "light") -> Page:
    page = open_tab(browser, f"{address}/import", locale, scheme)
    page.wait_for_selector("input[type=file]", state="attached")
    at_rest(page)
    return page


def payload(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "", "buffer": data}


@pytest.mark.parametrize(
    ("locale", "button", "large", "kind", "unpacks", "columns"),
    [
        ("zh-CN", "选择文件", "文件超过 50 MB，没有上传", "不能读取这种文件", "异常巨大", "列数过多"),
        ("en-GB", "Choose a file", "larger than 50 MB", "cannot be read", "absurd size", "too many columns"),
    ],
)
def test_what_cannot_be_taken_is_said_in_the_visitor_s_language(
    browser: Browser,
    staff_board: tuple[str, Path],
    tmp_path: Path,
    pictures: Path,
    *,
    locale: str,
    button: str,
    large: str,
    kind: str,
    unpacks: str,
    columns: str,
) -> None:
    packed = bomb()
    page = on_import(browser, staff_board[0], locale)
    expect(page.locator("[data-testid=stFileUploaderDropzone] button")).to_contain_text(button)
    expect(page.locator(".gb-start li")).to_have_count(3)
    assert "per file" not in page.inner_text("[data-testid=stFileUploader]")
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(200 * 2**20)
    page.set_input_files("input[type=file]", str(huge))
    alert = page.locator("[data-testid=stFileChip] [role=alert]")
    expect(alert).to_contain_text(large)
    box = alert.bounding_box()
    assert box and box["height"] > 10 and box["width"] > 200, "to be seen, not only heard"
    page.screenshot(path=str(pictures / f"staff-too-large-{locale}.png"))
    page.set_input_files("input[type=file]", payload("报表.pdf", b"%PDF-1.7"))
    expect(page.locator("[data-testid=stFileChip] [role=alert]").last).to_contain_text(kind)
    page.set_input_files("input[type=file]", payload("报表.xlsx", packed))
    expect(page.locator(".gb-fault")).to_contain_text(unpacks, timeout=40_000)
    page.set_input_files("input[type=file]", payload("宽表.csv", wide()))
    expect(page.locator(".gb-fault")).to_contain_text(columns, timeout=40_000)
    page.context.close()


def test_a_long_file_shows_its_progress_and_the_page_stays_usable(
    browser: Browser, staff_board: tuple[str, Path], tmp_path: Path
) -> None:
    """50,000 rows: every year from 1990 on, over and over; the same cell again and again is refused, not saved."""
    lines = (f"地区生产总值,昆明市,{1990 + number % 30},{number},亿元" for number in range(50_000))
    long = tmp_path / "long.csv"
    long.write_text("\n".join(["指标,地区,年份,数值,单位", *lines]), encoding="utf-8")
    page = on_import(browser, staff_board[0], "zh-CN")
    page.evaluate("""() => {
      window.progressSeen = false;
      new MutationObserver(() => {
        const bar = document.querySelector('[data-testid=stProgress]');
        if (bar && bar.innerText.includes('正在核对')) window.progressSeen = true;
      }).observe(document.body, { subtree: true, childList: true });
    }""")
    page.set_input_files("input[type=file]", str(long))
    page.wait_for_selector("#review", timeout=60_000)
    at_rest(page)
    assert page.evaluate("window.progressSeen")
    expect(page.locator("[data-testid=stProgress]")).to_have_count(0)
    assert page.locator(".gb-section.refused tbody tr").count() <= 200, "the rest is in the copy"
    page.get_by_test_id("stTopNavSection").filter(has_text="数据维护").click()
    page.get_by_text("手工录入", exact=True).last.click()
    expect(page.get_by_role("tab", name="录入一个数")).to_be_visible(timeout=10_000)
    page.context.close()


@pytest.mark.parametrize(("locale", "scheme"), [("zh-CN", "light"), ("en-GB", "dark")])
def test_axe_finds_nothing_of_ours(browser: Browser, staff_board: tuple[str, Path], locale: str, scheme: str) -> None:
    """Every staff page in its states: labels, contrasts, roles."""
    page = on_import(browser, staff_board[0], locale, scheme)
    found = [violations(page, "import")]
    page.set_input_files("input[type=file]", payload("坏.csv", FAULTY.encode()))
    page.wait_for_selector("#review")
    found.append(violations(page, "review"))
    page.goto(f"{staff_board[0]}/enter")
    page.wait_for_selector("[role=tab]")
    found.append(violations(page, "one figure"))
    page.get_by_role("tab").nth(1).click()
    page.wait_for_selector("[data-testid=stDataFrame] canvas")
    found.append(violations(page, "grid"))
    page.goto(f"{staff_board[0]}/history")
    page.wait_for_selector("#history-end", state="attached")
    found.append(violations(page, "history"))
    page.locator("[class*=st-key-undo] button:not([disabled])").first.click()
    page.wait_for_selector("[role=dialog] .gb-review")
    found.append(violations(page, "undo"))
    assert [item for page_s in found for item in page_s] == []
    page.context.close()


def test_a_file_is_imported_by_keyboard_alone(browser: Browser, staff_board: tuple[str, Path]) -> None:
    address, folder = staff_board
    before = len(ledger(folder))
    page = on_import(browser, address, "zh-CN")
    with page.expect_file_chooser() as chooser:
        tab_to(page, "选择文件")
        page.keyboard.press("Enter")
    text = '指标,地区,年份,数值,单位\n地区生产总值,昆明市,2012,"3,011.14",亿元\n'
    chooser.value.set_files(payload("旧数.csv", text.encode("gb18030")))
    page.wait_for_selector("#review")
    at_rest(page)
    tab_to(page, "已自动修正")
    page.keyboard.press("Enter")
    expect(page.locator(".gb-section.repairs td").first).to_be_visible()
    save_by_keyboard(page, "统计年鉴2013")
    expect(page.locator(".gb-saved")).to_contain_text("已保存 1 个数")
    assert [row["value"] for row in ledger(folder)[before:]] == ["3011.14"]
    page.context.close()
