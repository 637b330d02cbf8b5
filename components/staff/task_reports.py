"""The page of task reports: whose tasks, all that is open of them, and the one that is reported on now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from components.leaders.tasks import said_of, stand_of
from components.page.address import tell_ignored
from components.page.choice import choice
from components.page.session import language, links, translate
from components.page.tasks import statements_on, unsettled_reports
from components.staff.html import show
from components.staff.review import ask_name
from components.staff.rights import allowed, bodies_to_report, sees_decisions
from components.staff.task_file import report_by_file
from components.staff.task_form import For, ask_period, asked_item, report_on
from components.staff.task_said import show_statements
from gapboard.board.task_bodies import Subject, shares, subjects, unassigned
from gapboard.board.tasks import TaskBoard, TaskState
from gapboard.explain.figures import item_text
from gapboard.explain.tasks import due_text
from gapboard.kernel.wording import say
from gapboard.ledger.report import Stage
from gapboard.ledger.statements import Statement
from gapboard.people.rights import Action

PATH = "task-reports"
NOBODY = "none"
_LIST, _FORM, _BODY = 2, 3, 3  # shares of the width
LeftOpen = Mapping[tuple[str, str], Statement]
"""What waits or was returned, by kind and id."""


def report_tasks(tasks: TaskBoard) -> None:
    """Choose a body; its list beside the form of what is chosen there, else of the first that is open."""
    first, second, third = st.columns([_BODY, 1, 1])
    with first:
        body = _ask_body(tasks)
    if body is None:
        st.info(translate("task_form.no_tasks"))
        return
    writes = allowed(Action.WRITE)
    with second:
        period = ask_period() if writes else ""
    with third:
        by = ask_name("taskform.by") if writes else ""
    states = _states_of(body, tasks)
    known = {item.id: item for state in states for item in subjects(state, tasks.tasks)}
    asked = asked_item()
    if asked and asked not in known:
        tell_ignored((("item", asked),))
    now = For("" if body == NOBODY else body, period, by)
    left_open = _left_open(now.body, tasks)
    to_mend = [item for item in known.values() if _is_returned(item, left_open)]
    begin = next(iter((*to_mend, *(item for item in known.values() if item.is_open), *known.values())))
    chosen = known.get(asked, begin)
    left, right = st.columns([_LIST, _FORM], gap="medium")
    with right, st.container(key="task-form"):
        left_so = left_open.get((chosen.kind, chosen.id))
        _show_subject(chosen, tasks, left_so)
        returned = left_so.said if left_so and left_so.stage is Stage.SENT_BACK else None
        report_on(chosen, now, _after(chosen, list(known.values())), returned)
        show_statements(chosen, tasks.tasks)
    with left:
        groups = [_group(state, chosen, body, tasks, left_open) for state in states]
        back = [_row(item, chosen, body, tasks, left_open) for item in to_mend]
        show("task_list.html", groups=groups, returned=back)
    report_by_file(tasks, now.body, now.period, by)


def _left_open(body: str, tasks: TaskBoard) -> LeftOpen:
    """What a body reported last and that waits or was returned, by kind and id, for who may see that."""
    found = (one for one in unsettled_reports() if one.said.body == body and sees_decisions(one, tasks.tasks.bodies))
    return {(one.said.kind, one.said.subject): one for one in found}


def _is_returned(item: Subject, left_open: LeftOpen) -> bool:
    found = left_open.get((item.kind, item.id))
    return found is not None and found.stage is Stage.SENT_BACK


def _ask_body(tasks: TaskBoard) -> str | None:
    """Whose tasks; ``NOBODY`` are those for which no body is named. ``None`` where there is nothing to report on."""
    bodies, shared = tasks.tasks.bodies, shares(tasks)
    options = [ident or NOBODY for ident in bodies_to_report(bodies) if ident in shared or not ident]
    if not unassigned(tasks):
        options = [ident for ident in options if ident != NOBODY]
    options = [ident for ident in options if ident != NOBODY] + [ident for ident in options if ident == NOBODY]
    if not options:
        return None

    def name(ident: str) -> str:
        return translate("task_form.nobody") if ident == NOBODY else bodies[ident].label(language())

    asked = st.query_params.get("body", "")
    if asked and asked not in options:
        tell_ignored((("body", asked),))
    return choice(
        translate("task_form.body"),
        options,
        parameter="body",
        default=options[0],
        name_of=name,
        also=lambda _: {"item": ""},
    )


def _states_of(body: str, tasks: TaskBoard) -> Sequence[TaskState]:
    return unassigned(tasks) if body == NOBODY else shares(tasks)[body].all


def _after(chosen: Subject, every: Sequence[Subject]) -> str:
    """What is to be reported on next: the next that is open, round from the end to the beginning; itself if none is."""
    place = next(number for number, item in enumerate(every) if item.id == chosen.id)
    in_turn = [*every[place + 1 :], *every[:place]]
    return next((item.id for item in in_turn if item.is_open), chosen.id)


def _group(state: TaskState, chosen: Subject, body: str, tasks: TaskBoard, left_open: LeftOpen) -> dict[str, object]:
    rows = [_row(item, chosen, body, tasks, left_open) for item in subjects(state, tasks.tasks)]
    own = [row for item, row in zip(subjects(state, tasks.tasks), rows, strict=True) if item.id == state.task.id]
    others = [row for row in rows if row not in own] if state.steps else rows
    return {
        "number": item_text(state.task.item, language()),
        "name": state.task.label(language()),
        "document": tasks.tasks.document(state.task).label_short(language()),
        "due": due_text(state.whole, language()),
        "open": [row for row in others if row["open"]],
        "other": [*(row for row in others if not row["open"]), *(own if state.steps else [])],
        "chosen": chosen.task.id == state.task.id and not chosen.is_open,
    }


def _row(item: Subject, chosen: Subject, body: str, tasks: TaskBoard, left_open: LeftOpen) -> dict[str, object]:
    waits = left_open.get((item.kind, item.id))
    shown = stand_of(item.item, tasks.tasks, language()) if item.item else None
    return {
        "id": item.id,
        "text": name_of(item, tasks, language()),
        "kind": translate("task_form.kind.target") if item.target else "",
        "link": links().to(PATH, body=body, item=item.id),
        "look": shown.look if shown else "no_data",
        "word": shown.word if shown else "",
        "asks": shown.asks if shown else "",
        "waits": translate(f"tasks.stage.{waits.stage.value}") if waits else "",
        "last": shown.last.line if shown and shown.last else "",
        "open": item.is_open,
        "chosen": item.id == chosen.id,
    }


def name_of(item: Subject, tasks: TaskBoard, language: str) -> str:
    """What a subject is called: the step's words, the target's name, or that it is the task as a whole."""
    if item.target:
        return tasks.tasks.catalog.label(item.target, language)
    if item.item and item.item.step:
        return item.item.step.label(language)
    return say("task_form.whole", language, name=item.task.label(language))


def _show_subject(item: Subject, tasks: TaskBoard, waits: Statement | None) -> None:
    """What is reported on, by whom it is asked and until when, what was said last, and what waits or came back."""
    last = next((one for one in statements_on(item.kind, item.id) if one.counts), None)
    step = item.item.step if item.item else None
    show(
        "task_subject.html",
        id=item.id,
        text=name_of(item, tasks, language()),
        printed=step.text if step and language() != "zh" else item.target.quote if item.target else "",
        task=translate(
            "task_form.of_task",
            document=tasks.tasks.document(item.task).label_short(language()),
            item=item_text(item.task.item, language()),
            name=item.task.label(language()),
        ),
        due=due_text(item.item, language()) if item.item else "",
        last=said_of(last, tasks.tasks, language()) if last else None,
        waits=said_of(waits, tasks.tasks, language(), waiting=True) if waits else None,
        why=_why(waits) if waits else "",
    )


def _why(statement: Statement) -> str:
    """Who returned it, and why; empty where nobody did."""
    row = statement.last
    if statement.stage is not Stage.SENT_BACK:
        return ""
    return translate("task_form.sent_back", by=row.recorded_by, day=row.recorded_at.date().isoformat(), reason=row.note)
