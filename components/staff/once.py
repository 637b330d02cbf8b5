"""What is written by a click is written once, however often and impatiently the button is clicked.

A second click interrupts the run of the first wherever that touches Streamlit next, and the page begins anew with the
button pressed again. So what is left to do after a write (a message, empty fields) is noted at once, in a plain list,
and the next run begins with it: then the fields have new names, or the question is closed, and the second click is of a
button that is gone.
"""

from __future__ import annotations

import threading
from collections.abc import Callable

import streamlit as st

_LEFT = "staff:left"
Step = Callable[[], None]
"""Something to do after a write, which does no harm when it is done again."""


def left_to_do() -> list[Step]:
    """What is left to do after the writes of this visit. To be asked for before a write: afterwards it may be late."""
    steps: list[Step] = st.session_state.setdefault(_LEFT, [])
    return steps


class Written:
    """What a visit has written by forms of one kind. A second click starts a run beside the first one's, which is asked
    to stop and does so only where it touches Streamlit: while it writes, the other waits here, and writes nothing.
    """

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.turns: set[str] = set()


def written(slot: str) -> Written:
    """Of this visit. To be asked for before a write: afterwards it may be late."""
    found: Written = st.session_state.setdefault(f"{slot}.written", Written())
    return found


def write_once(slot: str, turn: str, write: Callable[[], Step]) -> None:
    """Call ``write``, which touches Streamlit nowhere and answers what is left to do, and do that: once for a ``turn``.

    What it raises is raised, and the turn may be tried again.
    """
    left, before = left_to_do(), written(slot)
    with before.lock:
        if turn not in before.turns:
            step = write()
            before.turns.add(turn)
            left.append(step)
    finish()


def finish() -> None:
    """Do what is left: at the beginning of a page, and right after a write."""
    steps = left_to_do()
    while steps:
        steps[0]()
        steps.pop(0)  # only now: until here it may be interrupted and done again
