"""The remarks of a batch as a preview shows them: how many of each kind, and only the first of each in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gapboard.intake.annotate import Note, note_of, repairs_of
from gapboard.intake.figure import Figure
from gapboard.intake.model import Batch, Candidate, Cell, Remark

_LEFT_OUT = "left_out"
_PLACES = 3
_NAMES = ("unknown_indicator", "unknown_region")


@dataclass(frozen=True, slots=True)
class Question:
    """A cell to ask about: why, what is written there, and the readings it may have, each with what it comes to."""

    code: str
    row: int
    column: int
    found: str
    readings: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Remarks:
    """``first`` holds, by kind (``fault``, ``doubt``, ``repair``), the first remarks by row and column.

    Of several that say the same it has the first one, and ``places`` how many cells have it and the first of them.
    ``kinds`` counts what is told once, ``counts`` every cell. What a user has left out is no fault and counted by
    itself, in values. ``repaired`` says what each of the shown repairs led to, by row, column and code.
    """

    counts: Mapping[str, int]
    kinds: Mapping[str, int]
    first: Mapping[str, Sequence[Note]]
    places: Mapping[Note, tuple[int, tuple[Cell, ...]]]
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
    told = {kind: _same(remarks) for kind, remarks in kept.items()}
    kinds = {kind: len(groups) for kind, groups in told.items()} | {"repair": len(repairs)}
    first: dict[str, list[Note]] = {}
    places: dict[Note, tuple[int, tuple[Cell, ...]]] = {}
    for kind, groups in told.items():
        first[kind] = []
        for group in groups[:most]:
            note = note_of(kind, _together(group), rows, language)
            first[kind].append(note)
            places[note] = len(group), tuple((item.row, item.column) for item in group[:_PLACES])
    first["repair"] = [note_of("repair", remark, rows, language) for remark in sorted(repairs, key=_by_place)[:most]]
    lacks_region = any(remark.code == "region_missing" for remark in kept["fault"])
    return Remarks(counts, kinds, first, places, repaired, left_out, lacks_region, asked)


def questions_of(text: str, remarks: Iterable[Remark]) -> Iterator[Question]:
    """What is to be asked about a cell with ``text``."""
    for remark in remarks:
        if offered := remark.details.get("readings"):
            yield Question(remark.code, remark.row, remark.column, text, tuple(offered))


def _same(remarks: Iterable[Remark]) -> list[list[Remark]]:
    """The remarks by what they say, in the order of the first place of each; unknown names are one thing to say."""
    groups: dict[tuple[object, ...], list[Remark]] = {}
    for remark in sorted(remarks, key=_by_place):
        which = () if remark.code in _NAMES else remark.details.values()
        groups.setdefault((remark.code, *which), []).append(remark)
    return list(groups.values())


def _together(group: Sequence[Remark]) -> Remark:
    """The first of a group, with the first names that the group speaks of."""
    names = list(dict.fromkeys(str(remark.details.get("found", "")) for remark in group))
    if len(names) < 2:
        return group[0]
    found = "、".join(names[:_PLACES]) + ("…" if len(names) > _PLACES else "")
    return replace(group[0], details={**group[0].details, "found": found})


def _repairs(batch: Batch) -> tuple[dict[Remark, None], dict[tuple[int, int, str], str]]:
    """Every different repair, and what each led to."""
    found: dict[Remark, None] = {}
    led_to: dict[tuple[int, int, str], str] = {}
    for value in batch.candidates:
        for remark in repairs_of(value):
            own = remark.column == value.column and value.value is not None and remark.code != "bound"
            number = _amount(value) if own else ""
            led_to[remark.row, remark.column, remark.code] = number or str(remark.details.get("result", ""))
            found[remark] = None
    return found, led_to


def _amount(value: Candidate) -> str:
    shown = Figure(value.value or 0.0, value.bound).shown
    return f"{shown if isinstance(shown, str) else f'{shown:.12g}'} {value.unit}"


def _by_place(remark: Remark) -> tuple[int, int]:
    return remark.row, remark.column
