"""Reporting: who owes what by which day, what came in, and the files that go with it."""

import streamlit as st

from components.leaders.reporting import allowed, body_html, overview_html, year_shown
from components.page.address import asked, tell_ignored
from components.page.data import board
from components.page.frame import guarded
from components.page.returns import returns
from components.page.session import as_of, language, links
from components.page.tasks import known_tasks
from components.page.templates import draw_html
from components.staff.reporting import note_return, offer_all, offer_body
from components.staff.returns import take_returns, takes_returns
from gapboard.board.reporting import find_due


def draw() -> None:
    """All bodies of a year, or one body; with a period of a duty, what was sent for it."""
    found, told, shown = returns(as_of()), language(), board(as_of())
    tasks = known_tasks(as_of())
    wanted = asked(allowed(found, tasks))
    body, duty = found.reporting.catalog.bodies.get(wanted["body"]), found.reporting.duties.get(wanted["duty"])
    period = st.query_params.get("period", "")
    due = find_due(duty, period, found.reporting) if duty else None
    cell = found.cell(body, due) if body and due and body in found.reporting.owing(due.duty, due.by) else None
    if period and cell is None:
        tell_ignored((("period", period),))
    if body is None:
        takes = not as_of() and takes_returns(found)
        draw_html(overview_html(found, year_shown(found, wanted["year"]), told, links(), tasks, takes=takes))
        offer_all(shown, found)
        if not as_of():
            take_returns(shown, found)
        return
    draw_html(body_html(found, body, cell, told, links()))
    offer_body(shown, found, body, cell)
    if cell and not as_of():
        note_return(cell, found.in_ledger)


guarded(draw)
