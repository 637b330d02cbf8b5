"""Which targets have the actual that judges them, and which do not: what staff must still supply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from gapboard.assess import Assessment, Grey, Group, Status
from gapboard.board.board import Board
from gapboard.catalog import Document
from gapboard.catalog.models import Published


class Availability(StrEnum):
    """What is known of a target's actuals."""

    DUE = "due"  # all that the verdict needs
    OTHER = "other"  # another year's value only, or some of the years it needs
    NONE = "none"


@dataclass(frozen=True)
class Lacking:
    """How many targets lack a figure that judges them: those without data, as the board counts them, and those that
    have another status all the same, being still open, known within bounds, or decided by some of their years.
    """

    grey: int
    other: int


def lacking(results: Iterable[Assessment]) -> Lacking:
    """The two counts over some assessments."""
    without = [result.status is Status.NO_DATA for result in results if availability(result) is not Availability.DUE]
    return Lacking(sum(without), len(without) - sum(without))


@dataclass(frozen=True)
class Coverage:
    """One document's targets by what is known of them."""

    document: Document
    counts: Counter[Availability]
    missing: tuple[tuple[Availability, Assessment], ...]

    @property
    def total(self) -> int:
        """All targets of the document."""
        return self.counts.total()


def availability(result: Assessment) -> Availability:
    """What is known of one target: the due year's figure, other figures only, or none."""
    if result.years:
        known = [verdict.kept is not None for verdict in result.years]
        if all(known):
            return Availability.DUE
        return Availability.NONE if result.is_blank else Availability.OTHER
    decided = (result.proof or result.goal_span) is not None and result.status.group in (Group.MET, Group.MISSED)
    if decided or (result.goal is not None and result.target.due in result.points):
        return Availability.DUE
    return Availability.NONE if result.is_blank else Availability.OTHER


def coverage(board: Board) -> list[Coverage]:
    """Coverage of each document, in the order of the catalogue."""
    found = []
    for document in board.catalog.documents.values():
        results = {result.target.id: result for result in board.assessments if result.target.document == document.id}
        in_order = [results[target] for target in board.catalog.targets if target in results]
        states = [(availability(result), result) for result in in_order]
        counts = Counter(state for state, _ in states)
        found.append(Coverage(document, counts, tuple(pair for pair in states if pair[0] is not Availability.DUE)))
    return found


@dataclass(frozen=True)
class Asked:
    """Who must be asked, and for which figures: those overdue first, those still to come last.

    The names are empty where the document names nobody. With a ``collective`` name, as with none, somebody has to be
    found first: the figures then stand by theme, so that they can be shared out.
    """

    name: str
    name_en: str
    results: tuple[Assessment, ...]
    collective: bool = False

    @property
    def is_unsettled(self) -> bool:
        """Whether nobody in particular is named."""
        return self.collective or not self.name

    def label(self, language: str) -> str:
        """Who it is, in ``language``."""
        return self.name_en if language == "en" else self.name

    @cached_property
    def due(self) -> int:
        """How many of the figures should be there by now."""
        return sum(result.grey is not Grey.NOT_YET for result in self.results)


_MOST_URGENT = (Grey.OVERDUE, Grey.DEPARTMENT, Grey.NEVER, None, Grey.NOT_YET)  # ``None``: only a bound is known


def to_ask(board: Board) -> list[Asked]:
    """Whom to ask for what the board lacks, who owes most first: the publisher, else each responsible body."""
    asked = [_asked(name, results, board) for name, results in by_supplier(owed(board), board).items()]
    return sorted(asked, key=lambda item: (not item.name, item.is_unsettled, -item.due, -len(item.results), item.name))


def owed(board: Board) -> list[Assessment]:
    """The targets whose figure the board lacks."""
    return [result for result in board.assessments if result.grey is not None or _left_open(result)]


def _left_open(result: Assessment) -> bool:
    """Whether what is known within bounds decides nothing."""
    return result.status is Status.UNDEFINED and (result.proof or result.goal_span) is not None


def by_supplier(results: Iterable[Assessment], board: Board) -> dict[tuple[str, str], list[Assessment]]:
    """Some targets by the names of who can supply their figures; one of several suppliers stands with each."""
    found: dict[tuple[str, str], list[Assessment]] = {}
    for result in results:
        for name in names_to_ask(result, board):
            found.setdefault(name, []).append(result)
    return found


def _asked(name: tuple[str, str], results: list[Assessment], board: Board) -> Asked:
    collective = any(body.name == name[0] and body.collective for body in board.catalog.bodies.values())
    indicators, themes = board.catalog.indicators, list(board.catalog.themes)

    def first(result: Assessment) -> tuple[int, int, int]:
        theme = themes.index(indicators[result.target.indicator].theme) if collective or not name[0] else 0
        return (theme, _MOST_URGENT.index(result.grey), result.target.due)

    return Asked(*name, tuple(sorted(results, key=first)), collective)


def names_to_ask(result: Assessment, board: Board) -> list[tuple[str, str]]:
    """Who can supply a target's figure, in Chinese and English: the publisher, else each body that answers for it, else
    nobody, which is one pair of empty names. A collective name is asked only where no office is named beside it.
    """
    facts = published(result, board)
    if facts and facts.by and facts.by_en:
        # 昆明市科技局 publishes what the documents ask of 市科技局: one unit, known by its English name.
        bodies = {body.name_en: body.name for body in board.catalog.bodies.values()}
        return [(bodies.get(facts.by_en, facts.by), facts.by_en)]
    answering = board.catalog.answering(result.target)
    offices = [body for body in answering if not body.collective] or answering
    return [(body.name, body.name_en) for body in offices] or [("", "")]


def as_publisher(name: tuple[str, str], results: Iterable[Assessment], board: Board) -> int:
    """For how many targets a supplier is asked though it does not answer for them: it publishes their figure."""
    if not name[0]:
        return 0
    answering = board.catalog.answering
    return sum(name[0] not in [body.name for body in answering(result.target)] for result in results)


def asked_elsewhere(
    name: tuple[str, str], results: Iterable[Assessment], board: Board
) -> tuple[int, list[tuple[str, str]]]:
    """How many of some targets a body answers for without being asked for their figure, and who is asked in its place:
    who publishes them, or the office that is named beside a collective name.
    """
    found: list[list[tuple[str, str]]] = []
    for result in results:
        asked = names_to_ask(result, board)
        if name not in asked and name[0] in [body.name for body in board.catalog.answering(result.target)]:
            found.append(asked)
    return len(found), list(dict.fromkeys(item for asked in found for item in asked))


def published(result: Assessment, board: Board) -> Published | None:
    """What the catalogue says of the publication of a target's indicator in its region."""
    facts = board.catalog.indicators[result.target.indicator].published
    return facts if facts and (not facts.regions or result.target.region in facts.regions) else None
