"""What changed since an earlier board, as sentences for a hand-out: only what the filters let through."""

from __future__ import annotations

from gapboard.board import Board
from gapboard.board.changes import SECTIONS, Changes, changes
from gapboard.explain.changes import change_text, headline_text
from gapboard.export.briefing import Briefing
from gapboard.kernel.wording import say


def changes_title(briefing: Briefing, before: Board) -> str:
    """The heading, with both dates, the earlier first."""
    since, on = sorted((before.on, briefing.board.on))
    return say("handout.changed", briefing.language, since=since.isoformat(), on=on.isoformat())


def changes_finding(briefing: Briefing, before: Board) -> str:
    """How many changes of each kind there are, as one sentence without its stop: the title of a slide."""
    found = _changes(briefing, before)
    text = headline_text(found, briefing.language, filtered=bool(briefing.filters))
    return text.removesuffix(say("bulletin.stop", briefing.language))


def anything_changed(briefing: Briefing, before: Board) -> bool:
    """Whether there is a change to tell; a slide that says there is none is no slide."""
    found = _changes(briefing, before)
    return any(getattr(found, section) for section in SECTIONS)


def _changes(briefing: Briefing, before: Board) -> Changes:
    """As on the page of changes: without filters the figures count as well that no target rests on."""
    found = changes(before, briefing.board)
    return found.about({result.target.id for result in briefing.results}) if briefing.filters else found


def changes_rows(briefing: Briefing, before: Board) -> list[tuple[str, str]]:
    """For each change its kind in a word or two and the sentence, in the order of the page of changes.

    That nothing changed, where nothing did.
    """
    catalog = briefing.board.catalog
    found = _changes(briefing, before)
    rows = [
        (say(f"changes.section.{section}", briefing.language), change_text(change, catalog, briefing.language))
        for section in SECTIONS
        for change in getattr(found, section)
    ]
    return rows or [("", say("handout.unchanged", briefing.language))]


def changes_lines(briefing: Briefing, before: Board) -> list[str]:
    """The sentences of ``changes_rows``."""
    return [text for _, text in changes_rows(briefing, before)]
