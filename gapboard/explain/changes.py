"""What changed, and why, in words: the page, the command line, slides and hand-outs all say it so."""

from __future__ import annotations

from dataclasses import dataclass

from gapboard.assess import Assessment
from gapboard.board.changes import SECTIONS, Cause, CauseKind, Changes, Figure, Restated, StatusChange
from gapboard.board.meetings import Since
from gapboard.catalog import Catalog
from gapboard.explain.evidence import grey_word
from gapboard.explain.figures import Figures
from gapboard.explain.observations import observation_text
from gapboard.explain.periods import period_text
from gapboard.kernel.wording import say
from gapboard.ledger import Observation


def headline_text(changes: Changes, language: str, *, filtered: bool = False) -> str:
    """The whole comparison in one sentence: how many of each kind, or that nothing did, of what is ``filtered``."""
    counts = {name: len(getattr(changes, name)) for name in SECTIONS}
    parts = [say(f"changes.count.{name}", language, count=count) for name, count in counts.items() if count]
    dates = {"since": changes.since.isoformat(), "on": changes.on.isoformat()}
    if not parts:
        return say("changes.headline_none_shown" if filtered else "changes.headline_none", language, **dates)
    return say("changes.headline", language, **dates, parts=say("changes.join", language).join(parts))


def default_text(since: Since, language: str) -> str:
    """Which default the earlier date comes from: the last meeting, or a month back."""
    meeting = since.meeting
    key = "default_month" if meeting is None else "default_meeting_named" if meeting.name else "default_meeting"
    return say(f"changes.{key}", language, day=since.day.isoformat(), name=meeting.name if meeting else "")


def change_text(change: StatusChange | Figure | Restated | Assessment, catalog: Catalog, language: str) -> str:
    """One change of any kind in one sentence, with its causes; an ``Assessment`` is a new target."""
    if isinstance(change, Figure):
        return figure_text(change, catalog, language)
    if isinstance(change, Assessment):
        figures = Figures(change, catalog, language)
        return say("changes.new_target", language, subject=_subject(figures, language), goal=goal_text(figures))
    figures = Figures(change.after, catalog, language)
    if isinstance(change, Restated):
        what = restated_text(change, catalog, language)
        return say("changes.of", language, subject=_subject(figures, language), what=what)
    subject = _subject(figures, language, goal=figures.goal)
    before, after = (grey_word(result, language) for result in (change.before, change.after))
    what = say("changes.statuses", language, before=before, after=after)
    causes = say("changes.cause_join", language).join(cause_texts(change, catalog, language))
    return say("changes.moved", language, subject=subject, what=what, causes=causes)


def cause_texts(change: StatusChange, catalog: Catalog, language: str) -> list[str]:
    """Each cause of a changed status in one clause, with its source where it is a figure."""
    return [text + source for text, source in cause_parts(change, catalog, language)]


def cause_parts(change: StatusChange, catalog: Catalog, language: str) -> list[tuple[str, str]]:
    """The clauses of ``cause_texts``, each apart from its source, which may be empty."""
    return [_cause(cause, change, catalog, language) for cause in change.causes]


def _cause(cause: Cause, change: StatusChange, catalog: Catalog, language: str) -> tuple[str, str]:
    if cause.figure is not None:
        text = _figure(cause.figure, catalog, language, change.target.region)
        return text, source_text(cause.figure.row, language)
    if cause.kind is CauseKind.RESTATED:
        return restated_text(Restated(change.before, change.after, cause.versions), catalog, language), ""
    return say("changes.cause.due_passed", language, year=cause.year), ""


@dataclass(frozen=True)
class FigureParts:
    """A changed value in pieces, for a table: names, and both values with their units (a dash where there is none)."""

    name: str
    region: str
    old: str
    new: str


def figure_parts(figure: Figure, catalog: Catalog, language: str) -> FigureParts:
    """The pieces of ``figure_text``."""
    indicator, region = catalog.indicators.get(figure.row.indicator), catalog.regions.get(figure.row.region)
    return FigureParts(
        indicator.label(language) if indicator else figure.row.indicator,
        region.label(language) if region else figure.row.region,
        _value(figure.old, catalog, language),
        _value(figure.new, catalog, language),
    )


def figure_text(figure: Figure, catalog: Catalog, language: str) -> str:
    """A new, revised or withdrawn value in one clause, with its source."""
    return _figure(figure, catalog, language) + source_text(figure.row, language)


def _figure(figure: Figure, catalog: Catalog, language: str, region: str = "") -> str:
    """The value without its source; its region is left out where it is ``region``."""
    parts = figure_parts(figure, catalog, language)
    subject = {"name": parts.name, "period": period_text(figure.row.period, language)}
    if figure.row.region == region:
        what = say("changes.what", language, **subject)
    else:
        what = say("changes.what_of", language, **subject, region=parts.region)
    return say(f"changes.cause.{figure.kind.value}", language, what=what, old=parts.old, new=parts.new)


def restated_text(change: Restated, catalog: Catalog, language: str) -> str:
    """What a target said and what it says, from which day, and what approved it."""
    last = change.versions[-1]
    return say(
        "changes.cause.restated",
        language,
        old=goal_text(Figures(change.before, catalog, language)),
        new=goal_text(Figures(change.after, catalog, language)),
        day=last.until.isoformat(),
        by=last.approved_by_en if language == "en" else last.approved_by,
    )


def goal_text(figures: Figures) -> str:
    """A promise with its due year and, if it has one, its higher aim."""
    target = figures.target
    if target.stretch is None:
        return say("changes.goal", figures.language, goal=figures.goal, year=target.due)
    stretch = figures.amount(target.stretch)
    return say("changes.goal_stretch", figures.language, goal=figures.goal, stretch=stretch, year=target.due)


def source_text(row: Observation, language: str) -> str:
    """Where a value comes from and when it became known, in brackets."""
    day = row.recorded_at.date().isoformat()
    return say("changes.source" if row.source else "changes.no_source", language, source=row.source, day=day)


def _subject(figures: Figures, language: str, *, goal: str = "") -> str:
    """Which target; with its goal, where one document may set two on an indicator."""
    values = {"name": figures.name, "region": figures.region, "document": figures.document}
    if goal:
        return say("changes.subject_goal", language, **values, goal=goal)
    return say("changes.subject", language, **values)


def _value(row: Observation | None, catalog: Catalog, language: str) -> str:
    indicator = catalog.indicators.get(row.indicator) if row else None
    if row is None or indicator is None:
        return say("gap.none", language) if row is None else f"{row.value} {row.unit}"
    return observation_text(row, indicator, catalog, language)
