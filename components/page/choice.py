"""A select box whose choice lives in the address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import TypeVar

import streamlit as st

from components.page.session import translate
from components.page.spoken import spoken

Changes = Callable[[str], Mapping[str, str]]
Option = TypeVar("Option", bound=Hashable)


def choice(
    label: str,
    options: Sequence[str],
    *,
    parameter: str,
    default: str,
    name_of: Callable[[str], str],
    also: Changes = lambda _: {},
) -> str:
    """Choose one of ``options``: what the address's ``parameter`` says, else ``default``, which is one of them.

    The box shows what the address says whenever that has changed by itself: by a link, back or forward. A choice goes
    into the address and nowhere else, as one step of the browser's history, with what ``also`` says of the other
    parameters for the option chosen (an empty text takes one out). The address is written only by a choice: a default
    written into it would lie in the way back.

    The key gives the box its identity. Without one Streamlit makes it of the box's arguments, its position included:
    each choice would make another box, and the one after it would go to a box that is no longer there.
    """
    key = spoken(f"choice:{parameter}")
    asked = st.query_params.get(parameter, "")
    shown = asked if asked in options else default
    # Set only where they differ: what is set here is sent to the browser over what a person may just have chosen.
    # Where the box is drawn for the first time it has no other default: Streamlit warns of two.
    if st.session_state.get(key) != shown:
        st.session_state[key] = shown
    picked: str = st.selectbox(
        label,
        options,
        format_func=distinct(options, name_of),
        key=key,
        on_change=_follow,
        args=(key, parameter, tuple(options), also),
    )
    return picked


def _follow(key: str, parameter: str, options: Sequence[str], also: Changes) -> None:
    """Before the page is drawn anew: the address says what was chosen."""
    picked = st.session_state[key]
    if picked not in options:  # a name that the browser sent before it heard of another language, or of other options
        return
    asked = {name: st.query_params.get_all(name) for name in st.query_params}
    wanted = asked | {name: [text] for name, text in also(picked).items()} | {parameter: [picked]}
    st.query_params.from_dict({name: texts for name, texts in wanted.items() if any(texts)})


def distinct(options: Sequence[Option], name_of: Callable[[Option], str]) -> Callable[[Option], str]:
    """Names that no two options share: of options of one name Streamlit takes the last, whichever was chosen."""
    names = {option: name_of(option) for option in options}
    uses = Counter(names.values())
    told = {
        option: translate("app.namesake", name=name, id=option) if uses[name] > 1 else name
        for option, name in names.items()
    }
    return told.__getitem__
