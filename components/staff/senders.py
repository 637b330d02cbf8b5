"""Whose return a file is where it does not say so itself: asked, never guessed; and what the register notes of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any, Protocol

import streamlit as st

from components.page.session import language, translate
from components.page.spoken import spoken
from components.staff.known import known_names
from gapboard.board import Board
from gapboard.board.reporting import Cell, Returns
from gapboard.explain.reporting import period_of
from gapboard.history import new_batch_id
from gapboard.intake.beside import contested
from gapboard.intake.returns import Dropped, cell_of, named
from gapboard.ledger.reports import RETURN, Report

NAMED, _BROUGHT = "returns:named", "returns:brought"


class Sent(Protocol):
    """A file as Streamlit gives it."""

    @property
    def name(self) -> str:
        """Its name, as the visitor's computer calls it."""

    def getvalue(self) -> bytes:
        """All of it."""


def brought() -> dict[str, bytes]:
    """Files that came by the page of import and are to be taken together, by their name."""
    found: dict[str, bytes] = st.session_state.setdefault(_BROUGHT, {})
    return found


def by_name(files: Iterable[Sent], taken: Collection[str] = ()) -> dict[str, bytes]:
    """The bytes of files by their name; of several of one name, or of one in ``taken``, the later are numbered."""
    found: dict[str, bytes] = {}
    for file in files:
        path, name, number = PurePath(file.name), file.name, 1
        while name in found or name in taken:
            number += 1
            name = f"{path.stem} ({number}){path.suffix}"
        found[name] = file.getvalue()
    return found


def settled(found: Sequence[Dropped], board: Board, returns: Returns, key: str) -> list[Dropped]:
    """The files, those without a mark as what was chosen for them on this page under ``key``."""
    kept: dict[tuple[Any, ...], Dropped] = st.session_state.setdefault(NAMED, {})
    told = []
    for item in found:
        cell = _chosen(item, returns, key) if item.workbook else None
        if cell:
            of = (item.sha256, cell.body.id, cell.due.duty.id, cell.due.period.text, id(board), id(returns))
            if of not in kept:
                kept[of] = named(item, cell, board, returns, known_names().confirmed)
            told.append(kept[of])
        else:
            told.append(item)
    return told


def ask_senders(found: Sequence[Dropped], returns: Returns, key: str) -> None:
    """For each file without a mark: which body, which duty, which period. Nothing is chosen beforehand."""
    unmarked = [item for item in found if item.workbook]
    if unmarked:
        st.caption(translate("reporting.drop.who_sent"))
    for item in unmarked:
        _ask(item, returns, _field(key, item))


def ask_which(found: Sequence[Dropped], key: str) -> None:
    """For each return that several different files came for: which of them stands. Nothing is chosen beforehand."""
    for name, group in contested(found).items():
        cell = group[0].cell
        assert cell is not None
        of = {"body": cell.body.label(language()), "period": period_of(cell.due, language())}
        label = translate("reporting.drop.which_stands", duty=cell.due.duty.label(language()), count=len(group), **of)
        _select(label, {item.sha256: item.file for item in group}, _which_field(key, name))


def which_stands(found: Sequence[Dropped], key: str) -> dict[str, str]:
    """By ``return_key`` the hash of the file that was chosen under ``key`` for a return that several came for."""
    chosen = {name: st.session_state.get(_which_field(key, name)) for name in contested(found)}
    return {name: sha256 for name, sha256 in chosen.items() if sha256}


def _which_field(key: str, name: str) -> str:
    return f"{key}.which.{name}"


def _ask(item: Dropped, returns: Returns, field: str) -> None:
    bodies = {body.id: body for body in returns.bodies}
    left, middle, right = st.columns(3)
    with left:
        whose = translate("reporting.drop.whose", file=item.file)
        body = _select(whose, {ident: one.label(language()) for ident, one in bodies.items()}, f"{field}.body")
    begun = [cell.due for cell in returns.of_body(bodies[body]) if cell.due.begins <= returns.on] if body else []
    duties = {due.duty.id: due.duty.label(language()) for due in begun}
    with middle:
        duty = _select(translate("reporting.column.duty"), duties, f"{field}.duty.{body}")
    periods = {due.period.text: period_of(due, language()) for due in reversed(begun) if due.duty.id == duty}
    with right:
        _select(translate("reporting.column.period"), periods, f"{field}.period.{body}.{duty}")


def _select(label: str, options: Mapping[str, str], key: str) -> str | None:
    """What is chosen; a box without options, which nobody could use or read, is not drawn."""
    if not options:
        return None
    return st.selectbox(
        label,
        list(options),
        index=None,
        format_func=options.__getitem__,
        placeholder=translate("staff.choose"),
        key=spoken(key),
    )


def _field(key: str, item: Dropped) -> str:
    return f"{key}.{item.sha256[:16]}"


def _chosen(item: Dropped, returns: Returns, key: str) -> Cell | None:
    """The return that is chosen for a file in this visit, once body, duty and period are."""
    field, state = _field(key, item), st.session_state
    body = state.get(f"{field}.body")
    duty = state.get(f"{field}.duty.{body}")
    period = state.get(f"{field}.period.{body}.{duty}")
    return cell_of(duty, period, body, returns) if body and duty and period else None


def report_of(
    cell: Cell, state: str, day: dt.date, by: str, *, batch: str = "", file: str = "", sha256: str = "", note: str = ""
) -> Report:
    """What the register notes now of something that came in on ``day``."""
    at = dt.datetime.now().astimezone()
    return Report(
        kind=RETURN,
        subject=cell.due.duty.id,
        period=cell.due.period,
        body=cell.body.id,
        state=state,
        received_on=day,
        file=file,
        sha256=sha256,
        batch=batch or new_batch_id(at, by),
        note=note,
        recorded_at=at,
        recorded_by=by,
    )
