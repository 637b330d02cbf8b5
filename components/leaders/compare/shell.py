"""What all views of the page share: the choice of a view, the answer in words, the table behind a chart."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

import streamlit as st

from components.page.address import asked
from components.page.session import language, links, translate
from components.page.templates import show
from gapboard.kernel.wording import say

_FIRST = "documents"
PATH = "compare"


def chosen_view(views: Container[str]) -> str:
    """The view that the address names; documents where it names none, with a word about a faulty name."""
    return asked({"view": views})["view"] or _FIRST


def views(names: Iterable[str], chosen: str) -> None:
    """The views as links, so that each has its address; the indicator chosen is kept from view to view."""
    kept = {name: st.query_params.get(name, "") for name in ("id", "region")}
    options = [
        {
            "word": translate(f"compare.view.{name}"),
            "link": links().to(PATH, view=name, **kept),
            "chosen": name == chosen,
        }
        for name in names
    ]
    show("compare/views.html", say=translate, views=options)


def headline(title: str, lines: Sequence[str], note: str = "") -> None:
    """The view's title, its answer in words, and how to read it."""
    show("compare/headline.html", title=title, lines=[line for line in lines if line], note=note)


def listed(items: Iterable[str]) -> str:
    """Parts of a sentence as a list."""
    return say("headline.join", language()).join(items)
