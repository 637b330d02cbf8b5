"""Asking the search box's own script in a real Chromium, without a page and without a server."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from components.page.search import search_json
from gapboard.board import Board

FIND = Path(__file__).parents[1] / "components/page/scripts/find.js"


class Find:
    """What the script finds on a board for what is typed: ``answer``, ``groups``, ``count`` and ``without``."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def __call__(self, typed: str) -> dict[str, Any]:
        found: dict[str, Any] = self._page.evaluate("(typed) => gapboardFind.find(board, typed)", typed)
        return found

    def listed(self, typed: str) -> dict[str, Any]:
        """What of it the box lists below the answer: ``groups``, each with how many ``more`` there are; ``count``."""
        found: dict[str, Any] = self._page.evaluate(
            "(typed) => gapboardFind.listed(gapboardFind.find(board, typed))", typed
        )
        return found

    def first_indicators(self, texts: list[str]) -> list[str]:
        """The first indicator that each of many texts finds, asked all at once; empty where there is none."""
        found: list[str] = self._page.evaluate(
            """(texts) => texts.map((text) => {
              const group = gapboardFind.find(board, text).groups.find((each) => each.kind === "indicators");
              return group ? group.hits[0].asked.id : "";
            })""",
            texts,
        )
        return found


def finder(browser: Browser, board: Board, language: str) -> Find:
    """The script with a board's index, in a page of its own."""
    page = browser.new_page()
    page.add_script_tag(path=str(FIND))
    page.evaluate("(text) => { window.board = gapboardFind.prepare(JSON.parse(text)); }", search_json(board, language))
    steps = search_json(board, language, "steps")
    besides = search_json(board, language, "besides")
    page.evaluate("(texts) => gapboardFind.addSteps(board, ...texts.map((text) => JSON.parse(text)))", [steps, besides])
    return Find(page)


def ids(found: dict[str, Any], kind: str = "indicators") -> list[str]:
    """The identifiers of a kind's hits, in order; of pages their addresses."""
    hits = [hit for group in found["groups"] if group["kind"] == kind for hit in group["hits"]]
    names = {
        "indicators": "id",
        "targets": "id",
        "bodies": "body",
        "documents": "document",
        "themes": "theme",
        "tasks": "task",
    }
    return [hit["asked"][names[kind]] if kind in names else hit["path"] for hit in hits]
