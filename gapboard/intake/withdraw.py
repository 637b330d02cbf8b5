"""Values that a user takes back by emptying their cells: an empty row of the ledger for each."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from gapboard.intake.model import Batch, Candidate, State
from gapboard.ledger import Key, Ledger


def with_withdrawals(batch: Batch, ledger: Ledger, emptied: Mapping[int, Key]) -> Batch:
    """The batch with a withdrawal for each row of ``emptied``, whose region, indicator and period have a value.

    A withdrawal is a candidate in state ``CHANGED`` without a value. What has no value already is left alone.
    """
    known = {number: ledger.last[key] for number, key in emptied.items() if key in ledger.last}
    taken = [
        Candidate(
            row=number,
            column=0,
            text="",
            region=old.region,
            indicator=old.indicator,
            period=old.period.text,
            value=None,
            unit=old.unit,
            obs_status=old.obs_status,
            note="",
            state=State.CHANGED,
            old=old,
        )
        for number, old in known.items()
        if old.value is not None
    ]
    return dataclasses.replace(batch, candidates=[*batch.candidates, *taken])
