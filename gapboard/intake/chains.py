"""The headings over each column of a block: one stands over the columns to its right that have only finer ones."""

from __future__ import annotations

from collections.abc import Sequence

from gapboard.intake.cells import clean
from gapboard.intake.lexicon import Heading, Lexicon
from gapboard.intake.model import Said, Where
from gapboard.intake.rows import View

Chain = list[tuple[Heading, Said]]


class Chains:
    """Reads the rows of headings of one sheet."""

    def __init__(self, view: View, lexicon: Lexicon) -> None:
        self._view, self._lexicon = view, lexicon

    def over(self, headers: Sequence[int], width: range) -> dict[int, Chain]:
        """The headings over each column, the nearest first, without repetitions."""
        chains: dict[int, Chain] = {column: [] for column in width}
        lower: set[int] = set()
        for row in reversed(headers):
            spread = self._groups(row, chains) or self._spread(row, lower, width, is_lowest=row == headers[-1])
            for column, found in spread.items():
                chain = chains[column]
                if chain and clean(chain[-1][1].text) == clean(found[1].text):
                    chain.pop()
                chain.append(found)
            lower |= spread.keys()
        return {column: _without_translations(chain) for column, chain in chains.items()}

    def _groups(self, row: int, chains: dict[int, Chain]) -> dict[int, tuple[Heading, Said]]:
        """The heading over each column where the headings below repeat, and each round has just one somewhere over it.

        Typed into the middle of its columns instead of merged, a heading stands over those left of it as well.
        """
        below = {at: [said.text for _, said in c] for at, c in chains.items() if c and not any(h.role for h, _ in c)}
        columns, here = sorted(below), self._view.filled(row)
        texts = [clean("|".join(below[column])) for column in columns]
        heads = [(at, text) for at, text in here if not self._lexicon.heading(text).role]
        size = len(texts) // len(heads) if len(heads) > 1 else 0
        if size < 2 or texts != texts[:size] * len(heads):
            return {}
        rounds = [columns[start : start + size] for start in range(0, len(columns), size)]
        if not all(inside[0] <= at <= inside[-1] for inside, (at, _) in zip(rounds, heads, strict=True)):
            return {}
        found = {at: (self._lexicon.heading(text), Said(text, row, at, Where.HEADING)) for at, text in here}
        for inside, (at, _) in zip(rounds, heads, strict=True):
            found |= dict.fromkeys(inside, found[at])
        return found

    def _spread(self, row: int, lower: set[int], width: range, *, is_lowest: bool) -> dict[int, tuple[Heading, Said]]:
        """The heading of a row over each column; ``lower`` are the columns that have one in a row below."""
        here = {
            column: (self._lexicon.heading(text), Said(text, row, column, Where.HEADING))
            for column, text in self._view.filled(row)
            if column in width
        }
        lone = None if is_lowest else _lone(list(here.values()))
        units_row = is_lowest and any(h.unit and not h.phrase and not h.name for h, _ in here.values())
        found: dict[int, tuple[Heading, Said]] = {}
        current: tuple[Heading, Said] | None = None
        for column in width:
            if column in here:
                found[column] = current = here[column]
                if current[0].role or (units_row and current[0].measure):
                    current = None
            elif lone is not None and column in lower:
                found[column] = lone
            # A unit may be left out below a heading of its own.
            elif current and (column in lower or (units_row and self._view.text(row - 1, column).strip())):
                found[column] = current
            elif column not in lower and not units_row:
                current = None
        return found


def _lone(here: Chain) -> tuple[Heading, Said] | None:
    """A place or a period that stands alone over a block rules all of it, wherever it stands."""
    said = [item for item in here if not item[0].role]
    if len(said) != 1:
        return None
    heading = said[0][0]
    return said[0] if heading.place or (heading.says_when and not heading.measure) else None


def _without_translations(chain: Chain) -> Chain:
    """The headings without those that repeat another one in English."""
    if not any("一" <= char <= "鿿" for _, said in chain for char in said.text):
        return chain
    return [
        (heading, said)
        for heading, said in chain
        if not (heading.rest and heading.text.isascii() and any(char.isalpha() for char in heading.text))
    ]
