"""What changed since an earlier board, as sentences for a hand-out: only what the filters let through."""

from __future__ import annotations

from gapboard.assess import Assessment
from gapboard.board import Board
from gapboard.briefing import Briefing
from gapboard.changes import SECTIONS, Figure, Restated, StatusChange, changes
from gapboard.explain.changes import change_text
from gapboard.wording import say


def changed_title(briefing: Briefing, before: Board) -> str:
    """The heading, with both dates."""
    dates = {"since": before.on.isoformat(), "on": briefing.board.on.isoformat()}
    return say("handout.changed", briefing.language, **dates)


def changed_lines(briefing: Briefing, before: Board) -> list[str]:
    """One sentence a change, in the order of the page of changes; that nothing changed, where nothing did."""
    found = changes(before, briefing.board)
    shown = {result.target.id for result in briefing.results}
    lines = [
        change_text(change, briefing.board.catalog, briefing.language)
        for section in SECTIONS
        for change in getattr(found, section)
        if _targets(change) & shown
    ]
    return lines or [say("handout.unchanged", briefing.language)]


def _targets(change: StatusChange | Figure | Restated | Assessment) -> set[str]:
    """The targets that a change is about."""
    if isinstance(change, Figure):
        return {target.id for target in change.used_by}
    if isinstance(change, Assessment):
        return {change.target.id}
    return {change.after.target.id}
