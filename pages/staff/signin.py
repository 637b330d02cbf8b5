"""Sign-in and rights: who the visitor is to the board, and the way in and out."""

from components.page.frame import guarded
from components.page.session import tell
from components.page.sign_in import show_self
from components.page.templates import put
from components.staff.html import show


def draw() -> None:
    """Heading, then the person."""
    show("heading.html", title=tell("rights.page"), lead=tell("rights.lead"))
    show_self()
    put('<span id="signin-end"></span>')


guarded(draw)
