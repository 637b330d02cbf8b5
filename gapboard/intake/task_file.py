"""A filled-in file of task reports, read back: of each row what was understood, repaired and refused, with the cell."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from gapboard.catalog.tasks import Task, Tasks
from gapboard.export.task_template import FILLED, TASK_FILE_COLUMNS, body_in
from gapboard.export.xlsx import column_letter
from gapboard.intake.cells import brief, clean
from gapboard.intake.dates import plain_date, until_date
from gapboard.intake.model import Sheet, Workbook
from gapboard.intake.period import read_period
from gapboard.intake.progress import report_from
from gapboard.kernel.faults import DataFault, Fault, nearest
from gapboard.kernel.one_line import one_line
from gapboard.kernel.wording import LANGUAGES, say
from gapboard.ledger.against_tasks import against_tasks, new_faults
from gapboard.ledger.report import Progress, Report
from gapboard.ledger.report_rules import row_faults
from gapboard.ledger.reports import texts_of
from gapboard.ledger.statements import Statement

_HEADING_WITHIN = 20  # rows
_NEEDED = ("id", "state")
_SAID = tuple(name for name in FILLED if name != "period")  # what a template leaves empty
_SAME = ("subject", "body", "period", "state", *(name for name in FILLED if name not in ("state", "period", "note")))
_MIDNIGHT = re.compile(r"[ T]00:00(?::00)?$")
_WRITTEN: Mapping[str, Progress] = {
    **dict.fromkeys(("未开始", "尚未启动", "尚未开始", "未开工", "未动工", "not started"), Progress.NOT_STARTED),
    **dict.fromkeys(("进行中", "正在推进", "推进", "实施中", "在建", "正在实施", "underway"), Progress.UNDER_WAY),
    **dict.fromkeys(("完成", "已办结", "办结", "全部完成", "已全部完成", "completed", "finished"), Progress.DONE),
    **dict.fromkeys(("延后", "推迟", "已延期", "postponed"), Progress.DELAYED),
    **dict.fromkeys(("终止", "停止", "已中止", "已终止", "已停止"), Progress.STOPPED),
}


def state_named(text: str) -> Progress | None:
    """The state that ``text`` names: as the register writes it, or by its name in any language; ``None`` for none."""
    shown = clean(text).lower()
    names = {state: (state.value, *(say(f"tasks.state.{state.value}", one) for one in LANGUAGES)) for state in Progress}
    return next((state for state in Progress if shown in names[state]), None)


"""How offices write a state besides the board's own words. 暂停 is none of them: nobody knows whether it goes on."""


class Outcome(StrEnum):
    """What becomes of a row."""

    READY = "ready"
    UNCHANGED = "unchanged"  # the very same was reported before
    REFUSED = "refused"
    EMPTY = "empty"  # not filled in


@dataclasses.dataclass(frozen=True)
class Noted:
    """What there is to say of one cell, ``H7``: how it was read where that is not how it is written, or what is wrong.

    ``column`` names it, empty for a row as a whole or a sheet; a state is ``read_as`` its code.
    """

    cell: str
    column: str
    found: str
    read_as: str = ""
    fault: Fault | None = None


@dataclasses.dataclass(frozen=True)
class TaskRow:
    """One row; ``report`` is what saving would write."""

    row: int
    id: str
    outcome: Outcome
    report: Report | None = None
    notes: tuple[Noted, ...] = ()


@dataclasses.dataclass(frozen=True)
class TaskFile:
    """A file as it was read.

    ``body`` is whose it is, empty for nobody's. ``unread`` are filled cells and sheets that stand for nothing here;
    ``gone`` the ids that were in the template and are in no row.
    """

    name: str
    body: str
    rows: tuple[TaskRow, ...]
    unread: tuple[Noted, ...] = ()
    gone: tuple[str, ...] = ()

    def of(self, outcome: Outcome) -> list[TaskRow]:
        """The rows with an outcome."""
        return [row for row in self.rows if row.outcome is outcome]

    @property
    def reports(self) -> list[Report]:
        """What saving writes: ``Writer.report`` takes it."""
        return [row.report for row in self.of(Outcome.READY) if row.report]

    @property
    def is_whole(self) -> bool:
        """Whether nothing was refused."""
        return not self.of(Outcome.REFUSED)


def read_task_file(
    workbook: Workbook,
    tasks: Tasks,
    said: Iterable[Statement],
    by: str,
    at: dt.datetime,
    *,
    body: str | None = None,
) -> TaskFile:
    """The reports in a file, as ``by`` would record them ``at`` a moment. ``said`` is what was reported before.

    ``body`` is whose it is, where the file does not say so or says otherwise. Raises ``DataFault`` for a file without
    the columns of a template, and for one that does not tell whose it is.
    """
    tables = [(sheet, *found) for sheet in workbook.sheets if (found := _heading(sheet))]
    if not tables:
        raise DataFault([Fault(workbook.name, "not_a_task_template")])
    cells = [text for sheet in workbook.sheets for row in sheet.rows for text in row]
    body = body_in(cells) if body is None else body
    if body is None or (body and body not in tasks.bodies):
        raise DataFault([Fault(workbook.name, "whose_tasks", details={"found": body or "–"})])
    before = {_same(item.said) for item in said if item.counts or item.waits}
    reader = _Reader(workbook.name, tasks, body, by, at, before)
    rows: list[_Row] = []
    unread: list[Noted] = []
    for sheet, heading, places in tables:
        prefix = f"{sheet.name}!" if len(tables) > 1 else ""
        rows += [_Row(sheet, number, places, prefix) for number in range(heading + 1, len(sheet.rows))]
        unread += _beside(sheet, heading, places, prefix)
    rows = [row for row in rows if row.is_filled]
    twice = {ident for ident, count in Counter(row.id for row in rows if row.says_something).items() if count > 1}
    others = [sheet for sheet in workbook.sheets if all(sheet is not table[0] for table in tables)]
    unread += [
        Noted(sheet.name, "", sheet.name) for sheet in others if not _is_ours(sheet) and any(map(any, sheet.rows))
    ]
    there = {row.id for row in rows}
    gone = tuple(ident for ident in _made_of(others) if ident not in there)
    return TaskFile(workbook.name, body, tuple(reader.row(row, twice) for row in rows), tuple(unread), gone)


@dataclasses.dataclass(frozen=True)
class _Row:
    """A row of a sheet below its heading."""

    sheet: Sheet
    number: int  # from 0
    places: Mapping[str, int]
    prefix: str

    def text(self, name: str) -> str:
        place = self.places.get(name)
        return self.sheet.rows[self.number][place].strip() if place is not None else ""

    def cell(self, name: str) -> str:
        place = self.places.get(name)
        return f"{self.prefix}{column_letter(place + 1) if place is not None else ''}{self.number + 1}"

    @property
    def id(self) -> str:
        return clean(self.text("id"))

    @property
    def is_filled(self) -> bool:
        return any(text.strip() for text in self.sheet.rows[self.number])

    @property
    def says_something(self) -> bool:
        return any(self.text(name) for name in _SAID)


class _Reader:
    """Reads rows for one body."""

    def __init__(
        self, file: str, tasks: Tasks, body: str, by: str, at: dt.datetime, before: set[tuple[str, ...]]
    ) -> None:
        self._file = file
        self._tasks = tasks
        self._body = body
        self._by = by
        self._at = at
        self._before = before

    def row(self, row: _Row, twice: set[str]) -> TaskRow:
        notes: list[Noted] = []
        faults = [self._noted(row, field, code, **details) for code, field, details in self._place_faults(row, twice)]
        if not row.says_something and not faults:
            return TaskRow(row.number + 1, row.id, Outcome.EMPTY)
        if faults:
            return TaskRow(row.number + 1, row.id, Outcome.REFUSED, notes=tuple(faults))
        state = self._state(row, notes)
        texts = {name: self._read(row, name, notes) for name in FILLED if name != "state"}
        if state is None:
            return TaskRow(row.number + 1, row.id, Outcome.REFUSED, notes=tuple(notes))
        entry = {"about": row.id, "body": self._body, "state": state} | texts
        try:
            report = report_from(entry, self._tasks, self._by, self._at, self._file)
        except DataFault as fault:
            notes += [self._told(row, item) for item in fault.faults]
            return TaskRow(row.number + 1, row.id, Outcome.REFUSED, notes=tuple(notes))
        report = dataclasses.replace(report, stage="claimed")
        wrong = [
            *row_faults(texts_of(report), self._file, None),
            *against_tasks([report], self._tasks, self._file),
            *new_faults([report], self._tasks, self._file),
        ]
        if wrong:
            notes += [self._told(row, item) for item in wrong]
            return TaskRow(row.number + 1, row.id, Outcome.REFUSED, notes=tuple(notes))
        outcome = Outcome.UNCHANGED if _same(report) in self._before else Outcome.READY
        return TaskRow(row.number + 1, row.id, outcome, report, tuple(notes))

    def _place_faults(self, row: _Row, twice: set[str]) -> Iterator[tuple[str, str, dict[str, object]]]:
        """What is wrong with what a row is about: nothing of it is read then."""
        known = {**self._tasks.tasks, **self._tasks.steps, **self._tasks.catalog.targets}
        if not row.id:
            first = next(text for text in row.sheet.rows[row.number] if text.strip())
            yield "id_missing", "id", {"found": brief(first)}
        elif row.id not in known:
            yield "id_unknown", "id", {"found": brief(row.id), **nearest(row.id, known)}
        elif row.id in twice and row.says_something:
            yield "id_twice", "id", {"found": row.id}
        else:
            for name, texts in self._names(row.id).items():
                told = row.text(name)
                if told and _folded(told) not in {_folded(text) for text in texts}:
                    yield "id_changed", name, {"found": brief(told), "expected": texts[0]}

    def _names(self, ident: str) -> dict[str, tuple[str, ...]]:
        """What may stand beside an id, in every language; the first is what it is told to be called."""
        tasks, step, target = self._tasks, self._tasks.steps.get(ident), self._tasks.catalog.targets.get(ident)
        of: tuple[Task, ...]
        if step:
            own, of = tuple(map(step.label, LANGUAGES)), (tasks.of_step[ident],)
        elif target:
            own, of = tuple(tasks.catalog.label(target, language) for language in LANGUAGES), tasks.of_target(ident)
        else:
            own, of = tuple(map(tasks.tasks[ident].label, LANGUAGES)), (tasks.tasks[ident],)
        return {"step": own, "task": tuple(task.label(language) for task in of for language in LANGUAGES) or own}

    def _state(self, row: _Row, notes: list[Noted]) -> Progress | None:
        text = row.text("state")
        if not text:
            notes.append(self._noted(row, "state", "state_missing"))
            return None
        if state := state_named(text):
            return state
        written = _WRITTEN.get(clean(text).lower())
        if written is None:
            notes.append(self._noted(row, "state", "state_unknown", found=brief(text)))
            return None
        notes.append(Noted(row.cell("state"), "state", brief(text), written.value))
        return written

    def _read(self, row: _Row, name: str, notes: list[Noted]) -> str:
        """A cell's text as the register writes it; what was repaired is noted."""
        text = row.text(name)
        read = _READ.get(name, one_line)(text)
        if name in _READ and read != text:  # that a line break became a blank is nothing to tell
            notes.append(Noted(row.cell(name), name, brief(text), read))
        return read

    def _noted(self, row: _Row, field: str, code: str, **details: object) -> Noted:
        fault = Fault(self._file, code, row.number + 1, row.id, field, {"found": ""} | details)
        return Noted(row.cell(field), field, str(details.get("found", "")), fault=fault)

    def _told(self, row: _Row, fault: Fault) -> Noted:
        """A fault of the register's rules at the cell that it is about."""
        field = {"subject": "id", "about": "id"}.get(fault.field, fault.field)
        column = field if field in TASK_FILE_COLUMNS else ""
        return Noted(row.cell(column), column, str(fault.details.get("found", "")), fault=fault)


def _period(text: str) -> str:
    return read_period(text).period or text


def _date(text: str) -> str:
    return plain_date(_MIDNIGHT.sub("", text))


def _until(text: str) -> str:
    return until_date(_MIDNIGHT.sub("", text))


def _address(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


_READ = {"period": _period, "delayed_to": _until, "evidence_date": _date, "evidence_url": _address}


def _heading(sheet: Sheet) -> tuple[int, dict[str, int]] | None:
    """The row of the headings, from 0, and where each column stands; ``None`` where there is none."""
    for number, row in enumerate(sheet.rows[:_HEADING_WITHIN]):
        places: dict[str, int] = {}
        for place, text in enumerate(row):
            if name := _COLUMN_OF.get(_folded(text)):
                places.setdefault(name, place)
        if all(name in places for name in _NEEDED):
            return number, places
    return None


def _beside(sheet: Sheet, at: int, places: Mapping[str, int], prefix: str) -> list[Noted]:
    """Columns that are filled and stand for nothing, and lines over the heading."""
    taken = set(places.values())
    found = [
        Noted(f"{prefix}{column_letter(place + 1)}{number + 1}", "", brief(text))
        for number, row in enumerate(sheet.rows[:at])
        for place, text in enumerate(row)
        if text.strip()
    ]
    for place in range(len(sheet.rows[at])):
        filled = [row[place] for row in sheet.rows[at + 1 :] if row[place].strip()]
        if place not in taken and filled:
            heading = brief(sheet.rows[at][place] or filled[0])
            found.append(Noted(f"{prefix}{column_letter(place + 1)}{at + 1}", "", heading))
    return found


def _is_ours(sheet: Sheet) -> bool:
    """Whether it is the sheet that explains the template."""
    return body_in(text for row in sheet.rows for text in row) is not None


def _made_of(sheets: Iterable[Sheet]) -> list[str]:
    """The ids that the template had rows for: they stand below its mark."""
    for sheet in sheets:
        for number, row in enumerate(sheet.rows):
            for place, text in enumerate(row):
                if body_in([text]) is not None:
                    return [line[place].strip() for line in sheet.rows[number + 1 :] if line[place].strip()]
    return []


def _folded(text: str) -> str:
    return "".join(clean(text).split()).lower()


def _same(report: Report) -> tuple[str, ...]:
    """What a report says, but for when and by whom."""
    return tuple(str(getattr(report, name)) for name in _SAME)


_COLUMN_OF = {
    _folded(say(f"task_file.column.{name}", language)): name for name in TASK_FILE_COLUMNS for language in LANGUAGES
}
