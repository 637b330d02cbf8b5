"""The briefing as a PowerPoint file: cover, verdict with the themes, one indicator each, changes, what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import ceil
from typing import TypeVar

from gapboard.assess import Assessment, Group
from gapboard.board.coverage import Availability, availability
from gapboard.board.summary import ThemeSummary
from gapboard.board.task_themes import LATE
from gapboard.board.tasks import ItemState, TaskCounts
from gapboard.board.wall import Card
from gapboard.catalog.tasks import Tasks
from gapboard.explain import Figures
from gapboard.explain.cards import CardWords
from gapboard.explain.coverage import coverage_text
from gapboard.explain.tasks import grade_text, state_text
from gapboard.export import house
from gapboard.export.briefing import Briefing
from gapboard.export.changes import anything_changed, changes_finding, changes_lines
from gapboard.export.native import colour_of, indicator_chart
from gapboard.export.notes import notes
from gapboard.export.progress import (
    ItemWords,
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
from gapboard.export.slides import BODY_WIDTH, MARGIN, SOURCE_TOP, Bars, Column, Deck, Words
from gapboard.kernel.wording import say
from gapboard.ledger.report import Progress

Item = TypeVar("Item")
# From kept to broken, as the bars are stacked.
ORDER = (Group.MET, Group.ON_TRACK, Group.UNDEFINED, Group.BEHIND, Group.MISSED, Group.NO_DATA)
ROWS_A_SLIDE = 8
THEMES_A_SLIDE = 13
LATE_A_SLIDE = 6
SOURCES_A_COLUMN = 15
_LEAST_FACT = 11
_LEGEND, _LINE = 0.5, 1.25  # inches that a chart's legend and margins take; a line of a name in heights of its letters
_BETWEEN = 0.4
_HALF = (BODY_WIDTH - _BETWEEN) / 2
_CHART_WIDTH = 8.3
_CHART = (MARGIN, 1.4, _CHART_WIDTH, SOURCE_TOP - 1.45)
_BESIDE = MARGIN + _CHART_WIDTH + 0.25


def deck(briefing: Briefing) -> bytes:
    """A pptx file of 16 : 9 with native charts and tables, all texts in the briefing's language.

    Where the briefing has an earlier board, a slide tells what changed since. A briefing without targets has its cover
    and says that none fits.
    """
    title = f"{briefing.title} · {briefing.scope}"
    made = Deck(briefing.language, house.provenance(briefing), title)
    _cover(made, briefing)
    if not briefing.results:
        return made.save()
    _verdict(made, briefing)
    if now := standing_now(briefing.board, briefing.filters, briefing.language):
        _sentences(made, *now, size=13, each=4, rest="in_year.report.rest")
    for card in briefing.picked:
        _card(made, briefing, card)
    if briefing.tells_tasks and briefing.tasks:
        _tasks(made, briefing, briefing.tasks.tasks)
    if briefing.before is not None and anything_changed(briefing, briefing.before):
        _sentences(made, changes_finding(briefing, briefing.before), changes_lines(briefing, briefing.before))
    _missing(made, briefing)
    _sources(made, briefing)
    return made.save()


def _cover(made: Deck, briefing: Briefing) -> None:
    lines = [
        Words(briefing.scope, 24, True, house.ACCENT, 2),
        Words(briefing.as_of, 20),
        Words(say("app.tagline", made.language), 16, colour=house.QUIET),
    ]
    if not briefing.results:
        lines.append(Words(say("overview.none_fit", made.language), 20))
    made.cover(briefing.title, lines)


def _verdict(made: Deck, briefing: Briefing) -> None:
    """The finding as the title, the other sentences, and how each theme stands."""
    lines = briefing.verdict
    told = min(1, len(lines) - 1)
    slide = made.slide(
        lines[told],
        "\n".join(lines),
        source=house.sources_line(briefing.results, briefing.board.catalog, made.language),
    )
    left = briefing.left_out
    said = [line for place, line in enumerate(lines) if place != told]
    said += [say("handout.order", made.language)] if len(briefing.picked) > 1 else []
    said += [say("handout.left_out", made.language, count=left)] if left else []
    names = [_theme_name(theme, briefing) for theme in briefing.themes]
    rows = [theme.results for theme in briefing.themes]
    # The more bars there are, the more room they need.
    size, step = (13, 0.27) if len(names) <= THEMES_A_SLIDE else (12, 0.24)
    made.text(slide, [Words(line, size, lines=2) for line in said], top=1.35, height=1.1, space=3)
    top = 1.45 + step * sum(min(2, ceil(house.lines_of(line, BODY_WIDTH, size))) for line in said)
    title = say("handout.by_theme", made.language)
    _stacked(made, slide, names, rows, title, top=top, height=SOURCE_TOP - 0.05 - top)


def _theme_name(theme: ThemeSummary, briefing: Briefing) -> str:
    """A theme, with how many of its targets no slide is about: so that none is missed without being told."""
    name, left = theme.theme.label(briefing.language), briefing.left_out_of(theme)
    return say("handout.theme_left_out", briefing.language, name=name, count=left) if left else name


def _card(made: Deck, briefing: Briefing, card: Card) -> None:
    """One indicator: its finding, its chart, and what it says in large figures."""
    words = CardWords(card, briefing.board.catalog, made.language)
    results = [result for promise in card.promises for result in promise.results]
    source = house.sources_line([card.lead], briefing.board.catalog, made.language)
    slide = made.slide(words.finding, notes(results, briefing), source=source)
    told = [
        *_fact("actual", words.figures.actual, house.TEXT, made.language),
        *_fact("goal", words.figures.goal, house.TEXT, made.language),
        *_fact("gap", house.gap_text(words.figures), colour_of(words), made.language),
    ]
    if words.figures.crossed:
        told.append(Words(words.figures.crossed, 11, colour=house.QUIET, lines=2))
    told += [Words(other, 11, colour=house.QUIET, lines=3) for other in words.others]
    told.append(Words(words.all_documents, 11, colour=house.QUIET, lines=3))
    told.append(Words(words.lead or say("indicator.no_responsible", made.language), 11, colour=house.QUIET, lines=3))
    frame = indicator_chart(slide.shapes, words, _CHART, size=11, labelled=12)
    if frame is None:
        made.text(slide, told, top=1.6, height=4.8, width=BODY_WIDTH, space=8)
        return
    frame._element._nvXxPr.cNvPr.set("descr", house.plain(f"{words.finding} {words.sentence}"))
    made.text(slide, told, top=1.6, height=4.8, left=_BESIDE, width=BODY_WIDTH + MARGIN - _BESIDE, space=5)


def _fact(key: str, text: str, colour: str, language: str) -> list[Words]:
    return [
        Words(say(f"slides.{key}", language), 12, colour=house.QUIET),
        Words(text, 19, True, colour, lines=3, least=_LEAST_FACT),
    ]


def _stacked(
    made: Deck,
    slide: object,
    names: Sequence[str],
    rows: Sequence[Iterable[Assessment]],
    title: str,
    *,
    top: float,
    height: float,
) -> None:
    """Counts by headline group, a bar for each name; groups that nothing fell into are left out."""
    counts = [Counter(result.status.group for result in results) for results in rows]
    series = [
        Bars(house.group_word(group, made.language), [count[group] for count in counts], house.FILLS[group])
        for group in ORDER
        if any(count[group] for count in counts)
    ]
    told = (
        f"{name}: " + ", ".join(f"{bar.name} {bar.values[place]}" for bar in series if bar.values[place])
        for place, name in enumerate(names)
    )
    describes = f"{title}. " + "; ".join(told)
    # A bar is no thicker for being alone; and its name has the height of its bar, else programs leave out every other.
    height = min(height, 0.9 + 0.5 * len(names))
    size = min(12, 72 * (height - _LEGEND) / len(names) / _LINE // 0.5 * 0.5)
    made.bars(slide, names, series, describes=describes, top=top, height=height, size=size)


def _sentences(
    made: Deck,
    title: str,
    lines: Sequence[str],
    *,
    size: float = 14,
    each: int = 2,
    rest: str = "handout.more_in_notes",
) -> None:
    shown = lines[:ROWS_A_SLIDE]
    slide = made.slide(title, "\n".join(lines))
    said = [Words(line, size, lines=each) for line in shown]
    if len(lines) > len(shown):
        said.append(Words(say(rest, made.language, count=len(lines) - len(shown)), 12, colour=house.QUIET))
    made.text(slide, said, top=1.5, height=5, space=8)


def _tasks(made: Deck, briefing: Briefing, tasks: Tasks) -> None:
    """How the tasks stand by theme, then what is overdue, behind or stopped."""
    language, states, groups = made.language, briefing.task_states, briefing.task_themes
    title = say("notice.slide.title", language, finding=finding(states, language))
    told = overall_text(states, language)
    columns = [Column(say("task_table.theme", language), 3.6)]
    columns += [Column(say(f"notice.{name}", language), 1.3, True) for name in ("column.steps", "reported")]
    columns += [Column(grade_text(grade, language), 1.4, True) for grade in LATE]
    columns += [Column(state_text(state, language), 1.4, True) for state in (Progress.STOPPED, Progress.DONE)]
    for shown in evenly(groups, THEMES_A_SLIDE):
        slide = made.slide(title, "\n".join(theme_line(group, language) for group in shown))
        made.text(slide, [Words(told, 13, lines=4, least=10)], top=1.3, height=0.95)
        rows = [
            [[Words(theme_name(group, language), 12, True)]]
            + [[Words(str(number), 12)] for number in _numbers(group.counts)]
            for group in shown
        ]
        made.table(slide, columns, rows, describes=told, top=2.3, row_height=0.33)
    if items := late(states):
        _late(made, briefing, tasks, items)


def _late(made: Deck, briefing: Briefing, tasks: Tasks, items: Sequence[ItemState]) -> None:
    """The worst of what is late by theme, and the rest of it in the notes."""
    language, groups = made.language, briefing.task_themes
    lines = [
        line
        for group, found in late_by_theme(groups)
        for line in (theme_line(group, language), *late_lines(found, tasks, language))
    ]
    slide = made.slide(say("notice.slide.late", language, count=items_count(items, language)), "\n".join(lines))
    columns = [Column(say("task_table.theme", language), 1.6)]
    columns += [
        Column(say(f"notice.column.{name}", language), width)
        for name, width in (("item", 3.7), ("body", 2.2), ("due", 2.3), ("reason", 2.3))
    ]
    rows = []
    for group, found in first_late(groups, LATE_A_SLIDE):
        for place, words in enumerate(ItemWords(item, tasks, language) for item in found):
            theme = "" if place else theme_name(group, language)
            told = (words.bodies, f"{words.due} · {words.standing}", words.reason)
            rows.append(
                [[Words(text, 11, True, lines=3, least=9)] for text in (theme, words.full)]
                + [[Words(text, 11, lines=3, least=9)] for text in told]
            )
    made.table(slide, columns, rows, describes=lines[0], top=1.4, row_height=0.68)
    if (more := len(items) - LATE_A_SLIDE) > 0:
        rest = say("handout.more_in_notes", language, count=more)
        made.text(slide, [Words(rest, 12, colour=house.QUIET)], top=6.6, height=0.3)


def _numbers(counts: TaskCounts) -> list[int]:
    graded = (counts.grades[grade] for grade in LATE)
    return [counts.steps, counts.known, *graded, counts.states[Progress.STOPPED], counts.done]


def _missing(made: Deck, briefing: Briefing) -> None:
    """By document, how many targets have the figure that judges them; the targets without one in the notes."""
    language = made.language
    by_document: dict[str, Counter[Availability]] = {}
    for result in briefing.results:
        by_document.setdefault(result.target.document, Counter())[availability(result)] += 1
    columns = [
        Column(say("coverage.column.document", language), 5.2),
        Column(say("coverage.column.total", language), 1.5, True),
        Column(say("coverage.column.due", language), 1.9, True),
        Column(say("coverage.column.other", language), 1.9, True),
        Column(say("coverage.column.none", language), 1.6, True),
    ]
    documents = [item for item in briefing.board.catalog.documents.values() if item.id in by_document]
    rows = [
        [[Words(document.label(language), 12, True, lines=2)]]
        + [[Words(str(found), 14)] for found in (counts.total(), *(counts[state] for state in Availability))]
        for document in documents
        for counts in [by_document[document.id]]
    ]
    lead = coverage_text(briefing.results, language)
    notes = [_owed(Figures(result, briefing.board.catalog, language)) for result in briefing.unjudged]
    title = say("slides.missing", language, count=len(briefing.unjudged), total=len(briefing.results))
    slide = made.slide(title, "\n".join(notes))
    made.text(slide, [Words(lead, 14, lines=3)], top=1.35, height=0.85)
    for place, shown in enumerate(evenly(rows, ROWS_A_SLIDE)):
        if place:
            slide = made.slide(title)
        made.table(slide, columns, shown, describes=lead, top=2.25)


def evenly(items: Sequence[Item], most: int) -> list[Sequence[Item]]:
    """Items in as few parts of at most ``most`` as there must be, of about one size: no slide has one row alone."""
    if not items:
        return []
    size = -(-len(items) // -(-len(items) // most))
    return [items[start : start + size] for start in range(0, len(items), size)]


def _owed(figures: Figures) -> str:
    need = say("coverage.need_due", figures.language, year=figures.target.due)
    return f"{figures.name} · {figures.document} · {need} · {house.responsible(figures)}"


def _sources(made: Deck, briefing: Briefing) -> None:
    """The releases behind the slides, those known at second hand after them, then the documents; in two columns."""
    language, catalog = made.language, briefing.board.catalog
    shown = [result for card in briefing.picked for promise in card.promises for result in promise.results]
    used = {result.target.document for result in briefing.results}
    documents = [
        f"{document.label(language)} · {document.issuer_en if language == 'en' else document.issuer}"
        for document in catalog.documents.values()
        if document.id in used
    ]
    first, second = house.releases(shown, catalog)
    lines: list[Words] = []
    for heading, found in (("releases", first), ("second_hand_title", second), ("documents", documents)):
        lines += [Words(say(f"handout.{heading}", language), 12, True)] if found else []
        lines += [Words(text, 10, lines=2, least=8) for text in found]
    for start in range(0, len(lines), 2 * SOURCES_A_COLUMN):
        slide = made.slide(say("handout.sources_title", language))
        for column in range(2):
            part = lines[start + column * SOURCES_A_COLUMN :][:SOURCES_A_COLUMN]
            left = MARGIN + column * (_HALF + _BETWEEN)
            if part:
                made.text(slide, part, top=1.4, height=5, left=left, width=_HALF, space=4)
