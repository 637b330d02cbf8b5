"""Hand-outs: PowerPoint, Word, Excel and CSV for the filters and the date in the address."""

from dataclasses import replace

from components.meeting.handouts import ask_office, draw_handouts, offer_in_year, offer_reminders, offer_tasks, scope
from components.meeting.picked import picked
from components.page.address import filters, tell_ignored
from components.page.data import board, board_at
from components.page.frame import guarded
from components.page.meetings import asked_since
from components.page.returns import known_returns
from components.page.session import as_of, kept_moment, language, links
from components.page.tasks import known_tasks, known_tasks_at
from gapboard.board.changes import as_it_was
from gapboard.export.briefing import Briefing


def draw() -> None:
    """What the hand-outs are about, then the buttons that make them."""
    day = as_of()
    # Who comes from the slides takes away what was shown on them, also when somebody has saved since.
    at = None if day else kept_moment()
    shown = board(day) if at is None else board_at(at)
    tasks = known_tasks(day) if at is None else known_tasks_at(at)
    chosen = filters(shown, tasks)
    since = asked_since(shown.on)
    told = Briefing(
        shown,
        chosen,
        language(),
        as_it_was(shown, since.day),
        tasks=tasks,
        tasks_before=known_tasks(since.day) if since.day else None,
    )
    briefing, unknown = picked(told)
    tell_ignored((*since.ignored, *unknown))
    scope(briefing, links(), at)
    signed = replace(briefing, office=ask_office(language()))
    draw_handouts(signed)
    offer_tasks(signed)
    offer_in_year(shown, chosen, language(), signed.office)
    if known := known_returns(day):
        offer_reminders(shown, known, language(), office=signed.office, newer=at is not None)


guarded(draw)
