"""The register of what was reported: rows that are only ever added, kept by the store that keeps the ledger.

A row says who sent what for which period, when it came in, and which file it was. ``batch`` names the report: a later
row of the same batch says what has become of it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from gapboard.kernel.faults import DataFault, Fault
from gapboard.ledger.journal import Journal, Numbered
from gapboard.ledger.observation import Period
from gapboard.ledger.report_table import COLUMNS
from gapboard.ledger.row_rules import as_moment, as_period, capped, control_faults, short
from gapboard.ledger.store import Store

RETURN = "return"
RECEIVED, TAKEN, ASKED, HANDED_IN, REFUSED, WITHDRAWN = (
    "received",
    "taken",
    "asked",
    "handed_in",
    "refused",
    "withdrawn",
)
STATES: Mapping[str, tuple[str, ...]] = {RETURN: (RECEIVED, TAKEN, ASKED, HANDED_IN, REFUSED, WITHDRAWN)}
"""By what is reported, what may be said of it.

A return came in (``received``), its figures are in the ledger (``taken``), some of them wait for an answer (``asked``)
or all of them for review (``handed_in``), it was ``refused``, or it was noted by mistake (``withdrawn``).
"""
SENT_BACK = "sent_back"
"""What has become of a return that was handed in and that review returned: the log of reviews says it, no row does."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
_LOT = 1000
_REQUIRED = ("subject", "body", "batch", "recorded_by")


@dataclasses.dataclass(frozen=True, slots=True)
class Report:
    """One row: what ``body`` reported on ``subject`` (a duty) for ``period``.

    ``received_on`` is the day on which it came in, which may be before the moment it was ``recorded_at``. ``sha256`` is
    that of the file, empty where there was none.
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

    @property
    def key(self) -> tuple[str, str, str]:
        """What it is a report on: subject, period and body."""
        return (self.subject, self.period.text, self.body)


class Reports:
    """The register in ``journal``; every method raises ``DataFault``."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    @property
    def name(self) -> str:
        """What faults call it."""
        return self._journal.name

    def revision(self) -> str:
        """A token that changes when rows are added."""
        return self._journal.revision()

    def read(self) -> tuple[Report, ...]:
        """Every row in the order of writing."""
        return _reports(self._journal.read(), self.name)

    def add(self, reports: Sequence[Report]) -> None:
        """Add rows in one write: all are safely kept when this returns, or none is, as where one breaks the rules."""
        faults = [
            fault
            for report in reports
            for texts in [texts_of(report)]
            for fault in (
                *_faults(texts, self.name, None),
                *control_faults(self.name, short(" ".join(report.key)), texts),
            )
        ]
        if faults:
            raise DataFault(capped(faults))
        if reports:
            with self._journal.turn() as turn:
                _reports(turn.read(), self.name)  # a row after a damaged one would be lost with it
                turn.add([texts_of(report) for report in reports])


def open_reports(store: Store) -> Reports:
    """The register that goes with the ledger in ``store``, so that whoever shares the one shares the other."""
    return Reports(store.reports())


def copy_reports(source: Reports, target: Reports) -> int:
    """Add to ``target``, which may be empty or hold the first rows, what it lacks of ``source``; how many rows."""
    rows, there = source.read(), target.read()
    if rows[: len(there)] != there:
        raise DataFault([Fault(target.name, "not_a_copy", details={"found": len(there)})])
    # In lots that one statement of a database can hold; a copy that was broken off is completed.
    for start in range(len(there), len(rows), _LOT):
        target.add(rows[start : start + _LOT])
    return len(rows) - len(there)


def latest(reports: Iterable[Report]) -> list[Report]:
    """What stands of each batch: its last row, in the order in which the batches came."""
    found: dict[str, Report] = {}
    for report in reports:
        found[report.batch] = report
    return list(found.values())


def texts_of(report: Report) -> dict[str, str]:
    """The row's texts by the name of the column."""
    found = {name: getattr(report, name) for name in COLUMNS}
    return found | {
        "period": report.period.text,
        "received_on": report.received_on.isoformat(),
        "recorded_at": report.recorded_at.isoformat(),
    }


def _reports(found: Numbered, name: str) -> tuple[Report, ...]:
    faults = [fault for line, entry in found for fault in _faults(entry, name, line)]
    if faults:
        raise DataFault(capped(faults))
    return tuple(_report(entry) for _, entry in found)


def _report(texts: Mapping[str, str]) -> Report:
    moment = as_moment(texts["recorded_at"])
    assert moment is not None
    fields = {
        "period": Period(texts["period"]),
        "received_on": dt.date.fromisoformat(texts["received_on"]),
        "recorded_at": moment,
    }
    return Report(**{name: texts[name] for name in COLUMNS} | fields)  # type: ignore[arg-type]


def _faults(entry: object, file: str, line: int | None) -> Iterator[Fault]:
    """Everything that is wrong with one row."""
    if not isinstance(entry, Mapping) or set(entry) != set(COLUMNS):
        yield Fault(file, "bad_entry", line)
        return
    texts = {name: str(text) for name, text in entry.items()}
    record = short(" ".join(texts[name] for name in ("subject", "period", "body")))

    def fault(code: str, field: str, **details: str) -> Fault:
        return Fault(file, code, line, record, field, {"found": short(texts[field])} | details)

    for name in _REQUIRED:
        if not texts[name].strip():
            yield fault("missing_field", name)
    if texts["kind"] not in STATES:
        yield fault("not_allowed", "kind", expected=", ".join(STATES))
    elif texts["state"] not in STATES[texts["kind"]]:
        yield fault("not_allowed", "state", expected=", ".join(STATES[texts["kind"]]))
    if as_period(texts["period"]) is None:
        yield fault("bad_period", "period")
    if not _is_day(texts["received_on"]):
        yield fault("not_a_date", "received_on")
    if texts["sha256"] and not _SHA256.fullmatch(texts["sha256"]):
        yield fault("bad_hash", "sha256")
    if as_moment(texts["recorded_at"]) is None:
        yield fault("bad_time", "recorded_at")


def _is_day(text: str) -> bool:
    try:
        return dt.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
