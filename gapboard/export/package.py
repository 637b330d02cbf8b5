"""The ledger, the targets and the tasks as a Frictionless data package: CSV tables and their description."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from gapboard.catalog import Catalog
from gapboard.catalog.tasks import Tasks
from gapboard.export.neutral import write_csv
from gapboard.export.package_tables import ACTUALS, TARGETS, Table, actual_rows, target_rows
from gapboard.export.package_tasks import PROGRESS, STEPS, TASKS, progress_rows, step_rows, task_rows
from gapboard.export.vintages import Vintages
from gapboard.ledger import Ledger
from gapboard.ledger.report import Report

NAME = "kunming-gap-board"
# A fixed time in the archive: the same ledger gives the same bytes.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def data_package(
    catalog: Catalog,
    ledger: Ledger,
    vintages: Vintages = Vintages.LATEST,
    *,
    tasks: Tasks | None = None,
    reports: Iterable[Report] = (),
    created: dt.datetime | None = None,
    licence: Mapping[str, str] | None = None,
) -> bytes:
    """A zip of ``datapackage.json``, ``actuals.csv`` and ``targets.csv``; with ``tasks`` also of them, their steps, and
    what was said of them in ``reports`` as far as it counts.

    ``licence`` (``{"name": "CC-BY-4.0"}``) is the office's to decide; without it the package names none.
    Spreadsheets may open the tables, so that their texts are neutralised as :mod:`gapboard.export.neutral`
    says; an apostrophe before ``=``, ``+``, ``-`` or ``@`` is ours. Who entered a value or a report is left out.
    """
    tables = {
        ACTUALS: [ACTUALS.header, *actual_rows(catalog, ledger, vintages)],
        TARGETS: [TARGETS.header, *target_rows(catalog)],
    }
    if tasks is not None:
        tables |= {
            TASKS: [TASKS.header, *task_rows(tasks)],
            STEPS: [STEPS.header, *step_rows(tasks)],
            PROGRESS: [PROGRESS.header, *progress_rows(reports)],
        }
    files = {table: write_csv(rows, line_end="\n").encode("utf-8", "replace") for table, rows in tables.items()}
    descriptor: dict[str, Any] = {
        "name": NAME,
        "title": "Kunming Gap Board: targets and actuals (昆明目标差距看板：目标与实绩)",
        "profile": "tabular-data-package",
        "resources": [_resource(table, content) for table, content in files.items()],
    }
    if created is not None:
        descriptor["created"] = created.isoformat()
    if licence is not None:
        descriptor["licenses"] = [dict(licence)]
    described = json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n"
    return _zipped({"datapackage.json": described.encode()} | {table.path: text for table, text in files.items()})


def _resource(table: Table, content: bytes) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.title,
        "path": table.path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": table.schema(),
    }


def _zipped(files: Mapping[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name, content in files.items():
            info = zipfile.ZipInfo(name, _ZIP_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return whole.getvalue()
