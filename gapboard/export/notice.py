"""The notice of a supervising office (督查通报) in Word: overall, done, late with reason and body, what is asked.

It tells what was reported and nothing else; what no body reported on is not listed but asked for, body by body.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence

from gapboard.board.tasks import Grade, ItemState, TaskCounts, count, done_but_missed, graded, without_report
from gapboard.explain.tasks import at_odds_text, both_text, state_text
from gapboard.export.briefing import Briefing
from gapboard.export.official import OfficialPaper
from gapboard.export.progress import (
    SHOWN,
    ItemWords,
    addressed,
    by_document,
    day_text,
    done,
    done_since,
    finding,
    items_count,
    late,
    overall_text,
)
from gapboard.kernel.wording import say

_OVERALL = (0.19, *(0.09 for _ in range(len(SHOWN) + 4)))
_DONE = {"item": 0.3, "body": 0.2, "how": 0.22, "proof": 0.28}
_LATE = {"item": 0.3, "body": 0.23, "due": 0.24, "reason": 0.23}
_UNREPORTED = {"body": 0.3, "unreported": 0.13, "published": 0.13, "documents": 0.44}
_ASKED = {"body": 0.24, "item": 0.36, "what": 0.22, "until": 0.18}


def notice(briefing: Briefing) -> bytes:
    """A docx file of A4 upright; what was done on the tasks of an earlier day, where there are any, is only counted."""
    language, on = briefing.language, briefing.board.on
    name = say("notice.name", language)
    footer = say("notice.sheet.footer", language, board=briefing.title, day=on.isoformat())
    paper = OfficialPaper(language, footer, f"{name} · {briefing.scope}")
    dated = day_text(on, language)
    office = briefing.office or say("bulletin.office_blank", language)
    paper.masthead(name, say("bulletin.office", language, office=office), dated)
    if not briefing.asks_tasks or briefing.tasks is None:
        paper.title(say("notice.nothing", language))
        return paper.save()
    paper.title(finding(briefing.task_states, language))
    _overall(paper, briefing)
    _done(paper, briefing)
    _late(paper, briefing)
    _asked(paper, briefing)
    paper.signed(briefing.office, dated)
    return paper.save()


def _overall(paper: OfficialPaper, briefing: Briefing) -> None:
    language, states = briefing.language, briefing.task_states
    assert briefing.tasks is not None
    paper.heading(say("notice.overall", language))
    scope = say("notice.scope", language, scope=briefing.scope) if briefing.filters else ""
    paper.text(" ".join(filter(None, (scope, overall_text(states, language)))))
    documents = by_document(states, briefing.tasks.tasks)
    named = [(document.label_short(language), counts) for document, counts in documents]
    if len(named) > 1:
        named.append((say("notice.total", language), count(states)))
    headings = [say(f"notice.column.{name}", language) for name in ("document", "tasks", "steps")]
    headings += [state_text(state, language) for state in (*SHOWN, None)]
    headings.append(say("notice.column.unreported", language))
    rows = [[name, *map(str, _numbers(counts))] for name, counts in named]
    paper.table(headings, _OVERALL, rows, size=9)
    paper.text(say("notice.adds_up", language), 9)


def _numbers(counts: TaskCounts) -> list[int]:
    """Tasks, steps, the steps in each state, which add up to them, and how many are past due without a report."""
    return [counts.tasks, counts.steps, *(counts.states[state] for state in (*SHOWN, None)), counts.unreported]


def _done(paper: OfficialPaper, briefing: Briefing) -> None:
    language, states = briefing.language, briefing.task_states
    assert briefing.tasks is not None
    listed = done_since(states, briefing.tasks, briefing.tasks_before)
    everything = done(states)
    if not (everything or any(state.at_odds for state in states)):
        return
    now = {item.id for item in listed}
    before = [item for item in everything if item.id not in now]
    told_before = items_count(before, language)
    key = "notice.done_since" if before else "notice.done"
    paper.heading(say(key, language, count=items_count(listed, language), before=told_before))
    words = [ItemWords(item, briefing.tasks.tasks, language) for item in listed]
    if words:
        _table(paper, _DONE, [(told.full, told.bodies, _how(told), told.proof) for told in words], language)
    for state, missed in done_but_missed(states, briefing.board):
        told = ItemWords(state.whole, briefing.tasks.tasks, language)
        paper.text(say("notice.both", language, item=told.full, both=both_text(missed, briefing.tasks.tasks, language)))
    for state in states:
        if odds := at_odds_text(state, language):
            told = ItemWords(state.whole, briefing.tasks.tasks, language)
            paper.text(say("notice.both", language, item=told.full, both=odds))


def _how(words: ItemWords) -> str:
    last = words.item.last
    return (last.said.done if last else "") or words.state


def _late(paper: OfficialPaper, briefing: Briefing) -> None:
    language = briefing.language
    assert briefing.tasks is not None
    items = late(briefing.task_states)
    paper.heading(say("notice.late", language))
    if not items:
        paper.text(say("notice.none_late" if briefing.tells_tasks else "notice.none_to_judge", language))
        return
    words = [ItemWords(item, briefing.tasks.tasks, language) for item in items]
    rows = [
        (told.full, told.bodies, say("handout.join", language).join((told.due, told.standing)), told.reason)
        for told in words
    ]
    _table(paper, _LATE, rows, language)


def _asked(paper: OfficialPaper, briefing: Briefing) -> None:
    language, states = briefing.language, briefing.task_states
    assert briefing.tasks is not None
    paper.heading(say("notice.asked", language))
    by = answer_text(briefing.answer_by, language)
    rows: dict[tuple[str, str, str], Counter[tuple[str, str]]] = {}
    for item in graded(states):
        words = ItemWords(item, briefing.tasks.tasks, language)
        what = say(f"notice.ask.{item.grade.value if item.grade else ''}", language)
        rows.setdefault((words.bodies, what, until_text(item, by, language)), Counter())[
            words.document, words.number
        ] += 1
    told = [(body, _places(places, language), what, until) for (body, what, until), places in rows.items()]
    _table(paper, _ASKED, told, language)
    _unreported(paper, briefing, by)


def _unreported(paper: OfficialPaper, briefing: Briefing, by: str) -> None:
    """Who has to report on how many steps that are past due and that no body reported on, body by body."""
    language, counts = briefing.language, count(briefing.task_states)
    assert briefing.tasks is not None
    if not counts.unreported:
        return
    tasks = briefing.tasks.tasks
    of_body: dict[str, list[ItemState]] = {}
    for item in without_report(briefing.task_states):
        for body in addressed(tasks, item) or (None,):
            of_body.setdefault(body.id if body else "", []).append(item)
    nobody = of_body.pop("", [])
    told = [say("notice.ask_reports", language, count=counts.unreported, known=counts.unreported_known, by=by)]
    shared = sum(len(items) for items in of_body.values()) + len(nobody) > counts.unreported
    told += [say("notice.shared", language)] if shared else []
    paper.text((" " if language == "en" else "").join(told))
    most_first = sorted(of_body, key=lambda ident: -len(of_body[ident]))
    named = [(tasks.bodies[ident].label(language), of_body[ident]) for ident in most_first]
    if nobody:
        named.append((say("notice.unsettled", language), nobody))
    rows = []
    for name, items in named:
        documents = Counter(tasks.document(item.task).label_short(language) for item in items)
        said = [say("notice.several", language, place=place, count=found) for place, found in documents.items()]
        known = sum(bool(item.said) for item in items)
        rows.append((name, str(len(items)), str(known), say("bodies.name_join", language).join(said)))
    _table(paper, _UNREPORTED, rows, language)


def _places(places: Counter[tuple[str, str]], language: str) -> str:
    """Items, which the table before names in full, document by document; how many of one, where there are several."""
    by_document: dict[str, list[str]] = {}
    for (document, number), count_of in places.items():
        told = say("notice.several", language, place=number, count=count_of) if count_of > 1 else number
        by_document.setdefault(document, []).append(told)
    return say("handout.join", language).join(
        say("indicator.document_item", language, document=document, item=say("bodies.name_join", language).join(told))
        for document, told in by_document.items()
    )


def answer_text(answer_by: dt.date | None, language: str) -> str:
    """The day until which an answer is asked for; without one a line to write it on."""
    day = day_text(answer_by, language) if answer_by else say("notice.day_blank", language)
    return say("notice.by", language, day=day)


def until_text(item: ItemState, by: str, language: str) -> str:
    """Until when something is asked: its own date while that is to come, else when an answer is asked for."""
    if item.grade is Grade.OVERDUE or item.until is None:
        return by
    return say("notice.by", language, day=day_text(item.until, language))


def _table(paper: OfficialPaper, columns: dict[str, float], rows: Sequence[Sequence[str]], language: str) -> None:
    if rows:
        paper.table([say(f"notice.column.{name}", language) for name in columns], list(columns.values()), rows)
