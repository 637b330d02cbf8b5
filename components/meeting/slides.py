"""The slides of a meeting: cover, verdict with the themes as a wall, the year so far where there are figures of it, one
indicator each, changes, what is missing.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial

from components.leaders.brief import parts
from components.leaders.plot import HEIGHT, Label, labels, latest_point, picture
from components.leaders.rows import Row, row_of
from components.leaders.tasks import LOOK
from components.page.icons import status_icon
from components.page.links import Links
from components.page.session import stamp
from components.page.templates import render
from gapboard.assess import Assessment, Group
from gapboard.board import count
from gapboard.board.summary import ThemeSummary
from gapboard.board.task_themes import LATE, ThemeTasks
from gapboard.board.wall import Beside, Card, Places, figures_beside, places, years
from gapboard.catalog.tasks import Tasks
from gapboard.explain.cards import CardWords
from gapboard.explain.coverage import publisher_text
from gapboard.explain.headline import indications
from gapboard.explain.tasks import grade_counts, state_text
from gapboard.export import house
from gapboard.export.briefing import USUAL, Briefing
from gapboard.export.changes import anything_changed, changes_finding, changes_lines
from gapboard.export.notes import notes
from gapboard.export.progress import (
    finding,
    first_late,
    items_count,
    late,
    late_by_theme,
    late_lines,
    overall_text,
    theme_line,
    theme_name,
)
from gapboard.export.quarterly import standing_now
from gapboard.kernel.wording import say

_LINES = 5
_OWING = 5
_SO_FAR = 6  # lines on the year so far
_SECONDS = (0, 15, 30, 60)
_LARGER = 2  # a plot has this many times the lines of one on the wall
_THICKER = 2.2
_HIGH = 0.58  # of its width, on a screen of 16 : 9


@dataclass(frozen=True)
class Plot:
    """An indicator's chart, ready to draw; ``row`` is its bar where there is no chart.

    ``ends`` stand under a bar that goes to the left of nought: places in per cent of it, and figures.
    """

    card: Card
    words: CardWords
    places: Places | None
    picture: str
    labels: Sequence[Label]
    years: Sequence[tuple[float, int]]
    values: Sequence[tuple[float, float, str, Beside]]
    row: Row | None
    ends: Sequence[tuple[float, str]] = ()


@dataclass(frozen=True)
class Theme:
    """A theme of the slide with all of them: how many of its targets have a verdict, and how many are ``left_out`` of
    the slides, where some of those do or none of the theme has.
    """

    id: str
    word: str
    total: int
    judged: int
    parts: Sequence[tuple[Group, int]]
    left_out: int


@dataclass(frozen=True)
class TaskTheme:
    """A theme of the slide with all tasks: how many ``steps``, and how many of them in each state, which is drawn with
    a look; ``graded`` are how many are overdue or behind, with the grade in words.
    """

    word: str
    steps: str
    parts: Sequence[tuple[str, str, int]]
    graded: Sequence[str]


@dataclass(frozen=True)
class Slide:
    """One slide, ready to draw; ``kind`` says which of the fields it uses.

    A card's is about so many ``targets`` of its ``theme``, of which so many are ``judged``; ``silent`` names the themes
    without any figure.
    """

    kind: str
    title: str
    lines: Sequence[str] = ()
    parts: Sequence[tuple[Group, int]] = ()
    themes: Sequence[Theme] = ()
    theme: str = ""
    targets: int = 0
    judged: int = 0
    silent: str = ""
    key: str = ""
    usual: bool = False
    link: str = ""
    plot: Plot | None = None
    gap: str = ""
    documents: str = ""
    who: str = ""
    source: str = ""
    notes: str = ""
    more: int = 0
    totals: Sequence[tuple[str, int, int]] = ()
    owing: Sequence[tuple[str, int, str]] = ()
    tasks: Sequence[TaskTheme] = ()
    late: Sequence[tuple[str, Sequence[str]]] = ()


def slides_html(briefing: Briefing, links: Links, at: dt.datetime | None, told: str = "") -> str:
    """All slides as HTML, of which ``scripts/slides.js`` shows one; the cards that nobody chose are there and left out.

    ``told`` is said on the first slide: what of the address is ignored.
    """
    here = asdict(briefing.filters)
    return render(
        "slides.html",
        say=partial(say, language=briefing.language),
        slides=list(_slides(briefing, links)),
        usual=USUAL,
        vintage=briefing.as_of,
        told=told,
        moment=at.astimezone().strftime("%H:%M") if at else "",
        leave=links.to("./", **here),
        take=links.to("handouts", **here, at=stamp(at)),
        seconds=_SECONDS,
        status_icon=status_icon,
    )


def _slides(briefing: Briefing, links: Links) -> Iterator[Slide]:
    verdict = briefing.verdict
    yield Slide("cover", briefing.title, lines=(briefing.scope, verdict[0]))
    told = sorted((item for item in briefing.themes if _judged(item.results)), key=_worst_first)
    # Where no theme has a verdict there is room for all.
    silent = [item for item in briefing.themes if not _judged(item.results)] if told else []
    told = told or briefing.themes
    # Of the sentences the one about the latest due year is the finding; a screen has room for the other verdicts, and
    # the presenter's notes for all.
    finding_at, signs = min(1, len(verdict) - 1), indications(count(briefing.results), briefing.language)
    order = [say("handout.order", briefing.language)] if len(briefing.picked) > 1 else []
    yield Slide(
        "verdict",
        verdict[finding_at],
        lines=[line for line in verdict[2:] if line != signs],
        themes=[_theme(item, briefing) for item in told],
        silent=_silent(silent, briefing.language),
        notes="\n".join([*verdict, *order]),
    )
    if now := standing_now(briefing.board, briefing.filters, briefing.language):
        lines = now[1]
        yield Slide("so_far", now[0], lines[:_SO_FAR], more=len(lines[_SO_FAR:]), notes="\n".join(lines))
    for place, card in enumerate(briefing.cards):
        yield _card(card, place, briefing, links)
    if briefing.tells_tasks and briefing.tasks:
        yield from _tasks(briefing, briefing.tasks.tasks)
    if briefing.before is not None and anything_changed(briefing, briefing.before):
        lines = changes_lines(briefing, briefing.before)
        title = changes_finding(briefing, briefing.before)
        yield Slide("changed", title, lines=lines[:_LINES], more=len(lines[_LINES:]), notes="\n".join(lines))
    if briefing.unjudged:
        yield _missing(briefing)


def _judged(results: Iterable[Assessment]) -> int:
    """How many of some targets have a verdict, or a figure that gives none."""
    return sum(result.status.group is not Group.NO_DATA for result in results)


def _worst_first(theme: ThemeSummary) -> int:
    return -theme.counts.of(Group.MISSED) - theme.counts.of(Group.BEHIND)


def _theme(item: ThemeSummary, briefing: Briefing) -> Theme:
    shown = {id(result) for card in briefing.picked for promise in card.promises for result in promise.results}
    left = _judged(result for result in item.results if id(result) not in shown) or not _judged(item.results)
    return Theme(
        item.theme.id,
        item.theme.label(briefing.language),
        item.counts.total,
        _judged(item.results),
        parts(item.counts),
        briefing.left_out_of(item) if left else 0,
    )


def _silent(themes: Sequence[ThemeSummary], language: str) -> str:
    """The themes without any figure, each with the number of its targets; empty for none."""
    if not themes:
        return ""
    names = [
        say("slides.silent_theme", language, name=item.theme.label(language), count=item.counts.total)
        for item in themes
    ]
    return say("slides.silent", language, count=len(themes), names=say("bodies.name_join", language).join(names))


def _tasks(briefing: Briefing, tasks: Tasks) -> Iterator[Slide]:
    """How the tasks of each theme stand; then what is overdue, behind or stopped, of as much as there is room for."""
    language, states, groups = briefing.language, briefing.task_states, briefing.task_themes
    title = say("notice.slide.title", language, finding=finding(states, language))
    overall = overall_text(states, language)
    told = [overall, *(theme_line(group, language) for group in groups)]
    walls = [_task_theme(group, language) for group in groups]
    yield Slide("tasks", title, lines=[overall], tasks=walls, notes="\n".join(told))
    if items := late(states):
        told = []
        for group, found in late_by_theme(groups):
            told += [theme_line(group, language), *late_lines(found, tasks, language)]
        shown = first_late(groups, _LINES)
        yield Slide(
            "late",
            say("notice.slide.late", language, count=items_count(items, language)),
            late=[(theme_name(group, language), late_lines(found, tasks, language)) for group, found in shown],
            more=len(items) - sum(len(found) for _, found in shown),
            notes="\n".join(told),
        )


def _task_theme(group: ThemeTasks, language: str) -> TaskTheme:
    counts = group.counts
    return TaskTheme(
        theme_name(group, language),
        say("notice.slide.steps", language, count=counts.steps),
        [(look, state_text(state, language), counts.states[state]) for state, look in LOOK.items()],
        grade_counts(counts.grades, LATE, language),
    )


def _card(card: Card, place: int, briefing: Briefing, links: Links) -> Slide:
    language, catalog = briefing.language, briefing.board.catalog
    words = CardWords(card, catalog, language)
    results = [result for promise in card.promises for result in promise.results]
    return Slide(
        "card",
        words.finding,
        theme=card.indicator.theme,
        targets=len(results),
        judged=_judged(results),
        key=card.key,
        usual=place < USUAL,
        link=links.to_indicator(card.indicator.id, card.region),
        plot=_plot(card, words, briefing, links),
        gap=house.gap_text(words.figures),
        documents=words.all_documents,
        who=words.lead,
        source=house.sources_line([card.lead], catalog, language),
        notes=notes(results, briefing),
    )


def _plot(card: Card, words: CardWords, briefing: Briefing, links: Links) -> Plot:
    found = places(card)
    if found is None:
        row = row_of(card.lead, words.catalog, words.language, links)
        return Plot(card, words, None, "", (), (), (), row, _ends(row))
    named = years(card)
    shown = {year for _, year in named}
    # The figure that stands beside the plot needs none at its dot; an average is not that of its last year.
    told = card.shown or latest_point(card.chart)
    beside_it = told and (told.year, told.value)
    dots = zip((mark for run in card.chart.runs for mark in run), found.dots, strict=True)
    values = [
        (x, y, words.value(mark.value), at)
        for (mark, (x, y)), at in zip(dots, figures_beside(found, _HIGH), strict=True)
        if mark.year in shown and (mark.year, mark.value) != beside_it
    ]
    beside = labels(words, found, HEIGHT * _LARGER)
    return Plot(card, words, found, picture(found, _THICKER), beside, named, values, None)


def _ends(row: Row) -> tuple[tuple[float, str], ...]:
    """Value, nought and goal of a bar that goes to the left of nought: without them it looks like a way made."""
    marks, figures = row.marks, row.figures
    point, goal = row.result.judged or row.result.latest, row.result.goal
    if marks is None or point is None or goal is None or marks.value is None or marks.goal is None:
        return ()
    if figures.is_class or marks.value >= marks.zero:
        return ()
    goal_text = f"{say('slides.goal', figures.language)} {figures.amount(goal)}"
    return ((marks.value, figures.amount(point.value)), (marks.zero, "0"), (marks.goal, goal_text))


def _missing(briefing: Briefing) -> Slide:
    """How many targets of each document have fallen due without a figure, and who owes most of them."""
    total = Counter(result.target.document for result in briefing.results)
    without = Counter(result.target.document for result in briefing.unjudged)
    totals = [
        (document.label_short(briefing.language), without[key], total[key])
        for key, document in briefing.board.catalog.documents.items()
        if total[key]
    ]
    title = say("slides.missing", briefing.language, count=len(briefing.unjudged), total=len(briefing.results))
    column = 1 if briefing.language == "en" else 0
    owing = [
        (
            name[column],
            len(results),
            publisher_text(name, results, briefing.unjudged, briefing.board, briefing.language),
        )
        for name, results in briefing.asked[:_OWING]
    ]
    return Slide("missing", title, totals=totals, owing=owing)
