"""Presenting: the board as a sequence of full-screen slides, kept to the state of knowledge it was opened with."""

import streamlit as st

from components.meeting.picked import picked
from components.meeting.slides import slides_html
from components.page.address import filters_allowed, ignored_text, sorted_out
from components.page.data import board, board_at
from components.page.frame import guarded
from components.page.meetings import asked_since
from components.page.session import as_of, language, links, moment
from components.page.tasks import known_tasks, known_tasks_at
from components.page.templates import draw_html, script
from gapboard.board import Filters
from gapboard.board.changes import as_it_was
from gapboard.export.briefing import Briefing


def draw() -> None:
    """The slides for the filters and the date or moment in the address."""
    day = as_of()
    at = None if day else moment()
    shown = board(day) if at is None else board_at(at)
    since = asked_since(shown.on)
    # Nothing but the slides is on the screen, so they say themselves what is ignored.
    tasks = known_tasks(day) if at is None else known_tasks_at(at)
    known, ignored = sorted_out(st.query_params.to_dict(), filters_allowed(shown, tasks))
    told = Briefing(shown, Filters(**known), language(), as_it_was(shown, since.day), tasks=tasks)
    briefing, unknown = picked(told)
    told = ignored_text(ignored + since.ignored + unknown, language())
    draw_html(slides_html(briefing, links(), at, told))
    draw_html(f"<script>{script('slides')}</script>", scripts=True)


guarded(draw)
