"""What the documents say of one indicator in one region, side by side."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from gapboard.assess import Assessment
from gapboard.board.board import Board
from gapboard.board.consistency import Finding, Verdict, findings

# The findings that hold a value against another value for the same year: the second of the two restates,
# tightens or loosens the first.
_SAME_YEAR = {"same_value", "nearly_same", "two_values"}


@dataclass(frozen=True)
class Documents:
    """Every target on one indicator in one region by due year, and each finding that one of them is part of."""

    results: tuple[Assessment, ...]
    findings: tuple[Finding, ...]

    @property
    def documents(self) -> int:
        """How many documents set these targets."""
        return len({result.target.document for result in self.results})

    @property
    def verdicts(self) -> Counter[Verdict]:
        """How many findings there are of each kind."""
        return Counter(finding.verdict for finding in self.findings)

    @property
    def later(self) -> dict[str, Verdict]:
        """Of two targets for the same year, what the second does to the first, by its identifier."""
        return {finding.targets[1].id: finding.verdict for finding in self.findings if finding.code in _SAME_YEAR}


def compare_documents(board: Board, indicator: str, region: str) -> Documents:
    """The targets of all documents on one indicator in one region, with what they say of each other."""
    results = tuple(board.of_indicator(indicator, region))
    own = {result.target.id for result in results}
    found = (finding for finding in findings(board) if any(target.id in own for target in finding.targets))
    return Documents(results, tuple(found))
