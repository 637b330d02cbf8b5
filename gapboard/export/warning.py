"""The warning sheet (督办单): what one body is charged with that is overdue, behind or near due, as a Word file."""

from __future__ import annotations

from collections.abc import Sequence

from gapboard.board.tasks import WORST_FIRST, Grade, ItemState, TaskBoard, TaskState, graded, without_report
from gapboard.catalog import Body
from gapboard.explain.tasks import grade_text
from gapboard.export.briefing import Briefing
from gapboard.export.notice import answer_text
from gapboard.export.official import OfficialPaper, file_part, zipped
from gapboard.export.progress import ItemWords, charged, day_text
from gapboard.kernel.wording import say

_COLUMNS = {"item": 0.34, "by_when": 0.22, "standing": 0.22, "told": 0.22}


def warning(briefing: Briefing, body: Body | None) -> bytes:
    """The sheet for ``body``, or of what nobody is charged with: a table a grade, the worst first, with what was last
    said and what is asked until when; of the tasks that fit the briefing's filters.
    """
    language, tasks, office = briefing.language, briefing.tasks, briefing.office
    assert tasks is not None
    name, dated = say("notice.sheet.name", language), day_text(tasks.on, language)
    footer = say("notice.sheet.footer", language, board=say("app.name", language), day=tasks.on.isoformat())
    paper = OfficialPaper(language, footer, f"{name} · {_called(body, language)}")
    blank = office or say("bulletin.office_blank", language)
    paper.masthead(name, say("bulletin.office", language, office=blank), dated)
    paper.text(say("notice.sheet.addressed", language, body=_called(body, language)), addressed=True)
    items = [item for item in graded(briefing.task_states) if _is_for(body, tasks, item)]
    by = answer_text(briefing.answer_by, language)
    counts = [
        say("tasks.counts.grade", language, count=found, grade=grade_text(grade, language))
        for grade in WORST_FIRST
        if (found := sum(item.grade is grade for item in items))
    ]
    silent = [item for item in without_report(briefing.task_states) if _is_for(body, tasks, item)]
    if silent:
        counts.append(say("tasks.counts.unreported", language, count=len(silent)))
    told = say("tasks.join", language).join(counts) or say("notice.sheet.none", language)
    paper.text(
        say(
            "notice.sheet.body" if body else "notice.sheet.body_nobody",
            language,
            day=day_text(tasks.on, language),
            counts=told,
        )
    )
    for grade in WORST_FIRST:
        _grade(paper, tasks, grade, [item for item in items if item.grade is grade], by)
    _silent(paper, tasks, silent, body, by)
    paper.signed(office, dated)
    return paper.save()


def warnings_zip(briefing: Briefing) -> bytes:
    """A sheet for each body that ``to_warn`` names, in one archive."""
    sheets = [(warning_name(body, briefing.language), warning(briefing, body)) for body in to_warn(briefing)]
    return zipped(sheets, briefing.board.on)


def to_warn(briefing: Briefing) -> list[Body | None]:
    """The bodies charged with something that has a grade, or whose date passed without a report, in the order of the
    documents; ``None``, the last, for what nobody is charged with. Where the filters ask for a body, that one alone.
    """
    if briefing.tasks is None:
        return []
    found: dict[str, Body | None] = {}
    for item in (item for state in briefing.task_states for item in _asks(state)):
        for body in charged(briefing.tasks.tasks, item) or (None,):
            found[body.id if body else ""] = body
    if briefing.filters.body:
        return [body for ident, body in found.items() if ident == briefing.filters.body]
    nobody = [found.pop("")] if "" in found else []
    return [*found.values(), *nobody]


def _asks(state: TaskState) -> list[ItemState]:
    """What of a task asks its body for a deed or for a report."""
    return [*state.graded, *(item for item in state.units if item.unreported and not item.grade)]


def warning_name(body: Body | None, language: str) -> str:
    """The file's name."""
    name = say("notice.sheet.name", language)
    return f"{file_part(f'{name}-{_called(body, language)}')}.docx"


def _called(body: Body | None, language: str) -> str:
    return body.label(language) if body else say("bulletin.nobody", language)


def _is_for(body: Body | None, tasks: TaskBoard, item: ItemState) -> bool:
    found = charged(tasks.tasks, item)
    return body in found if body else not found


def _grade(paper: OfficialPaper, tasks: TaskBoard, grade: Grade, items: Sequence[ItemState], by: str) -> None:
    if not items:
        return
    language = paper.language
    paper.heading(say("notice.sheet.grade", language, grade=grade_text(grade, language), count=len(items)))
    _table(paper, tasks, items)
    paper.text(say(f"notice.sheet.ask.{grade.value}", language, by=by))


def _silent(paper: OfficialPaper, tasks: TaskBoard, items: Sequence[ItemState], body: Body | None, by: str) -> None:
    """What is past due without a report of the body: it is asked for one, and not said to be late with it."""
    if not items:
        return
    language, count = paper.language, len(items)
    paper.heading(say("notice.sheet.silent", language, count=count))
    _table(paper, tasks, items)
    key = "unreported" if body else "unreported_nobody"
    paper.text(say(f"notice.sheet.{key}", language, count=count, by=by))


def _table(paper: OfficialPaper, tasks: TaskBoard, items: Sequence[ItemState]) -> None:
    language = paper.language
    headings = [say(f"notice.column.{name}", language) for name in _COLUMNS]
    words = [ItemWords(item, tasks.tasks, language) for item in items]
    rows = [(told.full, told.due, told.standing, told.told) for told in words]
    paper.table(headings, list(_COLUMNS.values()), rows)
