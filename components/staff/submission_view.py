"""What a batch that was handed in holds, and what accepting it would change, in tables."""

from __future__ import annotations

import datetime as dt

from components.page.session import translate
from components.staff.draft import MOST_ROWS
from components.staff.review import effects_section
from components.staff.section import Section, figure_of, names_of
from gapboard.board import Board
from gapboard.history import after_all_known, statuses_changed_by, undone_batch
from gapboard.people.review import Submission

Rows = list[tuple[str, ...]]


def what_of(item: Submission) -> str:
    """The first source, or which batch it undoes."""
    undone = undone_batch(item.batch)
    if undone:
        return translate("review.undoes", batch=undone)
    sources = list(dict.fromkeys(row.source for row in item.handed_in.rows if row.source))
    first = next(iter(sources), "")
    return translate("staff.history.sources", first=first, count=len(sources)) if len(sources) > 1 else first


def counts_of(item: Submission) -> dict[str, int]:
    """How many figures are new, changed and withdrawn, against what the editor saw."""
    counts = {"new": 0, "changed": 0, "withdrawn": 0}
    before = item.before
    for row in item.handed_in.rows:
        old = before.get(row.key)
        kind = "withdrawn" if row.value is None else "changed" if old and old.value is not None else "new"
        counts[kind] += 1
    return counts


def sections_of(now: Board, item: Submission) -> list[Section]:
    """What accepting would do: figures that changed meanwhile, changed, withdrawn, statuses, new."""
    before, latest = item.before, now.ledger.latest(row.key for row in item.handed_in.rows)
    conflict: Rows = []
    changed: Rows = []
    gone: Rows = []
    new: Rows = []
    for row in item.handed_in.rows:
        names, old = names_of(now, row), latest.get(row.key)
        seen = before.get(row.key)
        if old != seen:
            told = [figure_of(now, found) if found else "" for found in (seen, old, row)]
            conflict.append((*names, *told))
        elif row.value is None:
            gone.append((*names, figure_of(now, old) if old else "", translate("staff.history.withdrawn")))
        elif old and old.value is not None:
            changed.append((*names, figure_of(now, old), figure_of(now, row)))
        else:
            new.append((*names, figure_of(now, row)))
    effects = statuses_changed_by(now, after_all_known(item.rows_at(dt.datetime.now().astimezone()), now.ledger))
    named = ("region", "indicator", "period")
    sections: list[tuple[str, tuple[str, ...], Rows]] = [
        ("conflict", (*named, "seen", "now", "new"), conflict),
        ("changed", (*named, "old", "new"), changed),
        ("withdrawn", (*named, "old", "after"), gone),
        ("new", (*named, "value"), new),
    ]
    tables = [Section(name, columns, rows[:MOST_ROWS], len(rows), True) for name, columns, rows in sections]
    tables.insert(3, effects_section(now, effects))
    return [table for table in tables if table.count]
