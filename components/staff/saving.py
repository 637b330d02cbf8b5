"""Save a draft, take a batch back, decide one that waits: the only ways in which the pages write to the ledger."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from components.page.data import data_folder, look_again
from components.staff.draft import Draft
from components.staff.rights import reviewer_of, writer_to
from gapboard.history import Undo, after_all_known, new_batch_id
from gapboard.intake.aliases import confirmations
from gapboard.intake.batch import rows_to_commit
from gapboard.ledger import Store, open_store


@dataclass(frozen=True)
class Saved:
    """What was written, or handed in and is ``held`` for review."""

    batch: str
    rows: int
    held: bool


def store() -> Store:
    """The ledger in use."""
    return open_store(data_folder())


def save(
    draft: Draft,
    *,
    source: str,
    url: str,
    by: str,
    warned: bool,
    names: Mapping[str, Mapping[str, str]],
    batch: str = "",
) -> Saved:
    """Write what is new or changed; ``names`` are confirmations to remember, by kind.

    ``batch`` is what the register calls the file already, else a new batch is begun.
    Raises ``DataFault`` (``WriteConflict`` where somebody has written one of its values since it was compared)
    or ``NoRight``.
    """
    writer = writer_to(store())
    by = writer.signature(by)
    at = dt.datetime.now().astimezone()
    batch = batch or new_batch_id(at, by)
    rows = rows_to_commit(
        draft.batch, source=source, source_url=url, by=by, batch_id=batch, at=at, include_warned=warned
    )
    confirmed = [alias for kind, texts in names.items() for alias in confirmations(texts, kind, by, at)]
    compared = draft.board.ledger
    try:
        held = writer.record(after_all_known(rows, compared), confirmed, unchanged_since=compared)
    finally:  # what is written, what somebody else has written, or that the store is away
        look_again()
    return Saved(batch, len(rows), held)


def take_back(batch: str, by: str) -> Undo:
    """Undo a batch. Raises ``DataFault`` or ``NoRight``."""
    try:
        return writer_to(store()).take_back(batch, by=by, at=dt.datetime.now().astimezone())
    finally:
        look_again()


def hands_in() -> bool:
    """Whether what this visit saves waits for review."""
    return writer_to(store()).hands_in


def accept(batch: str, reason: str) -> None:
    """Write a batch that waits to the ledger. Raises ``DataFault`` or ``NoRight``."""
    try:
        reviewer_of(store()).accept(batch, reason)
    finally:
        look_again()


def send_back(batch: str, reason: str) -> None:
    """Return a batch that waits to its editor. Raises ``DataFault`` or ``NoRight``."""
    reviewer_of(store()).send_back(batch, reason)
