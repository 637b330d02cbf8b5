"""The pages that are words and tables alone as plain HTML: what stands there until Streamlit has drawn them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from components.leaders.changes import changes_html
from components.leaders.coverage import coverage_html, owed_html, secondary_html
from components.leaders.departments import allowed, departments_html
from components.leaders.documents import documents_allowed, documents_html
from components.leaders.task_changes import task_moves
from components.page.address import Pairs, filters_allowed, sorted_out
from components.page.data import board as board_on
from components.page.links import Links
from components.page.meetings import SINCE, since_in
from components.page.tasks import known_tasks, task_board
from components.page.templates import render
from gapboard.board import Board, Filters
from gapboard.board.per_board import per_board
from gapboard.board.tasks import TaskBoard
from gapboard.kernel.wording import say

_MOST_VIEWS = 64
Page = Callable[[Board, Mapping[str, str], str, Links], str]
"""From a board, an address's parameters, language and links to HTML; empty where the address says something that the
page ignores: of that the live page tells."""


def _documents(board: Board, parameters: Mapping[str, str], language: str, links: Links) -> str:
    tasks = task_board(board.known_on)
    asked, ignored = sorted_out(parameters, documents_allowed(board, tasks))
    return "" if ignored else _plan(board, tasks, tuple(asked.items()), language, links)


@per_board(_MOST_VIEWS)
def _plan(board: Board, tasks: TaskBoard, asked: Pairs, language: str, links: Links) -> str:
    return _stack(*documents_html(board, tasks, dict(asked), language, links))


def _departments(board: Board, parameters: Mapping[str, str], language: str, links: Links) -> str:
    tasks = task_board(board.known_on)
    known, ignored = sorted_out(parameters, allowed(board, tasks))
    return "" if ignored else _bodies(board, tasks, language, links, **known)


@per_board(_MOST_VIEWS)
def _bodies(
    board: Board, tasks: TaskBoard, language: str, links: Links, *, body: str, region: str, document: str
) -> str:
    return departments_html(board, tasks, language, links, body=body, region=region, document=document)


def _changes(board: Board, parameters: Mapping[str, str], language: str, links: Links) -> str:
    tasks = known_tasks(board.known_on)
    known, ignored = sorted_out(parameters, filters_allowed(board, tasks))
    since = since_in(parameters.get(SINCE, ""), board.on)
    if ignored or since.ignored:
        return ""
    fitting = Filters(**known)
    moved = task_moves(known_tasks(since.day), tasks, fitting, language, links)
    asks = tasks.tasks if tasks else None
    return changes_html(board_on(since.day), board, since, fitting, language, links, tasks=moved, asks=asks)


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
