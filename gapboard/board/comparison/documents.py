"""What the documents say of one indicator in one region, side by side."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from gapboard.assess import Assessment
from gapboard.board.board import Board
from gapboard.board.consistency import Agreement, Verdict, agreements

# The agreements that hold a value against another value for the same year: the second of the two restates,
# tightens or loosens the first.
_SAME_YEAR = {"same_value", "nearly_same", "two_values"}


@dataclass(frozen=True)
class Documents:
    """Every target on one indicator in one region by due year, and each agreement that one of them is part of."""

    results: tuple[Assessment, ...]
    agreements: tuple[Agreement, ...]

    @property
    def documents(self) -> int:
        """How many documents set these targets."""
        return len({result.target.document for result in self.results})

    @property
    def verdicts(self) -> Counter[Verdict]:
        """How many agreements there are of each kind."""
        return Counter(agreement.verdict for agreement in self.agreements)

    @property
    def later(self) -> dict[str, Verdict]:
        """Of two targets for the same year, what the second does to the first, by its identifier."""
        return {
            agreement.targets[1].id: agreement.verdict for agreement in self.agreements if agreement.code in _SAME_YEAR
        }


def compare_documents(board: Board, indicator: str, region: str) -> Documents:
    """The targets of all documents on one indicator in one region, with what they say of each other."""
    results = tuple(board.of_indicator(indicator, region))
    own = {result.target.id for result in results}
    found = (agreement for agreement in agreements(board) if any(target.id in own for target in agreement.targets))
    return Documents(results, tuple(found))
