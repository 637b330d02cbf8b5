"""The page of changes: the answer in one sentence, then each change with its cause."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from functools import partial

from markupsafe import Markup

from components.leaders.filters import FilterLinks, filters_html
from components.leaders.task_changes import TaskMove
from components.page.icons import status_icon
from components.page.links import Links
from components.page.meetings import Asked
from components.page.templates import render
from gapboard.assess import Assessment
from gapboard.board import Board, Filters
from gapboard.board.changes import Figure, Restated, StatusChange, changes
from gapboard.catalog import Catalog
from gapboard.catalog.tasks import Tasks
from gapboard.explain import Figures
from gapboard.explain.changes import (
    cause_parts,
    default_text,
    figure_parts,
    goal_text,
    headline_text,
    restated_text,
)
from gapboard.explain.evidence import grey_word
from gapboard.explain.periods import in_table
from gapboard.kernel.wording import say

PATH = "changes"
_FEW = 12  # changes of tasks that are seen without being asked for
_MOVES = ("better", "worse", "newly_known", "lost", "sideways")
_FIGURES = ("revised", "withdrawn", "new_figures")


def changes_html(
    before: Board,
    now: Board,
    since: Asked,
    filters: Filters,
    language: str,
    links: Links,
    *,
    tasks: Sequence[TaskMove] = (),
    asks: Tasks | None = None,
) -> str:
    """The comparison of two boards through the filters; ``since`` says where the earlier date comes from.

    The filters look at the targets as they are on the later date. ``tasks`` is what changed of tasks
    meanwhile, ``asks`` what all of them are.
    """
    found = changes(before, now)
    if filters:
        later = now if found.on == now.on else before
        found = found.about({result.target.id for result in later.shown(filters)})
    today = dt.date.today()
    to = FilterLinks(links, filters, PATH, "" if since.default else since.day.isoformat())
    catalog = now.catalog
    moves = {name: [_moved(item, catalog, language, links) for item in getattr(found, name)] for name in _MOVES}
    figures = {name: [_figure(item, catalog, language, links) for item in getattr(found, name)] for name in _FIGURES}
    return render(
        "changes.html",
        say=partial(say, language=language),
        period=partial(in_table, language=language),
        headline=headline_text(found, language, filtered=bool(filters)),
        since=since.day.isoformat(),
        on=now.on.isoformat(),
        today=today.isoformat(),
        filters=Markup(filters_html(now, language, to, today, dated=False, tasks=asks)),
        notes=_notes(since, now, language),
        back="" if since.default else FilterLinks(links, filters, PATH).to(),
        moves={name: rows for name, rows in moves.items() if rows},
        tasks=tasks,
        few=_FEW,
        restated=[_restated(item, catalog, language, links) for item in found.restated],
        new_targets=_by_document(found.new_targets, catalog, language, links),
        new_target_count=len(found.new_targets),
        figures={name: rows for name, rows in figures.items() if rows},
        status_icon=status_icon,
    )


def _notes(since: Asked, now: Board, language: str) -> list[str]:
    """Where the dates come from."""
    notes = []
    if since.default:
        notes.append(default_text(since.default, language))
    if since.day > now.on:
        notes.append(say("changes.swapped", language))
    return notes


def _moved(item: StatusChange, catalog: Catalog, language: str, links: Links) -> dict[str, object]:
    before, after = (Figures(result, catalog, language) for result in (item.before, item.after))
    return {
        "before": before,
        "after": after,
        "was": grey_word(item.before, language),
        "is": grey_word(item.after, language),
        "link": _link(item.after, links),
        "same_figure": _rests_on(item.before) == _rests_on(item.after),
        "causes": cause_parts(item, catalog, language),
    }


def _rests_on(result: Assessment) -> tuple[int, float] | None:
    """Year and value of the figure that a status rests on, or of the latest there is."""
    point = result.judged or result.latest
    return (point.year, point.value) if point else None


def _restated(item: Restated, catalog: Catalog, language: str, links: Links) -> dict[str, object]:
    figures = Figures(item.after, catalog, language)
    return {"figures": figures, "link": _link(item.after, links), "text": restated_text(item, catalog, language)}


def _by_document(
    results: tuple[Assessment, ...], catalog: Catalog, language: str, links: Links
) -> list[tuple[str, list[dict[str, object]]]]:
    """New targets under the document that sets them, in the catalogue's order."""
    found: dict[str, list[dict[str, object]]] = {ident: [] for ident in catalog.documents}
    for result in results:
        figures = Figures(result, catalog, language)
        row = {"figures": figures, "goal": goal_text(figures), "link": _link(result, links)}
        found[result.target.document].append(row)
    named = ((catalog.documents[ident].label_short(language), rows) for ident, rows in found.items() if rows)
    return [(say("changes.targets_in", language, document=document, count=len(rows)), rows) for document, rows in named]


def _figure(item: Figure, catalog: Catalog, language: str, links: Links) -> dict[str, object]:
    documents = Counter(catalog.documents[target.document].label_short(language) for target in item.used_by)
    used = [say("changes.targets_in", language, document=name, count=count) for name, count in documents.items()]
    row = item.row
    return {
        "parts": figure_parts(item, catalog, language),
        "row": row,
        "day": row.recorded_at.date().isoformat(),
        "link": links.to_indicator(row.indicator, row.region),
        "used": used or [say("changes.unused", language)],
    }


def _link(result: Assessment, links: Links) -> str:
    return links.to_indicator(result.target.indicator, result.target.region)
