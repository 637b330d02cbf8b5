"""How many repairs a file took: counted by column, for of thousands of them only the first are looked at."""

from __future__ import annotations

import numpy as np

from gapboard.intake.describe import Describer
from gapboard.intake.found import Found
from gapboard.intake.grid import Codes, Mask

_WIDTH = 1 << 15  # more columns than any sheet has


def remarked(found: Found, describer: Describer, has_findings: Mask) -> Mask:
    """Which values have a repair or a finding; a few too many, but not the many plain ones."""
    rows = found.rows
    mask: Mask = found.is_odd | has_findings | found.subject_list.are_repaired()[found.subjects]
    mask |= describer.are_separated(rows, found.columns) | describer.are_answered(rows, found.columns)
    mask |= (describer.label_repairs()[rows - 1] > 0) | describer.are_blank("region")[rows - 1]
    return mask | describer.are_blank("indicator")[rows - 1]


def number_of_repairs(found: Found, describer: Describer) -> int:
    """How many different remarks ``Describer.repairs`` makes of all values together.

    What is said of a value's own cell counts for each value; what is said of a label, or by what the row is about,
    once for each row, however many values stand in it.
    """
    single = found.is_odd | describer.are_answered(found.rows, found.columns)
    plain = np.flatnonzero(~single)
    count = int(describer.are_separated(found.rows[plain], found.columns[plain]).sum())
    says = ~single  # a cell without a value says nothing of its labels
    for at in np.flatnonzero(single).tolist():
        row, column = int(found.rows[at]), int(found.columns[at])
        subject, period = found.subject_list[found.subjects[at]], found.period_list.texts[found.periods[at]]
        remarks = list(describer.repairs(row, column, subject, period))
        says[at] = all(remark.code != "no_value" for remark in remarks)
        count += len({(remark.code, repr(remark.details)) for remark in remarks if remark.column == column})
    told = np.flatnonzero(says)
    count += int(describer.label_repairs()[np.unique(found.rows[told]) - 1].sum())
    for role in ("region", "indicator"):
        filled = told[describer.are_blank(role)[found.rows[told] - 1]]
        named = found.subject_list.are_named(role)[found.subjects[filled]]
        count += len(np.unique(found.rows[filled[named]]))
    own, labels = _notes_of_subjects(found, told)
    return count + labels + int(own[~single[told]].sum())


def _notes_of_subjects(found: Found, told: Codes) -> tuple[Codes, int]:
    """How many notes the subject of each value has on the value's own cell, and how many all have on labels."""
    own_of_all = np.zeros(len(told), np.int64)
    repaired = np.flatnonzero(found.subject_list.are_repaired()[found.subjects[told]])
    if not len(repaired):
        return own_of_all, 0
    at = told[repaired]
    kinds, which = np.unique(found.subjects[at] * _WIDTH + found.columns[at], return_inverse=True)
    numbers: dict[tuple[str, int, str], int] = {}
    own, labels = [], []
    for kind in kinds.tolist():
        subject, column = divmod(kind, _WIDTH)
        notes = {
            (note.code, note.column or column, repr(note.details)) for note in found.subject_list.repairs_of(subject)
        }
        on_labels = [numbers.setdefault(note, len(numbers)) for note in notes if note[1] != column]
        own.append(len(notes) - len(on_labels))
        labels.append(on_labels)
    own_of_all[repaired] = np.array(own, np.int64)[which]
    lengths = np.array([len(part) for part in labels], np.int64)
    starts = np.cumsum(lengths) - lengths
    flat = np.array([number for part in labels for number in part], np.int64)
    # Each value's notes one after the other, each beside its row: a note said twice in a row is one remark.
    times = lengths[which]
    into = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    said = np.repeat(found.rows[at], times) * max(len(numbers), 1) + flat[np.repeat(starts[which], times) + into]
    return own_of_all, len(np.unique(said))
