"""A file read and checked for an import, and what that would write."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt

from gapboard.board import Board
from gapboard.catalog import Catalog
from gapboard.cli.importing.common import BadCall, here, user
from gapboard.history import after_all_known, new_batch_id, statuses_changed_by
from gapboard.history.effect import StatusEffect
from gapboard.intake.annotate import Note, notes
from gapboard.intake.batch import prepare, rows_to_commit
from gapboard.intake.correct import Correction
from gapboard.intake.model import Batch, Said, State, Workbook
from gapboard.intake.reader import read_workbook
from gapboard.kernel.wording import say
from gapboard.ledger import Key, Ledger, Observation
from gapboard.people.names import Names


@dataclasses.dataclass(frozen=True)
class Plan:
    """A file read and checked, and what importing it would write."""

    workbook: Workbook
    batch: Batch
    notes: list[Note]
    doubtful: int
    rows: list[Observation]
    changes: list[StatusEffect]

    @property
    def traces(self) -> dict[Key, dict[str, dict[str, object]]]:
        """Which cells said what a row holds, by its key and by aspect."""
        return {
            (value.region, value.indicator, value.period): {
                aspect: _said_object(said) | {"also": [_said_object(other) for other in said.also]}
                for aspect, said in value.trace.items()
            }
            for value in self.batch.of(State.NEW, State.CHANGED)
        }

    @property
    def complete(self) -> bool:
        """Whether nothing of the file is left out."""
        return self.doubtful == 0 and not any(note.kind == "fault" for note in self.notes) and not self.refused

    @property
    def refused(self) -> int:
        """Values that cannot be imported."""
        return self.batch.number_of(State.REFUSED)

    @property
    def counts(self) -> dict[str, int]:
        """Values by what importing them does."""
        return {state.value: self.batch.number_of(state) for state in State} | {"unchanged": self.batch.unchanged}


def _said_object(said: Said) -> dict[str, object]:
    return {"text": said.text, "row": said.row, "column": said.column, "where": said.where}


def make_plan(options: argparse.Namespace, data: bytes, catalog: Catalog, ledger: Ledger) -> Plan:
    """Read and check ``data``; raises ``BadCall`` for a sheet or region there is not."""
    workbook = read_workbook(data, options.file.name, encoding=options.encoding)
    sheet = _sheet(options, workbook)
    known = Names(here(), options.data, ledger).known()
    batch = prepare(
        workbook,
        sheet,
        catalog,
        ledger,
        region=_region(options, catalog),
        confirmed=known.confirmed,
        offered=known.offered,
        correction=Correction(hidden=options.hidden),
    )
    at = dt.datetime.now().astimezone()
    by = options.by or user()
    rows = rows_to_commit(
        batch,
        source=options.source or "",
        source_url=options.source_url,
        by=by,
        batch_id=new_batch_id(at, by),
        at=at,
        include_warned=options.accept_warnings,
    )
    rows = after_all_known(rows, ledger)
    doubtful = 0 if options.accept_warnings else batch.doubtful()
    board = Board(catalog, ledger, dt.date.today())
    table = next(item.rows for item in workbook.sheets if item.name == sheet)
    changes = statuses_changed_by(board, rows)
    return Plan(workbook, batch, notes(batch, table, options.lang), doubtful, rows, changes)


def _sheet(options: argparse.Namespace, workbook: Workbook) -> str:
    names = [sheet.name for sheet in workbook.sheets]
    wanted = options.sheet or workbook.first.name
    if wanted not in names:
        raise BadCall(say("cli.import.no_sheet", options.lang, sheet=wanted, sheets=", ".join(names)))
    return wanted


def _region(options: argparse.Namespace, catalog: Catalog) -> str | None:
    """The id of the region that was named by its id, a name or an alias."""
    if options.region is None:
        return None
    for region in catalog.regions.values():
        if options.region in (region.id, region.name, region.name_en, *region.aliases):
            return region.id
    regions = ", ".join(catalog.regions)
    raise BadCall(say("cli.import.no_region", options.lang, region=options.region, regions=regions))
