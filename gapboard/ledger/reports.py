"""The register of what was reported: rows that are only ever added, kept by the store that keeps the ledger.

A row says who sent what for which period, when it came in, and which file it was; or how far a task is. ``batch`` names
the report: a later row of the same batch says what has become of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence

from gapboard.kernel.faults import DataFault, Fault
from gapboard.kernel.moments import clock
from gapboard.ledger.journal import Journal, Numbered
from gapboard.ledger.observation import Period
from gapboard.ledger.report import (
    ASKED,
    HANDED_IN,
    RECEIVED,
    REFUSED,
    RETURN,
    SENT_BACK,
    STATES,
    TAKEN,
    WITHDRAWN,
    Report,
)
from gapboard.ledger.report_rules import row_faults, sequel_faults, whole
from gapboard.ledger.report_table import COLUMNS
from gapboard.ledger.row_rules import as_moment, capped, control_faults, short
from gapboard.ledger.store import Store

_LOT = 1000

__all__ = [
    "ASKED",
    "HANDED_IN",
    "RECEIVED",
    "REFUSED",
    "RETURN",
    "SENT_BACK",
    "STATES",
    "TAKEN",
    "WITHDRAWN",
    "Report",
    "Reports",
    "copy_reports",
    "latest",
    "open_reports",
    "texts_of",
]


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

    def add(self, reports: Sequence[Report], *, once: bool = False) -> None:
        """Add rows in one write: all are safely kept when this returns, or none is, as where one breaks the rules.

        ``once`` refuses a return that stands on record just so, as when two people note it at the same time.
        """
        self._refuse_broken(reports)
        if reports:
            with self._journal.turn() as turn:
                before = _reports(turn.read(), self.name)  # a row after a damaged one would be lost with it
                faults = list(sequel_faults(before, reports, self.name))
                faults += _noted_already(before, reports, self.name) if once else []
                if faults:
                    raise DataFault(capped(faults))
                turn.add([texts_of(report) for report in reports])

    def add_unless_noted(self, draft: Report, seen: int, make: Callable[[], Report]) -> Report | None:
        """Add the return that ``make`` answers, unless somebody has noted its file since there were ``seen`` rows.

        What they noted, then, and ``make`` is not called; else ``None``. ``draft`` is the return before ``make`` says
        what became of it. Nobody else writes the register until it is done, so that ``make`` may write figures.
        """
        self._refuse_broken([draft])
        with self._journal.turn() as turn:
            before = _reports(turn.read(), self.name)
            if found := _file_noted(before[seen:], draft):
                return found
            report = make()
            self._refuse_broken([report])
            turn.add([texts_of(report)])
        return None

    def _refuse_broken(self, reports: Sequence[Report]) -> None:
        faults = [
            fault
            for report in reports
            for texts in [texts_of(report)]
            for fault in (
                *row_faults(texts, self.name, None),
                *control_faults(self.name, short(" ".join(report.key)), texts),
            )
        ]
        if faults:
            raise DataFault(capped(faults))


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


def _noted_already(before: Iterable[Report], added: Iterable[Report], file: str) -> list[Fault]:
    """Those of ``added`` that say of a return what stands on record: body, period, day, file and remark alike."""
    standing = {_said(item): item for item in latest(before) if item.kind == RETURN and item.state == RECEIVED}
    found = [standing[_said(item)] for item in added if _said(item) in standing]
    return [Fault(file, "return_noted", None, short(" ".join(item.key)), "", _by_whom(item)) for item in found]


def _file_noted(meanwhile: Sequence[Report], draft: Report) -> Report | None:
    """What of ``meanwhile`` says that the file of ``draft`` came in, or that it was refused where it is once more."""
    for item in latest(meanwhile):
        if item.kind == RETURN and draft.sha256 and item.sha256 == draft.sha256:
            refused_alike = item.state == draft.state == REFUSED and item.key == draft.key
            if refused_alike or item.state not in (REFUSED, WITHDRAWN, SENT_BACK):
                return item
    return None


def _said(report: Report) -> tuple[object, ...]:
    return (*report.key, report.kind, report.state, report.received_on, report.file, report.sha256, report.note)


def _by_whom(report: Report) -> dict[str, str]:
    return {"by": short(report.recorded_by), "at": clock(report.recorded_at), "found": report.received_on.isoformat()}


def texts_of(report: Report) -> dict[str, str]:
    """The row's texts by the name of the column."""
    found = {name: getattr(report, name) for name in COLUMNS}
    return found | {
        "period": report.period.text,
        "received_on": report.received_on.isoformat(),
        "recorded_at": report.recorded_at.isoformat(),
    }


def _reports(found: Numbered, name: str) -> tuple[Report, ...]:
    faults = [fault for line, entry in found for fault in row_faults(entry, name, line)]
    if faults:
        raise DataFault(capped(faults))
    return tuple(_report(whole(entry)) for _, entry in found)


def _report(texts: Mapping[str, str]) -> Report:
    moment = as_moment(texts["recorded_at"])
    assert moment is not None
    fields = {
        "period": Period(texts["period"]),
        "received_on": dt.date.fromisoformat(texts["received_on"]),
        "recorded_at": moment,
    }
    return Report(**{name: texts[name] for name in COLUMNS} | fields)  # type: ignore[arg-type]
