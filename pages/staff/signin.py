"""Sign-in and rights: who the visitor is to the board, and the way in and out."""

from components.page.frame import guarded
from components.page.session import translate
from components.page.sign_in import show_self
from components.page.templates import draw_html
from components.staff.html import show


def draw() -> None:
    """Heading, then the person."""
    show("heading.html", title=translate("rights.page"), lead=translate("rights.lead"))
    show_self()
    draw_html('<span id="signin-end"></span>')


guarded(draw)
