"""Documents: one plan at a time, its items in order, its verdict; then what documents say of each other."""

from components.leaders.at_odds import at_odds_html
from components.leaders.documents import agreements_html, asked_for, documents_allowed, plan_html
from components.page.address import asked
from components.page.data import board
from components.page.frame import guarded
from components.page.session import as_of, language, links
from components.page.tasks import task_board
from components.page.templates import draw_html


def draw() -> None:
    """The document of the task that the address names, else the one it names, else the latest."""
    shown = board(as_of())
    tasks = task_board(as_of())
    document, task = asked_for(asked(documents_allowed(shown, tasks)), shown, tasks)
    draw_html(plan_html(shown, tasks, document, language(), links(), chosen=task))
    if contradictions := at_odds_html(shown, language(), links()):
        draw_html(contradictions)
    draw_html(agreements_html(shown, language(), links()))


guarded(draw)
