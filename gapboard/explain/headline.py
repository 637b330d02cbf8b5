"""The answer in words: how many promises were kept, how many were not, and what is not known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from gapboard.assess import Assessment, Group, IndicationKind
from gapboard.board import Counts, count
from gapboard.kernel.wording import say

HEADLINE_ORDER = (Group.MET, Group.MISSED, Group.ON_TRACK, Group.BEHIND, Group.UNDEFINED, Group.NO_DATA)


def headline(results: Iterable[Assessment], language: str, *, apart: bool = False) -> list[str]:
    """How many promises; then those of the due year just past, those due before it, and those still open.

    The line of indications comes last, unless the caller sets it ``apart``.
    """
    found = list(results)
    documents = len({result.target.document for result in found})
    key = "headline.documents" if documents > 1 else "headline.one_document"
    lines = [say(key, language, documents=documents, total=len(found))]
    past = [result for result in found if result.on.year > result.target.due]
    latest = max((result.target.due for result in past), default=0)
    parts = {
        "year": [result for result in past if result.target.due == latest],
        "before": [result for result in past if result.target.due < latest],
        "open": [result for result in found if result.on.year <= result.target.due],
    }
    for name, members in parts.items():
        if members:
            counts = _counts(members, "open" if name == "open" else "due", language)
            lines.append(say(f"headline.{name}", language, year=latest, count=len(members), parts=counts))
    said = "" if apart else indications(count(found), language)
    return [*lines, said] if said else lines


def indications(counts: Counts, language: str) -> str:
    """How many targets without a verdict have an indication, and how many no figure at all; empty without any."""
    parts = [
        say(f"evidence.indication.part.{kind.value}", language, count=counts.indications[kind])
        for kind in IndicationKind
        if counts.indications[kind]
    ]
    if not parts:
        return ""
    joined = say("headline.join", language).join(parts)
    return say("evidence.indication.headline", language, parts=joined, none=counts.no_figure)


def patterns(language: str) -> dict[str, object]:
    """The sentences of the headline with their placeholders, for whoever counts by themselves."""
    parts = {
        when: {group.value: say(_part(group, when), language) for group in HEADLINE_ORDER} for when in ("due", "open")
    }
    signs = {kind.value: say(f"evidence.indication.part.{kind.value}", language) for kind in IndicationKind}
    lines = {key: say(f"headline.{key}", language) for key in ("documents", "one_document", "year", "before", "open")}
    said = say("evidence.indication.headline", language)
    return {"lines": lines, "join": say("headline.join", language), "parts": parts, "signs": signs, "sign": said}


def _counts(results: Iterable[Assessment], when: str, language: str) -> str:
    """The counts that are not zero, in words."""
    groups = Counter(result.status.group for result in results)
    parts = [say(_part(group, when), language, count=groups[group]) for group in HEADLINE_ORDER if groups[group]]
    return say("headline.join", language).join(parts)


def _part(group: Group, when: str) -> str:
    """What has fallen due may have figures, only not for its due year; what is still open is met early."""
    special = {(Group.NO_DATA, "due"): "no_due_data", (Group.MET, "open"): "met_early"}
    return f"headline.part.{special.get((group, when), group.value)}"
