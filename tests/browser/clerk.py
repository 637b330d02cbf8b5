"""What the journeys of staff share: a tab, fields, the keyboard, and the ledger's file as it is."""

from __future__ import annotations

import csv
from pathlib import Path

from playwright.sync_api import Browser, Page

_MOST_STOPS = 60
_WHO = """() => {
  const e = document.activeElement;
  // The page itself can have the focus too, to be scrolled.
  if (!e.matches("a, button, input, textarea, summary, [role=tab]")) return e.tagName;
  return e.getAttribute('aria-label') || e.innerText || e.tagName;
}"""


def open_tab(browser: Browser, address: str, locale: str = "zh-CN", scheme: str = "light") -> Page:
    """A visitor of their own at ``address``."""
    size = {"width": 1440, "height": 900}
    context = browser.new_context(locale=locale, color_scheme=scheme, viewport=size)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(60_000)  # on a busy machine of two cores Streamlit takes its time
    page.goto(address)
    return page


def at_rest(page: Page) -> None:
    """Wait until Streamlit has finished its run."""
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]", state="attached")


def fill(page: Page, label: str, text: str) -> None:
    """Type into a field and leave it, as Streamlit sends it only then."""
    field = page.get_by_label(label)
    field.fill(text)
    field.press("Enter")


def tab_to(page: Page, name: str) -> None:
    """Press Tab until the focus is on the element of that name: whoever has no mouse must get there."""
    stops = []
    for _ in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        stops.append(str(page.evaluate(_WHO)).strip())
        if name in stops[-1]:
            return
    raise AssertionError(f"the keyboard does not reach {name!r}, only {stops}")


def ledger(folder: Path) -> list[dict[str, str]]:
    """The rows of the ledger's file."""
    with (folder / "actuals.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def in_force(rows: list[dict[str, str]]) -> dict[tuple[str, str, str], str]:
    """By region, indicator and period the value recorded last; what was withdrawn is left out."""
    latest: dict[tuple[str, str, str], str] = {}
    for row in sorted(rows, key=_recorded):
        latest[row["region"], row["indicator"], row["period"]] = row["value"]
    return {key: value for key, value in latest.items() if value}


def _recorded(row: dict[str, str]) -> str:
    return row["recorded_at"]


def save_by_keyboard(page: Page, source: str) -> None:
    """Source, name and the button that saves, each reached and used by keys alone."""
    for label, text in (("数据来源（必填）", source), ("录入人姓名（必填）", "李明")):
        tab_to(page, label)
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        at_rest(page)
    tab_to(page, "全部保存")
    page.keyboard.press("Enter")
