"""The review of a draft: what it would change, what is wrong with it, and the buttons that save it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence

import streamlit as st

from components.leaders.indicator import value_text
from components.page.session import language, translate
from components.page.who import here
from components.staff.draft import MOST_ROWS, Draft, forget
from components.staff.html import show
from components.staff.known import with_speaker
from components.staff.meanwhile import confirmed, conflicts_since, seen_ledger
from components.staff.messages import keep_message, refusals_told
from components.staff.periods import in_table
from components.staff.picture import said_by, sources_of
from components.staff.rights import refusal_of_rows
from components.staff.saving import hands_in, save
from components.staff.section import Section, Told
from gapboard.board import Board
from gapboard.export.xlsx import column_letter
from gapboard.history.effect import StatusEffect
from gapboard.intake.annotate import Note
from gapboard.intake.model import Candidate, State
from gapboard.intake.names import fold
from gapboard.kernel.wording import say
from gapboard.ledger import Observation

_BY = "staff:by"


def show_review(draft: Draft) -> None:
    """Counts as tiles, then a table for each kind of thing that a person should look at."""
    counts = {
        "new": draft.new,
        "changed": draft.changed,
        "unchanged": draft.unchanged,
        "refused": draft.refused,
        "doubtful": draft.doubtful,
    }
    sections = [section for section in _sections(draft) if section.count]
    show("review.html", counts=counts, sections=sections, left_out=draft.left_out)


class Words:
    """Places and figures of a draft in the visit's language, which is asked for once and not for every cell."""

    def __init__(self, draft: Draft) -> None:
        self._draft, self._catalog, self._language = draft, draft.board.catalog, language()

    def place(self, where: Note | Candidate) -> str:
        """Row and column, or what a typed row is called."""
        if where.row in self._draft.labels:
            return self._draft.labels[where.row]
        if where.row < 1 or where.column < 1:
            return say("staff.place_sheet", self._language)
        return say("staff.place", self._language, row=where.row, column=column_letter(where.column))

    def places(self, note: Note) -> str:
        """The first cells of which the same is said, and how many there are."""
        count, cells = self._draft.remarks.places.get(note, (1, ()))
        if count == 1:
            return self.place(note)
        named = [self.place(dataclasses.replace(note, row=row, column=column)) for row, column in cells]
        if all(row > 0 and column > 0 and row not in self._draft.labels for row, column in cells):
            named = [f"{column_letter(column)}{row}" for row, column in cells]
        places = say("reading.and", self._language).join(named)
        return places if count == len(cells) else say("staff.place_more", self._language, places=places, count=count)

    def names(self, value: Candidate) -> tuple[str | Told, ...]:
        """Place, region, indicator and period; of a file's figure each with the cell that said so."""
        found = dict(sources_of(value, self._draft.board, ("region", "indicator")))
        period = in_table(value.period)
        if value.row in self._draft.labels:
            return self.place(value), found["region"].what, found["indicator"].what, period
        when = value.trace.get("period")
        return (
            self.place(value),
            *(Told(source.what, source.by) for source in found.values()),
            Told(period, said_by(when) if when else ""),
        )

    def figure(self, row: Observation) -> str:
        """A value with its unit."""
        return value_text(row, self._draft.board, self._catalog.indicators[row.indicator], self._language)

    def taken(self, value: Candidate, row: Observation) -> str | Told:
        """A figure as it would be recorded, with its unit, and the cell that said the unit."""
        figure = self.figure(row)
        if value.row in self._draft.labels:
            return figure
        said = value.trace.get("unit")
        return Told(figure, said_by(said) if said else translate("reading.by.catalog"))

    def old(self, value: Candidate) -> str:
        """What the ledger says so far."""
        return self.figure(value.old) if value.old else ""


def _sections(draft: Draft) -> list[Section]:
    words = Words(draft)
    remark = ("place", "found", "what", "remedy")
    figure = ("place", "region", "indicator", "period")
    kinds, first = draft.remarks.kinds, draft.remarks.first
    refused = [(words.places(note), note.found, note.what, note.expected, note.remedy) for note in first["fault"]]
    doubts = [(words.places(note), note.found, note.what, note.remedy) for note in first["doubt"]]
    changed = [
        (*words.names(value), words.old(value), words.taken(value, row)) for value, row in draft.first[State.CHANGED]
    ]
    gone = [
        (*words.names(value), words.old(value), translate("staff.history.withdrawn"))
        for value in draft.withdrawn[:MOST_ROWS]
    ]
    new = [(*words.names(value), words.taken(value, row)) for value, row in draft.first[State.NEW]]
    named = {text: alias for (_, text), alias in draft.known.counting.items()}
    fixed = [
        (
            words.place(note),
            note.found,
            draft.remarks.repaired[note.row, note.column, note.code],
            with_speaker(note.what, named.get(fold(note.found)) if note.code == "confirmed_name" else None),
        )
        for note in first["repair"]
    ]
    return [
        Section("refused", (*remark[:3], "expected", "remedy"), refused, kinds["fault"], True),
        Section("doubts", remark, doubts, kinds["doubt"], True),
        Section("changed", (*figure, "old", "new"), changed, draft.changed - len(draft.withdrawn), True),
        Section("withdrawn", (*figure, "old", "after"), gone, len(draft.withdrawn), True),
        effects_section(draft.board, draft.effects),
        Section("new", (*figure, "value"), new, draft.new, True),
        Section("repairs", ("place", "before", "repaired", "repair"), fixed, kinds["repair"], False),
    ]


def effects_section(board: Board, effects: Sequence[StatusEffect]) -> Section:
    """The targets whose status would change, in words."""
    catalog, code = board.catalog, language()
    rows: list[tuple[str, ...]] = []
    for ident, before, after in effects[:MOST_ROWS]:
        target = catalog.targets[ident]
        name, region = catalog.label(target, code), catalog.regions[target.region].label(code)
        document = catalog.documents[target.document].label_short(code)
        words = (say(f"status.{before}", code), say(f"status.{after}", code))
        rows.append((name, region, document, str(target.due), *words))
    columns = ("target", "region", "document", "due", "was", "after")
    return Section("effects", columns, rows, len(effects), True)


def save_form(
    slot: str, draft: Draft, fresh: bool, work: str, names: Mapping[str, Mapping[str, str]] | None = None
) -> None:
    """Source and name, and the buttons that save; what keeps a button from working is said beside it.

    ``work`` names what is being worked on: what others write to its figures from its beginning on is to be confirmed.
    """
    turn = f"{slot}.{round_of(slot)}"
    meanwhile = conflicts_since(draft, seen_ledger(slot, work, draft.board.ledger))
    unseen = bool(meanwhile) and not confirmed(draft.board, meanwhile, turn)
    if not draft.changing:
        st.info(translate("staff.nothing_to_save"))
        return
    left, middle, right = st.columns([2, 2, 1])
    source = left.text_input(
        translate("staff.source"), key=f"{turn}.source", placeholder=translate("staff.source_like")
    ).strip()
    url = middle.text_input(translate("staff.url"), key=f"{turn}.url", placeholder="https://").strip()
    with right:
        by = ask_name(f"{turn}.by")
    checked = bool(draft.doubtful) and st.checkbox(
        translate("staff.checked", count=draft.doubtful), key=f"{turn}.checked"
    )
    reason = _reason(draft, source, url, by) or (translate("staff.reason.meanwhile") if unseen else "")
    good = draft.changing if checked else draft.changing - draft.doubtful
    whole = not draft.refused
    waits = hands_in()
    said = reason
    all_pressed = good_pressed = False
    with st.container(horizontal=True, vertical_alignment="center"):
        if whole:
            unchecked = bool(draft.doubtful) and not checked
            said = said or (translate("staff.reason.unchecked") if unchecked else "")
            all_pressed = st.button(
                translate("review.hand_in_all" if waits else "staff.save_all", count=draft.changing),
                type="primary",
                disabled=bool(reason) or unchecked,
                key=f"{turn}.all",
            )
        if not whole or (draft.doubtful and good):
            good_pressed = st.button(
                translate("review.hand_in_good" if waits else "staff.save_good", count=good),
                type="secondary" if whole else "primary",
                disabled=bool(reason) or not good,
                key=f"{turn}.good",
            )
        if said:
            st.caption(said)
    if reason or not (all_pressed or good_pressed):
        return
    if fresh:  # the ledger has changed since the review that the button stood under
        st.warning(translate("staff.changed_meanwhile"))
        return
    with refusals_told(draft.board.catalog):
        saved = save(draft, source=source, url=url, by=by, warned=checked or not draft.doubtful, names=names or {})
        forget(slot)
        text = translate("review.handed_in" if saved.held else "staff.saved", count=saved.rows)
        keep_message(text, saved.batch, held=saved.held)
        next_round(slot)
        st.rerun()


def ask_name(key: str) -> str:
    """Who writes: the name signed in with, else asked for, once a visit."""
    person = here()
    # It outlives the page's own fields.
    known = person.name if person.is_named else st.session_state.get(_BY, "")
    by = st.text_input(translate("staff.by"), value=known, disabled=person.is_named, key=key).strip()
    st.session_state[_BY] = by
    return person.name if person.is_named else by


def _reason(draft: Draft, source: str, url: str, by: str) -> str:
    """Why nothing can be saved yet; empty if it can."""
    refused = refusal_of_rows(draft.batch.series_to_write())
    if refused:
        return refused
    if not source:
        return translate("staff.reason.source")
    if not by:
        return translate("staff.reason.by")
    if url and not url.startswith(("http://", "https://")):
        return translate("staff.reason.url")
    return ""


def round_of(slot: str) -> int:
    """How many batches have been saved here: part of the fields' names, for a field under a new name is empty."""
    return int(st.session_state.get(f"{slot}.round", 0))


def next_round(slot: str) -> None:
    """Begin with empty fields."""
    st.session_state[f"{slot}.round"] = round_of(slot) + 1
