"""Save a draft, or take a batch back: the only two ways in which the pages write."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from components.data import data_folder
from components.staff.draft import Draft
from components.staff.rights import require_right
from gapboard.audit import audited
from gapboard.history import Undo, after_all_known, new_batch_id, undo
from gapboard.intake.aliases import AliasStore, as_confirmed, confirmations
from gapboard.intake.batch import rows_to_commit
from gapboard.ledger import CsvStore


@dataclass(frozen=True)
class Saved:
    """What was written."""

    batch: str
    rows: int


def store() -> CsvStore:
    """The ledger's file."""
    return CsvStore(data_folder() / "actuals.csv")


def known_names() -> dict[str, str]:
    """The names that users have confirmed before."""
    return as_confirmed(_aliases().read())


@audited("save")
def save(
    draft: Draft, *, source: str, url: str, by: str, warned: bool, names: Mapping[str, Mapping[str, str]]
) -> Saved:
    """Write what is new or changed; ``names`` are confirmations to remember, by kind.

    Raises ``DataFault`` or ``NoRight``.
    """
    require_right()
    at = dt.datetime.now().astimezone()
    batch = new_batch_id(at, by)
    rows = rows_to_commit(
        draft.batch, source=source, source_url=url, by=by, batch_id=batch, at=at, include_warned=warned
    )
    # The names first: should the ledger refuse, a confirmed name does no harm and is not asked for again.
    _aliases().append([alias for kind, texts in names.items() for alias in confirmations(texts, kind, by, at)])
    store().append(after_all_known(rows, store().read()))
    return Saved(batch, len(rows))


@audited("undo")
def take_back(batch: str, by: str) -> Undo:
    """Undo a batch. Raises ``DataFault`` or ``NoRight``."""
    require_right()
    return undo(store(), batch, by=by, at=dt.datetime.now().astimezone())


def _aliases() -> AliasStore:
    return AliasStore(data_folder() / "aliases.csv")
