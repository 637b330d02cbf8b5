"""Who did what: one event for every write and for every write that was refused, to the logger ``gapboard.audit``.

Nobody hears it unless the server or a program adds a handler. An event carries who, what, and which rows under the
record's ``audit``; never a value, a note or anything typed into a form besides the name.
"""

from __future__ import annotations

import inspect
import logging
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from gapboard.faults import DataFault

LOGGER = "gapboard.audit"
DONE = "done"
REFUSED = "refused"

_log = logging.getLogger(LOGGER)
_log.setLevel(logging.INFO)
# Without this Python prints events that nobody listens to.
_log.addHandler(logging.NullHandler())

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def tell(action: str, *, who: str, outcome: str = DONE, **facts: Any) -> None:
    """Report one event, such as ``tell("save", who="李明", batch="…", rows=12)``."""
    _log.info("%s %s", action, outcome, extra={"audit": {"who": who, "action": action, "outcome": outcome, **facts}})


def audited(action: str) -> Callable[[Callable[Arguments, Result]], Callable[Arguments, Result]]:
    """Report every call of a function that writes: what it wrote by the ``batch`` and ``rows`` of its result.

    The writer is its argument ``by``. What it raises is reported as refused, with the codes of the faults, and raised.
    """

    def decorate(function: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
        parameters = inspect.signature(function)

        @wraps(function)
        def wrapper(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
            who = str(parameters.bind(*args, **kwargs).arguments.get("by", ""))
            try:
                result = function(*args, **kwargs)
            except Exception as error:
                tell(action, who=who, outcome=REFUSED, reason=_reason(error))
                raise
            tell(action, who=who, **_facts(result))
            return result

        return wrapper

    return decorate


def _reason(error: Exception) -> str:
    # Never the error's own text: it may hold what was typed, a path, or the address of a database.
    if isinstance(error, DataFault):
        return ", ".join(dict.fromkeys(fault.code for fault in error.faults))
    return type(error).__name__


def _facts(result: object) -> dict[str, Any]:
    batch, rows = getattr(result, "batch", None), getattr(result, "rows", None)
    facts = {"batch": batch, "rows": len(rows) if isinstance(rows, tuple | list) else rows}
    return {name: value for name, value in facts.items() if value is not None}
