"""What is known of some targets' actuals, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from gapboard.assess import Assessment
from gapboard.board import Board
from gapboard.board.coverage import Availability, as_publisher, availability, lacking
from gapboard.kernel.wording import say


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


def publisher_text(name: tuple[str, str], results: Sequence[Assessment], board: Board, language: str) -> str:
    """How many of the targets a supplier is asked for as the publisher, while no document names it; empty for none."""
    count = as_publisher(name, results, board)
    return say("evidence.ask.as_publisher", language, count=count) if count else ""
