"""What follows on a save: the message with its figures, empty fields, nothing kept of the draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from components.page.session import translate
from components.staff.cells import kept
from components.staff.draft import Draft, forget
from components.staff.messages import Line, keep_message
from components.staff.rounds import begin_round, round_of
from components.staff.saving import Saved
from components.staff.section import figure_of, names_of
from gapboard.board import Board
from gapboard.intake.batch import row_of, to_commit
from gapboard.intake.model import Candidate, State
from gapboard.ledger import Key, Observation

_LINES = 10
_ANY = dt.datetime.fromtimestamp(0, dt.UTC)  # a row's moment, which no message tells
_SOURCE = "staff:source"


@dataclass(frozen=True)
class Plan:
    """What saving a draft would write, as it is told afterwards: made before, when nothing can come in between."""

    slot: str
    round: int
    figures: int
    back: int
    lines: Sequence[Line]
    keys: Sequence[Key]
    source: str
    url: str

    @classmethod
    def of(cls, slot: str, draft: Draft, *, warned: bool, source: str, url: str) -> Plan:
        """The plan for what ``rows_to_commit`` answers; the next figures typed in begin with this ``source``."""
        chosen = list(to_commit(draft.batch, include_warned=warned))
        back = sum(value.value is None for value in chosen)
        known = draft.batch.of(State.UNCHANGED) if draft.labels else []
        return cls(
            slot,
            round_of(slot),
            len(chosen) - back,
            back,
            [_line(draft.board, value) for value in chosen[:_LINES]],
            [(value.region, value.indicator, value.period) for value in (*chosen, *known)],
            source,
            url,
        )

    def finish(self, saved: Saved) -> None:
        """Say what was saved, and begin anew."""
        forget(self.slot)
        for key in self.keys:
            kept().pop(key, None)
        st.session_state[_SOURCE] = (self.source, self.url)
        begin_round(self.slot, self.round + 1)
        text = translate("review.handed_in" if saved.held else "staff.saved", what=amount(self.figures, self.back))
        more = self.figures + self.back - len(self.lines)
        keep_message(text, saved.batch, held=saved.held, lines=self.lines, more=more)


def last_source() -> tuple[str, str]:
    """Source and address of what was saved last in this visit."""
    found: tuple[str, str] = st.session_state.get(_SOURCE, ("", ""))
    return found


def amount(figures: int, back: int) -> str:
    """How many figures, and how many withdrawals by themselves: 2 个数，撤回 3 个数."""
    parts = [translate("staff.amount.figures", count=figures)] if figures or not back else []
    parts += [translate("staff.amount.back", count=back)] if back else []
    return translate("staff.amount.and").join(parts)


def _line(now: Board, value: Candidate) -> Line:
    row = row_of(value, _ANY)
    return " ".join(names_of(now, row)), _figure(now, value.old), _figure(now, row)


def _figure(now: Board, row: Observation | None) -> str:
    return figure_of(now, row) if row else translate("staff.meanwhile.nothing")
