"""What is known of some targets' actuals, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from gapboard.assess import Assessment
from gapboard.board import Board
from gapboard.board.coverage import Availability, as_publisher, asked_elsewhere, availability, lacking
from gapboard.kernel.wording import say

_MOST_NAMES = 2


def coverage_text(results: Sequence[Assessment], language: str) -> str:
    """How many targets have the figure that judges them, others only, or none; and how that fits the board's counts."""
    counts = Counter(availability(result) for result in results)
    known = {state.value: counts[state] for state in Availability}
    lead = say("coverage.lead", language, total=len(results), **known)
    missing = lacking(results)
    if not missing.other:
        return lead
    values = {"count": missing.grey + missing.other, "grey": missing.grey, "other": missing.other}
    return say("coverage.lacking", language, lead=lead, **values)


def publisher_text(
    name: tuple[str, str], results: Sequence[Assessment], lacking: Iterable[Assessment], board: Board, language: str
) -> str:
    """Why a supplier is asked for other figures than it answers for; empty where it is not.

    How many of the ``results`` it is asked for as the publisher, while no document names it; and for how many of what
    is ``lacking`` somebody else is asked, though it answers for them.
    """
    count = as_publisher(name, results, board)
    told = [say("evidence.ask.as_publisher", language, count=count)] if count else []
    other = elsewhere_text("evidence.ask.elsewhere", name, lacking, board, language)
    return say("handout.join", language).join([*told, other] if other else told)


def elsewhere_text(key: str, name: tuple[str, str], lacking: Iterable[Assessment], board: Board, language: str) -> str:
    """In the words of ``key`` for how many figures others are asked though a body answers for them; empty for none."""
    count, others = asked_elsewhere(name, lacking, board)
    names = [other[1 if language == "en" else 0] for other in others]
    shown = say("bodies.name_join", language).join(names[:_MOST_NAMES])
    if len(names) > _MOST_NAMES:
        shown = say("wall.more_names", language, names=shown, count=len(names))
    return say(key, language, count=count, names=shown) if count else ""
