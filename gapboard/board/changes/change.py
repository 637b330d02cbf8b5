"""What a comparison of two boards says. All values are frozen; ``before`` is always the earlier board's."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from gapboard.assess import Assessment, Status
from gapboard.assess.status import WORST_FIRST
from gapboard.catalog import Target
from gapboard.catalog.models import EarlierVersion
from gapboard.ledger import Observation

SECTIONS = (
    "better",
    "worse",
    "newly_known",
    "lost",
    "sideways",
    "restated",
    "new_targets",
    "revised",
    "withdrawn",
    "new_figures",
)
"""The lists of ``Changes``, in the order in which they are told."""


class CauseKind(StrEnum):
    """What can change a status: a figure, the calendar, or the promise itself."""

    NEW_FIGURE = "new_figure"
    REVISED = "revised"
    WITHDRAWN = "withdrawn"
    DUE_PASSED = "due_passed"
    RESTATED = "restated"


class Move(StrEnum):
    """Where a status went."""

    BETTER = "better"
    WORSE = "worse"
    NEWLY_KNOWN = "newly_known"
    LOST = "lost"
    SIDEWAYS = "sideways"


@dataclass(frozen=True, slots=True)
class Figure:
    """One value that the two books tell differently: ``old`` is the earlier book's, ``None`` where it had none.

    ``new`` is ``None`` where the value was withdrawn. ``used_by`` are the targets in whose series it stands.
    """

    old: Observation | None
    new: Observation | None
    used_by: tuple[Target, ...] = ()

    @property
    def kind(self) -> CauseKind:
        """New, revised or withdrawn."""
        if self.old is None:
            return CauseKind.NEW_FIGURE
        return CauseKind.WITHDRAWN if self.new is None else CauseKind.REVISED

    @property
    def row(self) -> Observation:
        """The vintage that holds now; of a withdrawn value, the last one that held."""
        row = self.new or self.old
        assert row is not None
        return row


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a status changed. ``figure`` is set for the first three kinds, ``year`` for ``DUE_PASSED``, ``versions``
    (the versions of the target that ended between the dates, the latest last) for ``RESTATED``."""

    kind: CauseKind
    figure: Figure | None = None
    year: int | None = None
    versions: tuple[EarlierVersion, ...] = ()


@dataclass(frozen=True, slots=True)
class StatusChange:
    """A target whose status differs, with every cause; ``causes`` is never empty."""

    before: Assessment
    after: Assessment
    causes: tuple[Cause, ...]

    @property
    def target(self) -> Target:
        """The target, in the version in force on the later date."""
        return self.after.target

    @property
    def move(self) -> Move:
        """Where the status went; see ``move``."""
        return move(self.before.status, self.after.status)


@dataclass(frozen=True, slots=True)
class Restated:
    """A target of which one version or more ended between the dates; ``versions`` are those, the latest last."""

    before: Assessment
    after: Assessment
    versions: tuple[EarlierVersion, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that differs between the board on ``since`` and the board on ``on`` (``since`` ≤ ``on``).

    Lists of status changes have the worst present status first, lists of figures those that targets use first.
    """

    since: dt.date
    on: dt.date
    better: tuple[StatusChange, ...] = ()
    worse: tuple[StatusChange, ...] = ()
    newly_known: tuple[StatusChange, ...] = ()
    lost: tuple[StatusChange, ...] = ()
    sideways: tuple[StatusChange, ...] = ()
    restated: tuple[Restated, ...] = ()
    new_targets: tuple[Assessment, ...] = ()
    revised: tuple[Figure, ...] = ()
    withdrawn: tuple[Figure, ...] = ()
    new_figures: tuple[Figure, ...] = ()

    @property
    def statuses(self) -> tuple[StatusChange, ...]:
        """Every status change."""
        return (*self.better, *self.worse, *self.newly_known, *self.lost, *self.sideways)

    def about(self, targets: Collection[str]) -> Changes:
        """Only what is about the targets with these identifiers; a figure is, where it stands in the series of one."""
        wanted = frozenset(targets)
        kept: dict[str, Any] = {
            name: tuple(item for item in getattr(self, name) if wanted & _about(item)) for name in SECTIONS
        }
        return replace(self, **kept)

    def __bool__(self) -> bool:
        figures = (*self.revised, *self.withdrawn, *self.new_figures)
        return bool(self.statuses or self.restated or self.new_targets or figures)


def _about(change: StatusChange | Figure | Restated | Assessment) -> frozenset[str]:
    if isinstance(change, Figure):
        return frozenset(target.id for target in change.used_by)
    if isinstance(change, Assessment):
        return frozenset({change.target.id})
    return frozenset({change.after.target.id})


_NO_VERDICT = frozenset({Status.NO_DATA, Status.UNDEFINED})


def move(before: Status, after: Status) -> Move:
    """Where a status went, by these rules.

    No data and cannot-tell-yet are no verdicts: from them to a verdict is newly known, the other way is lost,
    between the two is sideways. Verdicts are ranked as on the board, the worst first: missed, moving away,
    behind, slightly behind, on track, met late, met. Met and met early are one rank: a promise that was met
    before its due year and is met in it has moved sideways.
    """
    if before in _NO_VERDICT or after in _NO_VERDICT:
        if before in _NO_VERDICT and after in _NO_VERDICT:
            return Move.SIDEWAYS
        return Move.NEWLY_KNOWN if before in _NO_VERDICT else Move.LOST
    change = _rank(after) - _rank(before)
    return Move.BETTER if change > 0 else Move.WORSE if change < 0 else Move.SIDEWAYS


def _rank(status: Status) -> int:
    return WORST_FIRST.index(Status.MET if status is Status.MET_EARLY else status)
