"""Task reports: all open tasks of a body, the report on each, and what waits for somebody else's word."""

import streamlit as st

from components.page.frame import guarded
from components.page.session import links
from components.page.tasks import task_board
from components.page.templates import draw_html
from components.staff.html import show
from components.staff.messages import tell_refusal
from components.staff.rights import allowed
from components.staff.task_reports import PATH, report_tasks
from components.staff.task_said import show_to_verify
from components.staff.task_told import show_told
from gapboard.people.rights import Action

VERIFY = "verify"


def draw() -> None:
    """For who reviews two views; for who neither reports nor reviews why, and what was said."""
    reviews, asked = allowed(Action.REVIEW), st.query_params.get("view", "")
    verifying = reviews and (asked == VERIFY or (not asked and not allowed(Action.WRITE)))
    show(
        "task_heading.html",
        report=links().to(PATH, view="report"),
        verify=links().to(PATH, view=VERIFY) if reviews else "",
        verifying=verifying,
    )
    if not reviews:
        tell_refusal(Action.WRITE)
    show_told()
    if verifying:
        show_to_verify(task_board())
    else:
        report_tasks(task_board())
    draw_html(f'<i id="{PATH}-end"></i>')


guarded(draw)
