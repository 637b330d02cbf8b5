"""The search box: its script, its button, and the index that it fetches, with the menu's pages and its own words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from components.page.links import Links
from components.page.menu import SECTIONS
from components.page.tasks import known_tasks, tasks_beside
from components.page.templates import script
from gapboard.board import Board
from gapboard.board.task_bodies import Share, shares
from gapboard.board.task_lists import Listing
from gapboard.catalog.tasks import Tasks
from gapboard.explain.search import said_words, search_besides, search_index, search_steps
from gapboard.kernel.faults import DataFault
from gapboard.kernel.wording import LANGUAGES, catalogue, say
from server.search import PATH

_SCRIPTS = ("find", "search", "early", "place")


def search_script() -> str:
    """The script of the box: it waits for its key and needs neither Streamlit nor the server to find something."""
    return "\n".join(script(name) for name in _SCRIPTS)


def search_box(links: Links, language: str) -> dict[str, str]:
    """What the button says, and the box before the index is there; what it finds carries what ``links`` do."""
    return _under("search.box.", language) | {
        "index": Links(language, links.on).to(f"./{PATH}"),
        "carry": links.to("").removeprefix("?"),
    }


def search_json(board: Board, language: str, part: str = "") -> str:
    """Everything that the box knows of a board, as JSON; ``part`` asks for the steps or what documents say besides."""
    tasks = _tasks(board)
    if part:
        make = search_steps if part == "steps" else search_besides
        return _json(make(board, language, tasks) if tasks else {})
    pages = [
        _page(entry.address, entry.title, section, language)
        for section, entries in SECTIONS.items()
        for entry in entries
    ]
    if tasks and tasks.content.tasks:
        pages += [_list(listing, language) for listing in Listing]
    index = search_index(board, language, pages, tasks, _shares(board)) | {
        "noise": [word for each in LANGUAGES for word in said_words("search.noise", each)],
        "who": [word for each in LANGUAGES for word in said_words("search.asks_who", each)],
        "whether": [word for each in LANGUAGES for word in said_words("search.whether", each)],
        "says": _under("search.says.", language) | {"group": _under("search.group.", language)},
    }
    return _json(index)


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _tasks(board: Board) -> Tasks | None:
    """The tasks that go with a board; nothing where they are faulty, which the page of documents tells."""
    try:
        return tasks_beside(board.catalog)
    except DataFault:
        return None


def _shares(board: Board) -> Mapping[str, Share]:
    """What each body has to do with tasks; nothing where these or the register are faulty, as other pages tell."""
    known = known_tasks(board.known_on)
    return shares(known) if known else {}


def _page(address: str, title: str, section: str, language: str) -> dict[str, Any]:
    called = [
        word
        for each in LANGUAGES
        for word in (say(title, each), *said_words(f"search.page.{address or 'overview'}", each))
    ]
    return {
        "address": address,
        "name": say(title, language),
        "words": list(dict.fromkeys(called)),
        "section": section and say(section, language),
    }


def _list(listing: Listing, language: str) -> dict[str, Any]:
    """The list of steps that stand in one way, which is a page to whoever looks for it."""
    called = [
        word
        for each in LANGUAGES
        for word in (say(f"task_lists.of.{listing.value}", each), *said_words(f"search.list.{listing.value}", each))
    ]
    return {
        "address": "documents",
        "name": say("task_lists.title", language, what=say(f"task_lists.of.{listing.value}", language)),
        "words": list(dict.fromkeys(called)),
        "section": say("search.group.tasks", language),
        "asked": {"standing": listing.value},
    }


def _under(beginning: str, language: str) -> dict[str, str]:
    """The texts whose keys begin so, by the rest of the key; what stands in braces is left for the script."""
    return {key.removeprefix(beginning): text for key, text in catalogue(language).items() if key.startswith(beginning)}
