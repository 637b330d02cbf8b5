"""Tasks and what was said of them for the pages: read once for each revision, shared by all sessions."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from pathlib import Path

from components.page.data import Revision, board, data_folder, revision
from components.page.returns import Register, register, returns_revision
from gapboard.board.tasks import TaskBoard
from gapboard.catalog import Catalog
from gapboard.catalog.tasks import FILE, Tasks, load_tasks
from gapboard.kernel.faults import DataFault
from gapboard.kernel.text_file import revision_of
from gapboard.ledger.statements import Statement, statements, unsettled


def task_board(on: dt.date | None = None) -> TaskBoard:
    """The tasks and how far they are as known on a date, else today. Raises ``DataFault``."""
    kept = register()
    return _board(tasks(), kept.revision(), kept, on or dt.date.today(), on)


def known_tasks(on: dt.date | None = None) -> TaskBoard | None:
    """As ``task_board``, for pages that are about something else; ``None`` where the tasks or the register are faulty.

    The pages of documents and reports tell what is wrong with them.
    """
    try:
        return task_board(on)
    except DataFault:
        return None


def known_tasks_at(moment: dt.datetime) -> TaskBoard | None:
    """As ``known_tasks`` of today, by what had been reported at a moment: a meeting sees what it began with."""
    try:
        said = [report for report in register().read() if report.recorded_at <= moment]
        return TaskBoard(tasks(), said, dt.date.today())
    except DataFault:
        return None


def tasks() -> Tasks:
    """What the documents ask to be done; nothing where there is no ``tasks.yaml``. Raises ``DataFault``."""
    return tasks_beside(board().catalog)


def tasks_beside(catalog: Catalog) -> Tasks:
    """The tasks that go with a catalogue. Raises ``DataFault``."""
    folder = data_folder()
    return _tasks(catalog, str(folder), revision_of(folder / FILE))


def statements_on(kind: str, subject: str) -> list[Statement]:
    """Everything that was ever said of something, withdrawn or not, the latest first. Raises ``DataFault``."""
    kept = register()
    return _statements(kept.revision(), kept).get((kind, subject), [])


def unsettled_reports() -> tuple[Statement, ...]:
    """The reports that wait for a decision or were returned, one of a body on each item. Raises ``DataFault``."""
    kept = register()
    return _unsettled(kept.revision(), kept)


def tasks_revision() -> Revision:
    """A token that changes when the file of tasks does; what is wrong with it the page itself tells."""
    try:
        return (revision_of(data_folder() / FILE),)
    except DataFault:
        return ()


def revision_of_all() -> Revision:
    """A token that changes when targets, ledger, duties, register or tasks do."""
    return (*revision(), *returns_revision(), *tasks_revision())


@lru_cache(maxsize=2)
def _tasks(catalog: Catalog, folder: str, revision: str) -> Tasks:
    return load_tasks(Path(folder), catalog)


@lru_cache(maxsize=2)
def _statements(revision: str, kept: Register) -> dict[tuple[str, str], list[Statement]]:
    found: dict[tuple[str, str], list[Statement]] = {}
    for item in reversed(statements(kept.read())):
        found.setdefault((item.said.kind, item.said.subject), []).append(item)
    return found


@lru_cache(maxsize=2)
def _unsettled(revision: str, kept: Register) -> tuple[Statement, ...]:
    return tuple(unsettled(statements(kept.read())))


@lru_cache(maxsize=4)
def _board(known: Tasks, revision: str, kept: Register, on: dt.date, known_on: dt.date | None) -> TaskBoard:
    return TaskBoard(known, kept.read(), on, known_on)
