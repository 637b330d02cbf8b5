"""Several files on the page of import: one is reviewed at a time, the others wait; returns can be taken together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import streamlit as st

from components.page.frame import follow_link
from components.page.returns import known_returns
from components.page.session import links, translate
from components.staff.rounds import round_of
from components.staff.senders import Sent, brought, by_name


@dataclass
class _Waiting:
    """What was there in the last run: all files, which of them was reviewed, and those of earlier rounds."""

    round: int
    files: dict[str, bytes] = field(default_factory=dict)
    reviewed: str = ""
    earlier: dict[str, bytes] = field(default_factory=dict)


def one_of(slot: str, sent: Sequence[Sent]) -> tuple[str, bytes] | None:
    """The file to be reviewed now, the last that came unless another is chosen; ``None`` where there is none.

    ``sent`` is what lies in the field. Once one is saved the field is empty, and the others are still here.
    """
    kept: _Waiting = st.session_state.setdefault(f"{slot}:waiting", _Waiting(round_of(slot)))
    if kept.round != round_of(slot):
        left = {name: data for name, data in kept.files.items() if name != kept.reviewed}
        kept = st.session_state[f"{slot}:waiting"] = _Waiting(round_of(slot), earlier=left)
    kept.files = kept.earlier | by_name(sent, kept.earlier)
    if not kept.files:
        return None
    kept.reviewed = _chosen(slot, kept) if len(kept.files) > 1 or kept.earlier else next(iter(kept.files))
    return (kept.reviewed, kept.files[kept.reviewed]) if kept.reviewed else None


def _chosen(slot: str, kept: _Waiting) -> str:
    """Which file is looked at, what becomes of the others, and the ways to take or to leave them all."""
    names = list(kept.files)[::-1]
    name = st.selectbox(
        translate("staff.several.which", count=len(names)),
        names,
        key=f"{slot}.{kept.round}.which.{len(names)}",
    )
    st.caption(translate("staff.several.lead"))
    with st.container(horizontal=True):
        duties = known_returns()
        if (
            duties
            and duties.bodies
            and st.button(translate("staff.several.together"), key=f"{slot}.{kept.round}.together")
        ):
            brought().update(kept.files)
            _leave(slot, kept)
            follow_link(links().to("reporting"))
            return ""
        if kept.earlier and st.button(
            translate("staff.several.leave", count=len(kept.earlier)), type="tertiary", key=f"{slot}.{kept.round}.leave"
        ):
            kept.earlier = {}
            st.rerun()
    return name


def _leave(slot: str, kept: _Waiting) -> None:
    """The files are taken elsewhere: none waits here, and the field is a new one."""
    st.session_state[f"{slot}.round"] = kept.round + 1
    st.session_state[f"{slot}:waiting"] = _Waiting(kept.round + 1)
