"""The page of missing data: per document what can be judged, and the list of what staff must still supply."""

from __future__ import annotations

from functools import partial

from components.leaders.indicator import value_text
from components.leaders.responsible import responsible
from components.page.downloads import XLSX, offer
from components.page.links import Links
from components.page.templates import render
from gapboard.assess import Assessment
from gapboard.board import Board
from gapboard.board.coverage import Asked, Availability, Coverage, coverage, owed, to_ask
from gapboard.board.secondary import to_confirm
from gapboard.explain import Figures
from gapboard.explain.answering import beside_text
from gapboard.explain.coverage import coverage_text, publisher_text
from gapboard.explain.evidence import grey_text, indication_phrase
from gapboard.explain.periods import in_table
from gapboard.export.asking import asked_label, asking_xlsx, unsettled_text
from gapboard.kernel.wording import say


def coverage_html(board: Board, language: str) -> str:
    """The answer in words, then counts for each document."""
    documents = [(item, item.document.label_short(language)) for item in coverage(board)]
    lead = coverage_text(board.assessments, language)
    return render(
        "coverage.html", say=partial(say, language=language), lead=lead, Availability=Availability, documents=documents
    )


def owed_html(board: Board, language: str, links: Links) -> str:
    """Whom to ask, then every target whose figure is missing, by document."""
    rows = [
        (item, item.document.label_short(language), _missing(item, board, language, links)) for item in coverage(board)
    ]
    asked = [_asked(item, board, language, links) for item in to_ask(board)]
    return render("owed.html", say=partial(say, language=language), documents=rows, asked=asked)


def _asked(item: Asked, board: Board, language: str, links: Links) -> dict[str, object]:
    """Whom to ask, and for which figures, those overdue first."""
    rows = [
        {
            "figures": Figures(result, board.catalog, language),
            "link": links.to_indicator(result.target.indicator, result.target.region),
            "need": _need(result, language),
            "why": grey_text(result, language),
            "phrase": indication_phrase(result, board.catalog, language),
            "kind": result.indication.kind.value if result.indication else "",
        }
        for result in item.results
    ]
    name = (item.name, item.name_en)
    note = unsettled_text(item, language) or publisher_text(name, item.results, owed(board), board, language)
    return {"name": asked_label(item, language), "due": item.due, "rows": rows, "note": note}


def _missing(item: Coverage, board: Board, language: str, links: Links) -> list[dict[str, object]]:
    return [
        {
            "figures": Figures(result, board.catalog, language),
            "link": links.to_indicator(result.target.indicator, result.target.region),
            "need": _need(result, language),
            "bodies": responsible(result.target, board.catalog, language, links),
            "beside": beside_text(result.target, board.catalog, language),
        }
        for _, result in item.missing
    ]


def _need(result: Assessment, language: str) -> str:
    """The year or years whose figures the verdict waits for."""
    target = result.target
    if target.counted_years:
        first, last = target.counted_years
        return say("coverage.need_years", language, first=first, last=last)
    return say("coverage.need_due", language, year=target.due)


def secondary_html(board: Board, language: str, links: Links) -> str:
    """Every figure to be looked up at its origin, and what rests on it; empty where there is none."""
    rows = [
        {
            "name": item.indicator.label(language),
            "region": item.region.label(language),
            "link": links.to_indicator(item.row.indicator, item.row.region),
            "period": in_table(item.row.period, language),
            "value": value_text(item.row, board, item.indicator, language),
            "row": item.row,
            "targets": [f"{board.catalog.label(each.target, language)} {each.target.due}" for each in item.results],
        }
        for item in to_confirm(board)
    ]
    return render("secondary.html", say=partial(say, language=language), rows=rows) if rows else ""


def offer_asking(board: Board, language: str) -> None:
    """One button; the workbook is made when it is asked for."""
    offer(
        say("coverage.ask_file", language),
        partial(asking_xlsx, board, language),
        f"{say('coverage.title', language)}-{(board.known_on or board.on).isoformat()}.xlsx",
        XLSX,
        key="asking",
    )
