"""What a page says across a rerun, and faults with place and remedy."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from components.page.session import language, links, translate
from components.page.who import here
from components.staff.html import show
from components.staff.once import finish
from components.staff.rights import NoRight, refusal
from gapboard.catalog import Catalog
from gapboard.kernel.faults import DataFault
from gapboard.ledger import WriteConflict
from gapboard.people.rights import Action, Standing

_MESSAGE = "staff:message"
_MOST_FAULTS = 50

Line = tuple[str, str, str]
"""What a figure is of, what it was and what it is now."""


def heading(page: str) -> None:
    """Title and lead of a page, whether saving is switched off, and what was saved just now."""
    show("heading.html", title=translate(f"staff.page.{page}"), lead=translate(f"staff.lead.{page}"))
    tell_refusal(Action.WRITE)
    show_message(page)


def tell_refusal(action: Action) -> None:
    """Say why this visit may not do ``action``, if it may not; who only has to sign in is led there."""
    why_not = refusal(action)
    if why_not:
        st.warning(why_not)
    if why_not and here().standing in (Standing.SIGNED_OUT, Standing.EXPIRED):
        show("to_sign_in.html", way=links().to("signin"))


def show_message(page: str) -> None:
    """What was saved, handed in or decided just now."""
    finish()
    # It stays until the next file or the next page: a page may be drawn again at any moment by a change of data.
    kept = st.session_state.get(_MESSAGE)
    if kept and kept[0] in (None, page):
        st.session_state[_MESSAGE] = (page, *kept[1:])
        _, text, batch, held, lines, more = st.session_state[_MESSAGE]
        way = links().to("review" if held else "history")
        show("saved.html", text=text, batch=batch, held=held, board=links().to("./"), way=way, lines=lines, more=more)
    else:
        drop_message()


def keep_message(text: str, batch: str, *, held: bool = False, lines: Sequence[Line] = (), more: int = 0) -> None:
    """Say ``text`` about ``batch``, which may be held for review, when the page is next drawn.

    ``lines`` are its first figures, and ``more`` is how many others it has.
    """
    st.session_state[_MESSAGE] = (None, text, batch, held, tuple(lines), more)


def drop_message() -> None:
    """What was saved before is no longer news."""
    st.session_state.pop(_MESSAGE, None)


@contextmanager
def refusals_told(catalog: Catalog | None = None) -> Iterator[None]:
    """Write within; what the domain refuses is told, and what follows within is left out.

    With a catalogue, values that others have changed meanwhile are told by their names.
    """
    try:
        yield
    except WriteConflict as conflict:
        if catalog is None:
            show_faults(conflict)
        else:
            show_conflicts(conflict, catalog)
    except DataFault as fault:
        show_faults(fault)
    except NoRight as no:
        st.error(no.text(language()))


def show_faults(fault: DataFault) -> None:
    """Every fault with its place and how to mend it."""
    shown = fault.faults[:_MOST_FAULTS]
    rows = [(item.place(language()), item.what(language()), item.remedy(language())) for item in shown]
    show("faults.html", rows=rows, left=len(fault.faults) - len(rows))


def show_conflicts(conflict: WriteConflict, catalog: Catalog) -> None:
    """Which values others have changed, by the names that a user knows them by."""
    named = []
    # Not strict: of very many, the rest is one fault.
    for fault, (key, _, _) in zip(conflict.faults, conflict.conflicts, strict=False):
        region, indicator = catalog.regions.get(key[0]), catalog.indicators.get(key[1])
        names = [item.label(language()) for item in (region, indicator) if item]
        named.append(dataclasses.replace(fault, record=" ".join((*names, key[2])) if fault.record else ""))
    show_faults(DataFault(named))
