"""Everything that was said of a task, step or target, and what may be done about it: verify, decide, take back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial

import streamlit as st

from components.leaders.tasks import link_to, said_of
from components.page import returns
from components.page.choice import choice
from components.page.session import language, links, translate
from components.page.tasks import statements_on
from components.staff.html import show
from components.staff.once import finish, left_to_do
from components.staff.review import ask_name, known_name
from components.staff.rights import NoRight, allowed, reviewer_of, sees, sees_decisions, writer_to
from components.staff.saving import store
from components.staff.task_told import keep_faults, keep_refused, keep_told
from components.staff.withdrawal import ask_withdrawal
from gapboard.board.task_bodies import Subject, to_verify
from gapboard.board.tasks import TaskBoard
from gapboard.catalog.tasks import Tasks
from gapboard.explain.tasks import subject_text
from gapboard.kernel.faults import DataFault
from gapboard.ledger.report import TARGET, Stage
from gapboard.ledger.statements import Statement
from gapboard.people.rights import Action

_STEP = 20
_ALL = "all"
Deed = Callable[[Statement], str | None]
"""What is done about a report; what came of it, where that is not always the same."""
_CAN_GO = (Stage.HELD, Stage.CLAIMED, Stage.VERIFIED)


def show_statements(item: Subject, tasks: Tasks) -> None:
    """The reports on one subject that this visit sees, the latest first."""
    found = [one for one in statements_on(item.kind, item.id) if sees(one, tasks.bodies)]
    if found:
        show("subheading.html", title=translate("task_form.history"), lead="")
    for place, statement in enumerate(found[:_STEP]):
        _show(statement, tasks, f"said-{place}")


def show_to_verify(tasks: TaskBoard) -> None:
    """For who reviews: what waits for a decision, then what nobody has vouched for; the latest first, of one body or
    of all.
    """
    ask_name("taskform.by")
    waiting = sorted(tasks.waiting(), key=lambda one: one.said.recorded_at, reverse=True)
    claimed = [item.last for item in reversed(to_verify(tasks)) if item.last and not item.last.waits]
    if waiting or claimed:
        body = _ask_body(tasks, [*waiting, *claimed])
        waiting, claimed = ([one for one in found if body in (_ALL, one.said.body)] for found in (waiting, claimed))
    if waiting:
        show("subheading.html", title=translate("task_form.waiting", count=len(waiting)), lead="")
    _show_part(waiting, tasks.tasks, "waiting")
    show(
        "subheading.html",
        title=translate("task_form.claimed", count=len(claimed)),
        lead=translate("task_form.claimed_lead") if claimed else "",
    )
    _show_part(claimed, tasks.tasks, "claimed")


def _ask_body(tasks: TaskBoard, found: Sequence[Statement]) -> str:
    """Whose reports, among the bodies that have any here; ``_ALL`` for everybody's."""
    bodies, has = tasks.tasks.bodies, {one.said.body for one in found}
    options = [_ALL, *(ident for ident in bodies if ident in has)]

    def name(ident: str) -> str:
        return translate("task_form.all_bodies") if ident == _ALL else bodies[ident].label(language())

    return choice(translate("task_form.body"), options, parameter="body", default=_ALL, name_of=name)


def _show_part(found: Sequence[Statement], tasks: Tasks, kind: str) -> None:
    """The first of some reports, and a button for more of them."""
    slot = f"taskform:shown:{kind}"
    shown: int = st.session_state.get(slot, _STEP)
    for place, statement in enumerate(found[:shown]):
        _show(statement, tasks, f"{kind}-{place}", named=True)
    left = len(found) - shown
    if left > 0:
        more = translate("task_form.more", count=min(left, _STEP), left=left)
        st.button(more, key=f"{kind}.more", on_click=_show_more, args=(slot, shown))


def _show_more(slot: str, shown: int) -> None:
    st.session_state[slot] = shown + _STEP


def _show(statement: Statement, tasks: Tasks, key: str, *, named: bool = False) -> None:
    """One report with its buttons: those that this visit may press."""
    within = sees_decisions(statement, tasks.bodies)
    with st.container(key=f"task-{key}"):
        show(
            "task_said.html",
            item=said_of(statement, tasks, language(), waiting=within),
            about=_about(statement, tasks) if named else None,
            batch=statement.batch,
            by=translate(
                "task_form.entered", by=statement.said.recorded_by, day=statement.said.received_on.isoformat()
            ),
            counts=statement.counts,
            note=statement.last.note if within and statement.last is not statement.said else "",
        )
        with st.container(horizontal=True, vertical_alignment="bottom"):
            if allowed(Action.REVIEW):
                _offer_decision(statement)
            if allowed(Action.UNDO) and statement.stage in _CAN_GO and writer_to(store()).may_withdraw(statement.said):
                _offer_withdrawal(statement)


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
    if not (statement.waits or statement.stage is Stage.CLAIMED):
        return
    offered = reviewer_of(store()).decisions(statement, by=known_name())
    if offered:
        reason = st.text_input(translate("review.reason"), key=f"reason-{statement.batch}", max_chars=500).strip()
        for what in offered:
            _button(statement, what, partial(_DECISIONS[what], reason=reason))
    if offered in ((), ("send_back",)):
        st.caption(translate("task_form.own"))


def _offer_withdrawal(statement: Statement) -> None:
    reason = ask_withdrawal(statement.batch)
    if reason is not None:
        _do("withdraw_now", statement, partial(_withdraw, reason=reason))


def _button(statement: Statement, what: str, deed: Deed) -> None:
    label, key = translate(f"task_form.{what}"), f"task_form.{what}_help"
    # Each has the report's own words for who hears the page: there are many buttons of one name.
    if st.button(label, key=f"{what}-{statement.batch}", help=translate(key)):
        _do(what, statement, deed)


def _do(what: str, statement: Statement, deed: Deed) -> None:
    left = left_to_do()
    try:
        left.append(partial(_done, deed(statement) or what))
        finish()
    except DataFault as fault:
        keep_faults(fault)
    except NoRight as no:
        keep_refused([no.text(language())])
    st.rerun()


def _done(what: str) -> None:
    returns.look_again()
    keep_told(translate(f"task_form.did.{what}"))


def _verify(statement: Statement, reason: str) -> None:
    reviewer_of(store()).verify_report(statement.batch, reason, by=known_name())


def _accept(statement: Statement, reason: str) -> None:
    reviewer_of(store()).accept_report(statement.batch, reason)


def _send_back(statement: Statement, reason: str) -> None:
    reviewer_of(store()).send_back_report(statement.batch, reason, by=known_name())


_DECISIONS: Mapping[str, Callable[..., None]] = {"accept": _accept, "verify": _verify, "send_back": _send_back}


def _withdraw(statement: Statement, reason: str) -> str:
    at = dt.datetime.now().astimezone()
    row = writer_to(store()).withdraw_report(statement.batch, by=known_name(), at=at, note=reason)
    return "withdraw_now" if row.stage == Stage.WITHDRAWN else "withdrawal_waits"
