"""Taking back what was reported or noted: never by one click, and with a reason, which stays on record."""

from __future__ import annotations

import streamlit as st

from components.page.session import translate


def ask_withdrawal(batch: str) -> str | None:
    """A button behind which a reason is asked for; the reason as typed once that is confirmed, ``None`` before."""
    with st.popover(translate("task_form.withdraw"), help=translate("task_form.withdraw_help")):
        reason = st.text_input(translate("task_form.withdraw_reason"), key=f"why-{batch}", max_chars=500).strip()
        confirmed = st.button(
            translate("task_form.withdraw_now"),
            key=f"withdraw_now-{batch}",
            help=translate("task_form.withdraw_now_help"),
        )
    return reason if confirmed else None
