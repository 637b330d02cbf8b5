"""The review page's pieces: what waits, what was decided, and the look at one batch before it is."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import partial

import streamlit as st

from components.page.data import Revision, board, revision
from components.page.session import language, links, translate
from components.page.tasks import known_tasks, unsettled_reports
from components.staff.html import show
from components.staff.known import in_words
from components.staff.messages import drop_message, keep_message, refusals_told
from components.staff.once import finish, left_to_do
from components.staff.rights import NoRight, allowed, reviewer_of, sees_decisions, switched_on
from components.staff.saving import accept, send_back, store
from components.staff.submission_view import counts_of, sections_of, what_of
from gapboard.board import Board
from gapboard.kernel.moments import moment_text
from gapboard.ledger import Ledger
from gapboard.ledger.report import Stage
from gapboard.people.review import State, Submission
from gapboard.people.reviewer import Reviewer
from gapboard.people.rights import Action, Person

_STEP = 20
_SHOWN = "review:shown"
_OPEN = "review:open"


def show_waiting() -> None:
    """What waits, each with a button that opens it; below, what was decided."""
    reviewer = reviewer_of(store())
    try:
        found = _visible((*revision(), reviewer.revision()), reviewer.person, board().ledger, reviewer)
    except NoRight as no:
        st.warning(no.text(language()))
        return
    held = [item for item in found if item.state is State.HELD]
    decided = [item for item in found if item.state is not State.HELD]
    if not switched_on():
        st.info(translate("review.switched_off"))
    elif not held:
        st.info(translate("review.none"))
    _show_tasks()
    if held:
        show("subheading.html", title=translate("review.held_title"), lead="")
    for place, item in enumerate(held):
        with st.container(horizontal=True, vertical_alignment="center", key=f"batch-held-{place}"):
            _show(item)
            st.button(translate("review.open"), key=f"open.{item.batch}", on_click=_ask, args=(item.batch,))
    _show_decided(decided)
    # Kept in the session: a change of data draws the page again, and the question must not vanish.
    asked = next((item for item in held if item.batch == st.session_state.get(_OPEN)), None)
    if asked:
        st.dialog(translate("review.dialog"), width="large", on_dismiss=_answered)(_dialog)(
            asked, _refusal(reviewer, asked)
        )


def _show_tasks() -> None:
    """How many reports on tasks wait or were returned, among those that this visit sees, with the way to them."""
    known = known_tasks()
    if known is None:
        return
    stages = Counter(one.stage for one in unsettled_reports() if sees_decisions(one, known.tasks.bodies))
    if stages:
        returned = stages[Stage.SENT_BACK]
        link = links().to("task-reports", view="verify" if allowed(Action.REVIEW) else "report")
        told = translate("review.tasks", waiting=stages.total() - returned, returned=returned)
        show("tasks_waiting.html", text=told, link=link)


@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs={Person: repr})
def _visible(revisions: Revision, person: Person, _ledger: Ledger, _reviewer: Reviewer) -> list[Submission]:
    return _reviewer.submissions(_ledger)


def _refusal(reviewer: Reviewer, item: Submission) -> str:
    """Why this person may not decide a batch; empty if they may."""
    try:
        reviewer.may_decide(item)
    except NoRight as no:
        return no.text(language())
    return ""


def _show_decided(decided: list[Submission]) -> None:
    shown = st.session_state.get(_SHOWN, _STEP)
    if decided:
        show("subheading.html", title=translate("review.decided_title"), lead="")
    for place, item in enumerate(decided[:shown]):
        with st.container(key=f"batch-decided-{place}"):
            _show(item)
    if len(decided) > shown and st.button(translate("review.older")):
        st.session_state[_SHOWN] = shown + _STEP
        st.rerun()


def _show(item: Submission) -> None:
    verdict = item.verdict
    show(
        "waiting.html",
        state=item.state,
        at=_time(item.handed_in.at),
        by=item.handed_in.by,
        what=what_of(item),
        counts=translate("review.counts", **counts_of(item)),
        word=translate("review.word", name=verdict.by, at=_time(verdict.at)) if verdict else "",
        reason=verdict.reason if verdict else "",
        batch=item.batch,
    )


def _time(moment: dt.datetime) -> str:
    return moment_text(moment, language())


def _ask(batch: str) -> None:
    drop_message()
    st.session_state[_OPEN] = batch


def _answered() -> None:
    st.session_state.pop(_OPEN, None)


def _dialog(item: Submission, refused: str) -> None:
    """Everything about a batch, and the buttons that decide it."""
    now = board()
    sections = sections_of(now, item)
    conflict = any(section.name == "conflict" for section in sections)
    lead = translate("review.handed_in_by", name=item.handed_in.by, at=_time(item.handed_in.at), source=what_of(item))
    show("decide.html", lead=lead, batch=item.batch, sections=sections)
    names = in_words("names.wait", item.handed_in.names)
    if names:
        st.caption(names)
    if refused or conflict:
        st.warning(refused or translate("review.conflict"))
    reason = st.text_input(translate("review.reason"), key=f"reason.{item.batch}", max_chars=500).strip()
    with st.container(horizontal=True, vertical_alignment="center"):
        barred = bool(refused)
        accepted = st.button(
            translate("review.accept"), type="primary", disabled=barred or conflict, key="review:accept"
        )
        returned = st.button(translate("review.send_back"), disabled=barred, key="review:return")
    if returned and not reason:
        st.warning(translate("review.reason_missing"))
    elif accepted or returned:
        _decide(item, reason, "accepted" if accepted else "returned", now)


def _decide(item: Submission, reason: str, what: str, now: Board) -> None:
    left = left_to_do()
    with refusals_told(now.catalog):
        (accept if what == "accepted" else send_back)(item.batch, reason)
        left.append(partial(_decided, item, what))
        finish()
        st.rerun()


def _decided(item: Submission, what: str) -> None:
    _answered()
    keep_message(translate(f"review.{what}", count=len(item.handed_in.rows)), item.batch)
