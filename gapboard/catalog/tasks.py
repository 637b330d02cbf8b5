"""``data/tasks.yaml``: what the documents ask to be done, item by item, by whom and by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cached_property, partial
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, PlainSerializer, PlainValidator, StringConstraints, WithJsonSchema, model_validator

from gapboard.catalog.catalog import Catalog
from gapboard.catalog.check import Broken
from gapboard.catalog.load import load_kept
from gapboard.catalog.models import Body, Document, Id, Named, Record, Target, Text, Theme
from gapboard.catalog.register import Register
from gapboard.kernel.faults import nearest

FILE = "tasks.yaml"
LONGEST_QUOTE = 60
"""Characters of a step's words as printed."""
_YEARS = range(1949, 2101)


class TaskKind(StrEnum):
    """What most of a task is."""

    BUILD = "build"
    POLICY = "policy"
    INSTITUTION = "institution"
    EVENT = "event"
    CAMPAIGN = "campaign"
    SERVICE = "service"
    REPORTING = "reporting"
    AIM = "aim"
    """An item that says what is aimed at and how to go about it: nothing of it can be done or reported by itself."""


class Reason(StrEnum):
    """Why a sentence that sounds like a task is in no step."""

    AIM = "aim"
    PRINCIPLE = "principle"
    BACKGROUND = "background"
    HEADING = "heading"
    REPEATS = "repeats"
    FIGURE_ONLY = "figure_only"
    NO_TASK = "no_task"


def _year_or_day(value: object) -> int | dt.date:
    if isinstance(value, int) and not isinstance(value, bool) and value in _YEARS:
        return value
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime) and value.year in _YEARS:
        return value
    if isinstance(value, str):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            pass
    raise ValueError("not_a_due")


Due = Annotated[
    int | dt.date,
    PlainValidator(_year_or_day),
    # Without it pydantic tries the plain types upon what it has already written, and warns.
    PlainSerializer(lambda due: due if isinstance(due, int) else due.isoformat(), return_type=int | str),
    WithJsonSchema({"anyOf": [{"type": "integer"}, {"type": "string", "format": "date"}]}),
    Field(description="A year, or a day, as the document states it."),
]


class _Noted(Record):
    note: Text | None = None
    note_en: Text | None = None

    @model_validator(mode="after")
    def _in_both_languages(self) -> Self:
        if (self.note is None) != (self.note_en is None):
            raise ValueError("one_language_only:note:note_en")
        return self

    def note_in(self, language: str) -> str:
        """How the clause was read, in ``language``, or an empty text."""
        return (self.note_en if language == "en" else self.note) or ""


class Step(_Noted):
    """One thing to do, which can be said to be done, under way or delayed."""

    id: Id
    text: Annotated[str, StringConstraints(min_length=2, max_length=LONGEST_QUOTE)] = Field(
        description="The shortest phrase of the document that carries it, word for word; …… stands for words left out."
    )
    en: Text
    due: Due | None = Field(default=None, description="Only where it is another one than the task's.")

    def label(self, language: str) -> str:
        """What is to be done, in ``language``: as printed, or in English."""
        return self.en if language == "en" else self.text


class Task(_Noted, Named):
    """A numbered item of a document, or a section of it that asks for something."""

    document: Id
    item: Text
    under: Text = Field(description="The heading that it stands below, without its number.")
    under_en: Text
    kind: TaskKind
    lead: tuple[Text, ...] = Field(default=(), description="Who leads (牵头单位), as printed.")
    responsible: tuple[Text, ...] = Field(default=(), description="Who takes part (责任单位 …), as printed.")
    due: Due | None = Field(default=None, description="Left out where the document states none.")
    targets: tuple[Id, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def asks(self) -> bool:
        """Whether it asks for something to be done, as all but bare aims do."""
        return bool(self.steps) or self.kind is not TaskKind.AIM

    def under_in(self, language: str) -> str:
        """The heading that it stands below, in ``language``."""
        return self.under_en if language == "en" else self.under


class LeftOut(Record):
    """A sentence with a word of duty that is in no step, and why."""

    document: Id
    text: Annotated[str, StringConstraints(min_length=2, max_length=LONGEST_QUOTE)]
    reason: Reason


class TasksFile(Record):
    """The whole of ``data/tasks.yaml``."""

    bodies: tuple[Body, ...] = Field(default=(), description="Those that ``targets.yaml`` does not have.")
    tasks: tuple[Task, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    near_due_days: Annotated[int, Field(ge=1, le=366, strict=True)] = Field(
        default=30, description="From how many days before its last day on something is near due."
    )


class Tasks:
    """A checked ``tasks.yaml`` beside its catalogue. Every reference is known to resolve.

    ``bodies`` are those of both files; ``of_step`` is the task that a step belongs to, by the step's id.
    """

    def __init__(self, content: TasksFile, catalog: Catalog) -> None:
        self.content = content
        self.catalog = catalog
        self.tasks: Mapping[str, Task] = {task.id: task for task in content.tasks}
        self.steps: Mapping[str, Step] = {step.id: step for task in content.tasks for step in task.steps}
        self.of_step: Mapping[str, Task] = {step.id: task for task in content.tasks for step in task.steps}
        self.bodies: Mapping[str, Body] = catalog.bodies | {body.id: body for body in content.bodies}
        self._register = Register(self.bodies.values())

    def document(self, task: Task) -> Document:
        """The document that asks for it."""
        return self.catalog.documents[task.document]

    def of_document(self, document: str) -> tuple[Task, ...]:
        """The tasks of a document in its own order."""
        return self._of_document.get(document, ())

    def leading(self, task: Task) -> tuple[Body, ...]:
        """The bodies that its document names as leading, each once; most documents name none."""
        return self._named[task.id][0]

    def taking_part(self, task: Task) -> tuple[Body, ...]:
        """The other bodies that its document names, each once, in its order."""
        return self._named[task.id][1]

    def answering(self, task: Task) -> tuple[Body, ...]:
        """Every body that its document names for it, those that lead first."""
        return (*self.leading(task), *self.taking_part(task))

    def called(self, text: str, region: str) -> Body | None:
        """The body with this id, or that a document about ``region`` means by this name."""
        return self.bodies.get(text) or self._register.find(text, region)

    def targets_of(self, task: Task) -> tuple[Target, ...]:
        """The figures that the same item promises."""
        return tuple(self.catalog.targets[ident] for ident in task.targets)

    def of_target(self, target: str) -> tuple[Task, ...]:
        """The tasks of the item that a target is promised in."""
        return self._of_target.get(target, ())

    def themes(self, task: Task) -> tuple[Theme, ...]:
        """The themes of its targets, each once; none where its item promises no figure."""
        found = (self.catalog.indicators[target.indicator].theme for target in self.targets_of(task))
        return tuple(self.catalog.themes[theme] for theme in dict.fromkeys(found))

    def last_day(self, task: Task, step: Step | None = None) -> dt.date | None:
        """The last day on which a task, or a step of it, is in time; ``None`` where the document states none."""
        due = (step.due if step else None) or task.due
        return dt.date(due, 12, 31) if isinstance(due, int) else due

    @cached_property
    def named(self) -> Mapping[str, Body]:
        """By id, every body that a document names for some task, those of targets first."""
        found = {body.id for task in self.content.tasks for body in self.answering(task)}
        return {ident: body for ident, body in self.bodies.items() if ident in found}

    @cached_property
    def _named(self) -> Mapping[str, tuple[tuple[Body, ...], tuple[Body, ...]]]:
        """For each task, who leads and who takes part besides."""
        found = {}
        for task in self.content.tasks:
            leading, others = self._bodies(task, task.lead), self._bodies(task, task.responsible)
            beside = tuple(body for ident, body in others.items() if ident not in leading)
            found[task.id] = (tuple(leading.values()), beside)
        return found

    def _bodies(self, task: Task, names: Iterable[str]) -> dict[str, Body]:
        region = self.document(task).region
        found = (self._register.find(name, region) for name in names)
        return {body.id: body for body in found if body is not None}

    @cached_property
    def _of_document(self) -> Mapping[str, tuple[Task, ...]]:
        found: dict[str, list[Task]] = {}
        for task in self.content.tasks:
            found.setdefault(task.document, []).append(task)
        return {document: tuple(tasks) for document, tasks in found.items()}

    @cached_property
    def _of_target(self) -> Mapping[str, tuple[Task, ...]]:
        found: dict[str, list[Task]] = {}
        for task in self.content.tasks:
            for target in task.targets:
                found.setdefault(target, []).append(task)
        return {target: tuple(tasks) for target, tasks in found.items()}


def load_tasks(folder: Path, catalog: Catalog) -> Tasks:
    """The tasks in ``folder``; none where there is no such file. Raises ``DataFault`` as ``load_catalog`` does."""
    path = folder / FILE
    if not path.exists():
        return Tasks(TasksFile(), catalog)
    return Tasks(load_kept(path, TasksFile, partial(_broken, catalog)), catalog)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of ``data/tasks.yaml``."""
    return TasksFile.model_json_schema()


def _broken(catalog: Catalog, content: TasksFile) -> list[Broken]:
    return [
        *_repeated(catalog, content),
        *_unknown(catalog, content),
        *_names_twice(catalog, content),
        *_nobody(catalog, content),
        *_misplaced(catalog, content),
    ]


def _repeated(catalog: Catalog, content: TasksFile) -> Iterator[Broken]:
    """No two bodies of one id, in both files together, and no two of tasks and steps."""
    seen = set(catalog.bodies)
    for index, body in enumerate(content.bodies):
        if body.id in seen:
            yield Broken(("bodies", index, "id"), "repeated_id", body.id, "id", {"found": body.id})
        seen.add(body.id)
    seen = set()
    for index, task in enumerate(content.tasks):
        for place, ident in (((), task.id), *((("steps", number), step.id) for number, step in enumerate(task.steps))):
            if ident in seen:
                field = ".".join(str(part) for part in (*place, "id"))
                yield Broken(("tasks", index, *place, "id"), "repeated_id", task.id, field, {"found": ident})
            seen.add(ident)


def _unknown(catalog: Catalog, content: TasksFile) -> Iterator[Broken]:
    """Every id leads somewhere."""

    def reference(place: tuple[Any, ...], record: str, section: str, ident: str) -> Iterator[Broken]:
        known = getattr(catalog, section)
        if ident not in known:
            field = ".".join(str(part) for part in place[2:])
            yield Broken(
                place, "unknown_id", record, field, {"found": ident, "section": section} | nearest(ident, known)
            )

    for index, body in enumerate(content.bodies):
        yield from reference(("bodies", index, "region"), body.id, "regions", body.region)
    for index, task in enumerate(content.tasks):
        yield from reference(("tasks", index, "document"), task.id, "documents", task.document)
        for number, target in enumerate(task.targets):
            yield from reference(("tasks", index, "targets", number), task.id, "targets", target)
    for index, item in enumerate(content.left_out):
        place = ("left_out", index, "document")
        yield from reference(place, f"left_out[{index + 1}]", "documents", item.document)


def _names_twice(catalog: Catalog, content: TasksFile) -> Iterator[Broken]:
    """A name belongs to one body of a region, in both files together."""
    owners = {(body.region, name): body.id for body in catalog.bodies.values() for name in body.names}
    for index, body in enumerate(content.bodies):
        places: list[tuple[Any, ...]] = [("name",), *(("aliases", number) for number in range(len(body.aliases)))]
        for place, name in zip(places, body.names, strict=True):
            owner = owners.setdefault((body.region, name), body.id)
            if owner != body.id or body.id in catalog.bodies:
                field = ".".join(str(part) for part in place)
                details = {"found": name, "owner": owner}
                yield Broken(("bodies", index, *place), "repeated_name", body.id, field, details)


def _nobody(catalog: Catalog, content: TasksFile) -> Iterator[Broken]:
    """Every name printed for a task leads to exactly one body."""
    register = Register([*catalog.bodies.values(), *content.bodies])
    for index, task in enumerate(content.tasks):
        document = catalog.documents.get(task.document)
        for field in ("lead", "responsible") if document else ():
            for number, name in enumerate(getattr(task, field)):
                if document and register.find(name, document.region) is None:
                    place = ("tasks", index, field, number)
                    yield Broken(place, "unknown_body", task.id, f"{field}.{number}", {"found": name})


def _misplaced(catalog: Catalog, content: TasksFile) -> Iterator[Broken]:
    """A step is numbered after its task, and the targets of a task are of its document."""
    for index, task in enumerate(content.tasks):
        for number, step in enumerate(task.steps):
            if not step.id.startswith(f"{task.id}."):
                place = ("tasks", index, "steps", number, "id")
                details = {"found": step.id, "expected": f"{task.id}."}
                yield Broken(place, "step_id", task.id, f"steps.{number}.id", details)
        for number, ident in enumerate(task.targets):
            target = catalog.targets.get(ident)
            if target and target.document != task.document:
                details = {"found": ident, "document": target.document, "expected": task.document}
                yield Broken(
                    ("tasks", index, "targets", number), "other_document", task.id, f"targets.{number}", details
                )
