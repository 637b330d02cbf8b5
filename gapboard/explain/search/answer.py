"""The answers of the search box: one sentence for each thing that it finds, without its name."""

from __future__ import annotations

from collections.abc import Sequence

from gapboard.assess import Assessment, Status
from gapboard.board import Board
from gapboard.board.task_bodies import Share
from gapboard.catalog import Catalog, Indicator, Target
from gapboard.explain.answering import beside_text
from gapboard.explain.evidence import grey_word, indication_phrase
from gapboard.explain.figures import Figures
from gapboard.explain.headline import headline
from gapboard.explain.observations import observation_text
from gapboard.explain.task_bodies import late_text, shares_text
from gapboard.kernel.wording import say


def of_target(figures: Figures, language: str) -> str:
    """Value, goal, verdict and gap of one target; where there is no verdict why, and what another year indicates."""
    result, catalog = figures.result, figures.catalog
    values = {"goal": figures.goal, "due": result.target.due, "status": grey_word(result, language)}
    if result.indication:
        return say("search.answer.indicated", language, phrase=indication_phrase(result, catalog, language), **values)
    answer = (
        say("search.answer.target", language, actual=figures.actual, **values)
        if result.told_by
        else say("search.answer.target_alone", language, **values)
    )
    gap = figures.gap + figures.gap_percent
    if result.status is Status.NO_DATA or figures.gap == say("gap.none", language):
        return answer
    return say("search.answer.with_gap", language, answer=answer, gap=gap)


def of_who(target: Target, catalog: Catalog, language: str) -> str:
    """Who answers for a target: as printed, or that nobody is named; then whom the office assigned, or a suggestion."""
    names = say("bodies.name_join", language).join(body.label(language) for body in catalog.bodies_of(target))
    printed = say("wall.lead", language, names=names) if names else say("search.answer.nobody", language)
    return say("handout.join", language).join(filter(None, (printed, beside_text(target, catalog, language))))


def of_results(results: Sequence[Assessment], language: str) -> str:
    """How many promises a document, body or theme has, and how they stand."""
    return " ".join(headline(results, language, apart=True))


def of_body(results: Sequence[Assessment], share: Share | None, language: str) -> str:
    """How many promises a body answers for and how they stand; then its tasks, and what of them asks for a deed."""
    told = of_results(results, language) if results else say("search.answer.none", language)
    if share is None:
        return told
    late = late_text(share, language)
    key = "search.answer.tasks_late" if late else "search.answer.tasks"
    tasks = say(key, language, tasks=shares_text(share, language), late=late)
    return f"{told} {tasks}" if results else say("search.answer.only_tasks", language, none=told, tasks=tasks)


def of_years(board: Board, indicator: Indicator, region: str, language: str) -> dict[str, str]:
    """By year, the published value of an indicator in a region, with its unit; a bound in words as one."""
    rows = {**board.book.series(region, indicator.id), **board.book.bounded(region, indicator.id)}
    return {str(year): observation_text(rows[year], indicator, board.catalog, language) for year in sorted(rows)}


def without_target(years: dict[str, str], language: str) -> str:
    """What there is to say of an indicator that nobody promised anything about."""
    if not years:
        return say("search.answer.nothing", language)
    latest = max(years)
    return say("search.answer.no_target", language, year=latest, amount=years[latest])
