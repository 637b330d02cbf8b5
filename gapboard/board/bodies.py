"""Responsible bodies (责任单位): what each answers for, which figures it owes, and a fair ranking by progress."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import fmean

from gapboard.assess import Assessment, Group, progress
from gapboard.board.board import Board, Counts, Filters, count
from gapboard.board.ranking import rank
from gapboard.board.summary import unjudged, worst
from gapboard.catalog import Body, Catalog, Document, Target

ENOUGH = 3
"""Targets with a known progress that a body needs to be ranked: fewer say more of the target than of the body."""


@dataclass(frozen=True)
class Standing:
    """One body's targets and what they come to. A target that names several bodies counts for each of them."""

    body: Body
    results: tuple[Assessment, ...]
    first_named: int  # targets whose document names it first; no document says that the first one leads

    @property
    def assigned(self) -> int:
        """Its targets that the office assigned to it; their documents need not print it."""
        return sum(
            item.target.assigned is not None and item.target.assigned.body == self.body.id for item in self.results
        )

    @cached_property
    def counts(self) -> Counts:
        """Its targets by status."""
        return count(self.results)

    @cached_property
    def overdue(self) -> tuple[Assessment, ...]:
        """Its targets whose due year has passed without a figure for it."""
        return tuple(unjudged(self.results))

    @property
    def unknown(self) -> int:
        """Its targets without a figure to judge them, due or not."""
        return self.counts.of(Group.NO_DATA)

    @property
    def worst(self) -> Assessment | None:
        """Its target furthest below what was due; ``None`` where none is short."""
        return next(iter(worst(self.results, 1)), None)

    @cached_property
    def measured(self) -> tuple[float, ...]:
        """The progress of each target that has one, held to 0 … 1: what was over-fulfilled makes up for nothing."""
        known = (progress(result) for result in self.results)
        return tuple(min(max(value, 0.0), 1.0) for value in known if value is not None)

    @property
    def across_breaks(self) -> int:
        """How many of the measured have a break between base and judged value, so that part of the way is its doing."""
        return sum(bool(result.crossed) and progress(result) is not None for result in self.results)

    @property
    def is_rankable(self) -> bool:
        """Whether it is one body, with targets enough to be compared."""
        return not self.body.collective and len(self.measured) >= ENOUGH

    @property
    def mean(self) -> float | None:
        """The mean of its measured progress, from 0 to 1; ``None`` without any."""
        return fmean(self.measured) if self.measured else None


@dataclass(frozen=True)
class Ranked:
    """A body's place; 1 is the furthest along, and equal means share a place."""

    rank: int
    standing: Standing
    mean: float


@dataclass(frozen=True)
class Departments:
    """Every body that answers for some of the chosen targets."""

    standings: tuple[Standing, ...] = ()
    results: tuple[Assessment, ...] = ()  # targets that name a body, each once
    nobodys: tuple[Assessment, ...] = ()  # that no document of the chosen region names a body for, nor was one assigned

    @property
    def unnamed(self) -> int:
        """How many targets nobody answers for."""
        return len(self.nobodys)

    @cached_property
    def missed_by_nobody(self) -> tuple[Assessment, ...]:
        """Of these the ones that were missed, the worst first."""
        return tuple(sorted((item for item in self.nobodys if item.status.group is Group.MISSED), key=rank))

    @cached_property
    def single(self) -> tuple[Standing, ...]:
        """The bodies that are one unit."""
        return tuple(item for item in self.standings if not item.body.collective)

    @cached_property
    def collective(self) -> tuple[Standing, ...]:
        """The names that stand for several units without naming any."""
        return tuple(item for item in self.standings if item.body.collective)

    @cached_property
    def ranking(self) -> tuple[Ranked, ...]:
        """The bodies that can be ranked, the furthest along first; ties stand in the order of the catalogue."""
        return ranking(self.single)

    @cached_property
    def unranked(self) -> tuple[Standing, ...]:
        """The bodies with too few targets of known progress."""
        return tuple(item for item in self.single if not item.is_rankable)


@dataclass(frozen=True)
class Suggestion:
    """A body that another document prints for the same indicator in the same region: a hint, and no more."""

    body: Body
    document: Document


def suggested(catalog: Catalog, target: Target) -> tuple[Suggestion, ...]:
    """Whom the office could assign a target to that nobody answers for; each body once, in the order of documents."""
    if catalog.answering(target):
        return ()
    found: dict[str, Suggestion] = {}
    for other in catalog.targets_of(target.indicator, target.region):
        for body in catalog.bodies_of(other):
            found.setdefault(body.id, Suggestion(body, catalog.documents[other.document]))
    return tuple(found.values())


def ranking(standings: Iterable[Standing]) -> tuple[Ranked, ...]:
    """Places by mean progress. Means that differ by rounding only are equal."""
    means = [(round(item.mean or 0.0, 9), item) for item in standings if item.is_rankable]
    in_order = sorted(means, key=lambda pair: -pair[0])
    return tuple(Ranked(1 + sum(other > mean for other, _ in means), item, mean) for mean, item in in_order)


def departments(board: Board, *, region: str = "", document: str = "") -> Departments:
    """The bodies of one region, or of all, with their targets in one document, or in all.

    Bodies stand by region in the order of the catalogue; within a region those with the most missed targets
    come first, then those behind, then those that owe the most figures.
    """
    chosen = board.shown(Filters(document=document))
    of_body: dict[str, list[Assessment]] = {ident: [] for ident in board.catalog.bodies}
    first: dict[str, int] = dict.fromkeys(of_body, 0)
    named = []
    for result in chosen:
        bodies = board.catalog.answering(result.target)
        for body in bodies:
            of_body[body.id].append(result)
        for body in board.catalog.bodies_of(result.target)[:1]:
            first[body.id] += 1
        if any(region in ("", body.region) for body in bodies):
            named.append(result)
    standings = [
        Standing(body, tuple(of_body[body.id]), first[body.id])
        for body in board.catalog.bodies.values()
        if of_body[body.id] and region in ("", body.region)
    ]
    of_region = {item.id for item in board.catalog.documents.values() if region in ("", item.region)}
    answering = board.catalog.answering
    nobodys = [item for item in chosen if not answering(item.target) and item.target.document in of_region]
    return Departments(tuple(_in_order(standings, list(board.catalog.regions))), tuple(named), tuple(nobodys))


def _in_order(standings: Sequence[Standing], regions: Sequence[str]) -> list[Standing]:
    return sorted(
        standings,
        key=lambda item: (
            regions.index(item.body.region),
            -item.counts.of(Group.MISSED),
            -item.counts.of(Group.BEHIND),
            -len(item.overdue),
        ),
    )
