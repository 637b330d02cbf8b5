"""What was said of tasks, steps and targets: the rows of the register, a statement for each report on progress."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable

from gapboard.kernel.faults import DataFault, Fault
from gapboard.ledger.report import PROGRESS_KINDS, Progress, Report, Stage
from gapboard.ledger.reports import Reports
from gapboard.ledger.row_rules import short

COUNTING = frozenset({Stage.CLAIMED, Stage.VERIFIED, Stage.WITHDRAWING})
"""The stages in which a statement counts."""


@dataclasses.dataclass(frozen=True, slots=True)
class Statement:
    """One report on progress: as it was ``said``, and its ``last`` row; ``verified`` is the row that verified it."""

    said: Report
    last: Report
    verified: Report | None = None

    @property
    def batch(self) -> str:
        """What names it."""
        return self.said.batch

    @property
    def state(self) -> Progress:
        """What it says."""
        return Progress(self.said.state)

    @property
    def stage(self) -> Stage:
        """What has become of it."""
        return Stage(self.last.stage)

    @property
    def standing(self) -> Stage:
        """Its stage for who does not see what waits: as long as nobody has decided, nothing has become of it."""
        if self.stage is not Stage.WITHDRAWING:
            return self.stage
        return Stage.VERIFIED if self.verified else Stage.CLAIMED

    @property
    def counts(self) -> bool:
        """Whether it says how things stand: it neither waits for review nor was it returned or withdrawn."""
        return self.stage in COUNTING

    @property
    def waits(self) -> bool:
        """Whether somebody has to decide about it, or about withdrawing it."""
        return self.stage in (Stage.HELD, Stage.WITHDRAWING)

    @property
    def is_verified(self) -> bool:
        """Whether somebody else vouches for it."""
        return self.counts and self.verified is not None


def statements(reports: Iterable[Report], known_on: dt.date | None = None) -> list[Statement]:
    """Every report on progress as known at the end of ``known_on``, else as known now.

    In the order of the days whose state they tell; of one day, in the order in which they were entered.
    """
    first: dict[str, Report] = {}
    last: dict[str, Report] = {}
    verified: dict[str, Report] = {}
    for report in reports:
        if report.kind in PROGRESS_KINDS and (known_on is None or report.recorded_at.date() <= known_on):
            before = last.get(report.batch)
            first.setdefault(report.batch, report)
            last[report.batch] = report
            if report.stage == Stage.VERIFIED and before and before.stage == Stage.CLAIMED:
                verified[report.batch] = report
    found = [Statement(report, last[batch], verified.get(batch)) for batch, report in first.items()]
    return sorted(found, key=lambda item: item.said.stands_on)


def unsettled(found: Iterable[Statement]) -> list[Statement]:
    """Of each body's reports on something the last one, where somebody has to decide about it or it was returned."""
    last: dict[tuple[str, str, str], Statement] = {}
    for item in sorted(found, key=lambda one: one.said.recorded_at):
        if item.stage is not Stage.WITHDRAWN:
            last[item.said.kind, item.said.subject, item.said.body] = item
    return [item for item in last.values() if item.waits or item.stage is Stage.SENT_BACK]


def statement_of(reports: Reports, batch: str) -> Statement:
    """One report on progress as it is known now. Raises ``DataFault`` where there is none."""
    found = next((item for item in statements(reports.read()) if item.batch == batch), None)
    if found is None:
        raise DataFault([Fault(reports.name, "report_unknown", details={"found": short(batch)})])
    return found
