"""What an address may say of a page: a value that the page does not know is ignored, and named to the visitor."""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import fields

import streamlit as st

from components.page.session import language
from gapboard.assess import Group, IndicationKind
from gapboard.board import ANY, Board, Filters
from gapboard.board.tasks import TaskBoard
from gapboard.kernel.wording import say

Allowed = Mapping[str, Container[str]]
"""By a parameter's name, what it may say."""
Pairs = tuple[tuple[str, str], ...]
"""Names and values of parameters."""
_MOST_SHOWN = 40  # characters of a value that is ignored


def sorted_out(parameters: Mapping[str, str], allowed: Allowed) -> tuple[dict[str, str], Pairs]:
    """What ``parameters`` say of ``allowed``, empty where it is nothing that the page knows; and what is ignored."""
    known = {name: parameters.get(name, "") for name in allowed}
    ignored = tuple((name, value) for name, value in known.items() if value and value not in allowed[name])
    return known | {name: "" for name, _ in ignored}, ignored


def ignored_text(ignored: Pairs, language: str) -> str:
    """A sentence for each value that is ignored; empty where none is."""
    return " ".join(
        say("app.ignored", language, what=say(f"app.parameter.{name}", language), found=_short(value))
        for name, value in ignored
    )


def asked(allowed: Allowed) -> dict[str, str]:
    """What this visit's address says of ``allowed``; what is ignored is told on the page."""
    known, ignored = sorted_out(st.query_params.to_dict(), allowed)
    tell_ignored(ignored)
    return known


def tell_ignored(ignored: Pairs) -> None:
    """Say on the page what is ignored, where something is."""
    if ignored:
        st.warning(ignored_text(ignored, language()))


def filters(board: Board, tasks: TaskBoard | None = None) -> Filters:
    """The filters in this visit's address; of a page that tells ``tasks`` also bodies that only these name."""
    return Filters(**asked(filters_allowed(board, tasks)))


def filters_allowed(board: Board, tasks: TaskBoard | None = None) -> Allowed:
    """What each filter can be about, whether or not a target fits it, or a task where the page tells ``tasks``."""
    catalog = board.catalog
    named = set(tasks.tasks.named) if tasks else set()
    allowed: dict[str, Container[str]] = {
        "theme": catalog.themes,
        "region": catalog.regions,
        "document": catalog.documents,
        "body": responsible(board) | named,
        "due": {str(target.due) for target in catalog.targets.values()},
        "status": {group.value for group in Group},
        "indication": {ANY, *(kind.value for kind in IndicationKind)},
    }
    return {item.name: allowed[item.name] for item in fields(Filters)}


def responsible(board: Board) -> set[str]:
    """The bodies that answer for some target."""
    return {body.id for target in board.catalog.targets.values() for body in board.catalog.answering(target)}


def _short(value: str) -> str:
    shown = " ".join(value.split())
    return shown if len(shown) <= _MOST_SHOWN else shown[:_MOST_SHOWN] + "…"
