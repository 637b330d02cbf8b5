"""What holds for figures that a person types in, beside what holds for every table."""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Iterator, Mapping

from gapboard.intake.cells import brief, visible
from gapboard.intake.model import Batch, Candidate, Remark, State
from gapboard.ledger import Key, Ledger

_SAID = frozenset({"taken_as_bound", "part_year"})
"""Who types 2400以上 has said that it is a bound, and 1—9月 that it is no whole year; in a file it is worth a look."""


def as_typed(batch: Batch, silent: Container[int]) -> Batch:
    """The batch of a table that was typed in; ``silent`` are its rows that say neither status nor note.

    Of a figure that is known already they stay as they were: who corrects a preliminary figure has not said that it is
    final. A note or a status that is said is a change even where the figure stays. And who types nan or a dash
    is told that it is no figure, where a file's cell just has no value.
    """
    return dataclasses.replace(batch, candidates=[_as_typed(value, silent) for value in batch.candidates])


def _as_typed(value: Candidate, silent: Container[int]) -> Candidate:
    if value.state is State.REFUSED:
        return value
    value = dataclasses.replace(value, findings=tuple(item for item in value.findings if item.code not in _SAID))
    if value.value is None:
        if not value.text.strip():
            return value
        told = Remark("nothing_entered", value.row, value.column, {"found": brief(value.text), "expected": value.unit})
        return dataclasses.replace(value, state=State.REFUSED, findings=(*value.findings, told))
    old = value.old
    if old is None or old.value is None:
        return value
    if value.row in silent:
        value = dataclasses.replace(value, obs_status=old.obs_status, note=old.note)
    same = old.value == value.value and old.bound == value.bound and old.obs_status == value.obs_status
    same = same and visible(old.note) == visible(value.note)
    return dataclasses.replace(value, state=State.UNCHANGED if same else State.CHANGED)


def with_withdrawals(batch: Batch, ledger: Ledger, emptied: Mapping[int, Key]) -> Batch:
    """The batch with a withdrawal for each row of ``emptied``, whose region, indicator and period have a value.

    A withdrawal is a candidate in state ``CHANGED`` without a value; it makes an empty row of the ledger. What has no
    value already is left alone.
    """
    return dataclasses.replace(batch, candidates=[*batch.candidates, *_withdrawals(ledger, emptied)])


def _withdrawals(ledger: Ledger, emptied: Mapping[int, Key]) -> Iterator[Candidate]:
    for number, key in emptied.items():
        old = ledger.last.get(key)
        if old is None or old.value is None:
            continue
        yield Candidate(
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
