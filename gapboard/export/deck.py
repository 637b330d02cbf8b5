"""The briefing as a PowerPoint file: cover, verdict, a slide a theme, the worst, the best, what is missing, sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from gapboard.assess import Assessment, Group, progress
from gapboard.board.coverage import Availability, availability
from gapboard.board.summary import ThemeSummary, told_first
from gapboard.explain import Figures, caveat_texts, derivation
from gapboard.explain.coverage import coverage_text
from gapboard.export import house
from gapboard.export.briefing import Briefing
from gapboard.export.changes import changes_lines, changes_title
from gapboard.export.slides import BODY_TOP, HEAD_ROW, ROW, SOURCE_TOP, Bars, Column, Deck, Words
from gapboard.export.xlsx import shown_width
from gapboard.kernel.wording import say
from gapboard.kernel.wording.numbers import number

# From kept to broken, as the bars are stacked.
ORDER = (Group.MET, Group.ON_TRACK, Group.UNDEFINED, Group.BEHIND, Group.MISSED, Group.NO_DATA)
ROWS_A_SLIDE = 8
SOURCES_A_SLIDE = 14
_SIZE, _SMALLER, _ROOM = 12, 10.5, 26  # a line of a cell with more than this many half-width characters is set smaller
_STATUS_ROOM = 13  # likewise, of the column of the status
_INDICATED = 8.5  # points, so that year, value and distance fit in the column of the gap
_NOTED = 12  # targets told in full in the notes of one slide


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
    _themes(made, briefing)
    for theme in briefing.themes:
        _theme(made, briefing, theme)
    _ranking(made, briefing, "worst", briefing.worst)
    _ranking(made, briefing, "best", briefing.best)
    if briefing.before is not None:
        _sentences(made, changes_title(briefing, briefing.before), changes_lines(briefing, briefing.before))
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
    slide = made.slide(
        say("handout.verdict", made.language), source=house.sources_line(briefing.results, made.language)
    )
    lines = [Words(line, 20 if place else 24, place == 0, lines=2) for place, line in enumerate(briefing.verdict)]
    made.text(slide, lines, top=1.45, height=2, space=6)
    years = sorted({result.target.due for result in briefing.results})
    rows = [[result for result in briefing.results if result.target.due == year] for year in years]
    names = [say("handout.due_bar", made.language, year=year) for year in years]
    _stacked(made, slide, names, rows, say("handout.by_due", made.language), top=3.55, height=3.0)


def _themes(made: Deck, briefing: Briefing) -> None:
    slide = made.slide(
        say("handout.by_theme", made.language), source=house.sources_line(briefing.results, made.language)
    )
    names = [theme.theme.label(made.language) for theme in briefing.themes]
    rows = [theme.results for theme in briefing.themes]
    _stacked(made, slide, names, rows, say("handout.by_theme", made.language), top=1.3, height=5.3)


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
    size = 12 if len(names) <= 14 else 10.5
    made.bars(slide, names, series, describes=describes, top=top, height=height, size=size)


def _theme(made: Deck, briefing: Briefing, theme: ThemeSummary) -> None:
    name = theme.theme.label(made.language)
    shown = told_first(theme.results)[:ROWS_A_SLIDE]
    slide = made.slide(name, _notes(theme.results, briefing), source=house.sources_line(shown, made.language))
    groups = Counter(result.status.group for result in theme.results)
    parts = [f"{house.group_word(group, made.language)} {groups[group]}" for group in ORDER if groups[group]]
    counted = say("handout.counted", made.language, count=len(theme.results), parts=" · ".join(parts))
    made.text(slide, [Words(counted, 14, colour=house.QUIET)], top=1.25, height=0.35)
    _targets(made, slide, shown, briefing, name)
    more = len(theme.results) - len(shown)
    if more:
        said = say("handout.more", made.language, count=more)
        made.text(slide, [Words(said, 11, colour=house.QUIET)], top=6.3, height=0.25)


def _targets(made: Deck, slide: object, results: Sequence[Assessment], briefing: Briefing, describes: str) -> None:
    """The table of some targets: status and trend, name, actual over goal, gap, document and due year."""
    language = made.language
    columns = [
        Column(say("overview.column.status", language), 1.55),
        Column(say("overview.column.target", language), 3.1),
        Column(say("overview.column.figures", language), 3.2, True),
        Column(say("overview.column.gap", language), 2.1, True),
        Column(say("overview.column.document", language), 2.18),
    ]
    rows = [_row(Figures(result, briefing.board.catalog, language)) for result in results]
    made.table(slide, columns, rows, describes=describes)


def _row(figures: Figures) -> list[list[Words]]:
    result, language = figures.result, figures.language
    word = house.status_word(result, language)
    status = Words(word, _size(word, _STATUS_ROOM), True, house.COLOURS[result.status.group])
    key = "handout.trend" if result.trend else "handout.trend_unknown"
    trend = [] if result.latest is None else [_small(say(key, language, trend=figures.trend))]
    goal = say("handout.goal", language, goal=figures.goal)
    due = say("overview.due", language, year=figures.target.due)
    gap = Words(house.gap_text(figures), 12, lines=2)
    if result.indication is not None:
        gap = Words(gap.text, _INDICATED, lines=3)
    return [
        [status, *trend],
        [Words(figures.name, _size(figures.name, 2 * _ROOM), True, lines=2)],
        [Words(figures.actual, _size(figures.actual, _ROOM), result.rests_on is not None), _small(goal)],
        [gap, *([_small(figures.crossed)] if figures.crossed else [])],
        [Words(f"{figures.region} · {due}", 10), _small(figures.document_short)],
    ]


def _size(text: str, room: int) -> float:
    return _SIZE if shown_width(text) <= room else _SMALLER


def _small(text: str) -> Words:
    return Words(text, 10, colour=house.QUIET)


def _ranking(made: Deck, briefing: Briefing, which: str, results: Sequence[Assessment]) -> None:
    """The furthest behind, or beyond: a table, and bars of the share of the promise by which they rank."""
    if not results:
        return
    language = made.language
    title = say(f"handout.{which}", language)
    slide = made.slide(title, _notes(results, briefing), source=house.sources_line(results, language))
    made.text(slide, [Words(say(f"handout.{which}_rule", language), 14, colour=house.QUIET)], top=1.25, height=0.35)
    _targets(made, slide, results, briefing, title)
    measured = [(result, achieved) for result in results if (achieved := progress(result)) is not None]
    if not measured:
        return
    names = [Figures(result, briefing.board.catalog, language).name for result, _ in measured]
    shares = [round(100 * achieved, 1) for _, achieved in measured]
    group = Group.MISSED if which == "worst" else Group.MET
    below = BODY_TOP + HEAD_ROW + ROW * len(results) + 0.1
    bars = Bars(say(f"handout.{which}_bar", language), shares, house.FILLS[group])
    told = "; ".join(f"{name} {number(share, 1)}%" for name, share in zip(names, shares, strict=True))
    made.bars(
        slide,
        names,
        [bars],
        describes=f"{bars.name}: {told}",
        top=below,
        height=SOURCE_TOP - 0.05 - below,
        title=bars.name,
        number_format="0.0",
        size=11,
    )


def _sentences(made: Deck, title: str, lines: Sequence[str]) -> None:
    shown = lines[:ROWS_A_SLIDE]
    slide = made.slide(title, "\n".join(lines))
    said = [Words(line, 14, lines=2) for line in shown]
    if len(lines) > len(shown):
        said.append(
            Words(say("handout.more_in_notes", made.language, count=len(lines) - len(shown)), 12, colour=house.QUIET)
        )
    made.text(slide, said, top=1.5, height=5, space=8)


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
    slide = made.slide(say("handout.missing", language), "\n".join(notes))
    made.text(slide, [Words(lead, 15, lines=3)], top=1.25, height=0.85)
    for start in range(0, len(rows), ROWS_A_SLIDE):
        if start:
            slide = made.slide(say("handout.missing", language))
        made.table(slide, columns, rows[start : start + ROWS_A_SLIDE], describes=lead, top=2.15)


def _owed(figures: Figures) -> str:
    need = say("coverage.need_due", figures.language, year=figures.target.due)
    return f"{figures.name} · {figures.document} · {need} · {house.responsible(figures)}"


def _sources(made: Deck, briefing: Briefing) -> None:
    """The releases behind the judged values, then the documents; as many slides as they take."""
    language = made.language
    used = {result.target.document for result in briefing.results}
    lines = [Words(say("handout.releases", language), 14, True)]
    lines += [Words(source, 12) for source in house.releases(briefing.results)]
    lines.append(Words(say("handout.documents", language), 14, True))
    lines += [
        Words(
            f"{document.label(language)} · {document.issuer_en if language == 'en' else document.issuer}", 12, lines=2
        )
        for document in briefing.board.catalog.documents.values()
        if document.id in used
    ]
    for start in range(0, len(lines), SOURCES_A_SLIDE):
        slide = made.slide(say("handout.sources_title", language))
        made.text(slide, lines[start : start + SOURCES_A_SLIDE], top=1.4, height=5, space=6)


def _notes(results: Sequence[Assessment], briefing: Briefing) -> str:
    """For the speaker: of each target the clause, the units, the arithmetic and the doubts."""
    blocks = []
    for result in results[:_NOTED]:
        figures = Figures(result, briefing.board.catalog, briefing.language)
        steps = derivation(result, briefing.board.catalog, briefing.language)
        lines = [
            f"{house.status_word(result, briefing.language)} · {figures.name} · {figures.region}",
            f"{figures.document}: “{figures.target.quote}”",
            house.responsible(figures),
            *(f"{heading}: {text}" for heading, text in steps),
            *caveat_texts(result, briefing.board.catalog, briefing.language),
        ]
        blocks.append("\n".join(lines))
    if len(results) > _NOTED:
        blocks.append(say("handout.more", briefing.language, count=len(results) - _NOTED))
    return "\n\n".join(blocks)
