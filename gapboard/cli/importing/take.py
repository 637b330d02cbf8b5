"""``gapboard import``."""

from __future__ import annotations

import argparse

from gapboard.catalog import load_catalog
from gapboard.cli.importing.common import DONE, FAULTY, BadCall, here, print_operator
from gapboard.cli.importing.plan import make_plan
from gapboard.cli.importing.report import report
from gapboard.intake.annotate import annotate
from gapboard.kernel.wording import say
from gapboard.ledger import open_store
from gapboard.people.writer import Writer


def take(options: argparse.Namespace) -> int:
    """Import a file, or say why not.

    Nothing is written if a value is refused or doubtful, unless the options say so.
    """
    if not options.dry_run and not (options.source or "").strip():
        raise BadCall(say("cli.import.no_source", options.lang))
    data = _read(options)
    catalog = load_catalog(options.data / "targets.yaml")
    store = open_store(options.data)
    ledger = store.read()
    plan = make_plan(options, data, catalog, ledger)
    if options.annotated:
        _write(options, annotate(data, plan.workbook, plan.batch, options.lang)[0])
    writes = bool(plan.rows) and not options.dry_run and (plan.complete or options.only_good)
    if writes:
        Writer(here(), options.data, store, catalog).record(plan.rows, unchanged_since=ledger)
    report(options, catalog, plan, len(plan.rows) if writes else 0)
    if writes and not options.json:
        print_operator(options.lang)
    return DONE if plan.complete else FAULTY


def _read(options: argparse.Namespace) -> bytes:
    try:
        return bytes(options.file.read_bytes())
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadCall(say("cli.import.no_file", options.lang, file=options.file, reason=reason)) from error


def _write(options: argparse.Namespace, content: bytes) -> None:
    try:
        options.annotated.write_bytes(content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise BadCall(say("cli.import.not_written", options.lang, path=options.annotated, reason=reason)) from error
