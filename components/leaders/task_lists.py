"""The steps that stand in one way, of all documents or of one, of all bodies or of one: the list behind a count."""

from __future__ import annotations

from functools import partial
from itertools import groupby

from components.leaders.tasks import items_of, stand_of
from components.page.links import Links
from components.page.templates import render
from gapboard.board import Board
from gapboard.board.task_lists import Listing, listed, sizes
from gapboard.board.tasks import TaskBoard
from gapboard.kernel.wording import say
from gapboard.kernel.wording.numbers import number

_PATH = "documents"


def link_to_list(listing: Listing, links: Links, *, document: str = "", body: str = "") -> str:
    """The address of a list."""
    return links.to(_PATH, standing=listing.value, document=document, body=body)


def listing_text(listing: Listing, language: str) -> str:
    """What the steps of a list have in common."""
    return say(f"task_lists.of.{listing.value}", language)


def list_html(
    board: Board,
    tasks: TaskBoard,
    listing: Listing,
    language: str,
    links: Links,
    *,
    document: str = "",
    body: str = "",
) -> str:
    """Every step in ``listing``, in the order of the documents, with its task, bodies, date and what was said last."""
    chosen = [
        state
        for state in (tasks.of_document(document) if document else tasks.all)
        if not body or any(one.id == body for one in tasks.tasks.answering(state.task))
    ]
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
            _link(f"{listing_text(one, language)} {number(size, 0)}", one is listing, one, links, document, body)
            for one, size in ({listing: 0} | sizes(chosen)).items()
        ],
        documents=[
            _link(word, ident == document, listing, links, ident, body)
            for ident, word in [
                ("", say("task_lists.all_documents", language)),
                *((item.id, item.label_short(language)) for item in board.catalog.documents.values()),
            ]
        ],
        body=tasks.tasks.bodies[body].label(language) if body else "",
        any_body=link_to_list(listing, links, document=document),
        sections=sections,
    )


def _link(word: str, chosen: bool, listing: Listing, links: Links, document: str, body: str) -> dict[str, object]:
    return {"word": word, "link": link_to_list(listing, links, document=document, body=body), "chosen": chosen}
