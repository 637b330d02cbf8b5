"""What a body has to do with tasks, in words."""

from __future__ import annotations

from gapboard.board.task_bodies import Share
from gapboard.board.tasks import Grade
from gapboard.explain.tasks import grade_text
from gapboard.kernel.wording import say

LATE = (Grade.OVERDUE, Grade.BEHIND)


def shares_text(share: Share, language: str) -> str:
    """How many tasks a body leads, and in how many it takes part."""
    leads, shares = len(share.leading), len(share.taking_part)
    if not leads:
        return say("plan.shares", language, count=shares)
    key = "plan.leads_and_shares" if shares else "plan.leads"
    return say(key, language, leads=leads, count=shares)


def late_text(share: Share, language: str) -> str:
    """What of a body's tasks is overdue or behind, and what is past due without a report; empty where nothing is."""
    told = [
        say("tasks.counts.grade", language, count=share.counts.grades[grade], grade=grade_text(grade, language))
        for grade in LATE
        if share.counts.grades[grade]
    ]
    if share.counts.unreported:
        told.append(say("tasks.counts.unreported", language, count=share.counts.unreported))
    return say("tasks.join", language).join(told)
