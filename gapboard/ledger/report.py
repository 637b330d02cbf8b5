"""One row of the register, and what may be said in it."""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
from collections.abc import Mapping
from enum import StrEnum

from gapboard.ledger.observation import Period

RETURN, TASK, STEP, TARGET = "return", "task", "step", "target"
PROGRESS_KINDS = (TASK, STEP, TARGET)
"""What a report on progress may be about, by kind; its subject is the id."""

RECEIVED, TAKEN, ASKED, HANDED_IN, REFUSED, WITHDRAWN = (
    "received",
    "taken",
    "asked",
    "handed_in",
    "refused",
    "withdrawn",
)
SENT_BACK = "sent_back"
"""What has become of a return that was handed in and that review returned: the log of reviews says it, no row does."""


class Progress(StrEnum):
    """How far something is, as it was reported."""

    NOT_STARTED = "not_started"
    UNDER_WAY = "under_way"
    DONE = "done"
    DELAYED = "delayed"
    STOPPED = "stopped"


class Stage(StrEnum):
    """What has become of a report on progress."""

    HELD = "held"  # it waits for review and does not count
    CLAIMED = "claimed"
    VERIFIED = "verified"
    WITHDRAWING = "withdrawing"  # taking it back waits for review; until then it counts
    WITHDRAWN = "withdrawn"
    SENT_BACK = "returned"


STATES: Mapping[str, tuple[str, ...]] = {
    RETURN: (RECEIVED, TAKEN, ASKED, HANDED_IN, REFUSED, WITHDRAWN),
    **dict.fromkeys(PROGRESS_KINDS, tuple(Progress)),
}
"""By what is reported, what may be said of it.

A return came in (``received``), its figures are in the ledger (``taken``), some of them wait for an answer (``asked``)
or all of them for review (``handed_in``), it was ``refused``, or it was noted by mistake (``withdrawn``).
"""


@dataclasses.dataclass(frozen=True, slots=True)
class Report:
    """One row: what ``body`` reported on ``subject`` (a duty, or a task, step or target) for ``period``.

    ``received_on`` is the day on which it came in, which may be before the moment it was ``recorded_at``. ``sha256`` is
    that of the file, empty where there was none. What follows is for reports on progress and empty in others: the new
    date of what is delayed (a year or a day), three short texts, a published source with its day, month or year, and
    the stage. ``recorded_as`` is what an identity provider calls for good whoever recorded the row.
    """

    kind: str
    subject: str
    period: Period
    body: str
    state: str
    received_on: dt.date
    file: str
    sha256: str
    batch: str
    note: str
    recorded_at: dt.datetime
    recorded_by: str
    delayed_to: str = ""
    done: str = ""
    planned: str = ""
    obstacle: str = ""
    evidence_title: str = ""
    evidence_url: str = ""
    evidence_date: str = ""
    stage: str = ""
    recorded_as: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is a report on: subject, period and body."""
        return (self.subject, self.period.text, self.body)

    @property
    def stands_on(self) -> dt.date:
        """The day whose state it tells: the last of its period, or that on which it came in if that was before."""
        year, month = self.period.last_year, self.period.last_month
        return min(self.received_on, dt.date(year, month, calendar.monthrange(year, month)[1]))

    @property
    def agreed(self) -> dt.date | None:
        """The new last day of what is delayed: of a year, its last; ``None`` also where that can be no date."""
        whole = f"{self.delayed_to}-12-31" if len(self.delayed_to) == len("2026") else self.delayed_to
        try:
            return dt.date.fromisoformat(whole)
        except ValueError:
            return None

    @property
    def has_evidence(self) -> bool:
        """Whether it names what proves it: something published, or a file."""
        return bool(self.evidence_url or self.sha256)

    @property
    def is_bare_done(self) -> bool:
        """Whether a body says that it is done, and neither what was done nor anything that proves it."""
        return bool(self.body) and self.state == Progress.DONE and not (self.done or self.has_evidence)
