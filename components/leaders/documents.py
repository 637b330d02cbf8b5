"""The documents page: one plan with its items, clauses and verdict; and what documents say of each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from components.leaders.at_odds import at_odds_html
from components.leaders.rows import row_of
from components.leaders.task_lists import NARROWED, list_html
from components.leaders.tasks import items_of, summary_text
from components.page.address import Allowed, filters_allowed
from components.page.links import Links
from components.page.templates import render
from gapboard.board import Board, Filters
from gapboard.board.consistency import Agreement, agreements
from gapboard.board.plan import headings, plan, without_task
from gapboard.board.task_lists import Listing
from gapboard.board.tasks import TaskBoard, TaskState
from gapboard.catalog import Document
from gapboard.explain import Figures
from gapboard.explain.consistency import agreement_text
from gapboard.explain.headline import headline
from gapboard.kernel.wording import say


def documents_allowed(board: Board, tasks: TaskBoard) -> Allowed:
    """What the page's address may say."""
    return {
        "document": board.catalog.documents,
        "task": tasks.of,
        "standing": {listing.value for listing in Listing},
        **{name: known for name, known in filters_allowed(board).items() if name in NARROWED},
        "body": tasks.tasks.bodies,
    }


def documents_html(
    board: Board, tasks: TaskBoard, asked: Mapping[str, str], language: str, links: Links
) -> tuple[str, ...]:
    """The parts of the page: the steps that the address asks for by how they stand; else a plan, and what documents
    say of each other.

    The plan is that of the task that is asked for, else the one asked for, else the latest that had been issued.
    """
    document = asked["document"]
    if standing := asked["standing"]:
        filters = Filters(**{name: asked[name] for name in NARROWED})
        return (list_html(board, tasks, Listing(standing), language, links, filters),)
    task = tasks.of.get(asked["task"])
    shown = task.task.document if task else document or _latest(board)
    return (
        plan_html(board, tasks, shown, language, links, chosen=asked["task"]),
        at_odds_html(board, language, links),
        agreements_html(board, language, links),
    )


def _latest(board: Board) -> str:
    """The last document that had been issued by the board's day, the first where none had."""
    documents = board.catalog.documents.values()
    issued = [item.id for item in documents if item.in_force_from <= board.on]
    return issued[-1] if issued else next(iter(board.catalog.documents))


def plan_html(board: Board, tasks: TaskBoard, document: str, language: str, links: Links, *, chosen: str = "") -> str:
    """One document: verdict, then its items under its headings, each with its steps and its targets.

    ``chosen`` is the task whose steps are open. Targets that no task names stand below, by their items.
    """
    shown = plan(board, document)
    items = []
    for item in without_task(shown, tasks.tasks):
        rows = [row_of(result, board.catalog, language, links) for result in item.results]
        name = rows[0].figures.item
        items.append((name[:1].upper() + name[1:], rows))  # a heading begins with a capital
    states = tasks.of_document(document)
    return render(
        "plan.html",
        say=partial(say, language=language),
        name=shown.document.label(language),
        issued=_issued(shown.document, language),
        documents=_documents(board, document, language, links),
        headline=headline(shown.results, language),
        told=_told(board, shown.document, states, language),
        sections=_sections(board, tasks, document, language, links, chosen),
        items=items,
    )


def _told(board: Board, document: Document, states: Sequence[TaskState], language: str) -> str:
    """How its tasks stand; that it had not been issued by the board's day, where it had not."""
    if document.in_force_from > board.on:
        return say("documents.not_yet", language, day=board.on.isoformat())
    return summary_text(states, language) if states else ""


def _sections(
    board: Board, tasks: TaskBoard, document: str, language: str, links: Links, chosen: str
) -> list[dict[str, object]]:
    """The document's headings, each with its tasks ready to draw and the rows of their targets."""
    states = tasks.of_document(document)
    drawn = {item.id: item for item in items_of(states, tasks, board, language, links, chosen=chosen)}
    return [
        {
            "name": heading.task.under_in(language),
            "targets": heading.targets,
            "tasks": [
                (drawn[state.task.id], [row_of(result, board.catalog, language, links) for result in results])
                for state, results in heading.tasks
            ],
        }
        for heading in headings(board, tasks, document)
    ]


def _issued(document: Document, language: str) -> str:
    """Who issued it, when, and for which years, as far as printed."""
    first, last = document.period
    return say(
        "documents.issued",
        language,
        issuer=document.issuer_en if language == "en" else document.issuer,
        date=document.date.isoformat() if document.date else say("documents.no_date", language),
        period=str(first) if first == last else f"{first}–{last}",
    )


def _documents(board: Board, chosen: str, language: str, links: Links) -> list[dict[str, object]]:
    return [
        {
            "word": document.label_short(language),
            "link": links.to("documents", document=document.id),
            "chosen": document.id == chosen,
        }
        for document in board.catalog.documents.values()
    ]


def agreements_html(board: Board, language: str, links: Links, found: Iterable[Agreement] | None = None) -> str:
    """Where documents restate, tighten or contradict each other or themselves, with the arithmetic.

    All agreements, or those in ``found``.
    """
    by_id = {result.target.id: result for result in board.assessments}
    rows = [
        {
            "verdict": agreement.verdict,
            "text": agreement_text(agreement, board, language),
            "note": agreement.relation.note_in(language) if agreement.relation else "",
            "targets": [Figures(by_id[target.id], board.catalog, language) for target in agreement.targets],
            "links": [links.to_indicator(target.indicator, target.region) for target in agreement.targets],
        }
        for agreement in (agreements(board) if found is None else found)
    ]
    return render("agreements.html", say=partial(say, language=language), agreements=rows, last=found is None)
