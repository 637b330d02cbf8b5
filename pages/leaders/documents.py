"""Documents: one plan at a time, its items in order, its verdict; then what documents say of each other."""

from components.leaders.at_odds import at_odds_html
from components.leaders.documents import agreements_html, plan_html
from components.page.address import asked
from components.page.data import board
from components.page.frame import guarded
from components.page.session import as_of, language, links
from components.page.tasks import task_board
from components.page.templates import draw_html


def draw() -> None:
    """The document of the task that the address names, else the one it names, else the latest."""
    shown = board(as_of())
    documents, known = list(shown.catalog.documents), task_board(as_of())
    wanted = asked({"document": documents, "task": known.of})
    task = known.of.get(wanted["task"])
    document = task.task.document if task else wanted["document"] or documents[-1]
    draw_html(plan_html(shown, known, document, language(), links(), chosen=wanted["task"]))
    if contradictions := at_odds_html(shown, language(), links()):
        draw_html(contradictions)
    draw_html(agreements_html(shown, language(), links()))


guarded(draw)
