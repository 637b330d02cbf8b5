"""Files to take away. Each is made when its button is clicked, not when the page is drawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import streamlit as st

from components.page.data import board
from components.page.downloads import XLSX, offer
from components.page.returns import register
from components.page.session import language, translate
from components.page.spoken import spoken
from components.page.tasks import known_tasks
from gapboard.board import Board
from gapboard.export import Vintages, data_package, ledger_csv, sdmx_csv, template_xlsx


def offer_ledger() -> None:
    """The whole ledger in three forms."""
    now, code = board(), language()
    every = st.checkbox(translate("staff.downloads.versions"), key="download.versions")
    which = Vintages.ALL if every else Vintages.LATEST
    name = f"{translate('staff.downloads.ledger_file')}-{dt.date.today().isoformat()}"
    with st.container(horizontal=True):
        _button("ledger", lambda: ledger_csv(now.catalog, now.ledger, code, which), f"{name}.csv", "text/csv")
        _button("package", lambda: _package(now, which), f"{name}.zip", "application/zip")
        _button("sdmx", lambda: sdmx_csv(now.ledger, which), f"{name}-sdmx.csv", "text/csv")


def _package(now: Board, which: Vintages) -> bytes:
    """The data package, with the tasks and what was said of them, unless their files are faulty."""
    known = known_tasks()
    if known is None:
        return data_package(now.catalog, now.ledger, which)
    return data_package(now.catalog, now.ledger, which, tasks=known.tasks, reports=register().read())


def offer_template() -> None:
    """An xlsx to fill in, for a responsible body or a document and some years."""
    now, code = board(), language()
    documents = now.catalog.documents
    bodies = now.catalog.bodies
    answering = {body.id for result in now.assessments for body in now.catalog.answering(result.target)}
    left, middle, right = st.columns([1, 2, 1])
    everyone = translate("staff.downloads.all")
    unit = left.selectbox(
        translate("staff.downloads.by_unit"),
        [None, *(ident for ident in bodies if ident in answering)],
        format_func=lambda item: everyone if item is None else bodies[item].label(code),
        key=spoken("templates-unit"),
    )
    document = middle.selectbox(
        translate("staff.downloads.by_document"),
        [None, *documents],
        format_func=lambda item: everyone if item is None else documents[item].label(code),
        key=spoken("templates-document"),
    )
    year = dt.date.today().year
    years = list(range(min(item.period[0] for item in documents.values()) - 1, year + 1))
    first, last = right.select_slider(
        translate("staff.downloads.years"), years, value=(years[-3], years[-2]), key="templates-years"
    )
    parts = [
        translate("staff.downloads.template_file"),
        bodies[unit].label(code) if unit else None,
        documents[document].label_short(code) if document else None,
    ]
    _button(
        "template_get",
        lambda: template_xlsx(now, body=unit, document=document, region=None, period=(first, last), language=code),
        "-".join([*filter(None, parts), f"{first}-{last}"]) + ".xlsx",
        XLSX,
    )


def _button(name: str, make: Callable[[], bytes], file_name: str, mime: str) -> None:
    offer(translate(f"staff.downloads.{name}"), make, file_name, mime, key=f"download.{name}", quiet=False)
