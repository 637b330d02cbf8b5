"""Returns that come in together, beside each other: none is saved for the mere reason that its file comes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from gapboard.board.reporting import Cell
from gapboard.intake.figure import Figure
from gapboard.intake.model import Candidate, State
from gapboard.intake.returns import Dropped, Shared
from gapboard.ledger import Key
from gapboard.ledger.reports import ASKED, REFUSED, TAKEN

_Said = tuple[str, str]
"""A number and its code of status."""


def beside(found: Sequence[Dropped], chosen: Mapping[str, str] | None = None) -> list[Dropped]:
    """The files with what the others of the drop say against them, by their return and by their figures.

    ``chosen`` says by ``return_key`` which file, by its hash, stands for a return; the others of it are refused.
    """
    groups = contested(found)
    return _shared_settled([_one_of(item, groups, chosen or {}) for item in found])


def contested(found: Sequence[Dropped]) -> dict[str, list[Dropped]]:
    """By ``return_key`` the different files that came for one and the same return."""
    groups: dict[str, list[Dropped]] = {}
    for item in found:
        if item.cell and item.state in (TAKEN, ASKED):
            groups.setdefault(return_key(item.cell), []).append(item)
    return {key: group for key, group in groups.items() if len(group) > 1}


def return_key(cell: Cell) -> str:
    """Body, duty and period in one text."""
    return " ".join((cell.body.id, cell.due.duty.id, cell.due.period.text))


def _one_of(item: Dropped, groups: Mapping[str, Sequence[Dropped]], chosen: Mapping[str, str]) -> Dropped:
    """A file beside others for the same return: asked about until one of them is chosen."""
    key = return_key(item.cell) if item.cell else ""
    group = groups.get(key, ())
    if all(other is not item for other in group):
        return item
    stands = [other.file for other in group if other.sha256 == chosen.get(key)]
    if item.file in stands:
        return item
    if stands:
        return replace(item, state=REFUSED, why="not_chosen", others=tuple(stands))
    others = tuple(other.file for other in group if other is not item)
    return replace(item, state=ASKED, why="twice", others=others)


def _shared_settled(found: list[Dropped]) -> list[Dropped]:
    """Files that would write one figure: all are asked about where they differ; where they agree all are taken.

    The first of those that are taken writes it. Who is asked writes nothing, and nobody waits for them.
    """
    differing: dict[int, list[Shared]] = {}
    for key, held in _holding(found).items():
        for number, said in held.items():
            other = next((one for one in held if held[one] != said), None)
            if other is not None:
                differing.setdefault(number, []).append(_shared(key, found, held, number, other))
    settled = [
        replace(item, state=ASKED, why="differs", count=len(differing[number]), shared=tuple(differing[number]))
        if number in differing
        else item
        for number, item in enumerate(found)
    ]
    agreeing: dict[int, list[Shared]] = {}
    for key, held in _holding(settled).items():
        first, *later = held
        for number in later:
            agreeing.setdefault(number, []).append(_shared(key, found, held, number, first))
    return [_agreeing(item, agreeing[number]) if number in agreeing else item for number, item in enumerate(settled)]


def _holding(found: Sequence[Dropped]) -> dict[Key, dict[int, _Said]]:
    """By figure, what each file that is to be taken would write."""
    holding: dict[Key, dict[int, _Said]] = {}
    for number, item in enumerate(found):
        for value in item.batch.of(State.NEW, State.CHANGED) if item.batch and item.state == TAKEN else ():
            said = (_number(value), value.obs_status)
            holding.setdefault((value.region, value.indicator, value.period), {})[number] = said
    return holding


def _shared(key: Key, found: Sequence[Dropped], held: Mapping[int, _Said], number: int, other: int) -> Shared:
    (own, own_status), (theirs, their_status) = held[number], held[other]
    return Shared(key, own, found[other].file, theirs, own_status, their_status)


def _agreeing(item: Dropped, shared: Sequence[Shared]) -> Dropped:
    others = tuple(dict.fromkeys(one.file for one in shared))
    return replace(item, why=item.why or "shared", count=len(shared), shared=tuple(shared), others=others)


def _number(value: Candidate) -> str:
    shown = Figure(value.value or 0.0, value.bound).shown
    return shown if isinstance(shown, str) else f"{shown:.12g}"
