"""What the person behind this visit may do, for the pages: which buttons work, and why others do not.

The domain asks again when something is written (``gapboard.people.writer``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from components.page.data import board, data_folder
from components.page.session import language
from components.page.who import here
from gapboard.catalog import Body
from gapboard.ledger import Store
from gapboard.ledger.statements import Statement
from gapboard.people.reviewer import Reviewer
from gapboard.people.rights import Action, NoRight, Person, allows, may, may_write
from gapboard.people.rights.people import load_people
from gapboard.people.rights.scope import Cell, may_report_progress, sees_all_of, within_limits
from gapboard.people.writer import Writer

__all__ = ["NoRight", "allowed", "refusal", "refusal_of_rows", "reviewer_of", "switched_on", "writer_to"]


def allowed(action: Action) -> bool:
    """Whether this visit may do ``action`` at all."""
    return allows(here(), action)


def refusal(action: Action) -> str:
    """Why this visit may not do ``action``, in its language; empty if it may."""
    try:
        may(here(), action)
    except NoRight as no:
        return no.text(language())
    return ""


def refusal_of_rows(cells: Iterable[Cell], action: Action = Action.WRITE) -> str:
    """Why this visit may not write rows of these regions and indicators; empty if it may."""
    try:
        may_write(here(), cells, board().catalog, action)
    except NoRight as no:
        return no.text(language())
    return ""


def enterable(cells: Iterable[Cell]) -> list[Cell]:
    """Those of the regions and indicators that this visit may enter figures of; all where it may enter none anyway."""
    return within_limits(here(), cells, board().catalog) if allowed(Action.WRITE) else list(cells)


def regions_to_enter() -> list[str]:
    """The regions that this visit may enter figures of, in the order of the catalogue."""
    catalog = board().catalog
    found = {region for region, _ in cells_to_enter()}
    return [region for region in catalog.regions if region in found]


def cells_to_enter() -> list[Cell]:
    """Every region with every indicator that this visit may enter figures of."""
    catalog = board().catalog
    return enterable((region, indicator) for region in catalog.regions for indicator in catalog.indicators)


def bodies_to_report(bodies: Mapping[str, Body]) -> list[str]:
    """The bodies whose progress this visit may report, and an empty one if what no body reported; who reads, all."""
    person = here()
    if not allows(person, Action.WRITE):
        return ["", *bodies]
    return [ident for ident in ("", *bodies) if not _refused(person, ident, bodies)]


def sees(statement: Statement, bodies: Mapping[str, Body]) -> bool:
    """Whether this visit sees a report on progress: what counts, and who reports or reviews also the rest."""
    return statement.counts or sees_decisions(statement, bodies)


def sees_decisions(statement: Statement, bodies: Mapping[str, Body]) -> bool:
    """Whether this visit sees what was decided about a report, and what it waits for."""
    return sees_all_of(here(), statement.said.body, bodies)


def _refused(person: Person, body: str, bodies: Mapping[str, Body]) -> bool:
    try:
        may_report_progress(person, body, bodies)
    except NoRight:
        return True
    return False


def writer_to(store: Store) -> Writer:
    """The way to write to ``store``, as the person behind this visit."""
    return Writer(here(), data_folder(), store, board().catalog)


def reviewer_of(store: Store) -> Reviewer:
    """The way to see and decide what waits for ``store``, as the person behind this visit."""
    return Reviewer(here(), data_folder(), store, board().catalog)


def switched_on() -> bool:
    """Whether batches are reviewed here."""
    return load_people(data_folder()).review
