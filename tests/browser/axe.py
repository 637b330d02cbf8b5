"""axe-core on a page: what is found, by rule and element."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.clerk import at_rest

# What only Streamlit could mend: rule, element, reason. Nothing else is left out.
_ITEMS = "[data-testid=stSidebarNavItems]"
STREAMLITS_OWN: tuple[tuple[str, str, str], ...] = (
    ("list", _ITEMS, "the menu on a phone is one list, with its sections as divs between the items"),
    ("listitem", f"{_ITEMS} > div > li", "the items of such a section have that div around them, and no list"),
)


def violations(page: Page, where: str) -> list[tuple[str, str, list[str]]]:
    """What axe finds on a page that has come to rest."""
    at_rest(page)
    page.wait_for_timeout(500)  # Streamlit fades elements in; half faded they have half the contrast
    return breaches(page, where)


def breaches(page: Page, where: str) -> list[tuple[str, str, list[str]]]:
    """What axe finds, by page, rule and element: all of WCAG 2 A and AA, the size of targets, and good practice."""
    found = Axe().run(page, options={"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}})
    return [
        (where, item["id"], nodes)
        for item in found.response["violations"]
        if (nodes := [str(node["target"]) for node in item["nodes"] if not _theirs(page, item["id"], node["target"])])
    ]


def _theirs(page: Page, rule: str, target: list[str]) -> bool:
    elements = [element for known, element, _ in STREAMLITS_OWN if known == rule]
    return any(page.locator(target[-1]).first.evaluate("(e, s) => e.matches(s)", element) for element in elements)
