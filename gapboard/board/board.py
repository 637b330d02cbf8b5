"""The board: every target assessed on one date, filtered, counted and put in order."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from functools import cached_property

from gapboard.assess import Assessment, Grey, Group, IndicationKind, Status, assess
from gapboard.assess.in_year import Histories
from gapboard.assess.status import WORST_FIRST
from gapboard.board.ranking import Rank, rank
from gapboard.catalog import Catalog, Target
from gapboard.kernel import collector
from gapboard.ledger import Book, Ledger, Observation, Series

ANY = "any"
"""The value of a filter that lets through whatever has something of its kind."""

Pair = tuple[str, str]
"""A region and an indicator."""


@dataclass(frozen=True)
class Filters:
    """What to show; an empty field shows all. Values are identifiers, ``due`` a year, ``status`` a group.

    ``indication`` is one of its kinds, or ``any``; ``body`` one of those that answer for a target.
    """

    theme: str = ""
    region: str = ""
    document: str = ""
    due: str = ""
    status: str = ""
    indication: str = ""
    body: str = ""

    def __bool__(self) -> bool:
        return any(getattr(self, item.name) for item in fields(self))


@dataclass(frozen=True)
class Counts:
    """Headline counts: of targets whose due year has passed, and of those still open."""

    total: int
    documents: int
    due: Counter[Status]
    open: Counter[Status]
    indications: Counter[IndicationKind] = field(default_factory=Counter)  # beside the statuses, none of which they are
    grey: Counter[Grey] = field(default_factory=Counter)
    no_figure: int = 0  # targets without a verdict of which no year at all is known

    def of(self, group: Group) -> int:
        """Targets in a headline group, due and open together."""
        return sum(count for status, count in (self.due + self.open).items() if status.group is group)


@dataclass(frozen=True, eq=False)  # each is itself: comparing two would compare their ledgers row by row
class Board:
    """All targets on one date by one state of knowledge."""

    catalog: Catalog
    ledger: Ledger
    on: dt.date
    known_on: dt.date | None = None

    @cached_property
    def book(self) -> Book:
        """The ledger as known on the board's date."""
        return self.ledger.known_on(self.known_on)

    @cached_property
    def histories(self) -> Histories:
        """Every version of the figures of years and of parts of a year, as far as they were known."""
        return Histories(self.ledger.in_time(self.known_on))

    @cached_property
    def known_until(self) -> dt.date | None:
        """The latest day on which a figure that is in force here became known; ``None`` where there is none."""
        indicators, regions = self.catalog.indicators, self.catalog.regions
        rows = self.book.observations().values()
        days = (row.recorded_at.date() for row in rows if row.indicator in indicators and row.region in regions)
        return max(days, default=None)

    @cached_property
    def targets(self) -> tuple[Target, ...]:
        """The targets that had been set by the board's date, in the order of the catalogue."""
        return tuple(
            target
            for target in self.catalog.targets.values()
            if self.catalog.documents[target.document].in_force_from <= self.on
        )

    @cached_property
    def assessments(self) -> tuple[Assessment, ...]:
        """Every target's assessment, the worst first."""
        with collector.paused():
            found = [assess(target, self.catalog, self.book, self.on) for target in self.targets]
        return tuple(sorted(found, key=self._worst_first))

    @cached_property
    def readers(self) -> Mapping[Pair, frozenset[str]]:
        """By region and indicator, the targets whose assessment asks for that series, for itself or for another."""
        found: defaultdict[Pair, set[str]] = defaultdict(set)
        for target in self.targets:
            book = _Asked(self.book)
            assess(target, self.catalog, book, self.on)
            for pair in book.asked:
                found[pair].add(target.id)
        return {pair: frozenset(targets) for pair, targets in found.items()}

    def _worst_first(self, result: Assessment) -> tuple[int, Rank, str]:
        """By status, then by what was achieved of the promise, what is due before what is open."""
        return (WORST_FIRST.index(result.status), rank(result), result.target.id)

    def shown(self, filters: Filters) -> list[Assessment]:
        """The assessments that fit the filters, the worst first."""
        return [result for result in self.assessments if self._fits(result, filters)]

    def _fits(self, result: Assessment, filters: Filters) -> bool:
        have = self.facets(result)
        return all(value in have[name] for name, value in asdict(filters).items() if value)

    def facets(self, result: Assessment) -> dict[str, tuple[str, ...]]:
        """By filter, every value that lets an assessment through."""
        target = result.target
        return {
            "theme": (self.catalog.indicators[target.indicator].theme,),
            "region": (target.region,),
            "document": (target.document,),
            "due": (str(target.due),),
            "status": (result.status.group.value,),
            "indication": (ANY, result.indication.kind.value) if result.indication else (),
            "body": tuple(body.id for body in self.catalog.answering(target)),
        }

    def of_indicator(self, indicator: str, region: str) -> list[Assessment]:
        """The assessments of one indicator in one region, by due year."""
        found = [
            result
            for result in self.assessments
            if result.target.indicator == indicator and result.target.region == region
        ]
        return sorted(found, key=lambda result: (result.target.due, result.target.document, result.target.id))

    def regions_of(self, indicator: str) -> list[str]:
        """The regions with a target or an actual for an indicator, in the catalogue's order."""
        found = {target.region for target in self.catalog.targets_of(indicator)}
        found |= {region for region, of in self.book.pairs() if of == indicator}
        return [region for region in self.catalog.regions if region in found]


class _Asked(Book):
    """A book that notes which series it is asked for."""

    def __init__(self, book: Book) -> None:
        super().__init__(())
        self._book = book
        self.asked: set[Pair] = set()

    def series(self, region: str, indicator: str) -> Series:
        self.asked.add((region, indicator))
        return self._book.series(region, indicator)

    def bounded(self, region: str, indicator: str) -> Series:
        self.asked.add((region, indicator))
        return self._book.bounded(region, indicator)

    def not_annual(self, region: str, indicator: str) -> list[Observation]:
        self.asked.add((region, indicator))
        return self._book.not_annual(region, indicator)


def count(assessments: Iterable[Assessment]) -> Counts:
    """Headline counts over some assessments."""
    found: Sequence[Assessment] = list(assessments)
    due = Counter(result.status for result in found if result.on.year > result.target.due)
    still_open = Counter(result.status for result in found if result.on.year <= result.target.due)
    return Counts(
        len(found),
        len({result.target.document for result in found}),
        due,
        still_open,
        Counter(result.indication.kind for result in found if result.indication),
        Counter(result.grey for result in found if result.grey),
        sum(result.grey is not None and result.is_blank for result in found),
    )
