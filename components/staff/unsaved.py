"""What is typed into a form and not saved, kept over a reload: a visit, and with it its fields, ends with the page.

The browser keeps the texts in the tab, for one person and one form, until they are saved or given up (see
``scripts/unsaved.js``). After a reload it hands them over through a field that nobody sees.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st
from markupsafe import Markup

from components.page.session import translate
from components.page.templates import draw_html, render, script
from components.page.who import here

LONGEST = 5_000
"""Characters of a text that is taken back; the form itself refuses far shorter ones."""
_GONE = "unsaved:gone"
_UNSEEN = "unsaved"


@dataclass(frozen=True)
class Form:
    """One form: the ``slot`` that it is called by in every visit, and the ``turn`` that its fields are called by now.

    ``names`` are those fields, ``choices`` the values of the one that is chosen with radio buttons, the first of them;
    ``also`` are fields outside of the form that belong to what is typed, by name, with their keys; ``given`` is what
    the form began with, by name, and nobody typed.
    """

    slot: str
    turn: str
    names: Sequence[str]
    choices: Sequence[str]
    also: dict[str, str]
    given: Mapping[str, str] = field(default_factory=dict)

    def key(self, name: str) -> str:
        """The key of a field."""
        return self.also.get(name) or f"{self.turn}.{name}"

    def is_typed(self) -> bool:
        """Whether anything stands in the fields but what they began with."""
        return any((st.session_state.get(self.key(name)) or "") != self.given.get(name, "") for name in self.names)

    @property
    def was_restored(self) -> bool:
        """Whether what the browser kept was put into the fields."""
        return bool(st.session_state.get(f"{self.turn}.restored"))


def keep_unsaved(form: Form, give_up: Callable[[], None]) -> None:
    """Let the browser keep what is typed, take what it kept, and say so; ``give_up`` makes the fields empty."""
    if form.was_restored:
        told, button = st.columns([3, 1], vertical_alignment="center")
        told.info(translate("unsaved.restored"), icon=":material/history:")
        button.button(translate("unsaved.give_up"), key=f"{form.turn}.give_up", on_click=_give_up, args=(form, give_up))
    told_browser = {
        "key": f"gapboard.unsaved|{here().name}|{form.slot}",
        "turn": form.turn,
        "fields": {name: _class_of(form.key(name)) for name in (*form.names, *form.also)},
        "own": list(form.names),
        "choices": list(form.choices),
        "given": dict(form.given),
        "channel": _class_of(f"{form.turn}.kept"),
        "gone": gone(),
    }
    with st.container(key=_UNSEEN):
        st.text_input(translate("unsaved.field"), key=f"{form.turn}.kept", on_change=_take, args=(form,))
        draw_html(render("staff/unsaved.html", form=told_browser, code=Markup(script("unsaved"))), scripts=True)


def gone() -> list[str]:
    """The turns of this visit whose texts are saved or given up; to be asked for before a write."""
    found: list[str] = st.session_state.setdefault(_GONE, [])
    return found


def _give_up(form: Form, give_up: Callable[[], None]) -> None:
    gone().append(form.turn)
    give_up()


def _take(form: Form) -> None:
    """Put what the browser kept into the fields, and nothing into the others, unless somebody has begun to type."""
    kept = _read(st.session_state.get(f"{form.turn}.kept") or "")
    st.session_state[f"{form.turn}.kept"] = ""
    first = form.names[0]
    if kept.get(first) not in form.choices:
        kept.pop(first, None)
    if form.is_typed() or not any(name in kept for name in form.names):
        return
    for name in form.given:
        st.session_state[form.key(name)] = None if name == first else ""
    for name in (*form.names, *form.also):
        if name in kept:
            st.session_state[form.key(name)] = kept[name]
    st.session_state[f"{form.turn}.restored"] = True


def _read(text: str) -> dict[str, str]:
    """The texts that there are; none where it is nothing that the script wrote."""
    try:
        found = json.loads(text)
    except ValueError:
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: text[:LONGEST] for name, text in found.items() if isinstance(text, str) and text}


def _class_of(key: str) -> str:
    """The class that Streamlit gives to what has a key."""
    return "st-key-" + re.sub(r"[^a-zA-Z0-9_-]", "-", key)
