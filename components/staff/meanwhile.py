"""What somebody else has written to the figures of an open review: told, and to be confirmed before saving.

A page is drawn again whenever the data change, and its review then compares with the new state. Without a word about it
the second of two people would overwrite the first, looking at a comparison that has moved along.
"""

from __future__ import annotations

import datetime as dt
import hashlib

import streamlit as st

from components.page.session import language, translate
from components.staff.draft import MOST_ROWS, Draft
from components.staff.html import show
from components.staff.section import Section, figure_of, names_of
from gapboard.board import Board
from gapboard.intake.batch import rows_to_commit
from gapboard.intake.model import State
from gapboard.kernel.moments import moment_text
from gapboard.ledger import Conflict, Key, Ledger, Observation, conflicts_between

_COLUMNS = ("region", "indicator", "period", "then", "now", "by", "at")


def seen_ledger(slot: str, work: str, ledger: Ledger) -> Ledger:
    """The ledger that the person at ``slot`` has seen their work against: ``ledger`` for work that begins now."""
    kept: dict[str, tuple[str, Ledger]] = st.session_state.setdefault("staff:compared", {})
    if slot not in kept or kept[slot][0] != work:
        kept[slot] = (work, ledger)
    return kept[slot][1]


def conflicts_since(draft: Draft, since: Ledger) -> list[Conflict]:
    """Which figures of a draft somebody has written since."""
    now = draft.board.ledger
    if now is since:
        return []
    return conflicts_between(_keys(draft), since, now)


def _keys(draft: Draft) -> list[Key]:
    """What saving would write; of a few typed figures, those as well that are now known as typed."""
    rows = rows_to_commit(draft.batch, source="", source_url="", by="", batch_id="", at=dt.datetime.now(dt.UTC))
    typed = draft.batch.of(State.UNCHANGED) if draft.labels else []
    return [*(row.key for row in rows), *((item.region, item.indicator, item.period) for item in typed)]


def confirmed(draft: Draft, conflicts: list[Conflict], key: str) -> bool:
    """Tell the conflicts, who made them and when; whether the person has confirmed that they have seen just these.

    Who has saved the very figure that the person has typed is told, and needs no confirmation: nothing is overwritten.
    """
    now = draft.board
    saving = {(item.region, item.indicator, item.period) for item in draft.batch.of(State.NEW, State.CHANGED)}
    for conflict in conflicts:
        if conflict.key not in saving and conflict.new is not None:
            by, at = conflict.new.recorded_by, _moment(conflict.new)
            what, figure = " ".join(names_of(now, conflict.new)), figure_of(now, conflict.new)
            st.info(translate("staff.meanwhile.same", by=by, at=at, what=what, figure=figure))
    over = [conflict for conflict in conflicts if conflict.key in saving]
    if not over:
        return True
    rows = [_row(now, conflict) for conflict in over[:MOST_ROWS]]
    show("meanwhile.html", sections=[Section("meanwhile", _COLUMNS, rows, len(over), True)])
    which = hashlib.sha256(repr([(conflict.key, conflict.new) for conflict in over]).encode()).hexdigest()[:16]
    # Another conflict is another box, which nobody has ticked.
    return st.checkbox(translate("staff.meanwhile.seen", count=len(over)), key=f"{key}.meanwhile.{which}")


def _row(now: Board, conflict: Conflict) -> tuple[str, ...]:
    row = conflict.new or conflict.old
    assert row is not None  # one of the two is there, or nothing has changed
    nothing = translate("staff.meanwhile.nothing")
    figures = [figure_of(now, found) if found else nothing for found in (conflict.old, conflict.new)]
    return (*names_of(now, row), *figures, row.recorded_by, _moment(row))


def _moment(row: Observation) -> str:
    return moment_text(row.recorded_at, language())
