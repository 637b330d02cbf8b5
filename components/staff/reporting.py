"""What can be done on the page of reporting: take files away, note a return, withdraw an entry."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
from functools import partial

import streamlit as st

from components.page.downloads import DOCX, XLSX, offer
from components.page.returns import look_again
from components.page.session import language, translate
from components.staff.html import show
from components.staff.messages import refusals_told
from components.staff.once import finish, left_to_do
from components.staff.review import ask_name
from components.staff.rights import allowed, writer_to
from components.staff.saving import store
from components.staff.senders import report_of
from gapboard.board import Board
from gapboard.board.reporting import Cell, Returns, counts
from gapboard.catalog import Body
from gapboard.explain.reporting import period_of
from gapboard.ledger.reports import RECEIVED, WITHDRAWN, Report
from gapboard.people.rights import Action

_SAID = "reporting:said"


def offer_all(board: Board, returns: Returns) -> None:
    """Reminder sheets of all bodies that owe something, and the office's calendar."""
    from gapboard.export.agenda import agenda
    from gapboard.export.reminder import reminders_zip, to_remind

    told, day = language(), returns.on.isoformat()
    with st.container(horizontal=True):
        if bodies := to_remind(returns):
            name = f"{translate('reporting.sheet.zip')}-{day}.zip"
            _button("reminders", partial(reminders_zip, board, returns, bodies, told), name, "application/zip")
        name = f"{translate('reporting.calendar_file')}-{day}.ics"
        _button("calendar", partial(agenda, returns, told), name, "text/calendar")


def offer_body(board: Board, returns: Returns, body: Body, chosen: Cell | None) -> None:
    """The template of the chosen period, or of each that is owed now; the body's reminder sheet and calendar."""
    from gapboard.export.agenda import agenda
    from gapboard.export.owed import owed_for
    from gapboard.export.reminder import reminder, sheet_name
    from gapboard.export.template import return_mark, template_of

    told, owed = language(), returns.owed(body)
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
            _button("reminder", partial(reminder, board, returns, body, told), sheet_name(body, told), DOCX)
        name = f"{translate('reporting.calendar_file')}-{body.label(told)}.ics"
        _button("calendar_body", partial(agenda, returns, told, body), name, "text/calendar")


def note_return(cell: Cell) -> None:
    """A form that notes what came in for a period, and a way to withdraw what was noted by mistake."""
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
    key = f"note-{cell.body.id}-{cell.due.duty.id}-{cell.due.period.text}-{len(cell.reports)}"
    with st.container(key=key):
        day = st.date_input(
            translate("reporting.received_on"), value="today", max_value="today", format="YYYY-MM-DD", key=f"{key}-day"
        )
        sent = st.file_uploader(translate("reporting.note_return.file"), key=f"{key}-file")
        remark = st.text_input(translate("reporting.note_return.remark"), max_chars=200, key=f"{key}-note")
        by = ask_name(f"{key}-by")
        if st.button(translate("reporting.note_return.save"), type="primary", key=f"{key}-save"):
            content = sent.getvalue() if sent else b""
            sha256 = hashlib.sha256(content).hexdigest() if sent else ""
            report = report_of(cell, RECEIVED, day, by, file=sent.name if sent else "", sha256=sha256, note=remark)
            told = {"duty": cell.due.duty.label(language()), "period": period_of(cell.due, language())}
            _write(report, by, translate("reporting.note_return.saved", body=cell.body.label(language()), **told))
        for item in cell.reports:
            if counts(item) and item.state == RECEIVED:
                _offer_withdrawal(item, by)


def _offer_withdrawal(item: Report, by: str) -> None:
    label = f"{translate('reporting.note_return.withdraw')} · {item.received_on.isoformat()} {item.file}".rstrip()
    if st.button(label, key=f"withdraw-{item.batch}"):
        moment = dt.datetime.now().astimezone()
        gone = dataclasses.replace(item, state=WITHDRAWN, recorded_at=moment, recorded_by=by)
        _write(gone, by, translate("reporting.note_return.withdrawn"))


def _write(report: Report, by: str, said: str) -> None:
    if not by:
        st.warning(translate("reporting.note_return.needs_by"))
        return
    left = left_to_do()
    with refusals_told():
        writer_to(store()).note_returns([report])
        left.append(partial(_done, (report.body, report.subject, report.period.text), said))
        finish()
        st.rerun()


def _done(about: tuple[str, str, str], said: str) -> None:
    look_again()
    st.session_state[_SAID] = (about, said)


def _button(name: str, make: partial[bytes], file: str, mime: str, more: str = "") -> None:
    offer(f"{translate(f'reporting.{name}')} {more}".rstrip(), make, file, mime, key=f"reporting-{name}-{more}")
