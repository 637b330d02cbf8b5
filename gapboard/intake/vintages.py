"""A file's figures against every version that the ledger has of them: which are old ones that somebody has corrected.

A template carries what was known when it was downloaded. Uploaded weeks later it still holds those figures, and whoever
filled in the others never meant to put them back in the place of the corrections made since.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from gapboard.export.template import moment_in
from gapboard.intake.model import Batch, Candidate, Remark, State, Workbook
from gapboard.kernel.moments import clock
from gapboard.ledger import Key, Ledger, Observation

Vintages = Mapping[Key, Sequence[Observation]]


def held_against_vintages(batch: Batch, workbook: Workbook, ledger: Ledger) -> Batch:
    """The batch, in which a figure that the template carried and nobody has touched since counts as unchanged.

    Where it cannot be told, a figure that was corrected before is a doubt: who corrected it, when, and to what.
    """
    keys = {_key(value) for value in batch.of(State.NEW, State.CHANGED)}
    known = _vintages(ledger, keys)
    if not known:
        return batch
    others = [sheet for sheet in workbook.sheets if sheet.name != batch.sheet]
    moment = moment_in(cell for sheet in others for row in sheet.rows for cell in row)
    then = ledger.until(moment).last if moment else {}
    candidates = [_held(value, known.get(_key(value), ()), then.get(_key(value))) for value in batch.candidates]
    return dataclasses.replace(batch, candidates=candidates)


def _held(value: Candidate, vintages: Sequence[Observation], carried: Observation | None) -> Candidate:
    if value.state not in (State.NEW, State.CHANGED) or len(vintages) < 2:
        return value
    if carried is not None and carried is not vintages[-1] and _says(value, carried) and not value.note:
        told = _remark("unchanged_since_download", value, vintages[-1])
        return dataclasses.replace(value, state=State.UNCHANGED, findings=(*value.findings, told))
    correction = _correction(value, vintages)
    if correction is None:
        return value
    code = "was_withdrawn" if correction.value is None else "reverts"
    return dataclasses.replace(value, findings=(*value.findings, _remark(code, value, correction)))


def _correction(value: Candidate, vintages: Sequence[Observation]) -> Observation | None:
    """The version that took the place of an earlier one with this very figure."""
    said = (value.value, value.bound)
    if (vintages[-1].value, vintages[-1].bound) == said:
        return None
    places = [place for place, row in enumerate(vintages[:-1]) if (row.value, row.bound) == said]
    return vintages[places[-1] + 1] if places else None


def _says(value: Candidate, row: Observation) -> bool:
    return (row.value, row.bound, row.obs_status) == (value.value, value.bound, value.obs_status)


def _remark(code: str, value: Candidate, row: Observation) -> Remark:
    details = {
        "found": value.value,
        "expected": "—" if row.value is None else f"{row.value:.15g} {row.unit}",
        "by": row.recorded_by,
        "at": f"{clock(row.recorded_at)} (UTC+8)",
    }
    return Remark(code, value.row, value.column, details, serious=False)


def _vintages(ledger: Ledger, keys: Iterable[Key]) -> Vintages:
    """Every version of the keys that have several, the oldest first."""
    wanted = set(keys)
    found: defaultdict[Key, list[Observation]] = defaultdict(list)
    for row in ledger.rows:
        if row.key in wanted:
            found[row.key].append(row)
    several = {key: rows for key, rows in found.items() if len(rows) > 1}
    return {key: sorted(rows, key=lambda row: row.recorded_at) for key, rows in several.items()}


def _key(value: Candidate) -> Key:
    return value.region, value.indicator, value.period
