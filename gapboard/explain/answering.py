"""Who answers for a target, in words that keep apart what is printed, what the office decided, what is a hint."""

from __future__ import annotations

from gapboard.board.bodies import suggested
from gapboard.catalog import Catalog, Target
from gapboard.kernel.wording import say


def beside_text(target: Target, catalog: Catalog, language: str) -> str:
    """What stands beside the bodies that the document prints: the one assigned, else a suggestion; or nothing."""
    return assigned_text(target, catalog, language) or suggested_text(target, catalog, language)


def assigned_text(target: Target, catalog: Catalog, language: str) -> str:
    """Whom the office assigned the target to, with who decided it and when; empty where it did not."""
    body = catalog.assigned_to(target)
    if body is None or target.assigned is None:
        return ""
    values = {"name": body.label(language), "by": target.assigned.by, "on": target.assigned.decided.isoformat()}
    return say("bodies.assigned", language, **values)


def suggested_text(target: Target, catalog: Catalog, language: str) -> str:
    """Whom another document prints for the same indicator, marked as a suggestion; empty where someone answers."""
    found = suggested(catalog, target)
    if not found:
        return ""
    names = say("bodies.name_join", language).join(item.body.label(language) for item in found)
    documents = dict.fromkeys(item.document.label_short(language) for item in found)
    return say("bodies.suggested", language, names=names, document=say("handout.join", language).join(documents))
