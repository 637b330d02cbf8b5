"""Review: what was handed in and waits for a second pair of eyes."""

from components.page.frame import guarded
from components.page.session import translate
from components.page.templates import draw_html
from components.staff.html import show
from components.staff.messages import show_message
from components.staff.waiting import show_waiting


def draw() -> None:
    """Heading, what was decided just now, then the batches."""
    show("heading.html", title=translate("review.page"), lead=translate("review.lead"))
    show_message("review")
    show_waiting()
    draw_html('<span id="review-end"></span>')


guarded(draw)
