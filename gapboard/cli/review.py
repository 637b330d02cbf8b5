"""``gapboard review``: batches that wait for a second pair of eyes."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from rich.markup import escape
from rich.table import Table

from gapboard.catalog import load_catalog
from gapboard.cli.importing import run
from gapboard.cli.importing.common import DONE, FAULTY, console, here, print_json, print_operator, row_object
from gapboard.kernel.wording import say
from gapboard.ledger import open_store
from gapboard.people.rights import NoRight

if TYPE_CHECKING:
    from gapboard.people.review import Submission
    from gapboard.people.reviewer import Reviewer


def add_parser(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add ``review`` with its own commands."""
    review = commands.add_parser("review", help="batches that wait for review: list, accept, return")
    acts = review.add_subparsers(required=True, metavar="ACTION")
    show = acts.add_parser("list", parents=[common], help="list what waits for review")
    show.add_argument("--all", action="store_true", help="list what was decided as well")
    accept = acts.add_parser("accept", parents=[common], help="write a batch that waits to the ledger")
    accept.add_argument("--reason", default="", help="a remark, kept with the batch")
    back = acts.add_parser("return", parents=[common], help="return a batch that waits to its editor")
    back.add_argument("--reason", required=True, help="why; its editor reads it")
    for command in (accept, back):
        command.add_argument("batch", help="the batch's name as gapboard review list shows it")
    for command, act in ((show, _list), (accept, _accept), (back, _return)):
        command.add_argument("--json", action="store_true", help="print one JSON object")
        command.set_defaults(run=run, act=act)


def _reviewer(options: argparse.Namespace) -> Reviewer:
    # It brings the intake, which other commands should not have to wait for.
    from gapboard.people.reviewer import Reviewer

    return Reviewer(here(), options.data, open_store(options.data), load_catalog(options.data / "targets.yaml"))


def _accept(options: argparse.Namespace) -> int:
    return _decide(options, "accepted")


def _return(options: argparse.Namespace) -> int:
    return _decide(options, "returned")


def _decide(options: argparse.Namespace, what: str) -> int:
    reviewer = _reviewer(options)
    try:
        done = (reviewer.accept if what == "accepted" else reviewer.send_back)(options.batch, options.reason)
    except NoRight as no:  # one's own batch
        if options.json:
            print_json({"ok": False, "error": no.text(options.lang)})
        else:
            print(no.text(options.lang), file=sys.stderr)
        return FAULTY
    entry = done.handed_in
    if options.json:
        print_json({"ok": True, "batch": entry.batch, "state": what, "rows": [row_object(row) for row in entry.rows]})
        return DONE
    print(say(f"review.cli.{what}", options.lang, batch=entry.batch, count=len(entry.rows), by=entry.by))
    print_operator(options.lang)
    return DONE


def _list(options: argparse.Namespace) -> int:
    found = [item for item in _reviewer(options).submissions() if options.all or item.verdict is None]
    if options.json:
        print_json({"ok": True, "batches": [_object(item) for item in found]})
        return DONE
    language = options.lang
    if not found:
        print(say("review.cli.none", language))
        return DONE
    table = Table()
    # Never folded: the name is there to be copied.
    longest = max(len(item.batch) for item in found)
    table.add_column(say("review.cli.column.batch", language), no_wrap=True, min_width=longest)
    for column in ("at", "by", "rows", "source", "state", "verdict"):
        table.add_column(say(f"review.cli.column.{column}", language), overflow="fold")
    for item in found:
        entry, verdict = item.handed_in, item.verdict
        cells = (
            entry.batch,
            entry.at.isoformat(sep=" ", timespec="seconds"),
            entry.by,
            str(len(entry.rows)),
            next((row.source for row in entry.rows if row.source), ""),
            say(f"review.state.{item.state}", language),
            " ".join(filter(None, (verdict.by, verdict.reason))) if verdict else "",
        )
        table.add_row(*(escape(cell) for cell in cells))
    console().print(table)
    return DONE


def _object(item: Submission) -> dict[str, Any]:
    entry, verdict = item.handed_in, item.verdict
    before = item.before
    rows = []
    for row in entry.rows:
        old = before.get(row.key)
        rows.append(row_object(row) | {"source": row.source, "before": old.value if old else None})
    told = {"by": verdict.by, "at": verdict.at.isoformat(), "reason": verdict.reason} if verdict else None
    return {
        "batch": entry.batch,
        "by": entry.by,
        "at": entry.at.isoformat(),
        "state": item.state.value,
        "verdict": told,
        "rows": rows,
    }
