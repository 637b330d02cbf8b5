"""A report on progress as somebody writes it down, by the names of its fields, made a row of the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from gapboard.catalog.tasks import Tasks
from gapboard.export.task_template import COLUMNS, FILLED, MARK
from gapboard.history.ids import new_batch_id
from gapboard.intake.model import Workbook
from gapboard.kernel.faults import DataFault, Fault, nearest
from gapboard.kernel.wording import LANGUAGES, say
from gapboard.ledger import Period
from gapboard.ledger.report import STEP, TARGET, TASK, Progress, Report
from gapboard.ledger.report_rules import as_day
from gapboard.ledger.row_rules import as_period, capped, short

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


def reports_in(workbook: Workbook, tasks: Tasks, by: str, at: dt.datetime) -> list[Report]:
    """The reports that a filled-in template makes, a row each that names a state; the others are left alone.

    Columns and states are read in either language. Raises ``DataFault`` for a file that is not marked as a template,
    and with every fault of its rows.
    """
    mark = _mark_in(workbook)
    table = next((sheet for sheet in workbook.sheets if sheet.rows and _columns(sheet.rows[0]).get("about") == 0), None)
    if mark is None or table is None:
        raise DataFault([Fault(workbook.name, "not_a_task_template")])
    period, body = mark
    columns, reports, faults = _columns(table.rows[0]), [], list[Fault]()
    for number, row in enumerate(table.rows[1:], 2):
        entry = {name: row[column].strip() for name, column in columns.items() if name in FIELDS}
        if not any(entry.get(name) for name in FILLED):
            continue
        place = f"{workbook.name}[{number}]"
        state = _STATES.get(entry["state"])
        if state is None:
            details = {"found": short(entry["state"]), "expected": ", ".join(_STATES)}
            faults.append(Fault(place, "not_allowed", record=entry["about"], field="state", details=details))
            continue
        try:
            reports.append(report_from(entry | {"state": state, "period": period, "body": body}, tasks, by, at, place))
        except DataFault as fault:
            faults.extend(fault.faults)
    if faults:
        raise DataFault(capped(faults))
    return reports


_STATES = {
    told: state.value
    for state in Progress
    for told in (state.value, *(say(f"tasks.state.{state.value}", language) for language in LANGUAGES))
}


def _columns(heading: Sequence[str]) -> dict[str, int]:
    """Where the columns of a template stand, by their names."""
    names = {say(f"tasks.template.column.{name}", language): name for name in COLUMNS for language in LANGUAGES}
    return {names[text.strip()]: at for at, text in reversed(list(enumerate(heading))) if text.strip() in names}


def _mark_in(workbook: Workbook) -> tuple[str, str] | None:
    """The period and the body that a template was made for."""
    for sheet in workbook.sheets:
        for row in sheet.rows:
            for cell in row:
                parts = cell.split()
                if len(parts) == len(("mark", "period", "body")) and parts[0] == MARK:
                    return parts[1], parts[2]
    return None


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
