"""The returns as they stand on a day, by the register and by what became of their batches in the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from gapboard.board.reporting import Returns
from gapboard.catalog.reporting import Reporting
from gapboard.history.batches import in_force
from gapboard.ledger import Ledger
from gapboard.ledger.reports import Report


def returns_on(reporting: Reporting, reports: Sequence[Report], ledger: Ledger, on: dt.date) -> Returns:
    """The returns as known at the end of ``on``; those whose batch had been undone by then have not come in."""
    named = {report.batch for report in reports}
    known = Ledger(tuple(row for row in ledger.rows if row.recorded_at.date() <= on)) if named else Ledger(())
    held = {row.batch for row in known.rows} & named
    return Returns(reporting, reports, on, held - in_force(known, held))
