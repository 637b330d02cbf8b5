"""What the page of task reports says: what was done just now, and what is wrong, by the names of its fields."""

from __future__ import annotations

import streamlit as st

from components.page.session import language, translate
from components.staff.once import finish
from gapboard.kernel.faults import DataFault, Fault
from gapboard.kernel.wording import catalogue

_TOLD = "taskform:told"
_MOST = 20


def keep_told(text: str) -> None:
    """Say ``text`` when the page is next drawn, and until something else is said."""
    st.session_state[_TOLD] = text


def show_told() -> None:
    """What was done last; it stays, for a page may be drawn again at any moment. Before anything else of the page."""
    finish()
    if told := st.session_state.get(_TOLD):
        st.success(told)


def tell_faults(fault: DataFault) -> None:
    """What is wrong, each with the field's name as the page has it, and how to mend it."""
    for one in fault.faults[:_MOST]:
        st.error(f"{_where(one)}{one.what(language())} {one.remedy(language())}")


def _where(fault: Fault) -> str:
    key = f"task_form.field.{fault.field}"
    return f"{translate(key)}{translate('access.colon')}" if key in catalogue(language()) else ""
