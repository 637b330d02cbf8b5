"""History: who wrote what when, how to take it back, names that are remembered, and files to take away."""

from components.page.frame import guarded
from components.page.session import translate
from components.page.templates import draw_html
from components.staff.downloads import offer_ledger, offer_template
from components.staff.html import show
from components.staff.messages import heading
from components.staff.names import show_names
from components.staff.past import show_batches


def draw() -> None:
    """The batches, then remembered names, then templates, then downloads."""
    heading("history")
    show_batches()
    show_names()
    show(
        "subheading.html", title=translate("staff.downloads.template"), lead=translate("staff.downloads.template_lead")
    )
    offer_template()
    show("subheading.html", title=translate("staff.downloads.title"), lead="")
    offer_ledger()
    draw_html('<span id="history-end"></span>')


guarded(draw)
