"""The review of a draft: what it would change, what is wrong with it, and the buttons that save it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import streamlit as st
from openpyxl.utils import get_column_letter

from components.indicator import value_text
from components.session import language, tell
from components.staff.draft import Draft, forget
from components.staff.html import show
from components.staff.messages import keep_message, show_faults
from components.staff.rights import NoRight, refusal_of_rows
from components.staff.saving import save
from components.who import here
from gapboard.board import Board
from gapboard.faults import DataFault
from gapboard.history.effect import StatusChange
from gapboard.intake.annotate import Note
from gapboard.intake.model import Candidate, State
from gapboard.ledger import Observation

MOST_ROWS = 200
_BY = "staff:by"


@dataclass(frozen=True)
class Section:
    """One table of the review: at most ``MOST_ROWS`` rows, and how many there are in all."""

    name: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    count: int
    open: bool

    @property
    def remarks(self) -> bool:
        """Whether it lists places in a file, of which one may concern several values."""
        return "found" in self.columns or "repair" in self.columns

    @property
    def left(self) -> int:
        """Rows that are not shown."""
        return self.count - len(self.rows)


def show_review(draft: Draft) -> None:
    """Counts as tiles, then a table for each kind of thing that a person should look at."""
    counts = {
        "new": len(draft.of(State.NEW)),
        "changed": len(draft.of(State.CHANGED)),
        "unchanged": draft.unchanged,
        "refused": draft.refused,
        "doubtful": draft.doubtful,
    }
    sections = [section for section in _sections(draft) if section.count]
    show("review.html", counts=counts, sections=sections, left_out=draft.left_out)


def _sections(draft: Draft) -> list[Section]:
    remark = ("place", "found", "what", "remedy")
    figure = ("place", "region", "indicator", "period")
    refused = [
        (_place(draft, note), note.found, note.what, note.expected, note.remedy)
        for note in islice(draft.of_kind("fault"), MOST_ROWS)
    ]
    doubts = [
        (_place(draft, note), note.found, note.what, note.remedy) for note in islice(draft.of_kind("doubt"), MOST_ROWS)
    ]
    changed = [
        (*_names(draft, value), _old(draft, value), _figure(draft, row))
        for value, row in islice((pair for pair in draft.of(State.CHANGED) if pair[1].value is not None), MOST_ROWS)
    ]
    gone = [
        (*_names(draft, value), _old(draft, value), tell("staff.history.withdrawn"))
        for value, _ in islice(draft.withdrawn, MOST_ROWS)
    ]
    new = [(*_names(draft, value), _figure(draft, row)) for value, row in islice(draft.of(State.NEW), MOST_ROWS)]
    fixed = [
        (_place(draft, note), note.found, draft.repaired.get((note.row, note.column, note.code), ""), note.what)
        for note in islice(draft.of_kind("repair"), MOST_ROWS)
    ]
    return [
        Section("refused", (*remark[:3], "expected", "remedy"), refused, len(draft.of_kind("fault")), True),
        Section("doubts", remark, doubts, len(draft.of_kind("doubt")), True),
        Section("changed", (*figure, "old", "new"), changed, len(draft.of(State.CHANGED)) - len(draft.withdrawn), True),
        Section("withdrawn", (*figure, "old", "after"), gone, len(draft.withdrawn), True),
        effects_section(draft.board, draft.effects),
        Section("new", (*figure, "value"), new, len(draft.of(State.NEW)), True),
        Section("repairs", ("place", "before", "repaired", "repair"), fixed, len(draft.of_kind("repair")), False),
    ]


def effects_section(board: Board, effects: Sequence[StatusChange]) -> Section:
    """The targets whose status would change, in words."""
    catalog = board.catalog
    rows: list[tuple[str, ...]] = []
    for ident, before, after in effects[:MOST_ROWS]:
        target = catalog.targets[ident]
        name, region = catalog.label(target, language()), catalog.regions[target.region].label(language())
        document = catalog.documents[target.document].label_short(language())
        words = (tell(f"status.{before}"), tell(f"status.{after}"))
        rows.append((name, region, document, str(target.due), *words))
    columns = ("target", "region", "document", "due", "was", "after")
    return Section("effects", columns, rows, len(effects), True)


def _place(draft: Draft, where: Note | Candidate) -> str:
    if where.row in draft.labels:
        return draft.labels[where.row]
    if where.row < 1 or where.column < 1:
        return tell("staff.place_sheet")
    return tell("staff.place", row=where.row, column=get_column_letter(where.column))


def _names(draft: Draft, value: Candidate) -> tuple[str, str, str, str]:
    catalog = draft.board.catalog
    region, indicator = catalog.regions[value.region], catalog.indicators[value.indicator]
    return _place(draft, value), region.label(language()), indicator.label(language()), value.period


def _figure(draft: Draft, row: Observation) -> str:
    return value_text(row, draft.board, draft.board.catalog.indicators[row.indicator], language())


def _old(draft: Draft, value: Candidate) -> str:
    return _figure(draft, value.old) if value.old else ""


def save_form(slot: str, draft: Draft, fresh: bool, names: Mapping[str, Mapping[str, str]] | None = None) -> None:
    """Source and name, and the buttons that save; what keeps a button from working is said beside it."""
    if not draft.changing:
        st.info(tell("staff.nothing_to_save"))
        return
    turn = f"{slot}.{round_of(slot)}"
    left, middle, right = st.columns([2, 2, 1])
    source = left.text_input(tell("staff.source"), key=f"{turn}.source", placeholder=tell("staff.source_like")).strip()
    url = middle.text_input(tell("staff.url"), key=f"{turn}.url", placeholder="https://").strip()
    with right:
        by = ask_name(f"{turn}.by")
    checked = bool(draft.doubtful) and st.checkbox(tell("staff.checked", count=draft.doubtful), key=f"{turn}.checked")
    reason = _reason(draft, source, url, by)
    good = len([value for value, _ in draft.changing if checked or not value.findings])
    whole = not draft.refused
    said = reason
    all_pressed = good_pressed = False
    with st.container(horizontal=True, vertical_alignment="center"):
        if whole:
            unchecked = bool(draft.doubtful) and not checked
            said = said or (tell("staff.reason.unchecked") if unchecked else "")
            all_pressed = st.button(
                tell("staff.save_all", count=len(draft.changing)),
                type="primary",
                disabled=bool(reason) or unchecked,
                key=f"{turn}.all",
            )
        if not whole or (draft.doubtful and good):
            good_pressed = st.button(
                tell("staff.save_good", count=good),
                type="secondary" if whole else "primary",
                disabled=bool(reason) or not good,
                key=f"{turn}.good",
            )
        if said:
            st.caption(said)
    if not (all_pressed or good_pressed):
        return
    if fresh:  # the ledger has changed since the review that the button stood under
        st.warning(tell("staff.changed_meanwhile"))
        return
    try:
        saved = save(draft, source=source, url=url, by=by, warned=checked or not draft.doubtful, names=names or {})
    except DataFault as fault:
        show_faults(fault)
    except NoRight as no:
        st.error(no.text(language()))
    else:
        forget(slot)
        keep_message(tell("staff.saved", count=saved.rows), saved.batch)
        next_round(slot)
        st.rerun()


def ask_name(key: str) -> str:
    """Who writes: the name signed in with, else asked for, once a visit."""
    person = here()
    # It outlives the page's own fields.
    known = person.name if person.is_named else st.session_state.get(_BY, "")
    by = st.text_input(tell("staff.by"), value=known, disabled=person.is_named, key=key).strip()
    st.session_state[_BY] = by
    return person.name if person.is_named else by


def _reason(draft: Draft, source: str, url: str, by: str) -> str:
    """Why nothing can be saved yet; empty if it can."""
    refused = refusal_of_rows((row.region, row.indicator) for _, row in draft.changing)
    if refused:
        return refused
    if not source:
        return tell("staff.reason.source")
    if not by:
        return tell("staff.reason.by")
    if url and not url.startswith(("http://", "https://")):
        return tell("staff.reason.url")
    return ""


def round_of(slot: str) -> int:
    """How many batches have been saved here: part of the fields' names, for a field under a new name is empty."""
    return int(st.session_state.get(f"{slot}.round", 0))


def next_round(slot: str) -> None:
    """Begin with empty fields."""
    st.session_state[f"{slot}.round"] = round_of(slot) + 1
