"""What is known of some targets' actuals, in one sentence."""

from __future__ import annotations

from collections import Counter

from gapboard.board.coverage import Availability
from gapboard.kernel.wording import say


def coverage_text(counts: Counter[Availability], language: str) -> str:
    """How many targets have the figure that judges them, others only, or none."""
    known = {state.value: counts[state] for state in Availability}
    return say("coverage.lead", language, total=counts.total(), **known)
