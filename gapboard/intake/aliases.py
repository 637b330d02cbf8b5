"""What people have said that names in files stand for, kept in ``aliases.csv`` beside the ledger and append-only too.

What a saying counts for: only for who said it, until somebody without limits confirms it. Taking one back is a row of
its own. What was said with a batch counts as long as the batch does.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import os
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass, fields, replace
from enum import StrEnum
from pathlib import Path

from filelock import FileLock, Timeout

from gapboard.intake import names
from gapboard.intake.phrases import names_nothing
from gapboard.kernel.faults import DataFault, Fault
from gapboard.kernel.text_file import read_text, replace_content

FILE = "aliases.csv"
KINDS = ("indicator", "region", "unit")


class Counts(StrEnum):
    """What a row of the file does."""

    UNSAID = ""  # written before the file told: see ``standing``
    OWN = "own"  # counts for who said it
    ALL = "all"  # said or confirmed by somebody without limits: counts for everybody
    OWN_REMOVED = "own_removed"  # who said it takes it back
    REMOVED = "removed"  # somebody without limits takes it back from everybody


def name_key(kind: str, text: str) -> tuple[str, str]:
    """A kind, and a text of it without what does not tell names apart."""
    return kind, names.fold(text)


Whose = tuple[str, str]
"""An identity provider's subject, or else a name: what tells one person from another."""


@dataclass(frozen=True, slots=True)
class Alias:
    """One saying: what ``text`` in a file stands for; an empty ``id`` leaves it out.

    ``batch`` is the one that it was said with, if any; ``subject`` is the speaker's at an identity provider.
    """

    kind: str
    text: str
    id: str
    confirmed_by: str
    confirmed_at: str
    batch: str = ""
    counts: str = Counts.UNSAID
    subject: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """Its kind, and its text without what does not tell names apart."""
        return name_key(self.kind, self.text)

    @property
    def whose(self) -> Whose:
        """Who said it."""
        return (self.subject, "") if self.subject else ("", self.confirmed_by)


_HEADER = tuple(field.name for field in fields(Alias))
_OLD_HEADER = _HEADER[:5]


class AliasStore:
    """The sayings in the CSV file ``path``, which the first one makes."""

    def __init__(self, path: Path | str, *, lock_seconds: float = 10.0) -> None:
        self.path = Path(path)
        self.lock_seconds = lock_seconds

    def read(self) -> tuple[Alias, ...]:
        """Every saying in the order of the file; none where there is no file yet."""
        text = read_text(self.path)
        if text is None:
            return ()
        try:
            rows = [row for row in csv.reader(io.StringIO(text, newline=""), strict=True) if row]
        except csv.Error as error:
            raise self._fault("bad_csv", problem=str(error)) from None
        if not rows or tuple(rows[0]) not in (_HEADER, _OLD_HEADER):
            found = ",".join(rows[0])[:60] if rows else ""
            raise self._fault("wrong_header", found=found, expected=",".join(_HEADER))
        # A row that is not whole was not said; it stays in the file and is not used.
        return tuple(
            Alias(*row)
            for row in rows[1:]
            if (len(row) == len(_OLD_HEADER) or (len(row) == len(_HEADER) and row[6] in set(Counts)))
            and row[0] in KINDS
        )

    def append(self, aliases: Sequence[Alias]) -> None:
        """Add sayings at the end, all or none: written beside the file and renamed, under a lock."""
        if not aliases:
            return
        target = Path(os.path.realpath(self.path))
        try:
            with FileLock(target.with_name(target.name + ".lock"), timeout=self.lock_seconds):
                self.read()  # a damaged file is not written on
                old = target.read_bytes() if target.exists() else b""
                replace_content(target, old + _lines(aliases, after=old))
        except Timeout:
            raise self._fault("ledger_busy", seconds=self.lock_seconds) from None
        except OSError as error:
            raise self._fault("not_written", reason=error.strerror or str(error)) from error

    def _fault(self, code: str, **details: str | float) -> DataFault:
        return DataFault([Fault(self.path.name, code, details=details)])


def _lines(aliases: Sequence[Alias], *, after: bytes) -> bytes:
    text = io.StringIO(newline="")
    if after and not after.endswith(b"\n"):
        text.write("\n")
    header = ",".join(_HEADER) + "\n"
    if header.encode().strip() not in after:  # in an old file too, whose rows are shorter
        text.write(header)
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    for alias in aliases:
        if alias.kind not in KINDS or not alias.text.strip():
            raise ValueError(f"not an alias: {alias}")
        writer.writerow([cell.replace("\0", "") for cell in astuple(alias)])
    return text.getvalue().encode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Known:
    """The names in files that somebody need not be asked about, and those that others have settled for themselves.

    Both by kind and folded text. What is ``counting`` is used without asking; what is ``offered`` is a thing to check,
    with who said it and when.
    """

    counting: Mapping[tuple[str, str], Alias]
    offered: Mapping[tuple[str, str], Alias]

    @property
    def confirmed(self) -> dict[str, str]:
        """What counts, in the form that ``prepare(confirmed=…)`` takes."""
        return as_confirmed(self.counting.values())


Said = Mapping[Whose | None, Alias]
"""What stands of one name, by who said it, the latest last; of ``None`` what counts for everybody."""


def standing(
    aliases: Iterable[Alias], in_force: Container[str], *, unsaid: Counts = Counts.OWN
) -> dict[tuple[str, str], Said]:
    """What stands of the sayings, by key.

    ``in_force`` are the batches that the ledger holds and nobody has undone; ``unsaid`` is what rows count for that
    do not tell. A title or a phrase of a heading stands for nothing, whoever said it.
    """
    found: dict[tuple[str, str], dict[Whose | None, Alias]] = {}
    for alias in aliases:
        if (alias.batch and alias.batch not in in_force) or not is_name(alias):
            continue
        if not alias.counts:
            alias = replace(alias, counts=unsaid)
        said = found.setdefault(alias.key, {})
        match alias.counts:
            case Counts.ALL:  # and answers what others have said before
                found[alias.key] = {None: alias}
            case Counts.REMOVED:
                said.clear()
            case Counts.OWN_REMOVED:
                said.pop(alias.whose, None)
            case _:
                said.pop(alias.whose, None)
                said[alias.whose] = alias
    return {key: said for key, said in found.items() if said}


def known_to(whose: Whose | None, stands: Mapping[tuple[str, str], Said]) -> Known:
    """What counts for one person, and what is offered to them; ``None`` is somebody without a name of their own."""
    counting: dict[tuple[str, str], Alias] = {}
    offered: dict[tuple[str, str], Alias] = {}
    for key, said in stands.items():
        counts = said.get(whose) or said.get(None)
        if counts:
            counting[key] = counts
        else:
            offered[key] = list(said.values())[-1]
    return Known(counting, offered)


def is_name(alias: Alias) -> bool:
    """Whether the text can be a name at all."""
    return bool(alias.key[1]) and not (alias.kind == "indicator" and names_nothing(alias.text))


def as_confirmed(aliases: Iterable[Alias]) -> dict[str, str]:
    """Remembered names in the form that ``prepare(confirmed=…)`` takes."""
    return {alias.text: alias.id for alias in aliases}


def confirmations(names: Mapping[str, str], kind: str, by: str, at: dt.datetime) -> list[Alias]:
    """What a user has just confirmed, ready to be remembered."""
    return [Alias(kind, text, ident, by, at.isoformat()) for text, ident in names.items()]
