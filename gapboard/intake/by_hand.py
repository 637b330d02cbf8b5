"""What holds for figures that a person types in, beside what holds for every table."""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Iterator, Mapping

from gapboard.catalog import Indicator, Kind
from gapboard.intake import units
from gapboard.intake.bounds import RANGE, UNCLEAR, Bounded, read_bounded
from gapboard.intake.cells import FALL, RISE, NumberCell, brief, read_number, visible
from gapboard.intake.model import Batch, Candidate, Remark, State
from gapboard.ledger import Key, Ledger
from gapboard.ledger.observation import ABOUT, AT_LEAST, AT_MOST


def without_words(text: str, indicator: Indicator) -> tuple[str, Bounded]:
    """A figure as a table holds it, and how it is meant: 2400万元以上 is 2400万元, at least.

    What the words leave open stays as it is written, for ``as_typed`` to ask about.
    """
    found = Bounded(NumberCell(None)) if indicator.kind is Kind.CLASS else read_bounded(text)
    cell = found.cell
    if not found.sign or cell.value is None:
        return text, found
    if "sign_word" in cell.repairs:  # 下降5% stays one: where no growth is asked for, it is no figure
        return f"{FALL[0] if cell.value < 0 else RISE}{abs(cell.value):f}{cell.unit}", found
    return f"{cell.value:f}{cell.unit}", found


def as_typed(batch: Batch, silent: Container[int], meant: Mapping[int, tuple[str, Bounded]]) -> Batch:
    """The batch of a table that was typed in; ``silent`` are its rows that say neither status nor note.

    Of a figure that is known already they stay as they were: who corrects a preliminary figure has not said that it is
    final. A note or a status that is said is a change even where the figure stays. And who types nan or a dash
    is told that it is no figure, where a file's cell just has no value.

    ``meant`` has by row what was typed, and what ``without_words`` has made of it.
    """
    candidates = [_as_typed(_as_meant(value, *meant[value.row]), silent) for value in batch.candidates]
    return dataclasses.replace(batch, candidates=candidates)


def _as_meant(value: Candidate, text: str, found: Bounded) -> Candidate:
    """The value as the words about it mean it, or the question that they leave open."""
    if found.readings:
        readings = tuple((reading, reading) for reading in found.readings)
        details = {"found": brief(text), "expected": value.unit, "readings": readings}
        told = Remark(UNCLEAR, value.row, value.column, details)
        return dataclasses.replace(value, text=text, state=State.REFUSED, findings=(told,))
    if not found.sign:
        return value
    findings = tuple(_of_the_whole(remark, found) for remark in value.findings)
    value = dataclasses.replace(value, text=text, findings=findings)
    power = units.shift(found.cell.unit, value.unit) if found.cell.unit else 0
    if value.value is None or value.state is State.REFUSED or not isinstance(power, int):
        return value
    read = Remark("bound", value.row, value.column, {"found": brief(text), "result": _shown(found.of(found.cell))})
    return dataclasses.replace(value, bound=found.bound(power), repairs=(*value.repairs, read))


def _shown(text: str) -> str:
    """A bound for a message in any language: ≥ 2400, 1000–1200."""
    for sign, shown in ((AT_LEAST, "≥ "), (AT_MOST, "≤ "), (ABOUT, "≈ "), (RANGE, "–")):
        text = text.replace(sign, shown)
    return text


def _of_the_whole(remark: Remark, found: Bounded) -> Remark:
    """A question about the figure alone, as one about the figure with its words: an answer takes the place of both."""
    asked = remark.details.get("readings")
    if not asked:
        return remark
    readings = tuple((found.of(read_number(text)), worth) for text, worth in asked)
    return dataclasses.replace(remark, details={**remark.details, "readings": readings})


def _as_typed(value: Candidate, silent: Container[int]) -> Candidate:
    if value.state is State.REFUSED:
        return value
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
