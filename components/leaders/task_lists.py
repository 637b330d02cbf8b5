"""The steps that stand in one way, of all documents or of one, of all bodies or of one: the list behind a count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from itertools import groupby

from components.leaders.tasks import items_of, stand_of
from components.page.links import Links
from components.page.templates import render
from gapboard.board import Board, Filters
from gapboard.board.task_filters import fits
from gapboard.board.task_lists import Listing, listed, sizes
from gapboard.board.tasks import TaskBoard
from gapboard.catalog.models import Named
from gapboard.kernel.wording import say
from gapboard.kernel.wording.numbers import number

_PATH = "documents"
_EVERYTHING = Filters()
NARROWED = ("document", "theme", "region", "due", "body")
"""The filters that a list knows."""


def link_to_list(listing: Listing, links: Links, filters: Filters = _EVERYTHING) -> str:
    """The address of a list, of what fits the filters that it knows."""
    return links.to(_PATH, standing=listing.value, **{name: getattr(filters, name) for name in NARROWED})


def listing_text(listing: Listing, language: str) -> str:
    """What the steps of a list have in common."""
    return say(f"task_lists.of.{listing.value}", language)


def list_html(
    board: Board,
    tasks: TaskBoard,
    listing: Listing,
    language: str,
    links: Links,
    filters: Filters = _EVERYTHING,
) -> str:
    """Every step in ``listing`` whose task fits, in the order of the documents, with task, bodies and last report."""
    chosen = [state for state in tasks.all if fits(state.task, tasks.tasks, filters)]
    found = listed(chosen, listing)
    drawn = items_of([state for state, _ in found], tasks, board, language, links)
    entries = [
        (state.task.document, item, [stand_of(one, tasks.tasks, language) for one in items])
        for (state, items), item in zip(found, drawn, strict=True)
    ]
    sections = [
        (board.catalog.documents[ident].label_short(language), [(item, stands) for _, item, stands in of_document])
        for ident, of_document in groupby(entries, key=lambda entry: entry[0])
    ]
    counts = {
        "steps": sum(len(items) for _, items in found),
        "tasks": len(found),
        "documents": len(sections),
    }
    return render(
        "task_list.html",
        say=partial(say, language=language),
        name=say("task_lists.title", language, what=listing_text(listing, language)),
        told=say("task_lists.count", language, **{key: number(value, 0) for key, value in counts.items()}),
        kinds=[
            _link(f"{listing_text(one, language)} {number(size, 0)}", one is listing, one, links, filters)
            for one, size in ({listing: 0} | sizes(chosen)).items()
        ],
        documents=[
            _link(word, ident == filters.document, listing, links, replace(filters, document=ident))
            for ident, word in [
                ("", say("task_lists.all_documents", language)),
                *((item.id, item.label_short(language)) for item in board.catalog.documents.values()),
            ]
        ],
        narrowed=[
            (
                say(f"app.parameter.{name}", language),
                _name_of(name, getattr(filters, name), board, tasks, language),
                link_to_list(listing, links, replace(filters, **{name: ""})),
            )
            for name in NARROWED
            if name != "document" and getattr(filters, name)
        ],
        sections=sections,
    )


def _name_of(kind: str, value: str, board: Board, tasks: TaskBoard, language: str) -> str:
    """What a filter's value is called; a year is its own name."""
    catalog = board.catalog
    named: Mapping[str, Mapping[str, Named]] = {
        "theme": catalog.themes,
        "region": catalog.regions,
        "body": tasks.tasks.bodies,
    }
    return named[kind][value].label(language) if kind in named else value


def _link(word: str, chosen: bool, listing: Listing, links: Links, filters: Filters) -> dict[str, object]:
    return {"word": word, "link": link_to_list(listing, links, filters), "chosen": chosen}
