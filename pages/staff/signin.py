"""Sign-in and rights: who the visitor is to the board, and the way in and out."""

from components.frame import guarded
from components.session import tell
from components.sign_in import show_self
from components.staff.html import show
from components.templates import put


def draw() -> None:
    """Heading, then the person."""
    show("heading.html", title=tell("rights.page"), lead=tell("rights.lead"))
    show_self()
    put('<span id="signin-end"></span>')


guarded(draw)
