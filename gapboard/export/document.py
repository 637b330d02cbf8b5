"""The briefing as a Word file: verdict, what changed, then each theme with its charts and clauses, sources."""

from __future__ import annotations

from collections.abc import Sequence

from gapboard.assess import Assessment
from gapboard.board.summary import ThemeSummary
from gapboard.catalog.tasks import Tasks
from gapboard.explain import Figures, caveat_texts, derivation
from gapboard.explain.cards import CardWords
from gapboard.export import house
from gapboard.export.briefing import Briefing
from gapboard.export.changes import changes_rows, changes_title
from gapboard.export.progress import ItemWords, late, overall_text, theme_line
from gapboard.export.word import Cell, Paper
from gapboard.kernel.wording import say

_COLUMNS = {"status": 1.6, "target": 4.4, "figures": 3.0, "goal": 3.0, "gap": 3.2, "trend": 1.2, "due": 0.9}

_ITEM_COLUMNS = {"item": 4.2, "body": 2.2, "by_when": 1.8, "standing": 1.8, "told": 3.4, "proof": 3.0}


def document(briefing: Briefing) -> bytes:
    """A docx file of A4 lying; it tells what changed where the briefing has an earlier board.

    Without a target that fits it holds the title and says so.
    """
    paper = Paper(briefing.language, house.provenance(briefing), f"{briefing.title} · {briefing.scope}")
    language = briefing.language
    paper.title(briefing.title)
    paper.line(briefing.scope, size=14, colour=house.ACCENT, bold=True)
    paper.line(briefing.as_of, size=12)
    if not briefing.results:
        paper.line(say("overview.none_fit", language), size=12)
        return paper.save()
    paper.heading(say("handout.verdict", language), 1)
    for number, line in enumerate(briefing.verdict):
        paper.line(line, size=12 if number == 0 else 11, bold=number == 0)
    for which, results in (("worst", briefing.worst), ("best", briefing.best)):
        if results:
            paper.heading(say(f"handout.{which}", language), 2)
            paper.line(say(f"handout.{which}_rule", language), size=9, colour=house.QUIET, keep=True)
            _table(paper, briefing, results, say(f"handout.{which}", language))
    # Every chapter but the first, which stands before the table.
    changed = [changes_title(briefing, briefing.before)] if briefing.before is not None else []
    tasks = [say("notice.chapter", language)] if briefing.tells_tasks else []
    themes = [theme.theme.label(language) for theme in briefing.themes]
    paper.contents(
        say("handout.contents", language), [*changed, *tasks, *themes, say("handout.sources_title", language)]
    )
    if briefing.before is not None:
        paper.heading(changes_title(briefing, briefing.before), 1, new_page=True)
        kind = ""
        for told, line in changes_rows(briefing, briefing.before):
            if told != kind:
                paper.heading(told, 2)
            kind = told
            paper.bullet(line)
    if briefing.tells_tasks and briefing.tasks:
        _tasks(paper, briefing, briefing.tasks.tasks)
    for number, theme in enumerate(briefing.themes):
        # The chapters stand close together; only what stands before all of them has a page of its own.
        _theme(paper, briefing, theme, new_page=not (number or changed or tasks))
    _sources(paper, briefing)
    return paper.save()


def _tasks(paper: Paper, briefing: Briefing, tasks: Tasks) -> None:
    """How the tasks stand; by theme whatever was reported on, in each what is late first."""
    language, states = briefing.language, briefing.task_states
    paper.heading(say("notice.chapter", language), 1, new_page=True)
    paper.line(overall_text(states, language), size=11)
    for group in briefing.task_themes:
        first = late(group.states)
        told = {item.id for item in first}
        said = [item for state in group.states for item in (state.whole, *state.steps) if item.said]
        items = [*first, *(item for item in said if item.id not in told)]
        heading = theme_line(group, language)
        paper.heading(heading, 2)
        _items(paper, [ItemWords(item, tasks, language) for item in items], heading)


def _items(paper: Paper, words: Sequence[ItemWords], describes: str) -> None:
    if not words:
        return
    headings = [say(f"notice.column.{name}", paper.language) for name in _ITEM_COLUMNS]
    rows = [
        [
            Cell(told.full, True),
            Cell(told.bodies),
            Cell(told.due),
            Cell(told.standing),
            Cell(told.told),
            Cell(told.proof),
        ]
        for told in words
    ]
    paper.table(headings, list(_ITEM_COLUMNS.values()), rows, describes=describes)


def _theme(paper: Paper, briefing: Briefing, theme: ThemeSummary, *, new_page: bool) -> None:
    name = theme.theme.label(briefing.language)
    paper.heading(name, 1, new_page=new_page)
    _table(paper, briefing, theme.results, name)
    of_theme = [card for card in briefing.cards if card.indicator.theme == theme.theme.id]
    paper.charts([CardWords(card, briefing.board.catalog, briefing.language) for card in of_theme])
    for result in theme.results:
        _target(paper, briefing, result)


def _table(paper: Paper, briefing: Briefing, results: Sequence[Assessment], describes: str) -> None:
    headings = [say(f"handout.column.{name}", briefing.language) for name in _COLUMNS]
    rows = [_row(Figures(result, briefing.board.catalog, briefing.language)) for result in results]
    paper.table(headings, list(_COLUMNS.values()), rows, describes=describes)


def _row(figures: Figures) -> list[Cell]:
    result = figures.result
    return [
        Cell(house.status_word(result, figures.language), True, house.COLOURS[result.status.group]),
        Cell(f"{figures.name} · {figures.region}", True),
        Cell(figures.actual, figures=True),
        Cell(figures.goal, figures=True),
        Cell(" · ".join(filter(None, (house.gap_text(figures), figures.crossed))), figures=True),
        Cell(figures.trend),
        Cell(str(figures.target.due)),
    ]


def _target(paper: Paper, briefing: Briefing, result: Assessment) -> None:
    """One target in full: the clause, the arithmetic in one line, who is responsible, the doubts."""
    language, catalog = briefing.language, briefing.board.catalog
    figures = Figures(result, catalog, language)
    paper.heading(f"{house.MARKS[result.status.group]} {figures.name} · {figures.goal}", 2)
    clause = say("handout.clause", language, quote=figures.target.quote, where=figures.document)
    paper.line(clause, label=say("indicator.clause", language), keep=True)
    source = house.sources_line([result], catalog, language)
    doubts = caveat_texts(result, catalog, language)
    if result.rests_on is not None or result.indication is not None:
        steps = (
            say("handout.step", language, what=what, how=how) for what, how in derivation(result, catalog, language)
        )
        paper.line(
            say("handout.join", language).join(steps), label=say("indicator.derivation", language), size=9, keep=True
        )
    # Neither doubts nor source stand alone on a page.
    follows = bool(doubts or source)
    paper.line(house.responsible(figures), label=say("indicator.responsible", language), size=9, keep=follows)
    if doubts:
        paper.line(" ".join(doubts), label=say("indicator.caveats", language), size=9, keep=bool(source))
    if source:
        paper.line(source, size=8.5, colour=house.QUIET)


def _sources(paper: Paper, briefing: Briefing) -> None:
    language = briefing.language
    used = {result.target.document for result in briefing.results}
    paper.heading(say("handout.sources_title", language), 1)
    first, second = house.releases(briefing.results, briefing.board.catalog)
    for name, sources in (("releases", first), ("second_hand_title", second)):
        if sources:
            paper.heading(say(f"handout.{name}", language), 2)
        for source in sources:
            paper.bullet(source, 9)
    paper.heading(say("handout.documents", language), 2)
    for item in briefing.board.catalog.documents.values():
        if item.id in used:
            issuer = item.issuer_en if language == "en" else item.issuer
            day = item.date.isoformat() if item.date else say("documents.no_date", language)
            paper.bullet(f"{item.label(language)} · {issuer} · {day}")
