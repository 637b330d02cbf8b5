"""View: what every document asks of one indicator, on one axis with what happened."""

from __future__ import annotations

import datetime as dt
from functools import partial

from components.leaders.at_odds import at_odds_html
from components.leaders.compare.shell import headline, listed
from components.leaders.documents import agreements_html
from components.leaders.indicator_charts import charts
from components.leaders.indicator_choice import choose
from components.leaders.rows import row_of
from components.page.session import language, links, translate
from components.page.templates import draw_html, show
from gapboard.board import Board
from gapboard.board.chart import Aim
from gapboard.board.comparison import Documents, compare_documents
from gapboard.board.consistency import Verdict
from gapboard.explain import Figures


def documents(board: Board) -> None:
    """The indicator and region that the address names."""
    indicator, region = choose(board)
    found = compare_documents(board, indicator.id, region)
    names = {"name": indicator.label(language()), "region": board.catalog.regions[region].label(language())}
    headline(translate("compare.documents.title", **names), _lines(found, names), translate("compare.documents.note"))
    figures = {result.target.id: Figures(result, board.catalog, language()) for result in found.results}
    charts(board, indicator, region, list(found.results), partial(_label, found, figures))
    rows = [row_of(result, board.catalog, language(), links()) for result in found.results]
    show("compare/documents.html", say=translate, rows=rows)
    if contradictions := at_odds_html(board, language(), links(), (region, indicator.id)):
        draw_html(contradictions)
    draw_html(agreements_html(board, language(), links(), found.agreements))


def _lines(found: Documents, names: dict[str, str]) -> list[str]:
    if not found.results:
        return [translate("compare.documents.none", **names)]
    lead = translate("compare.documents.headline", documents=found.documents, count=len(found.results), **names)
    counts = found.verdicts
    parts = [
        translate(
            "compare.documents.part", verdict=translate(f"consistency.verdict.{verdict.value}"), count=counts[verdict]
        )
        for verdict in Verdict
        if counts[verdict]
    ]
    held = translate("compare.documents.held", parts=listed(parts)) if parts else translate("compare.documents.apart")
    return [lead, held]


def _issued(figures: Figures) -> dt.date:
    return figures.catalog.documents[figures.target.document].in_force_from


def _label(found: Documents, figures: dict[str, Figures], aims: list[Aim]) -> str:
    """The documents, the value, and what the later one does to the earlier."""
    of = sorted((figures[aim.target] for aim in aims), key=_issued)
    documents = " / ".join(dict.fromkeys(item.document_short for item in of))
    verdicts = dict.fromkeys(found.later[aim.target] for aim in aims if aim.target in found.later)
    value = of[0].amount(aims[0].value)
    if aims[0].stretch:
        value = translate("compare.documents.stretch", amount=value)
    if not verdicts:
        return translate("compare.documents.label", documents=documents, amount=value)
    words = listed(translate(f"consistency.verdict.{verdict.value}") for verdict in verdicts)
    return translate("compare.documents.label_verdict", documents=documents, amount=value, verdict=words)
