"""What to take away: PowerPoint, Word, Excel and CSV of what the page shows. Each is made when it is asked for."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict
from functools import partial

import streamlit as st
from markupsafe import Markup

from components.leaders.filters import FilterLinks, filters_html
from components.meeting.picked import BETWEEN, PICK
from components.page.downloads import DOCX, offer
from components.page.links import Links
from components.page.session import stamp
from components.page.templates import show
from gapboard.board import Board, Filters
from gapboard.board.in_year import UpTo, this_year, up_to
from gapboard.board.reporting import Returns
from gapboard.export.briefing import LONGEST_OFFICE, Briefing
from gapboard.export.handouts import HANDOUTS, TASK_HANDOUTS, Handout, of_tasks
from gapboard.export.progress import finding
from gapboard.export.quarterly import quarterly_docx
from gapboard.export.reminder import reminders_zip, to_remind
from gapboard.kernel.wording import say

OFFICE = "office"
_ICONS = {
    "briefing": ":material/newspaper:",
    "deck": ":material/slideshow:",
    "document": ":material/description:",
    "workbook": ":material/table_view:",
    "board": ":material/csv:",
    "notice": ":material/campaign:",
    "warnings": ":material/warning:",
}


def scope(briefing: Briefing, links: Links, at: dt.datetime | None = None) -> None:
    """What the hand-outs will be about, and links that change it; with the moment ``at`` of the slides they go with."""
    language, filters = briefing.language, briefing.filters
    pick = BETWEEN.join(briefing.pick)
    show(
        "handout_scope.html",
        say=partial(say, language=language),
        scope=briefing.scope,
        vintage=briefing.as_of,
        verdict=briefing.verdict,
        shown=len(briefing.picked),
        filters=Markup(
            filters_html(
                briefing.board,
                language,
                FilterLinks(links, filters, "handouts", moment=stamp(at)),
                dt.date.today(),
                tasks=briefing.tasks.tasks if briefing.tasks else None,
            )
        ),
        moment=at.astimezone().strftime("%Y-%m-%d %H:%M") if at else "",
        newest=links.to("handouts", **asdict(filters), **{PICK: pick}),
        present=links.to("present", **asdict(filters), **{PICK: pick}, at=stamp(at)),
    )


def ask_office(language: str) -> str:
    """Who issues the briefing, as typed; the address keeps it, so that a link brings it along."""
    known = st.query_params.get(OFFICE, "")[:LONGEST_OFFICE]
    typed = st.text_input(
        say("handout.office", language),
        known,
        max_chars=LONGEST_OFFICE,
        help=say("handout.office_why", language),
        key="handout:office",
        width=420,
    )
    if typed.strip() != known:
        st.query_params[OFFICE] = typed.strip()
    return typed.strip()


def offer_in_year(board: Board, filters: Filters, language: str, office: str) -> None:
    """The report of the latest year of which a part is known, issued by ``office``; else nothing."""
    at = up_to(board, "")
    found = this_year(board, at.year, filters=filters) if at else None
    if at is None or found is None or not found.rows:
        return
    period = UpTo(at.year, found.month)
    show("handouts_more.html", what=say("handout.in_year", language, year=at.year))
    offer(
        say("in_year.download.docx", language),
        partial(quarterly_docx, board, period, filters, language, office),
        f"{say('in_year.page', language)}-{period.text}.docx",
        DOCX,
        key="handout:in-year",
        icon=":material/calendar_month:",
        quiet=False,
    )


def offer_reminders(board: Board, returns: Returns, language: str, *, office: str = "", newer: bool = False) -> None:
    """The reminder sheets of all bodies that owe a return now or soon, from ``office``; nothing where none does.

    They are ``newer`` than the other hand-outs where those keep to the moment of a meeting, and say so.
    """
    bodies = to_remind(returns)
    if not bodies:
        return
    told = [say("handout.reminders", language, count=len(bodies))]
    told += [say("handout.reminders_newer", language)] if newer else []
    show("handouts_more.html", what=" ".join(told))
    offer(
        say("reporting.reminders", language),
        partial(reminders_zip, board, returns, bodies, language, office),
        f"{say('reporting.sheet.zip', language)}-{returns.on.isoformat()}.zip",
        "application/zip",
        key="handout:reminders",
        icon=":material/notifications:",
        quiet=False,
    )


def offer_tasks(briefing: Briefing) -> None:
    """The notice on the tasks that fit, and the warning sheets; nothing where none is due or reported on."""
    kinds = of_tasks(briefing)
    if not kinds:
        return
    told = finding(briefing.task_states, briefing.language)
    show("handouts_more.html", what=say("notice.offer", briefing.language, finding=told))
    with st.container(horizontal=True):
        for kind in kinds:
            _offer(kind, f"notice.get.{kind}", TASK_HANDOUTS[kind], briefing)


def draw_handouts(briefing: Briefing) -> None:
    """A row of buttons for the board through the filters; nothing is made before a click."""
    with st.container(key="handouts"):
        show("handouts.html", what=say("handout.what", briefing.language))
        with st.container(horizontal=True):
            for kind, handout in HANDOUTS.items():
                _offer(kind, f"handout.get.{kind}", handout, briefing)


def _offer(kind: str, label: str, handout: Handout, briefing: Briefing) -> None:
    offer(
        say(label, briefing.language),
        partial(handout.make, briefing),
        handout.name(briefing),
        handout.mime,
        key=f"handout:{kind}",
        icon=_ICONS[kind],
        quiet=False,
    )
