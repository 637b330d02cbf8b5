"""Asking the search box's own script in a real Chromium, without a page and without a server."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from components.page.search import search_json
from gapboard.board import Board

FIND = Path(__file__).parents[1] / "components/page/scripts/find.js"
Find = Callable[[str], dict[str, Any]]


def finder(browser: Browser, board: Board, language: str) -> Find:
    """What the script finds on a board for what is typed: ``answer``, ``groups``, ``count`` and ``without``."""
    page = browser.new_page()
    page.add_script_tag(path=str(FIND))
    page.evaluate("(text) => { window.board = gapboardFind.prepare(JSON.parse(text)); }", search_json(board, language))
    return lambda typed: page.evaluate("(typed) => gapboardFind.find(board, typed)", typed)


def ids(found: dict[str, Any], kind: str = "indicators") -> list[str]:
    """The identifiers of a kind's hits, in order; of pages their addresses."""
    hits = [hit for group in found["groups"] if group["kind"] == kind for hit in group["hits"]]
    names = {"indicators": "id", "targets": "id", "bodies": "body", "documents": "document", "themes": "theme"}
    return [hit["asked"][names[kind]] if kind in names else hit["path"] for hit in hits]
