"""What an import did or would do: for people and for machines."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Iterable
from typing import Any

from gapboard.catalog import Catalog
from gapboard.cli.importing.common import name_object, print_json, row_object
from gapboard.cli.importing.plan import Plan
from gapboard.intake.annotate import Note
from gapboard.kernel.wording import say
from gapboard.people.names import stands_for


def report(options: argparse.Namespace, catalog: Catalog, plan: Plan, written: int) -> None:
    """Print the findings and the outcome; ``written`` is the number of rows now in the ledger."""
    if options.json:
        print_json(_object(options, plan, written))
    else:
        for line in _lines(options, catalog, plan, written):
            print(line)


def _object(options: argparse.Namespace, plan: Plan, written: int) -> dict[str, Any]:
    return {
        "ok": plan.complete,
        "file": plan.workbook.name,
        "sheet": plan.batch.sheet,
        "encoding": plan.workbook.encoding,
        "dry_run": options.dry_run,
        "counts": plan.counts | {"doubtful": plan.doubtful},
        "findings": [dataclasses.asdict(note) for note in plan.notes],
        "suggestions": [
            dataclasses.asdict(item) | {"said": name_object(item.said) if item.said else None}
            for item in plan.batch.suggestions
        ],
        "status_changes": [
            {"target": target, "before": before.value, "after": after.value} for target, before, after in plan.changes
        ],
        "rows": [row_object(row) for row in plan.rows],
        "written": written,
        "batch": plan.rows[0].batch if written else None,
        "annotated": str(options.annotated) if options.annotated else None,
    }


def _lines(options: argparse.Namespace, catalog: Catalog, plan: Plan, written: int) -> Iterable[str]:
    language = options.lang
    encoding = plan.workbook.encoding or plan.workbook.kind
    yield say("cli.import.read", language, file=plan.workbook.name, sheet=plan.batch.sheet, encoding=encoding)
    yield say("cli.import.counts", language, **plan.counts)
    for note in plan.notes:
        yield f"  {say(f'cli.import.kind.{note.kind}', language)} {_remark(note, language)}"
    for item in plan.batch.suggestions:
        names = " / ".join(_label(catalog, item.kind, ident, language) for ident in item.likely)
        place = say("cli.import.place", language, row=item.row, column=item.column)
        yield "  " + say("cli.import.suggestion", language, place=place, text=item.text, names=names)
        if item.said:
            name = stands_for(item.said, catalog, language)
            told = {"by": item.said.confirmed_by, "at": item.said.confirmed_at, "text": item.text, "name": name}
            yield say("names.cli.offered", language, **told)
    for target, before, after in plan.changes:
        name = catalog.label(catalog.targets[target], language)
        words = {"before": say(f"status.{before}", language), "after": say(f"status.{after}", language)}
        yield "  " + say("cli.import.status_change", language, name=name, **words)
    if options.annotated:
        yield say("cli.import.annotated", language, path=options.annotated)
    yield from _outcome(options, plan, written)


def _label(catalog: Catalog, kind: str, ident: str, language: str) -> str:
    if kind == "indicator":
        return catalog.indicators[ident].label(language)
    if kind == "region":
        return catalog.regions[ident].label(language)
    return catalog.units[ident].label(language) if ident in catalog.units else ident


def _outcome(options: argparse.Namespace, plan: Plan, written: int) -> Iterable[str]:
    if plan.doubtful:
        yield say("cli.import.doubtful", options.lang, count=plan.doubtful)
    if options.dry_run:
        yield say("cli.import.dry_run", options.lang)
    elif written:
        yield say("cli.import.written", options.lang, count=written, batch=plan.rows[0].batch)
    elif plan.complete or options.only_good:
        yield say("cli.import.nothing", options.lang)
    else:
        yield say("cli.import.refused", options.lang)


def _remark(note: Note, language: str) -> str:
    inside = note.row >= 1 and note.column >= 1
    place = (
        say("cli.import.place", language, row=note.row, column=note.column)
        if inside
        else say("cli.import.place_sheet", language)
    )
    remedy = say("cli.import.remedy", language, remedy=note.remedy) if note.remedy else ""
    return say("cli.import.remark", language, place=place, what=note.what, remedy=remedy)
