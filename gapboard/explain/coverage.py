"""What is known of some targets' actuals, in one sentence."""

from __future__ import annotations

from collections import Counter

from gapboard.board.coverage import Have
from gapboard.kernel.wording import say


def coverage_text(counts: Counter[Have], language: str) -> str:
    """How many targets have the figure that judges them, others only, or none."""
    known = {state.value: counts[state] for state in Have}
    return say("coverage.lead", language, total=counts.total(), **known)
