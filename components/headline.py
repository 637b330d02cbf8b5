"""The answer in words: how many promises were kept, how many were not, and what is not known."""

from __future__ import annotations

from collections import Counter

from gapboard.assess import Group, Status
from gapboard.board import Counts
from gapboard.wording import say

HEADLINE_ORDER = (Group.MET, Group.MISSED, Group.ON_TRACK, Group.BEHIND, Group.UNDEFINED, Group.NO_DATA)


def headline(counts: Counts, language: str) -> list[str]:
    """How many promises, then what has fallen due, then what is still open."""
    key = "overview.headline" if counts.documents > 1 else "overview.headline_one_document"
    lines = [say(key, language, documents=counts.documents, total=counts.total)]
    for when, by_status in (("due", counts.due), ("open", counts.open)):
        if by_status:
            number, parts = by_status.total(), _parts(by_status, when, language)
            lines.append(say(f"overview.headline_{when}", language, count=number, parts=parts))
    return lines


def _parts(by_status: Counter[Status], when: str, language: str) -> str:
    """The counts that are not zero, in words."""
    groups = Counter[Group]()
    for status, number in by_status.items():
        groups[status.group] += number
    parts = [say(_part(group, when), language, count=groups[group]) for group in HEADLINE_ORDER if groups[group]]
    return say("overview.part_join", language).join(parts)


def _part(group: Group, when: str) -> str:
    """What has fallen due may have figures, only not for its due year; what is still open is met early."""
    special = {(Group.NO_DATA, "due"): "no_due_data", (Group.MET, "open"): "met_early"}
    return f"overview.part.{special.get((group, when), group.value)}"
