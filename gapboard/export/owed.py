"""Which series a body, a document or a region owes to the board."""

from __future__ import annotations

from gapboard.board import Board

Pair = tuple[str, str]
"""A region and an indicator."""


def owed(
    board: Board, *, body: str | None = None, document: str | None = None, region: str | None = None
) -> list[Pair]:
    """The series that the targets which fit are judged on, in the order of the catalogue, each once.

    ``body`` is the identifier of one that answers for them, printed under any of its names or assigned. A promise
    about growth asks for the amount and, where one is published, for its growth rate.
    """
    found: dict[Pair, None] = {}
    for target in (board.catalog.as_of(item, board.on) for item in board.targets):
        fits = (
            (body is None or any(body == one.id for one in board.catalog.answering(target)))
            and document in (None, target.document)
            and region in (None, target.region)
        )
        if fits:
            found[target.region, target.indicator] = None
            growth = board.catalog.published_growth.get(target.indicator)
            if growth and target.is_growth:
                found[target.region, growth] = None
    return list(found)
