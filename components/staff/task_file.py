"""Task reports by Excel on the page of task reports: the form of a body, and what a filled-in one says, to be saved."""

from __future__ import annotations

import datetime as dt
from functools import partial

import streamlit as st

from components.page import returns
from components.page.downloads import XLSX, offer
from components.page.returns import register
from components.page.session import language, translate
from components.staff.html import show
from components.staff.messages import refusals_told
from components.staff.once import finish, left_to_do
from components.staff.rights import allowed, writer_to
from components.staff.rounds import next_round, round_of
from components.staff.saving import store
from components.staff.task_told import keep_refused, keep_told
from components.staff.upload import Upload, read
from gapboard.board.tasks import TaskBoard
from gapboard.catalog.tasks import Tasks
from gapboard.export.task_template import open_subjects, task_template, template_name
from gapboard.intake.period import read_period
from gapboard.intake.task_file import Outcome, TaskFile, read_task_file
from gapboard.intake.task_file_told import gone_text, note_text, row_text, summary_text
from gapboard.ledger.row_rules import as_period
from gapboard.ledger.statements import statements
from gapboard.people.rights import Action

_SLOT = "taskfile"


def report_by_file(tasks: TaskBoard, body: str, period: str, by: str) -> None:
    """The form of ``body``, empty for what nobody is named for, and the way back of a filled-in one.

    ``period`` is what it is a report of, as typed, and ``by`` who reports.
    """
    if not allowed(Action.WRITE):
        return
    with st.expander(translate("task_file.page.title"), key="task-file"):
        st.caption(translate("task_file.page.lead"))
        if count := len(open_subjects(tasks, body)):
            offer(
                translate("task_file.page.get", count=count),
                partial(task_template, tasks, body, language(), as_period(read_period(period).period or "")),
                template_name(tasks, body, language()),
                XLSX,
                key="task-file-get",
                quiet=False,
            )
        turn = f"{_SLOT}.{round_of(_SLOT)}"
        sent = st.file_uploader(translate("task_file.page.file"), type=["xlsx", "xls", "ods"], key=turn)
        if sent:
            with refusals_told():
                _check(Upload.of(sent.name, sent.getvalue()), tasks, by, turn)


def _check(upload: Upload, tasks: TaskBoard, by: str, turn: str) -> None:
    """What the file says, row by row; nothing is saved before the button below it."""
    at = dt.datetime.now().astimezone()
    found = read_task_file(read(upload), tasks.tasks, statements(register().read()), by or "–", at)
    _show(found, tasks.tasks)
    if not found.reports:
        st.info(translate("task_file.page.nothing"))
        return
    refused = len(found.of(Outcome.REFUSED))
    label = "only_good" if refused else "save"
    count = len(found.reports)
    if st.button(
        translate(f"task_file.page.{label}", count=count, refused=refused), type="primary", key=f"{turn}.save"
    ):
        if not by:
            keep_refused([translate("task_file.page.by")])
            st.rerun()
        left = left_to_do()
        held = writer_to(store()).report(found.reports)
        left.append(partial(_saved, found.name, count, held=held))
        finish()
        st.rerun()


def _saved(name: str, count: int, *, held: bool) -> None:
    next_round(_SLOT)
    returns.look_again()
    keep_told(translate(f"task_file.page.{'held' if held else 'saved'}", file=name, count=count))


def _show(found: TaskFile, tasks: Tasks) -> None:
    told = language()
    rows = [
        {
            "outcome": row.outcome.value,
            "text": row_text(row, told),
            "notes": [note_text(note, told) for note in row.notes],
        }
        for row in found.rows
        if row.outcome is not Outcome.EMPTY
    ]
    gone = gone_text(found, told)
    show(
        "task_file.html",
        summary=summary_text(found, tasks, told),
        rows=rows,
        others=[*(note_text(note, told) for note in found.unread), *([gone] if gone else [])],
        empty=translate("task_file.page.empty") if found.of(Outcome.EMPTY) else "",
    )
