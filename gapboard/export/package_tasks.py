"""The tables of the data package on tasks: what is to be done, its steps, and what was said of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from gapboard.catalog.tasks import Due, TaskKind, Tasks
from gapboard.export.neutral import Value
from gapboard.export.package_tables import Column, Table
from gapboard.ledger.report import PROGRESS_KINDS, Progress, Report
from gapboard.ledger.statements import statements

_NEEDED = {"required": True}
_ID = {"required": True, "unique": True}
_DUE = Column("due", "Due: a year or a day, as stated (期限)")
_BETWEEN = "、"

TASKS = Table(
    "tasks",
    "What the documents ask to be done (任务)",
    ("id",),
    (
        Column("id", "Task (任务)", constraints=_ID),
        Column("document", "Document (文件)", constraints=_NEEDED),
        Column("item", "Item (条目)", constraints=_NEEDED),
        Column("name", "Name (名称)", constraints=_NEEDED),
        Column("name_en", "Name in English (英文名)", constraints=_NEEDED),
        Column("under", "Heading (所在标题)", constraints=_NEEDED),
        Column("under_en", "Heading in English (英文标题)", constraints=_NEEDED),
        Column("kind", "Kind (类别)", constraints=_NEEDED | {"enum": [kind.value for kind in TaskKind]}),
        Column("lead", "Who leads, as printed, separated by 、 (牵头单位)"),
        Column("responsible", "Who takes part, as printed, separated by 、 (责任单位)"),
        _DUE,
        Column("targets", "Targets of the same item, separated by spaces (同条目标)"),
    ),
)

STEPS = Table(
    "steps",
    "Steps of the tasks (事项)",
    ("id",),
    (
        Column("id", "Step (事项)", constraints=_ID),
        Column("task", "Task (任务)", constraints=_NEEDED),
        Column("text", "Words of the document (原文)", constraints=_NEEDED),
        Column("text_en", "In English (英文)", constraints=_NEEDED),
        _DUE,
    ),
)

PROGRESS = Table(
    "progress",
    "What was reported of tasks, steps and targets, as far as it counts (进展填报)",
    ("batch",),
    (
        Column("batch", "Report (填报)", constraints=_ID),
        Column("kind", "What it is about (对象)", constraints=_NEEDED | {"enum": list(PROGRESS_KINDS)}),
        Column("about", "Its id (编号)", constraints=_NEEDED),
        Column("period", "Period (时期)", constraints=_NEEDED),
        Column("body", "Who reported; empty: taken from what was published (填报单位)"),
        Column("state", "State (状态)", constraints=_NEEDED | {"enum": [state.value for state in Progress]}),
        Column("delayed_to", "Delayed to: a year or a day (延期到)"),
        Column("done", "What was done (已做)"),
        Column("planned", "What comes next (下步)"),
        Column("obstacle", "What stands in the way (问题)"),
        Column("evidence_title", "Title of the evidence (佐证标题)"),
        Column("evidence_url", "Its address (佐证网址)"),
        Column("evidence_date", "Its day, month or year (佐证日期)"),
        Column("evidence_sha256", "Hash of the file of evidence (佐证文件校验值)"),
        Column("verified", "Whether somebody else vouches for it (是否核实)", "boolean", _NEEDED),
        Column("received_on", "Came in on (收到日期)", "date", _NEEDED),
        Column("recorded_at", "Recorded at (登记时间)", "datetime", _NEEDED, {"format": "any"}),
    ),
)


def task_rows(tasks: Tasks) -> Iterator[list[Value]]:
    """The rows of ``tasks.csv``, in the order of the documents."""
    for task in tasks.content.tasks:
        yield [
            task.id,
            task.document,
            task.item,
            task.name,
            task.name_en,
            task.under,
            task.under_en,
            task.kind.value,
            _BETWEEN.join(task.lead),
            _BETWEEN.join(task.responsible),
            _due(task.due),
            " ".join(task.targets),
        ]


def step_rows(tasks: Tasks) -> Iterator[list[Value]]:
    """The rows of ``steps.csv``, in the order of the documents."""
    for task in tasks.content.tasks:
        for step in task.steps:
            yield [step.id, task.id, step.text, step.en, _due(step.due)]


def progress_rows(reports: Iterable[Report]) -> Iterator[list[Value]]:
    """The rows of ``progress.csv``: what waits for review, was returned or was withdrawn is left out."""
    for item in statements(reports):
        said = item.said
        if item.counts:
            yield [
                said.batch,
                said.kind,
                said.subject,
                said.period.text,
                said.body,
                said.state,
                said.delayed_to,
                said.done,
                said.planned,
                said.obstacle,
                said.evidence_title,
                said.evidence_url,
                said.evidence_date,
                said.sha256,
                "true" if item.is_verified else "false",
                said.received_on.isoformat(),
                said.recorded_at.isoformat(),
            ]


def _due(due: Due | None) -> str:
    return due.isoformat() if isinstance(due, dt.date) else "" if due is None else str(due)
