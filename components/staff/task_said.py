"""Everything that was said of a task, step or target, and what may be done about it: verify, decide, take back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

import streamlit as st

from components.leaders.tasks import link_to, said_of
from components.page import returns
from components.page.session import language, links, translate
from components.page.tasks import statements_on
from components.staff.html import show
from components.staff.once import finish, left_to_do
from components.staff.review import ask_name, known_name
from components.staff.rights import NoRight, allowed, reviewer_of, writer_to
from components.staff.saving import store
from components.staff.task_told import keep_faults, keep_refused, keep_told
from gapboard.board.task_bodies import Subject, to_verify
from gapboard.board.tasks import TaskBoard
from gapboard.catalog.tasks import Tasks
from gapboard.explain.tasks import subject_text
from gapboard.kernel.faults import DataFault
from gapboard.ledger.report import TARGET, Stage
from gapboard.ledger.statements import Statement
from gapboard.people.rights import Action

_STEP = 20
_CAN_GO = (Stage.HELD, Stage.CLAIMED, Stage.VERIFIED)


def show_statements(item: Subject, tasks: Tasks) -> None:
    """The reports on one subject, the latest first."""
    found = statements_on(item.kind, item.id)
    if found:
        show("subheading.html", title=translate("task_form.history"), lead="")
    for place, statement in enumerate(found[:_STEP]):
        _show(statement, tasks, f"said-{place}")


def show_to_verify(tasks: TaskBoard) -> None:
    """For who reviews: what waits for a decision, then what nobody has vouched for."""
    ask_name("taskform.by")
    waiting = tasks.waiting()
    claimed = [item.last for item in to_verify(tasks) if item.last and not item.last.waits]
    if waiting:
        show("subheading.html", title=translate("task_form.waiting", count=len(waiting)), lead="")
    for place, statement in enumerate(waiting[:_STEP]):
        _show(statement, tasks.tasks, f"waiting-{place}", named=True)
    show(
        "subheading.html",
        title=translate("task_form.claimed", count=len(claimed)),
        lead=translate("task_form.claimed_lead", shown=min(len(claimed), _STEP)) if claimed else "",
    )
    for place, statement in enumerate(claimed[:_STEP]):
        _show(statement, tasks.tasks, f"claimed-{place}", named=True)


def _show(statement: Statement, tasks: Tasks, key: str, *, named: bool = False) -> None:
    """One report with its buttons: those that this visit may press."""
    with st.container(key=f"task-{key}"):
        show(
            "task_said.html",
            item=said_of(statement, tasks, language()),
            about=_about(statement, tasks) if named else None,
            batch=statement.batch,
            by=translate(
                "task_form.entered", by=statement.said.recorded_by, day=statement.said.received_on.isoformat()
            ),
            counts=statement.counts,
            note=statement.last.note if statement.last is not statement.said else "",
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if allowed(Action.REVIEW):
                _offer_decision(statement)
            if allowed(Action.UNDO) and statement.stage in _CAN_GO:
                _button(statement, "withdraw", _withdraw)


def _about(statement: Statement, tasks: Tasks) -> tuple[str, str]:
    """What a report is about, and the address of its task."""
    kind, subject = statement.said.kind, statement.said.subject
    if kind == TARGET:
        task = next(iter(tasks.of_target(subject)), None)
    else:
        task = tasks.of_step.get(subject) or tasks.tasks.get(subject)
    document = tasks.document(task).label_short(language()) if task else ""
    name = subject_text(tasks, kind, subject, language())
    return " · ".join(filter(None, (document, name))), link_to(task, links()) if task else ""


def _offer_decision(statement: Statement) -> None:
    if statement.stage is Stage.CLAIMED:
        _button(statement, "verify", _verify)
    if statement.waits:
        reason = st.text_input(translate("review.reason"), key=f"reason-{statement.batch}", max_chars=500).strip()
        _button(statement, "accept", partial(_accept, reason=reason))
        _button(statement, "send_back", partial(_send_back, reason=reason))


def _button(statement: Statement, what: str, deed: Callable[[Statement], None]) -> None:
    label = translate(f"task_form.{what}")
    # Each has the report's own words for who hears the page: there are many buttons of one name.
    if st.button(label, key=f"{what}-{statement.batch}", help=translate(f"task_form.{what}_help")):
        left = left_to_do()
        try:
            deed(statement)
            left.append(partial(_done, what))
            finish()
        except DataFault as fault:
            keep_faults(fault)
        except NoRight as no:
            keep_refused([no.text(language())])
        st.rerun()


def _done(what: str) -> None:
    returns.look_again()
    keep_told(translate(f"task_form.did.{what}"))


def _verify(statement: Statement) -> None:
    reviewer_of(store()).verify_report(statement.batch, by=known_name())


def _accept(statement: Statement, reason: str) -> None:
    reviewer_of(store()).accept_report(statement.batch, reason)


def _send_back(statement: Statement, reason: str) -> None:
    reviewer_of(store()).send_back_report(statement.batch, reason)


def _withdraw(statement: Statement) -> None:
    writer_to(store()).withdraw_report(statement.batch, by=known_name(), at=dt.datetime.now().astimezone())
