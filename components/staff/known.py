"""Names in files that people have settled: what counts in this visit, and how they are told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import streamlit as st

from components.page.data import Revision, board, data_folder, revision
from components.page.session import language, translate
from components.page.who import here
from gapboard.intake.aliases import FILE, Alias, Known
from gapboard.kernel.moments import moment_text
from gapboard.kernel.text_file import revision_of
from gapboard.ledger import Ledger
from gapboard.people.names import Names, brings_back, stands_for
from gapboard.people.rights import Person


def known_names() -> Known:
    """What counts for this visit without asking, and what others have settled for themselves."""
    return _known((*revision(), revision_of(data_folder() / FILE)), here(), board().ledger)


# Every keystroke on the import page asks.
@st.cache_resource(max_entries=16, show_spinner=False, hash_funcs={Person: repr})
def _known(revisions: Revision, person: Person, _ledger: Ledger) -> Known:
    return Names(person, data_folder(), _ledger).known()


def offered_as(said: Alias, name: str) -> str:
    """What somebody else has settled, as a choice: with who and when, and that nobody has confirmed it."""
    return translate("names.offered", name=name, by=said.confirmed_by, at=day_of(said))


def with_speaker(what: str, alias: Alias | None) -> str:
    """The words of a repair by a remembered name, with whose the name is and since when."""
    return translate("names.by", what=what, by=alias.confirmed_by, at=day_of(alias)) if alias else what


def day_of(alias: Alias) -> str:
    """When it was said, to the minute; as it is written where that is no moment."""
    try:
        return moment_text(dt.datetime.fromisoformat(alias.confirmed_at), language())
    except ValueError:
        return alias.confirmed_at


def label_of(alias: Alias) -> str:
    """What it stands for, as a reader knows it."""
    return stands_for(alias, board().catalog, language())


def told_with(batch: str) -> str:
    """Which names undoing a batch takes along or brings back; empty for none."""
    found = Names(here(), data_folder(), board().ledger).said_with(batch)
    return in_words("names.come" if brings_back(batch) else "names.go", found)


def in_words(key: str, names: Iterable[Alias]) -> str:
    """A sentence about names, each with what it stands for; empty for none."""
    told = [translate("names.means", text=item.text, name=label_of(item)) for item in names]
    return translate(key, count=len(told), names=translate("names.join").join(told)) if told else ""
