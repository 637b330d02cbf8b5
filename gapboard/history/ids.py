"""Names of batches: in the order of time as text, and never the same twice."""

from __future__ import annotations

import datetime as dt
import re
import secrets

_SUFFIX_BYTES = 4
_MOST_OF_A_NAME = 20
_NAMED = re.compile(rf"([0-9]{{8}}T[0-9]{{12}}Z)-\w+(-[0-9a-f]{{{2 * _SUFFIX_BYTES}}})")
_UNDO = re.compile(rf"(?:undo|redo(?=-undo-))-(?P<of>.+)-[0-9a-f]{{{2 * _SUFFIX_BYTES}}}")


def new_batch_id(at: dt.datetime, by: str) -> str:
    """A name for a batch recorded ``at`` by ``by``: ``20261122T050812123456Z-李明-1f2e3d4c``.

    The moment is in UTC, so that names sort by time whatever the clock's zone; the random end tells apart
    processes that write in one microsecond. Raises ``ValueError`` for a moment without a time zone.
    """
    if at.utcoffset() is None:
        raise ValueError("a batch needs a moment with a time zone")
    moment = at.astimezone(dt.UTC).strftime("%Y%m%dT%H%M%S%fZ")
    # Only letters and digits of a name: the id is typed on command lines and put into addresses.
    who = re.sub(r"[\W_]+", "", by)[:_MOST_OF_A_NAME] or "x"
    return f"{moment}-{who}-{secrets.token_hex(_SUFFIX_BYTES)}"


def undo_batch_id(batch: str) -> str:
    """A new name for a batch that undoes ``batch``; to undo an undoing is to redo."""
    return f"{'redo' if undoings(batch) % 2 else 'undo'}-{batch}-{secrets.token_hex(_SUFFIX_BYTES)}"


def undone_batch(batch: str) -> str | None:
    """The batch that ``batch`` undoes, read from its name; ``None`` for an ordinary one."""
    found = _UNDO.fullmatch(batch)
    return found["of"] if found else None


def undoings(batch: str) -> int:
    """How many undoings, each of the one before, lead from the batch that it all began with to ``batch``."""
    earlier = undone_batch(batch)
    return 0 if earlier is None else 1 + undoings(earlier)


def nameless(text: str) -> str:
    """``text`` with the name taken out of every batch that it mentions, for readers outside the house."""
    return _NAMED.sub(r"\1\2", text)
