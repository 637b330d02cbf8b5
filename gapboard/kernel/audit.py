"""Who did what: one event for every write, every sign-in, and each that was refused, to ``gapboard.kernel.audit``.

Nobody hears it unless the server or a program adds a handler. An event carries who, what, and which rows under the
record's ``audit``; never a value, a note, a password or anything else typed into a form besides the name.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from gapboard.kernel.faults import DataFault

LOGGER = "gapboard.kernel.audit"
DONE = "done"
REFUSED = "refused"

_log = logging.getLogger(LOGGER)
_log.setLevel(logging.INFO)
# Without this Python prints events that nobody listens to.
_log.addHandler(logging.NullHandler())


def record_event(action: str, *, who: str, outcome: str = DONE, level: int = logging.INFO, **facts: Any) -> None:
    """Report one event, such as ``record_event("save", who="李明", batch="…", rows=12)``."""
    event = {"who": who, "action": action, "outcome": outcome, **facts}
    _log.log(level, "%s %s", action, outcome, extra={"audit": event})


@contextmanager
def reported(action: str, who: str, **known: Any) -> Iterator[dict[str, Any]]:
    """Report what is done within as one event: what is ``known`` of it, and the facts put into the mapping it gives.

    What is raised is reported as refused, with the codes of its faults, and raised.
    """
    facts: dict[str, Any] = {}
    try:
        yield facts
    except Exception as error:
        record_event(action, who=who, outcome=REFUSED, reason=_reason(error), **known)
        raise
    record_event(action, who=who, **known, **facts)


def _reason(error: Exception) -> str:
    # Never the error's own text: it may hold what was typed, a path, or the address of a database.
    if isinstance(error, DataFault):
        return ", ".join(dict.fromkeys(fault.code for fault in error.faults))
    return type(error).__name__
