"""The returns for the pages: duties and register read once for each revision, shared by all sessions."""

from __future__ import annotations

import datetime as dt
import threading
import time
from functools import lru_cache
from pathlib import Path

from components.page.data import Revision, board, data_folder
from gapboard.board import Board
from gapboard.board.reporting import Returns
from gapboard.catalog.reporting import FILE, load_reporting
from gapboard.history import returns_on
from gapboard.kernel.faults import DataFault
from gapboard.kernel.text_file import revision_of
from gapboard.ledger import open_store
from gapboard.ledger.reports import Report, Reports, open_reports
from gapboard.ledger.store import database_url
from gapboard.people.review import Log, open_log, sent_back

# How often all pages together ask a database whether something came in.
_LOOK_SECONDS = 0.5


def returns(on: dt.date | None = None) -> Returns:
    """The returns as known on a date, else today's. Raises ``DataFault``."""
    shown = board(on)
    kept = register()
    return _returns(shown, str(data_folder()), revision_of(data_folder() / FILE), kept.revision(), kept)


def known_returns(on: dt.date | None = None) -> Returns | None:
    """As ``returns``, for pages that are about something else; ``None`` where duties or register are faulty.

    The page of reporting tells what is wrong with them.
    """
    try:
        return returns(on)
    except DataFault:
        return None


def returns_revision() -> Revision:
    """A token that changes when duties or register do; what is wrong with them the page itself tells."""
    try:
        return (revision_of(data_folder() / FILE), register().revision())
    except DataFault:
        return ()


def look_again() -> None:
    """Know at once what has just been noted here."""
    register().revision(fresh=True)


def register() -> Register:
    """The register that goes with the ledger in use. Raises ``DataFault``."""
    return _register(str(data_folder()), database_url())


class Register:
    """Register and log of reviews, asked for their revision at most every ``seconds`` by all sessions together."""

    def __init__(self, reports: Reports, log: Log, seconds: float) -> None:
        self._reports = reports
        self._log = log
        self._seconds = seconds
        self._lock = threading.Lock()
        self._next = 0.0
        self._revision = ""

    def revision(self, *, fresh: bool = False) -> str:
        """A token that changes when register or log do; ``fresh`` asks at once."""
        with self._lock:
            if fresh or time.monotonic() >= self._next:
                self._revision = f"{self._reports.revision()} {self._log.revision()}"
                self._next = time.monotonic() + self._seconds
            return self._revision

    def read(self) -> tuple[Report, ...]:
        """Every row of the register."""
        return self._reports.read()

    def sent_back(self) -> dict[str, dt.datetime]:
        """When each batch was returned in review that was."""
        return sent_back(self._log.read())


@lru_cache(maxsize=2)
def _register(folder: str, database: str) -> Register:
    store = open_store(Path(folder))
    return Register(open_reports(store), open_log(store), _LOOK_SECONDS if database else 0.0)


@lru_cache(maxsize=4)
def _returns(shown: Board, folder: str, duties: str, revision: str, kept: Register) -> Returns:
    reporting = load_reporting(Path(folder), shown.catalog)
    return returns_on(reporting, kept.read(), shown.ledger, kept.sent_back(), shown.on)
