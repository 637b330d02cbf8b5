"""What the page of task reports says: what was done just now, and what is wrong, by the names of its fields.

All of it stands in one place above the form, and only the last of it: a refusal below an old “saved” is not seen.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from components.page.session import language, translate
from components.page.templates import draw_html, render, script
from components.staff.once import finish
from gapboard.kernel.faults import DataFault, Fault
from gapboard.kernel.wording import catalogue

_TOLD = "taskform:told"
_MOST = 20


@dataclass(frozen=True)
class Told:
    """What stands above the form: what was ``done``, or why nothing was, of the form at the address ``where``."""

    texts: tuple[str, ...]
    done: bool
    turn: int  # counts what was told, so that the page is brought to it once
    where: tuple[str, str] = ("", "")


def keep_told(text: str) -> None:
    """Say ``text`` when the page is next drawn, and until something else is said."""
    _keep((text,), done=True)


def keep_refused(texts: Sequence[str]) -> None:
    """Say why nothing was saved instead of what was done before, until something else is said or asked for."""
    _keep(tuple(texts), done=False)


def show_told() -> None:
    """What was said last; it stays, for a page may be drawn again at any moment. Before anything else of the page."""
    finish()
    told: Told | None = st.session_state.get(_TOLD)
    if told is None or not (told.done or told.where == _where()):
        return
    with st.container(key="task-told"):
        for text in told.texts:
            (st.success if told.done else st.error)(text)
    draw_html(render("staff/told.html", turn=told.turn, code=Markup(script("task_told"))), scripts=True)


def keep_faults(fault: DataFault) -> None:
    """Say what is wrong, each with the field's name as the page has it, and how to mend it."""
    keep_refused([f"{_field(one)}{one.said(language())}" for one in fault.faults[:_MOST]])


def _keep(texts: tuple[str, ...], *, done: bool) -> None:
    before: Told | None = st.session_state.get(_TOLD)
    st.session_state[_TOLD] = Told(texts, done, before.turn + 1 if before else 1, _where())


def _where() -> tuple[str, str]:
    return st.query_params.get("body", ""), st.query_params.get("item", "")


def _field(fault: Fault) -> str:
    key = f"task_form.field.{fault.field}"
    return f"{translate(key)}{translate('access.colon')}" if key in catalogue(language()) else ""
