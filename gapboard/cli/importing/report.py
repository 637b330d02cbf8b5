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
from gapboard.intake.causes import Cause, causes
from gapboard.intake.model import Block, Suggestion
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
    traces = plan.traces
    return {
        "ok": plan.complete,
        "file": plan.workbook.name,
        "sheet": plan.batch.sheet,
        "encoding": plan.workbook.encoding,
        "dry_run": options.dry_run,
        "counts": plan.counts | {"doubtful": plan.doubtful},
        "findings": [dataclasses.asdict(note) for note in plan.notes],
        "causes": [
            {
                "kind": c.kind,
                "code": c.code,
                "count": c.count,
                "places": c.places,
                "found": c.found,
                "what": c.first.what,
            }
            for c in causes(plan.notes)
        ],
        "suggestions": [
            dataclasses.asdict(item) | {"said": name_object(item.said) if item.said else None}
            for item in plan.batch.suggestions
        ],
        "status_changes": [
            {"target": target, "before": before.value, "after": after.value} for target, before, after in plan.changes
        ],
        "rows": [row_object(row) | {"trace": traces.get(row.key, {})} for row in plan.rows],
        "blocks": [_block_object(block) for block in plan.batch.blocks],
        "sheets": [{"name": sheet.name, "hidden": sheet.hidden} for sheet in plan.workbook.sheets],
        "written": written,
        "batch": plan.rows[0].batch if written else None,
        "annotated": str(options.annotated) if options.annotated else None,
    }


def _block_object(block: Block) -> dict[str, Any]:
    """What a block and its columns were taken for."""
    return {
        "header_rows": block.header_rows,
        "first_row": block.first_row,
        "last_row": block.last_row,
        "title": [said.text for said in block.title],
        "stated_unit": block.unit,
        "about": block.region,
        "columns": [
            dataclasses.asdict(column) | {"headings": [said.text for said in column.headings]}
            for column in block.columns.values()
        ],
    }


def _lines(options: argparse.Namespace, catalog: Catalog, plan: Plan, written: int) -> Iterable[str]:
    language = options.lang
    encoding = plan.workbook.encoding or plan.workbook.kind
    yield say("cli.import.read", language, file=plan.workbook.name, sheet=plan.batch.sheet, encoding=encoding)
    yield say("cli.import.counts", language, **plan.counts)
    if options.all:
        yield from (
            f"  {say(f'cli.import.kind.{note.kind}', language)} {_remark(note, language)}" for note in plan.notes
        )
    else:
        for cause in causes(plan.notes):
            yield f"  {say(f'cli.import.kind.{cause.kind}', language)} {_cause(cause, language)}"
    for item in plan.batch.suggestions:
        yield "  " + _question(catalog, item, language)
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


def _question(catalog: Catalog, item: Suggestion, language: str) -> str:
    """What is asked for: a name that may be another, or several that are none of the board's."""
    place = say("cli.import.place", language, row=item.row, column=item.column)
    if item.kind == "title":
        return say("cli.import.ask_title", language, place=place, text=item.text, count=item.count)
    if item.likely:
        names = " / ".join(_label(catalog, item.kind, ident, language) for ident in item.likely)
        return say("cli.import.suggestion", language, place=place, text=item.text, names=names)
    details = {"text": item.text, "names": len(item.texts) or 1, "count": item.count}
    return say(f"cli.import.ask_{item.kind}", language, place=place, **details)


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


def _cause(cause: Cause, language: str) -> str:
    """A cause in one line: what, how often, the first places and texts, how to mend it."""
    if cause.count == 1:
        return _remark(cause.first, language)
    join = say("cli.import.join", language)
    places = join.join(_place(row, column, language) for row, column in cause.places)
    first = cause.first
    others = say("cli.import.found", language, found=join.join(cause.found)) if cause.differ else ""
    remedy = say("cli.import.remedy", language, remedy=first.remedy) if first.remedy else ""
    return say(
        "cli.import.cause", language, what=first.what, found=others, count=cause.count, places=places, remedy=remedy
    )


def _place(row: int, column: int, language: str) -> str:
    if row >= 1 and column >= 1:
        return say("cli.import.place", language, row=row, column=column)
    return say("cli.import.place_sheet", language)


def _remark(note: Note, language: str) -> str:
    place = _place(note.row, note.column, language)
    remedy = say("cli.import.remedy", language, remedy=note.remedy) if note.remedy else ""
    return say("cli.import.remark", language, place=place, what=note.what, remedy=remedy)
