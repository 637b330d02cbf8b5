"""Review: what was handed in and waits for a second pair of eyes."""

from components.frame import guarded
from components.session import tell
from components.staff.html import show
from components.staff.messages import show_message
from components.staff.waiting import show_waiting
from components.templates import put


def draw() -> None:
    """Heading, what was decided just now, then the batches."""
    show("heading.html", title=tell("review.page"), lead=tell("review.lead"))
    show_message("review")
    show_waiting()
    put('<span id="review-end"></span>')


guarded(draw)
