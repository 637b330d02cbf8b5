"""The warning sheet (督办单): what one body is charged with that is overdue, behind, near due or past due without any
report, as a Word file; and the list of what no body can be addressed with.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

from gapboard.board.tasks import WORST_FIRST, Grade, ItemState, TaskBoard, TaskState, graded, without_report
from gapboard.catalog import Body
from gapboard.explain.tasks import grade_counts, grade_text, stated_due
from gapboard.export.briefing import Briefing
from gapboard.export.notice import answer_text
from gapboard.export.official import OfficialPaper, file_part, zipped
from gapboard.export.progress import ItemWords, addressed, day_text, is_whole, items_count, names_of, written
from gapboard.kernel.wording import say

_COLUMNS = {"item": 0.34, "by_when": 0.22, "standing": 0.22, "told": 0.22}
_UNSETTLED = {"task": 0.46, "printed": 0.2, "by_when": 0.18, "unreported": 0.16}


def warning(briefing: Briefing, body: Body | None) -> bytes:
    """The sheet for ``body``: a table a grade, the worst first, with who said what last and what is asked until when,
    of the tasks that fit the briefing's filters. Without a body, the list of what nobody can be addressed with.
    """
    language, tasks, office = briefing.language, briefing.tasks, briefing.office
    assert tasks is not None
    name, dated = _name(body, language), day_text(tasks.on, language)
    footer = say("notice.sheet.footer", language, board=say("app.name", language), day=tasks.on.isoformat())
    paper = OfficialPaper(language, footer, f"{name} · {body.label(language)}" if body else name)
    blank = office or say("bulletin.office_blank", language)
    paper.masthead(name, say("bulletin.office", language, office=blank), dated)
    if body:
        paper.text(say("notice.sheet.addressed", language, body=body.label(language)), addressed=True)
    items = [item for item in graded(briefing.task_states) if _is_for(body, tasks, item)]
    silent = [item for item in without_report(briefing.task_states) if _is_for(body, tasks, item)]
    by = answer_text(briefing.answer_by, language)
    told = say("tasks.join", language).join(_counts(items, silent, body, language))
    key = "notice.sheet.body" if body else "notice.sheet.body_nobody"
    counts = told or say("notice.sheet.none", language)
    paper.text(say(key, language, day=day_text(tasks.on, language), counts=counts))
    for grade in WORST_FIRST:
        _grade(paper, tasks, grade, [item for item in items if item.grade is grade], body, by)
    if body:
        _silent(paper, tasks, silent, body, by)
    else:
        _unsettled(paper, tasks, silent, by)
    paper.signed(office, dated)
    return paper.save()


def _counts(items: Sequence[ItemState], silent: Sequence[ItemState], body: Body | None, language: str) -> list[str]:
    """How many steps of each grade, tasks as a whole apart; how many no body reported on, how many only others did."""
    steps = Counter(item.grade for item in items if item.grade and not is_whole(item))
    wholes = Counter(item.grade for item in items if item.grade and is_whole(item))
    counts = grade_counts(steps, WORST_FIRST, language)
    counts += [
        say("notice.sheet.whole", language, count=wholes[grade], grade=grade_text(grade, language))
        for grade in WORST_FIRST
        if wholes[grade]
    ]
    if silent:
        counts.append(say("tasks.counts.unreported", language, count=len(silent)))
    if others := sum(_only_others(item, body) for item in items):
        counts.append(say("notice.sheet.by_others", language, count=others))
    return counts


def _only_others(item: ItemState, body: Body | None) -> bool:
    """Whether other bodies reported on it and the one that the sheet goes to did not."""
    return bool(body and any(told.said.body for told in item.said) and not item.reported_by(body.id))


def warnings_zip(briefing: Briefing) -> bytes:
    """A sheet for each body that ``to_warn`` names, in one archive."""
    sheets = [(warning_name(body, briefing.language), warning(briefing, body)) for body in to_warn(briefing)]
    return zipped(sheets, briefing.board.on)


def to_warn(briefing: Briefing) -> list[Body | None]:
    """The bodies charged with something that has a grade, or whose date passed without a report, in the order of the
    documents; ``None``, the last, for what the documents name nobody for, or a collective name alone. Where the filters
    ask for a body, that one alone; for a collective name, to which none can be sent, all those of its tasks.
    """
    if briefing.tasks is None:
        return []
    found: dict[str, Body | None] = {}
    for item in (item for state in briefing.task_states for item in _asks(state)):
        for body in addressed(briefing.tasks.tasks, item) or (None,):
            found[body.id if body else ""] = body
    nobody = [found.pop("")] if "" in found else []
    asked = briefing.tasks.tasks.bodies.get(briefing.filters.body)
    if asked and not asked.collective:
        return [found[asked.id]] if asked.id in found else []
    return [*found.values(), *nobody]


def _asks(state: TaskState) -> list[ItemState]:
    """What of a task asks its body for a deed or for a report."""
    return [*state.graded, *(item for item in state.units if item.unreported and not item.grade)]


def warning_name(body: Body | None, language: str) -> str:
    """The file's name."""
    name = _name(body, language)
    return f"{file_part(f'{name}-{body.label(language)}' if body else name)}.docx"


def _name(body: Body | None, language: str) -> str:
    return say("notice.sheet.name" if body else "notice.sheet.unsettled_name", language)


def _is_for(body: Body | None, tasks: TaskBoard, item: ItemState) -> bool:
    found = addressed(tasks.tasks, item)
    return body in found if body else not found


def _grade(
    paper: OfficialPaper, tasks: TaskBoard, grade: Grade, items: Sequence[ItemState], body: Body | None, by: str
) -> None:
    if not items:
        return
    language = paper.language
    told = {"grade": grade_text(grade, language), "count": items_count(items, language)}
    paper.heading(say("notice.sheet.grade", language, **told))
    _table(paper, tasks, items, body)
    paper.text(say(f"notice.sheet.ask.{grade.value}", language, by=by))


def _silent(paper: OfficialPaper, tasks: TaskBoard, items: Sequence[ItemState], body: Body, by: str) -> None:
    """What is past due without a report of any body: this one is asked for one, and not said to be late with it."""
    if not items:
        return
    language, count = paper.language, len(items)
    paper.heading(say("notice.sheet.silent", language, count=count))
    _table(paper, tasks, items, body)
    paper.text(say("notice.sheet.unreported", language, count=count, by=by))


def _unsettled(paper: OfficialPaper, tasks: TaskBoard, items: Sequence[ItemState], by: str) -> None:
    """A row a task and not a step: what is to be decided is whose the task is."""
    if not items:
        return
    language = paper.language
    paper.heading(say("notice.sheet.silent", language, count=len(items)))
    of_task: dict[str, list[ItemState]] = {}
    for item in items:
        of_task.setdefault(item.task.id, []).append(item)
    rows = []
    for found in of_task.values():
        task, first = found[0].task, ItemWords(found[0], tasks.tasks, language)
        place = say("notice.item", language, name=task.label(language), place=first.place)
        named = names_of(tasks.tasks.answering(task), language)
        rows.append(
            (place, named, stated_due(task, None, language, partial(written, language=language)), str(len(found)))
        )
    headings = [say(f"notice.column.{name}", language) for name in _UNSETTLED]
    paper.table(headings, list(_UNSETTLED.values()), rows)
    paper.text(say("notice.sheet.unreported_nobody", language, count=len(items), by=by))


def _table(paper: OfficialPaper, tasks: TaskBoard, items: Sequence[ItemState], body: Body | None) -> None:
    language = paper.language
    headings = [say(f"notice.column.{name}", language) for name in _COLUMNS]
    rows = []
    for item in items:
        words = ItemWords(item, tasks.tasks, language)
        own = [say("notice.sheet.not_yours", language)] if _only_others(item, body) else []
        told = say("handout.join", language).join(filter(None, (words.told_by, *own)))
        rows.append((words.full, words.due, words.standing, told))
    paper.table(headings, list(_COLUMNS.values()), rows)
