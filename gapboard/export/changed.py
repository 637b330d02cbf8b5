"""What changed since an earlier board, as sentences for a hand-out: only what the filters let through."""

from __future__ import annotations

from gapboard.board import Board
from gapboard.briefing import Briefing
from gapboard.changes import SECTIONS, changes
from gapboard.explain.changes import change_text
from gapboard.wording import say


def changed_title(briefing: Briefing, before: Board) -> str:
    """The heading, with both dates."""
    dates = {"since": before.on.isoformat(), "on": briefing.board.on.isoformat()}
    return say("handout.changed", briefing.language, **dates)


def changed_lines(briefing: Briefing, before: Board) -> list[str]:
    """One sentence a change, in the order of the page of changes; that nothing changed, where nothing did."""
    found = changes(before, briefing.board).about({result.target.id for result in briefing.results})
    lines = [
        change_text(change, briefing.board.catalog, briefing.language)
        for section in SECTIONS
        for change in getattr(found, section)
    ]
    return lines or [say("handout.unchanged", briefing.language)]
