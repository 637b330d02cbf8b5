"""What can be done on the page of reporting: take files away, note a return, withdraw an entry."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Collection
from functools import partial

import streamlit as st

from components.page.downloads import DOCX, XLSX, offer
from components.page.returns import look_again
from components.page.session import language, links, translate
from components.staff.html import show
from components.staff.messages import refusals_told
from components.staff.once import Step, finish, write_once
from components.staff.review import ask_name
from components.staff.rights import allowed, writer_to
from components.staff.rounds import begin_round, round_of
from components.staff.saving import store
from components.staff.senders import report_of
from components.staff.withdrawal import ask_withdrawal
from gapboard.board import Board
from gapboard.board.reporting import Cell, Returns, counts
from gapboard.catalog import Body
from gapboard.explain.reporting import period_of
from gapboard.export.briefing import LONGEST_OFFICE
from gapboard.kernel.moments import moment_text
from gapboard.ledger.reports import ASKED, RECEIVED, Report
from gapboard.people.rights import Action

_SAID, _SLOT, _OFFICE = "reporting:said", "reporting", "reporting:office"


def offer_all(board: Board, returns: Returns) -> None:
    """Reminder sheets of all bodies that owe something, and the office's calendar."""
    from gapboard.export.agenda import agenda
    from gapboard.export.reminder import reminders_zip, to_remind

    told, day = language(), returns.on.isoformat()
    bodies = to_remind(returns)
    office = _ask_office() if bodies else ""
    with st.container(horizontal=True):
        if bodies:
            name = f"{translate('reporting.sheet.zip')}-{day}.zip"
            _button("reminders", partial(reminders_zip, board, returns, bodies, told, office), name, "application/zip")
        name = f"{translate('reporting.calendar_file')}-{day}.ics"
        _button("calendar", partial(agenda, returns, told), name, "text/calendar")


def offer_body(board: Board, returns: Returns, body: Body, chosen: Cell | None) -> None:
    """The template of the chosen period, or of each that is owed now; the body's reminder sheet and calendar."""
    from gapboard.export.agenda import agenda
    from gapboard.export.owed import owed_for
    from gapboard.export.reminder import reminder, sheet_name
    from gapboard.export.template import return_mark, template_of

    told, owed = language(), returns.owed(body)
    office = _ask_office() if owed else ""
    with st.container(horizontal=True):
        for cell in [chosen] if chosen else owed:
            asked = owed_for(board, cell.due.duty, body, cell.due.period)
            if not asked:
                continue
            period = period_of(cell.due, told)
            name = f"{translate('reporting.template_file')}-{body.label(told)}-{period}.xlsx"
            mark = return_mark(cell.due.duty.id, cell.due.period, body.id)
            _button("template", partial(template_of, board, asked, told, mark, cell), name, XLSX, period)
        if owed:
            _button("reminder", partial(reminder, board, returns, body, told, office), sheet_name(body, told), DOCX)
        name = f"{translate('reporting.calendar_file')}-{body.label(told)}.ics"
        _button("calendar_body", partial(agenda, returns, told, body), name, "text/calendar")


def _ask_office() -> str:
    """Who sends and signs the reminder sheets, asked for once a visit; empty leaves a line to fill in."""
    known = st.session_state.get(_OFFICE, "")
    label, why = translate("reporting.sheet.office"), translate("reporting.sheet.office_why")
    office = st.text_input(label, known, max_chars=LONGEST_OFFICE, help=why, key="reporting-office", width=420).strip()
    st.session_state[_OFFICE] = office
    return office


def note_return(cell: Cell, in_ledger: Collection[str]) -> None:
    """A form that notes what came in for a period, and a way to answer what waits or to withdraw what was a mistake.

    Of a batch that is ``in_ledger`` the figures are taken back, and not the note alone.
    """
    finish()
    # What was said stays while the same period is open: a page may be drawn again at any moment by a change of data.
    about = (cell.body.id, cell.due.duty.id, cell.due.period.text)
    told_of, said = st.session_state.get(_SAID, (about, ""))
    if said and told_of == about:
        st.success(said)
    if not allowed(Action.WRITE):
        return
    show(
        "subheading.html", title=translate("reporting.note_return.title"), lead=translate("reporting.note_return.lead")
    )
    slot = f"note-{cell.body.id}-{cell.due.duty.id}-{cell.due.period.text}"
    key = f"{slot}-{round_of(slot)}"
    _tell_meanwhile(cell, key)
    by = ask_name(f"{slot}-by")  # before the form: who withdraws an entry is named here as well
    # One form: its button sends along the day that was chosen last.
    with st.container(key=key), st.form(f"{key}-form", border=False, enter_to_submit=False):
        day = st.date_input(
            translate("reporting.received_on"), value="today", max_value="today", format="YYYY-MM-DD", key=f"{key}-day"
        )
        sent = st.file_uploader(translate("reporting.note_return.file"), key=f"{key}-file")
        remark = st.text_input(translate("reporting.note_return.remark"), max_chars=200, key=f"{key}-note")
        pressed = st.form_submit_button(translate("reporting.note_return.save"), type="primary", key=f"{key}-save")
    if pressed:
        content = sent.getvalue() if sent else b""
        sha256 = hashlib.sha256(content).hexdigest() if sent else ""
        report = report_of(cell, RECEIVED, day, by, file=sent.name if sent else "", sha256=sha256, note=remark)
        names = {"duty": cell.due.duty.label(language()), "period": period_of(cell.due, language())}
        told = translate("reporting.note_return.saved", body=cell.body.label(language()), **names)
        after = partial(_done, about, told, slot, round_of(slot) + 1)
        _write(key, by, partial(writer_to(store()).note_returns, [report], once=True), after)
    for item in cell.reports:
        partly = item.batch in in_ledger
        if item.state == ASKED:
            _tell_asked(item, partly)
        withdrawable = item.state == RECEIVED or (item.state == ASKED and not partly)
        if withdrawable and writer_to(store()).may_withdraw(item):
            _offer_withdrawal(item, by, about)


def _tell_meanwhile(cell: Cell, key: str) -> None:
    """Say what others have noted of the return since its form was begun: it stands above, where nobody looks again."""
    seen: set[str] = st.session_state.setdefault(f"{key}-seen", {item.batch for item in cell.reports})
    for item in cell.reports:
        if item.batch not in seen and counts(item):
            at, day = moment_text(item.recorded_at, language()), item.received_on.isoformat()
            told = {"by": item.recorded_by, "at": at, "day": day, "file": item.file}
            st.info(translate("reporting.note_return.meanwhile", **told).rstrip())


def _tell_asked(item: Report, partly: bool) -> None:
    """Where what is asked of a return is answered; and where its figures are taken back, if some are in the ledger."""
    told = translate("reporting.note_return.asked", day=item.received_on.isoformat(), file=item.file)
    undo = links().to("history") if partly else ""
    show("return_asked.html", told=told, answer=links().to("import"), undo=undo)


def _offer_withdrawal(item: Report, by: str, about: tuple[str, str, str]) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(translate("reporting.note_return.noted", day=item.received_on.isoformat(), file=item.file).rstrip())
        reason = ask_withdrawal(item.batch)
    if reason is None:
        return
    at, writer = dt.datetime.now().astimezone(), writer_to(store())

    def withdraw() -> None:
        writer.withdraw_return(item.batch, by=by, at=at, note=reason)

    _write(f"withdraw-{item.batch}", by, withdraw, partial(_done, about, translate("reporting.note_return.withdrawn")))


def _write(turn: str, by: str, write: Callable[[], object], after: Step) -> None:
    """Write once, however fast the button is clicked, and go on with what is to be done ``after``."""
    if not by:
        st.warning(translate("reporting.note_return.needs_by"))
        return

    def written() -> Step:
        write()
        return after

    with refusals_told():
        write_once(_SLOT, turn, written)
        st.rerun()


def _done(about: tuple[str, str, str], said: str, slot: str = "", number: int = 0) -> None:
    """Say what was done; after a return was noted the next round of its form, which is empty, begins."""
    look_again()
    st.session_state[_SAID] = (about, said)
    if slot and round_of(slot) < number:
        begin_round(slot, number)


def _button(name: str, make: partial[bytes], file: str, mime: str, more: str = "") -> None:
    offer(f"{translate(f'reporting.{name}')} {more}".rstrip(), make, file, mime, key=f"reporting-{name}-{more}")
