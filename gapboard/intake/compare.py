"""What committing each value would do, and what is odd about it beside the file's and the ledger's other values."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from functools import cached_property
from typing import overload

import numpy as np
import numpy.typing as npt
import pandas as pd

from gapboard.catalog import Kind
from gapboard.intake import checks, tally
from gapboard.intake.describe import Describer
from gapboard.intake.found import Found
from gapboard.intake.grid import Codes, Floats, Mask
from gapboard.intake.model import Candidate, Remark, State
from gapboard.intake.vintages import Vintages
from gapboard.ledger import Observation, Period

Cell = tuple[str, str, Period, float | None, str, str, str]
"""What a row of the ledger says of a value: region, indicator, period, value, unit, status and note."""

Pair = tuple[str, str]

_STATES = (State.NEW, State.CHANGED, State.UNCHANGED, State.REFUSED)
_YEARS = 10_000
_NEW, _CHANGED, _UNCHANGED, _REFUSED = range(4)


class Compared(Sequence[Candidate]):
    """The candidates of a file in its order, each made when it is asked for."""

    def __init__(self, found: Found, describer: Describer, vintages: Vintages, jump_factor: float) -> None:
        self._found, self._describer, self._vintages = found, describer, vintages
        pairs = [vintages.pairs.get(pair, -1) for pair in found.subject_list.pairs]
        periods = [vintages.periods.get(text, -1) for text in found.period_list.texts]
        self._old = vintages.positions(_of(pairs, found.subjects), _of(periods, found.periods))
        numbers: dict[tuple[str, str], int] = {}
        own = [numbers.setdefault(pair, len(numbers)) for pair in found.subject_list.pairs]
        self._pair = _of(own, found.subjects)
        self._pairs = list(numbers)
        self._old_values = np.append(vintages.values, np.nan)[self._old]  # -1, not in the ledger, is the last
        self._again = np.zeros(len(found), np.bool_)  # says again what another cell says
        self._find_repetitions(self._usable())
        self._find_jumps(self._usable(), jump_factor)
        self._states = self._judge()

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, index: int) -> Candidate: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Candidate, ...]: ...
    def __getitem__(self, index: int | slice) -> Candidate | tuple[Candidate, ...]:
        if isinstance(index, slice):
            return tuple(self._candidate(at) for at in range(*index.indices(len(self))))
        if not -len(self) <= index < len(self):
            raise IndexError(index)
        return self._candidate(index % len(self))

    def __iter__(self) -> Iterator[Candidate]:
        return map(self._candidate, range(len(self)))

    def number_in(self, *states: State) -> int:
        """How many candidates are in the given states, without making any."""
        return int(self._in(states).sum())

    def in_states(self, *states: State, most: int | None = None) -> list[Candidate]:
        """The candidates in the given states, or the first of them, without making the others."""
        return [self._candidate(int(at)) for at in np.flatnonzero(self._in(states))[:most]]

    def doubtful_in(self, *states: State) -> int:
        """How many candidates in the given states have findings, without making any."""
        return int((self._in(states) & self._has_findings()).sum())

    def series_to_write(self) -> list[Pair]:
        """Every region with an indicator of which a value is new or changed, without making candidates."""
        changing = self._in((State.NEW, State.CHANGED))
        return [self._pairs[number] for number in np.unique(self._pair[changing]).tolist()]

    def remarked(self) -> Iterator[Candidate]:
        """Every candidate with a repair or a finding, and perhaps a few without, but not the many plain ones."""
        return map(self._candidate, self._remarked.tolist())

    def doubted(self) -> Iterator[tuple[str, Sequence[Remark]]]:
        """The text and the findings of every candidate that has some, without making any."""
        for at in np.flatnonzero(self._has_findings()).tolist():
            yield self._describer.text(*self._place(at)), self._findings_of(at)

    def number_of_repairs(self) -> int:
        """How many different repairs the candidates have together, without making any."""
        return tally.number_of_repairs(self._found, self._describer, self._remarked)

    def to_write(self, *, include_warned: bool, series: Container[Pair] | None = None) -> Iterator[Cell]:
        """What the ledger will say of the new and the changed values, without making candidates."""
        found, vintages = self._found, self._vintages
        chosen = self._in((State.NEW, State.CHANGED))
        if not include_warned:
            chosen &= ~self._has_findings()
        if series is not None:
            chosen &= np.array([pair in series for pair in found.subject_list.pairs] or [False], np.bool_)[
                found.subjects
            ]
        at = np.flatnonzero(chosen)
        units, pairs = dict(self._units(found.subjects[at])), found.subject_list.pairs
        periods, statuses = [Period(text) for text in found.period_list.texts], found.status_list.texts
        notes = self._describer.notes(found.rows[at])
        columns = (found.subjects, found.periods, found.statuses, found.values, self._old)
        for subject, period, status, value, old, note in zip(
            *(part[at].tolist() for part in columns), notes, strict=True
        ):
            kept = statuses[status] or _kept_status(vintages.rows[old] if old >= 0 else None, value)
            yield *pairs[subject], periods[period], value, units[subject], kept, note

    def _units(self, subjects: Codes) -> Iterator[tuple[int, str]]:
        for number in np.unique(subjects).tolist():
            subject = self._found.subject_list[number]
            yield number, subject.indicator.unit if subject.indicator else subject.unit

    @cached_property
    def _remarked(self) -> Codes:
        return np.flatnonzero(tally.remarked(self._found, self._describer, self._has_findings()))

    def _has_findings(self) -> Mask:
        """Which candidates have findings: those kept, and what is said of every period that is no calendar year."""
        found = self._found
        marked = np.array([len(text) != 4 for text in found.period_list.texts] or [False], np.bool_)[found.periods]
        marked &= ~np.isnan(found.values)
        for at, remarks in found.findings.items():
            marked[at] = bool(remarks)
        return marked

    def _in(self, states: tuple[State, ...]) -> Mask:
        found: Mask = np.isin(self._states, [_STATES.index(state) for state in states])
        return found

    def _refused(self) -> Mask:
        refused = np.zeros(len(self), np.bool_)
        for at, remarks in self._found.findings.items():
            refused[at] = any(remark.serious for remark in remarks)
        return refused

    def _usable(self) -> Codes:
        """The positions of values that nothing serious is said of."""
        return np.flatnonzero(~self._refused() & ~np.isnan(self._found.values))

    def _find_repetitions(self, usable: Codes) -> None:
        found = self._found
        width = max(len(found.period_list.texts), 1)
        wanted = self._pair[usable] * width + found.periods[usable]
        ordered = np.sort(wanted)
        if not (ordered[1:] == ordered[:-1]).any():
            return
        keys, _ = pd.factorize(wanted)
        times = np.bincount(keys)
        groups: dict[int, list[int]] = {}
        for number in np.flatnonzero(times[keys] > 1) if len(keys) else ():
            groups.setdefault(int(keys[number]), []).append(int(usable[number]))
        for positions in groups.values():
            cells = [(*self._place(at), float(found.values[at])) for at in positions]
            other = next((cell for cell in cells if cell[2] != cells[0][2]), None)
            for at, (row, column, value) in zip(positions, cells, strict=True):
                self._again[at] = other is None and at != positions[0]
                self._add(at, checks.same_cell_twice(value, cells[0], other, row, column))

    def _find_jumps(self, usable: Codes, factor: float) -> None:
        """Hold each annual value against its old vintage or, where it has none, the year before it."""
        found, ledger = self._found, self._vintages
        years = [int(text) if len(text) == 4 else 0 for text in found.period_list.texts]
        year = _of(years, found.periods)
        at = usable[(year[usable] > 0) & ~self._again[usable]]
        old = self._old_values[at]
        lacks_old = np.zeros(max(len(self._pairs), 1), np.bool_)
        lacks_old[self._pair[at[np.isnan(old)]]] = True
        # Where every value of a series has an old vintage, nothing needs to be put in order.
        known = ~lacks_old[self._pair[at]]
        for place in np.flatnonzero(known & _apart(old, found.values[at], factor)):
            position = int(at[place])
            self._add(position, self._jump(position, float(old[place]), int(year[position]), factor))
        at = at[~known]
        if not len(at):
            return
        own = {pair: number for number, pair in enumerate(self._pairs) if lacks_old[number]}
        known_as = np.array([own.get(pair, -1) for pair in ledger.pairs] or [-1], np.int64)
        around = np.flatnonzero((ledger.years > 0) & ~np.isnan(ledger.values))
        around = around[known_as[ledger.pair[around]] >= 0]
        # The ledger's values stand before the file's of the same year: those are the file's old vintages.
        pairs = np.concatenate([known_as[ledger.pair[around]], self._pair[at]])
        all_years = np.concatenate([ledger.years[around], year[at]])
        values = np.concatenate([ledger.values[around], found.values[at]])
        order = np.argsort((pairs * _YEARS + all_years) * 2 + (np.arange(len(pairs)) >= len(around)))
        before, after = values[order][:-1], values[order][1:]
        apart = (np.diff(pairs[order]) == 0) & _apart(before, after, factor) & (order[1:] >= len(around))
        for place in np.flatnonzero(apart):
            position = int(at[order[place + 1] - len(around)])
            self._add(position, self._jump(position, float(before[place]), int(all_years[order[place]]), factor))

    def _jump(self, at: int, last: float, last_year: int, factor: float) -> Iterator[Remark]:
        found = self._found
        indicator = found.subject_list[found.subjects[at]].indicator
        period = found.period_list.texts[found.periods[at]]
        if indicator is None or indicator.kind is Kind.CLASS:
            return
        if not checks.has_break(indicator, last_year, int(period)):
            value = float(found.values[at])
            yield from checks.no_jump(indicator, value, last, str(last_year), factor, *self._place(at))

    def _place(self, at: int) -> tuple[int, int]:
        return int(self._found.rows[at]), int(self._found.columns[at])

    def _add(self, at: int, remarks: Iterator[Remark]) -> None:
        listed = list(remarks)
        if listed:
            if at not in self._found.findings:
                period = self._found.period_list.texts[self._found.periods[at]]
                self._found.findings[at] = list(self._describer.plain_findings(*self._place(at), period))
            self._found.findings[at].extend(listed)

    def _judge(self) -> npt.NDArray[np.int8]:
        found, ledger = self._found, self._vintages
        values = found.values
        old = self._old_values
        states = np.where(np.isnan(old), _NEW, np.where(old == values, _UNCHANGED, _CHANGED)).astype(np.int8)
        for number, status in enumerate(found.status_list.texts):
            if status:  # the same figure, no longer preliminary, is news
                for place in np.flatnonzero((found.statuses == number) & (states == _UNCHANGED)):
                    if ledger.rows[self._old[place]].obs_status != status:
                        states[place] = _CHANGED
        states[self._again] = _UNCHANGED
        states[np.isnan(values)] = _UNCHANGED  # a cell without a value withdraws nothing
        states[self._refused()] = _REFUSED
        return states

    def _findings_of(self, at: int) -> list[Remark]:
        found = self._found
        kept = found.findings.get(at)
        if kept is not None or np.isnan(found.values[at]):
            return kept or []
        return list(self._describer.plain_findings(*self._place(at), found.period_list.texts[found.periods[at]]))

    def _candidate(self, at: int) -> Candidate:
        found, describer = self._found, self._describer
        subject, value = found.subject_list[found.subjects[at]], float(found.values[at])
        row, column = self._place(at)
        period = found.period_list.texts[found.periods[at]]
        old = self._vintages.rows[self._old[at]] if self._old[at] >= 0 else None
        return Candidate(
            row,
            column,
            describer.text(row, column),
            subject.region,
            subject.indicator.id if subject.indicator else "",
            period,
            None if np.isnan(value) else value,
            subject.indicator.unit if subject.indicator else subject.unit,
            found.status_list.texts[found.statuses[at]] or _kept_status(old, value),
            describer.note(row),
            tuple(describer.repairs(row, column, subject, period)),
            tuple(self._findings_of(at)),
            _STATES[self._states[at]],
            old,
        )


def _kept_status(old: Observation | None, value: float) -> str:
    """The status of a value of which the file says none."""
    return old.obs_status if old is not None and old.value == value else "A"


def _of(numbers: list[int], codes: Codes) -> Codes:
    """The numbers that ``codes`` stand for."""
    return np.array(numbers or [0], np.int64)[codes]


def _apart(before: Floats, after: Floats, factor: float) -> Mask:
    """Where two values are of different signs, or one is more than ``factor`` times the other."""
    low, high = np.minimum(np.abs(before), np.abs(after)), np.maximum(np.abs(before), np.abs(after))
    found: Mask = (before != 0) & ((high > low * factor) | (np.sign(before) != np.sign(after)))
    return found
