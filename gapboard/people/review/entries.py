"""Entries of the log as JSON objects, rows as the texts of a ledger's line."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from typing import Any

from gapboard.intake.aliases import Alias
from gapboard.kernel.faults import DataFault, Fault
from gapboard.ledger import Observation
from gapboard.ledger.check import as_moment, observation_of, texts_of
from gapboard.people.review.submission import Entry, HandedIn, Kind, Verdict


def to_json(entry: Entry) -> dict[str, Any]:
    """The entry as an object of texts and lists of texts."""
    common = {"batch": entry.batch, "by": entry.by, "at": entry.at.isoformat()}
    if isinstance(entry, Verdict):
        return {"kind": entry.kind.value, **common, "reason": entry.reason}
    return {
        "kind": Kind.HANDED_IN.value,
        **common,
        "subject": entry.subject,
        "rows": [texts_of(row) for row in entry.rows],
        "known": [texts_of(row) for row in entry.known],
        "names": [dataclasses.astuple(name) for name in entry.names],
    }


def of_json(found: Any, file: str, line: int) -> Entry:
    """The entry that an object holds. Raises ``DataFault`` (``bad_entry``) with its line."""
    try:
        kind, common = Kind(found["kind"]), (str(found["batch"]), str(found["by"]))
        at = _moment(found["at"])
        if kind is not Kind.HANDED_IN:
            return Verdict(common[0], kind, common[1], at, str(found["reason"]))
        names = tuple(Alias(*name) for name in found["names"])
        return HandedIn(*common, str(found["subject"]), at, _rows(found["rows"]), _rows(found["known"]), names)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise DataFault([Fault(file, "bad_entry", line)]) from None


def _rows(found: Iterable[list[str]]) -> tuple[Observation, ...]:
    rows = tuple(map(observation_of, found))
    if None in rows:
        raise ValueError("not a row of a ledger")
    return tuple(row for row in rows if row is not None)


def _moment(text: str) -> dt.datetime:
    moment = as_moment(text)
    if moment is None:
        raise ValueError("not a moment")
    return moment
