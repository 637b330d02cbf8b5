"""The pages that are words and tables alone as plain HTML: what stands there until Streamlit has drawn them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from components.leaders.at_odds import at_odds_html
from components.leaders.changes import changes_html
from components.leaders.coverage import coverage_html, owed_html, secondary_html
from components.leaders.departments import allowed, departments_html
from components.leaders.documents import agreements_html, plan_html
from components.page.address import filters_allowed, sorted_out
from components.page.data import board as board_on
from components.page.links import Links
from components.page.meetings import SINCE, since_in
from components.page.templates import render
from gapboard.board import Board, Filters
from gapboard.board.per_board import per_board
from gapboard.kernel.wording import say

_MOST_VIEWS = 64
Page = Callable[[Board, Mapping[str, str], str, Links], str]
"""From a board, an address's parameters, language and links to HTML; empty where the address says something that the
page ignores: of that the live page tells."""


def _documents(board: Board, parameters: Mapping[str, str], language: str, links: Links) -> str:
    known, ignored = sorted_out(parameters, {"document": board.catalog.documents})
    return "" if ignored else _plan(board, known["document"], language, links)


@per_board(_MOST_VIEWS)
def _plan(board: Board, document: str, language: str, links: Links) -> str:
    chosen = document or list(board.catalog.documents)[-1]
    return _stack(
        plan_html(board, chosen, language, links),
        at_odds_html(board, language, links),
        agreements_html(board, language, links),
    )


def _departments(board: Board, parameters: Mapping[str, str], language: str, links: Links) -> str:
    known, ignored = sorted_out(parameters, allowed(board))
    return "" if ignored else _bodies(board, language, links, **known)


@per_board(_MOST_VIEWS)
def _bodies(board: Board, language: str, links: Links, *, body: str, region: str, document: str) -> str:
    return departments_html(board, language, links, body=body, region=region, document=document)


def _changes(board: Board, parameters: Mapping[str, str], language: str, links: Links) -> str:
    known, ignored = sorted_out(parameters, filters_allowed(board))
    since = since_in(parameters.get(SINCE, ""), board.on)
    if ignored or since.ignored:
        return ""
    return changes_html(board_on(since.day), board, since, Filters(**known), language, links)


@per_board(_MOST_VIEWS)
def _lacking(board: Board, language: str, links: Links) -> str:
    return _stack(
        coverage_html(board, language),
        # Where the live page has its button.
        render("first_file.html", word=say("coverage.ask_file", language)),
        secondary_html(board, language, links),
        owed_html(board, language, links),
    )


def _stack(*parts: str) -> str:
    return f'<div class="stack">{"".join(filter(None, parts))}</div>'


PLAIN: dict[str, Page] = {
    "documents": _documents,
    "departments": _departments,
    "changes": _changes,
    "coverage": lambda board, parameters, language, links: _lacking(board, language, links),
}
"""By their addresses."""
