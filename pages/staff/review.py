"""Review: what was handed in and waits for a second pair of eyes."""

from components.page.frame import guarded
from components.page.session import tell
from components.page.templates import put
from components.staff.html import show
from components.staff.messages import show_message
from components.staff.waiting import show_waiting


def draw() -> None:
    """Heading, what was decided just now, then the batches."""
    show("heading.html", title=tell("review.page"), lead=tell("review.lead"))
    show_message("review")
    show_waiting()
    put('<span id="review-end"></span>')


guarded(draw)
