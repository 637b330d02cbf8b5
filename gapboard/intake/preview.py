"""The remarks of a batch as a preview shows them: how many of each kind, and only the first of each in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gapboard.intake.annotate import Note, note_of
from gapboard.intake.model import Batch, Remark
from gapboard.intake.readings import Question, questions_of

_LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Remarks:
    """``first`` holds, by kind (``fault``, ``doubt``, ``repair``), the first remarks by row and column.

    What a user has left out is no fault and counted by itself, in values. ``repaired`` says what each of the shown
    repairs led to, by row, column and code.
    """

    counts: Mapping[str, int]
    first: Mapping[str, Sequence[Note]]
    repaired: Mapping[tuple[int, int, str], str]
    left_out: int
    lacks_region: bool
    questions: Sequence[Question]

    def __bool__(self) -> bool:
        return bool(self.left_out or any(self.counts.values()))


def remarks_of(batch: Batch, rows: Sequence[Sequence[str]], language: str, most: int) -> Remarks:
    """Of each kind of remark the first ``most``, in the order and words of ``annotate.notes``."""
    found: dict[str, dict[Remark, None]] = {"fault": {}, "doubt": {}}
    asked: list[Question] = []
    left_out = 0
    for remark in batch.findings:
        found["fault" if remark.serious else "doubt"][remark] = None
    for text, remarks in batch.doubted():
        asked.extend(questions_of(text, remarks))
        left_out += any(remark.code == _LEFT_OUT for remark in remarks)
        for remark in remarks:
            found["fault" if remark.serious else "doubt"][remark] = None
    kept = {kind: [remark for remark in all_of if remark.code != _LEFT_OUT] for kind, all_of in found.items()}
    repairs, repaired = _repairs(batch)
    counts = {kind: len(remarks) for kind, remarks in kept.items()} | {"repair": len(repairs)}
    first = {
        kind: [note_of(kind, remark, rows, language) for remark in sorted(remarks, key=_by_place)[:most]]
        for kind, remarks in (*kept.items(), ("repair", list(repairs)))
    }
    lacks_region = any(remark.code == "region_missing" for remark in kept["fault"])
    return Remarks(counts, first, repaired, left_out, lacks_region, asked)


def _repairs(batch: Batch) -> tuple[dict[Remark, None], dict[tuple[int, int, str], str]]:
    """Every different repair, and what each led to."""
    found: dict[Remark, None] = {}
    led_to: dict[tuple[int, int, str], str] = {}
    for value in batch.candidates:
        for remark in value.repairs:
            own = remark.column == value.column and value.value is not None
            number = f"{value.value:.12g} {value.unit}" if own else ""
            led_to[remark.row, remark.column, remark.code] = number or str(remark.details.get("result", ""))
            found[remark] = None
    return found, led_to


def _by_place(remark: Remark) -> tuple[int, int]:
    return remark.row, remark.column
