"""The returns as they stand on a day, by the register and by what became of their batches in ledger and review."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from gapboard.board.reporting import Returns
from gapboard.catalog.reporting import Reporting
from gapboard.history.batches import in_force
from gapboard.ledger import Ledger
from gapboard.ledger.reports import Report


def returns_on(
    reporting: Reporting, reports: Sequence[Report], ledger: Ledger, sent_back: Mapping[str, dt.datetime], on: dt.date
) -> Returns:
    """The returns as known at the end of ``on``; ``sent_back`` says when a batch was returned in review.

    Those whose batch had been undone or sent back by then have not come in.
    """
    named = {report.batch for report in reports}
    known = Ledger(tuple(row for row in ledger.rows if row.recorded_at.date() <= on)) if named else Ledger(())
    held = {row.batch for row in known.rows} & named
    back = {batch for batch, at in sent_back.items() if at.date() <= on} - held
    return Returns(reporting, reports, on, undone=held - in_force(known, held), sent_back=back, in_ledger=held)
