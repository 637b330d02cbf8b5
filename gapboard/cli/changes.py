"""``gapboard changes`` and ``gapboard meeting``."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Iterable
from typing import Any

from gapboard.assess import Assessment
from gapboard.board import Board
from gapboard.board.changes import SECTIONS, Cause, Changes, Figure, Restated, StatusChange, as_it_was, changes
from gapboard.board.meetings import FILE, Meeting, Meetings, Since
from gapboard.catalog import load_catalog
from gapboard.cli.days import day
from gapboard.cli.importing.common import DONE, here, print_json, print_operator, row_object
from gapboard.explain import change_text
from gapboard.explain.changes import default_text, headline_text
from gapboard.kernel.wording import say
from gapboard.ledger import Observation, open_store


def add_parser(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add both commands to ``commands``."""
    compare = commands.add_parser("changes", parents=[common], help="what changed since a date, and why")
    add_since(compare)
    compare.add_argument("--known-on", type=day, help="compare up to this date, as known on it; today, if not given")
    compare.add_argument("--json", action="store_true", help="print one object for machines")
    compare.set_defaults(run=_changes)

    meeting = commands.add_parser("meeting", parents=[common], help="note the day of a meeting in meetings.txt")
    meeting.add_argument("day", type=day, help="the day, 2026-11-20")
    meeting.add_argument("name", nargs="?", default="", help="what it is called")
    meeting.set_defaults(run=_meeting)


def add_since(parser: argparse.ArgumentParser) -> None:
    """Add the option that names the earlier date."""
    parser.add_argument(
        "--since",
        type=day,
        help="compare with this date; the last meeting in meetings.txt, else a month before, if not given",
    )


def since_of(options: argparse.Namespace, now: Board) -> Since:
    """The earlier date that the options name, else the default for a board."""
    return Since(options.since) if options.since else Meetings(options.data / FILE).since(now.on)


def _changes(options: argparse.Namespace) -> int:
    catalog = load_catalog(options.data / "targets.yaml")
    ledger = open_store(options.data).read()
    now = Board(catalog, ledger, options.known_on or dt.date.today(), options.known_on)
    since = since_of(options, now)
    found = changes(as_it_was(now, since.day), now)
    language = options.lang
    if options.json:
        print_json(_object(found, since, language, now))
        return DONE
    if options.since is None:
        print(default_text(since, language))
    print(headline_text(found, language))
    for name in SECTIONS:
        items = getattr(found, name)
        if items:
            print(f"\n{say(f'changes.section.{name}', language)} · {say(f'changes.about.{name}', language)}")
        for item in items:
            print(f"  {change_text(item, catalog, language)}")
    return DONE


def _meeting(options: argparse.Namespace) -> int:
    # It brings the intake, which the other command should not have to wait for.
    from gapboard.people.writer import Writer

    catalog, store = load_catalog(options.data / "targets.yaml"), open_store(options.data)
    Writer(here(), options.data, store, catalog).note(Meeting(options.day, options.name))
    print(say("changes.meeting.saved", options.lang, day=options.day.isoformat(), name=options.name).rstrip())
    print_operator(options.lang)
    return DONE


def _object(found: Changes, since: Since, language: str, now: Board) -> dict[str, Any]:
    """The comparison for machines; ``text`` is what a reader is told."""

    def listed(items: Iterable[StatusChange | Figure | Restated | Assessment]) -> list[dict[str, Any]]:
        return [_item(item) | {"text": change_text(item, now.catalog, language)} for item in items]

    return {
        "since": found.since.isoformat(),
        "on": found.on.isoformat(),
        "meeting": {"day": since.meeting.day.isoformat(), "name": since.meeting.name} if since.meeting else None,
        "text": headline_text(found, language),
    } | {name: listed(getattr(found, name)) for name in SECTIONS}


def _item(item: StatusChange | Figure | Restated | Assessment) -> dict[str, Any]:
    if isinstance(item, Figure):
        return _figure(item)
    if isinstance(item, Assessment):
        return {"target": item.target.id, "status": item.status.value}
    told: dict[str, Any] = {"target": item.after.target.id}
    if isinstance(item, StatusChange):
        told |= {"before": item.before.status.value, "after": item.after.status.value}
        return told | {"causes": [_cause(cause) for cause in item.causes]}
    goals = {"before": item.before.goal, "after": item.after.goal}
    return told | goals | {"until": item.versions[-1].until.isoformat()}


def _cause(cause: Cause) -> dict[str, Any]:
    told: dict[str, Any] = {"kind": cause.kind.value}
    if cause.figure:
        told |= _figure(cause.figure)
    if cause.year:
        told["year"] = cause.year
    if cause.versions:
        told["until"] = [version.until.isoformat() for version in cause.versions]
    return told


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "kind": figure.kind.value,
        "old": _row(figure.old),
        "new": _row(figure.new),
        "used_by": [target.id for target in figure.used_by],
    }


def _row(row: Observation | None) -> dict[str, Any] | None:
    """A row with where it comes from and when it became known."""
    return row_object(row) | {"source": row.source, "recorded_at": row.recorded_at.isoformat()} if row else None
