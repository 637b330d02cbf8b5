"""The review of a draft: what it would change, what is wrong with it, and the buttons that save it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from components.leaders.indicator import value_text
from components.page.session import language, translate
from components.page.who import here
from components.staff.as_return import AsReturn
from components.staff.draft import MOST_ROWS, Draft
from components.staff.html import show
from components.staff.known import with_speaker
from components.staff.meanwhile import confirmed, conflicts_since
from components.staff.messages import refusals_told
from components.staff.once import finish, left_to_do
from components.staff.periods import in_table
from components.staff.picture import said_by, sources_of
from components.staff.rights import refusal_of_rows
from components.staff.rounds import round_of
from components.staff.saved import Plan, amount, last_source
from components.staff.saving import hands_in, save
from components.staff.section import Section, Told
from gapboard.board import Board
from gapboard.export.xlsx import column_letter
from gapboard.history.effect import StatusEffect
from gapboard.intake.annotate import Note
from gapboard.intake.model import Candidate, State
from gapboard.intake.names import fold
from gapboard.kernel.wording import say
from gapboard.ledger import Ledger, Observation

_BY = "staff:by"


def show_review(draft: Draft) -> None:
    """Counts as tiles, then a table for each kind of thing that a person should look at."""
    counts = {
        "new": draft.new,
        "changed": draft.changed - len(draft.withdrawn),
        **({"withdrawn": len(draft.withdrawn)} if draft.withdrawn else {}),
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

    def found(self, note: Note) -> str:
        """What a remark is about; of what was typed in, the field as it was typed and not what was made of it."""
        if note.row not in self._draft.labels or note.column < 1:
            return note.found
        return self._draft.workbook.sheets[0].rows[note.row - 1][note.column - 1] or note.found

    def names(self, value: Candidate) -> tuple[str | Told, ...]:
        """Region, indicator and period; of a file's figure the place too, and each with the cell that said so."""
        found = dict(sources_of(value, self._draft.board, ("region", "indicator")))
        period = in_table(value.period)
        if value.row in self._draft.labels:
            return found["region"].what, found["indicator"].what, period
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
        """A figure as it would be recorded, with its unit and status; of a file, with the cell that said the unit."""
        figure = self.figure(row)
        if value.row in self._draft.labels:
            return Told(figure, self._status(row))
        said = value.trace.get("unit")
        by = said_by(said) if said else translate("reading.by.catalog")
        return Told(figure, f"{by} · {self._status(row)}")

    def old(self, value: Candidate) -> str | Told:
        """What the ledger says so far; where figures are typed in, with its status and note, which stay as they are."""
        if not value.old:
            return ""
        figure = self.figure(value.old)
        return Told(figure, self._status(value.old)) if value.row in self._draft.labels else figure

    def _status(self, row: Observation) -> str:
        status = f"{row.obs_status} {say(f'obs_status.{row.obs_status}', self._language)}"
        return say("staff.with_note", self._language, status=status, note=row.note) if row.note else status


def _sections(draft: Draft) -> list[Section]:
    words = Words(draft)
    remark = ("place", "found", "what", "remedy")
    # What was typed in stands nowhere but under its names.
    figure = ("region", "indicator", "period") if draft.labels else ("place", "region", "indicator", "period")
    kinds, first = draft.remarks.kinds, draft.remarks.first
    refused = [
        (words.places(note), words.found(note), note.what, note.expected, note.remedy) for note in first["fault"]
    ]
    doubts = [(words.places(note), words.found(note), note.what, note.remedy) for note in first["doubt"]]
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
        Section("repairs", ("place", "before", "repaired", "repair"), fixed, kinds["repair"], bool(draft.labels)),
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
    slot: str,
    draft: Draft,
    fresh: bool,
    since: Ledger,
    names: Mapping[str, Mapping[str, str]] | None = None,
    as_return: AsReturn | None = None,
) -> None:
    """Source and name, and the buttons that save; what keeps them from saving is said when one is pressed.

    ``since`` is the ledger that the person has seen their work against: what others have written since is to be
    confirmed. ``as_return`` is the return that the register is to note with it.
    """
    turn = f"{slot}.{round_of(slot)}"
    meanwhile = conflicts_since(draft, since)
    unseen = bool(meanwhile) and not confirmed(draft, meanwhile, turn)
    if not draft.changing:
        st.info(translate("staff.nothing_to_save"))
        return
    # A tick is for what was seen when it was set.
    checked = bool(draft.doubtful) and st.checkbox(
        translate("staff.checked", count=draft.doubtful), key=f"{turn}.{draft.seen}.checked"
    )
    barred = refusal_of_rows(draft.batch.series_to_write()) or (translate("staff.reason.meanwhile") if unseen else "")
    # One form, for its button sends along what was typed last: the first click saves.
    with st.form(f"{turn}.save", border=False, enter_to_submit=False):
        source, url, by = _ask_source(turn, draft)
        pressed = _buttons(turn, draft, checked, barred)
    if barred or not pressed:
        return
    unchecked = pressed == "all" and bool(draft.doubtful) and not checked
    reason = _reason(source, url, by) or (translate("staff.reason.unchecked") if unchecked else "")
    if reason:
        st.warning(reason)
        return
    if fresh:  # the ledger has changed since the review that the button stood under
        st.warning(translate("staff.changed_meanwhile"))
        return
    warned = checked or not draft.doubtful
    plan = Plan.of(slot, draft, warned=warned, source=source, url=url)
    left = left_to_do()
    whole = not draft.refused and (warned or not draft.doubtful)
    with refusals_told(draft.board.catalog):
        if as_return:
            as_return.require()
        batch = as_return.batch if as_return else ""
        saved = save(draft, source=source, url=url, by=by, warned=warned, names=names or {}, batch=batch)
        left.append(partial(plan.finish, saved))
        if as_return:
            as_return.note(saved, by, whole=whole)
        finish()
        st.rerun()


def _ask_source(turn: str, draft: Draft) -> tuple[str, str, str]:
    """Source, its address, and who enters; of typed figures as they were for the last ones."""
    source, url = last_source() if draft.labels else ("", "")
    left, middle, right = st.columns([2, 2, 1])
    source = left.text_input(
        translate("staff.source"), source, key=f"{turn}.source", placeholder=translate("staff.source_like")
    )
    url = middle.text_input(translate("staff.url"), url, key=f"{turn}.url", placeholder="https://")
    with right:
        by = ask_name(f"{turn}.by")
    return source.strip(), url.strip(), by


def _buttons(turn: str, draft: Draft, checked: bool, barred: str) -> str:
    """Which button is pressed: ``all``, ``good`` or none.

    Their names hold what the review shows: a click on a button under another review is of a button that is gone.
    """
    key, waits, pressed = f"{turn}.{draft.seen}", hands_in(), ""
    whole = not draft.refused
    good = draft.changing if checked else draft.changing - draft.doubtful
    back = len(draft.withdrawn)
    with st.container(horizontal=True, vertical_alignment="center"):
        if whole and st.form_submit_button(
            translate("review.hand_in_all" if waits else "staff.save_all", what=amount(draft.changing - back, back)),
            type="primary",
            disabled=bool(barred),
            key=f"{key}.all",
        ):
            pressed = "all"
        if (not whole or (draft.doubtful and good)) and st.form_submit_button(
            translate("review.hand_in_good" if waits else "staff.save_good", what=amount(good - back, back)),
            type="secondary" if whole else "primary",
            disabled=bool(barred) or not good,
            key=f"{key}.good",
        ):
            pressed = "good"
        if not barred and not whole and not good:  # the one button is grey, and a tick above opens it
            st.caption(translate("staff.reason.all_doubtful"))
        if barred or _seen_anew(turn, draft):
            st.caption(barred or translate("staff.checked_anew"))
    return pressed


def _seen_anew(turn: str, draft: Draft) -> bool:
    """Whether what was typed has been checked before as something else."""
    first = st.session_state.setdefault(f"{turn}.first-seen", draft.seen)
    return bool(draft.labels) and first != draft.seen


def ask_name(key: str) -> str:
    """Who writes: the name signed in with, else asked for, once a visit."""
    person = here()
    # It outlives the page's own fields.
    known = person.name if person.is_named else st.session_state.get(_BY, "")
    by = st.text_input(translate("staff.by"), value=known, disabled=person.is_named, key=key).strip()
    st.session_state[_BY] = by
    return person.name if person.is_named else by


def known_name() -> str:
    """Who writes, as last said."""
    person = here()
    return person.name if person.is_named else str(st.session_state.get(_BY, ""))


def _reason(source: str, url: str, by: str) -> str:
    """What is missing before anything can be saved; empty for nothing."""
    if not source:
        return translate("staff.reason.source")
    if not by:
        return translate("staff.reason.by")
    if url and not url.startswith(("http://", "https://")):
        return translate("staff.reason.url")
    return ""
