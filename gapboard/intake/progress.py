"""A report on progress as somebody writes it down, by the names of its fields, made a row of the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from gapboard.catalog.tasks import Tasks
from gapboard.history.ids import new_batch_id
from gapboard.kernel.faults import DataFault, Fault, nearest
from gapboard.ledger import Period
from gapboard.ledger.report import STEP, TARGET, TASK, Report
from gapboard.ledger.report_rules import as_day
from gapboard.ledger.row_rules import as_period, short

TEXTS = (
    "delayed_to",
    "done",
    "planned",
    "obstacle",
    "evidence_title",
    "evidence_url",
    "evidence_date",
    "note",
)
FIELDS = ("about", "state", "period", "body", "received_on", *TEXTS)
"""What may be written down; ``about`` and ``state`` must be."""


def report_from(entry: Mapping[str, Any], tasks: Tasks, by: str, at: dt.datetime, place: str = "") -> Report:
    """The report that ``entry`` says ``by`` somebody recorded ``at`` a moment, in a batch of its own.

    Left out, the day on which it came in is that of ``at``, its period the month of that day, and no body reported it.
    A body is told by id or name. Raises ``DataFault`` with every fault; ``place`` is what they call the entry.
    """
    texts = {name: "" if entry.get(name) is None else str(entry[name]) for name in entry}
    faults = [
        Fault(place, "unknown_field", record=short(texts.get("about", "")), field=name, details={"found": name})
        for name in texts
        if name not in FIELDS
    ]

    def fault(code: str, field: str, **details: Any) -> None:
        about = short(texts.get("about", ""))
        faults.append(Fault(place, code, record=about, field=field, details={"found": short(texts[field])} | details))

    for name in FIELDS:
        texts.setdefault(name, "")
    kind, region = _about(texts["about"], tasks)
    if not kind:
        known = [*tasks.tasks, *tasks.steps, *tasks.catalog.targets]
        fault("unknown_id", "about", section="tasks / steps / targets", **nearest(texts["about"], known))
    body = tasks.called(texts["body"], region) if texts["body"] else None
    if kind and texts["body"] and body is None:
        fault("unknown_body", "body")
    received = as_day(texts["received_on"]) if texts["received_on"] else at.date()
    if received is None:
        fault("not_a_date", "received_on")
    period = as_period(texts["period"]) if texts["period"] else Period(f"{received or at.date():%Y-%m}")
    if period is None:
        fault("bad_period", "period")
    if faults or received is None or period is None:
        raise DataFault(faults)
    return Report(
        kind=kind,
        subject=texts["about"],
        period=period,
        body=body.id if body else "",
        state=texts["state"],
        received_on=received,
        file="",
        sha256="",
        batch=new_batch_id(at, by),
        recorded_at=at,
        recorded_by=by,
        **{name: texts[name] for name in TEXTS},
    )


def _about(ident: str, tasks: Tasks) -> tuple[str, str]:
    """What an id is the id of, and the region of its document; two empty texts where nothing has it."""
    catalog = tasks.catalog
    if task := tasks.tasks.get(ident):
        return TASK, tasks.document(task).region
    if task := tasks.of_step.get(ident):
        return STEP, tasks.document(task).region
    if target := catalog.targets.get(ident):
        return TARGET, catalog.documents[target.document].region
    return "", ""
