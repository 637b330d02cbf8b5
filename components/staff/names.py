"""The list of remembered names, where they are confirmed and removed."""

from __future__ import annotations

import hashlib
from functools import partial

import streamlit as st

from components.page.data import board, data_folder
from components.page.session import translate
from components.page.who import here
from components.staff.html import show
from components.staff.known import day_of, label_of
from components.staff.messages import refusals_told
from components.staff.once import finish, left_to_do
from components.staff.review import ask_name
from components.staff.rights import allowed, writer_to
from components.staff.saving import store
from gapboard.intake.aliases import Alias, Counts
from gapboard.people.names import Names, whose
from gapboard.people.rights import Action

_STEP = 20
_SHOWN = "names:shown"
_SAID = "names:said"


def show_names() -> None:
    """Everything that stands, the latest first, for who may confirm names."""
    if not allowed(Action.CONFIRM_NAME):
        return
    show("subheading.html", title=translate("names.title"), lead=translate("names.lead"))
    finish()
    said = st.session_state.pop(_SAID, "")
    if said:
        st.success(said)
    with refusals_told():
        found = Names(here(), data_folder(), board().ledger).listed()
        if not found:
            st.info(translate("names.none"))
            return
        by = here().name if here().is_named else ask_name("names.by")
        shown = st.session_state.get(_SHOWN, _STEP)
        for alias in found[:shown]:
            _show_name(alias, by)
        if len(found) > shown and st.button(translate("names.older")):
            st.session_state[_SHOWN] = shown + _STEP
            st.rerun()


def _show_name(alias: Alias, by: str) -> None:
    person, name = here(), label_of(alias)
    everybody = alias.counts == Counts.ALL
    # By what it says, not by its place: the list may have changed when a button is pressed.
    key = hashlib.sha256(repr(alias).encode()).hexdigest()[:16]
    with st.container(horizontal=True, vertical_alignment="center", key=f"batch-name-{key}"):
        show(
            "name.html",
            kind=translate(f"names.kind.{alias.kind}"),
            means=translate("names.means", text=alias.text, name=name),
            said=translate("names.said", by=alias.confirmed_by, at=day_of(alias)),
            counts=translate("names.all") if everybody else translate("names.own", by=alias.confirmed_by),
            everybody=everybody,
            batch=translate("names.with_batch", batch=alias.batch) if alias.batch else "",
        )
        others = person.is_limited and (everybody or alias.whose != whose(person))
        confirmed = not everybody and st.button(
            translate("names.confirm"), key=f"name.confirm.{key}", disabled=person.is_limited
        )
        removed = st.button(translate("names.remove"), key=f"name.remove.{key}", disabled=others)
        if person.is_limited:
            st.caption(translate("names.why_not_remove" if others else "names.why_not_confirm"))
    if (confirmed or removed) and not by:
        st.warning(translate("names.by_missing"))
    elif confirmed or removed:
        left = left_to_do()
        with refusals_told():
            if confirmed:
                writer_to(store()).settle_name(alias.kind, alias.text, ident=alias.id, by=by)
            else:
                writer_to(store()).remove_name(alias.kind, alias.text, by=by)
            left.append(partial(_settled, "names.confirmed" if confirmed else "names.removed", alias.text, name))
            finish()
            st.rerun()


def _settled(what: str, text: str, name: str) -> None:
    st.session_state[_SAID] = translate(what, text=text, name=name)
