"""``gapboard history`` and ``gapboard undo``."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import Any

from rich.markup import escape
from rich.table import Table

from gapboard.catalog import load_catalog
from gapboard.cli.importing.common import (
    DONE,
    FAULTY,
    console,
    here,
    name_object,
    print_json,
    print_operator,
    row_object,
    user,
)
from gapboard.explain.batches import days_text
from gapboard.history import BatchInfo, batches
from gapboard.history.lineage import Standing
from gapboard.kernel.wording import say
from gapboard.ledger import Ledger, open_store
from gapboard.people.names import Names, brings_back, stands_for
from gapboard.people.writer import Writer


def show_history(options: argparse.Namespace) -> int:
    """List the batches, the newest first."""
    found = batches(open_store(options.data).read())
    if options.json:
        print_json({"ok": True, "batches": [_batch_object(info) for info in found]})
        return DONE
    language = options.lang
    table = Table()
    # Never folded: the name is there to be copied into `gapboard undo`.
    longest = max((len(info.id) for info in found), default=0)
    table.add_column(say("cli.history.column.batch", language), no_wrap=True, min_width=longest)
    for column in ("at", "by", "rows", "regions", "indicators", "source", "state"):
        table.add_column(say(f"cli.history.column.{column}", language), overflow="fold")
    join = say("cli.history.join", language)
    for info in found:
        cells = (
            info.id,
            days_text(info, language) or info.at.isoformat(sep=" ", timespec="seconds"),
            join.join(info.by),
            str(info.rows),
            str(info.regions),
            str(info.indicators),
            _sources(info, language),
            _state(info, language),
        )
        table.add_row(*(escape(cell) for cell in cells))
    console().print(table)
    return DONE


def _sources(info: BatchInfo, language: str) -> str:
    """The first source, and how many there are besides."""
    first, others = next(iter(info.sources), ""), len(info.sources) - 1
    return say("cli.history.sources", language, first=first, others=others) if others > 0 else first


def _state(info: BatchInfo, language: str) -> str:
    standing = "undone" if info.undone else "in_force" if info.can_be_undone else "superseded"
    parts = [say(f"cli.history.{standing}", language)]
    if info.undoes:
        parts.append(say("cli.history.undoes", language, batch=info.undoes))
    return say("cli.history.join", language).join(parts)


def _batch_object(info: BatchInfo) -> dict[str, Any]:
    return {
        "id": info.id,
        "at": info.at.isoformat(),
        "by": info.by,
        "sources": info.sources,
        "rows": info.rows,
        "regions": info.regions,
        "indicators": info.indicators,
        "undoes": info.undoes,
        "undone": info.undone,
        "values": {state.value: info.values[state] for state in Standing},
    }


def take_back(options: argparse.Namespace) -> int:
    """Undo a batch; 1 if there was nothing to undo or a later batch's values were left alone."""
    store, catalog = open_store(options.data), load_catalog(options.data / "targets.yaml")
    writer = Writer(here(), options.data, store, catalog)
    done = writer.take_back(options.batch, by=options.by or user(), at=dt.datetime.now().astimezone())
    complete = bool(done.rows) and not done.conflicts
    said = Names(here(), options.data, Ledger(())).said_with(options.batch) if done.rows else []
    if options.json:
        print_json(
            {
                "ok": complete,
                "undoes": options.batch,
                "batch": done.batch if done.rows else None,
                "rows": [row_object(row) for row in done.rows],
                "names": [name_object(item) for item in said],
                "conflicts": [row_object(row) | {"batch": row.batch} for row in done.conflicts],
            }
        )
        return DONE if complete else FAULTY
    for row in done.conflicts:
        place = {"region": row.region, "indicator": row.indicator, "period": row.period.text}
        print(say("cli.undo.conflict", options.lang, **place, batch=row.batch))
    if done.rows:
        counts = {"count": len(done.rows), "name": done.batch}
        print(say("cli.undo.done", options.lang, batch=options.batch, **counts))
        if said:
            told = [
                say("names.means", options.lang, text=i.text, name=stands_for(i, catalog, options.lang)) for i in said
            ]
            key = "names.come" if brings_back(options.batch) else "names.go"
            print(say(key, options.lang, count=len(said), names=say("names.join", options.lang).join(told)))
        print_operator(options.lang)
    else:
        print(say("cli.undo.nothing", options.lang, batch=options.batch))
    return DONE if complete else FAULTY
