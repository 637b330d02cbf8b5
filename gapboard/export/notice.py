"""The notice of a supervising office (督查通报) as a Word file: overall, done, late with reason and body, what is asked.

It tells what was reported and nothing else; that nothing was reported is said once for all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from gapboard.board.tasks import Grade, ItemState, count, done_but_missed, graded
from gapboard.explain.tasks import at_odds_text, both_text, counts_text
from gapboard.export.briefing import Briefing
from gapboard.export.house import provenance
from gapboard.export.official import OfficialPaper
from gapboard.export.progress import (
    SHOWN,
    ItemWords,
    by_document,
    charged,
    day_text,
    done,
    done_since,
    finding,
    late,
    names_of,
    unreported_text,
)
from gapboard.kernel.wording import say

_OVERALL = {"document": 0.3, "tasks": 0.1, "steps": 0.1, **dict.fromkeys(SHOWN, 0.1)}
_DONE = {"item": 0.34, "body": 0.18, "how": 0.24, "proof": 0.24}
_LATE = {"item": 0.3, "body": 0.18, "due": 0.26, "reason": 0.26}
_ASKED = {"body": 0.24, "item": 0.36, "what": 0.22, "until": 0.18}


def notice(briefing: Briefing, answer_by: dt.date | None = None) -> bytes:
    """A docx file of A4 upright; ``answer_by`` is the day until which answers are asked for, else left to be filled in.

    Where the briefing has tasks of an earlier day, what was done by then is counted and not listed.
    """
    language, on = briefing.language, briefing.board.on
    name = say("notice.name", language)
    paper = OfficialPaper(language, provenance(briefing), f"{name} · {briefing.scope}")
    dated = day_text(on, language)
    office = briefing.office or say("bulletin.office_blank", language)
    paper.masthead(name, say("bulletin.office", language, office=office), dated)
    if not briefing.tells_tasks or briefing.tasks is None:
        paper.title(say("notice.nothing", language))
        return paper.save()
    paper.title(finding(briefing.task_states, language))
    _overall(paper, briefing)
    _done(paper, briefing)
    _late(paper, briefing)
    _asked(paper, briefing, answer_by)
    paper.signed(briefing.office, dated)
    return paper.save()


def _overall(paper: OfficialPaper, briefing: Briefing) -> None:
    language, states = briefing.language, briefing.task_states
    assert briefing.tasks is not None
    paper.heading(say("notice.overall", language))
    scope = say("bulletin.scope", language, scope=briefing.scope, as_of=day_text(briefing.board.on, language))
    told = say("notice.counts", language, counts=counts_text(count(states), language))
    paper.text(" ".join(filter(None, (told, unreported_text(states, language), scope))))
    documents = by_document(states, briefing.tasks.tasks)
    rows = [
        [document.label_short(language), str(counts.tasks), str(counts.steps)]
        + [str(counts.states[state]) for state in SHOWN]
        for document, counts in documents
    ]
    headings = [say(f"notice.column.{name}", language) for name in ("document", "tasks", "steps")]
    headings += [say(f"tasks.state.{state.value}", language) for state in SHOWN]
    paper.table(headings, _shares(_OVERALL.values()), rows)


def _done(paper: OfficialPaper, briefing: Briefing) -> None:
    language, states = briefing.language, briefing.task_states
    assert briefing.tasks is not None
    listed = done_since(states, briefing.tasks, briefing.tasks_before)
    everything = len(done(states))
    if not everything:
        return
    key = "notice.done" if len(listed) == everything else "notice.done_since"
    paper.heading(say(key, language, count=len(listed), before=everything - len(listed)))
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
        paper.text(say("notice.none_late", language))
        return
    words = [ItemWords(item, briefing.tasks.tasks, language) for item in items]
    rows = [
        (told.full, told.bodies, say("handout.join", language).join((told.due, told.standing)), told.reason)
        for told in words
    ]
    _table(paper, _LATE, rows, language)


def _asked(paper: OfficialPaper, briefing: Briefing, answer_by: dt.date | None) -> None:
    language, states = briefing.language, briefing.task_states
    assert briefing.tasks is not None
    paper.heading(say("notice.asked", language))
    by = answer_text(answer_by, language)
    rows: dict[tuple[str, str, str], list[str]] = {}
    for item in graded(states):
        words = ItemWords(item, briefing.tasks.tasks, language)
        what = say(f"notice.ask.{item.grade.value if item.grade else ''}", language)
        body = names_of(charged(briefing.tasks.tasks, item.task), language)
        rows.setdefault((body, what, until_text(item, by, language)), []).append(words.full)
    join = say("handout.join", language)
    _table(
        paper, _ASKED, [(body, join.join(items), what, until) for (body, what, until), items in rows.items()], language
    )
    if count(states).unreported:
        paper.text(say("notice.ask_reports", language, count=count(states).unreported, by=by))


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


def _shares(widths: Collection[float]) -> list[float]:
    whole = sum(widths)
    return [width / whole for width in widths]
