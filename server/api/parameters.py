"""What may be asked for in an address, and what is wrong with what was asked."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from gapboard.assess import Group
from gapboard.board.tasks import Grade, TaskBoard
from gapboard.catalog import Catalog
from gapboard.export.vintages import Vintages
from gapboard.ledger.report import Progress
from gapboard.ledger.row_rules import FIRST_YEAR, LAST_YEAR

MOST_ROWS = 1000
MOST_SKIPPED = 100_000_000
_DIGITS = re.compile("[0-9]{1,9}")
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MOST_SHOWN = 60


def _whole(text: object) -> object:
    # int() alone would take "1_000", " 5 " and digits of other scripts.
    if isinstance(text, str) and not _DIGITS.fullmatch(text):
        raise ValueError("not a whole number")
    return text


def _day(text: object) -> object:
    if isinstance(text, str) and not _DAY.fullmatch(text):
        raise ValueError("not a date")
    return text


def _not_to_come(day: dt.date) -> dt.date:
    if day > dt.date.today():
        raise ValueError("nothing is known yet of that day")
    return day


# The bounds stand before the check of the text: behind it the description would not tell them.
Year = Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR), BeforeValidator(_whole)]
Limit = Annotated[int, Field(ge=1, le=MOST_ROWS), BeforeValidator(_whole)]
Offset = Annotated[int, Field(ge=0, le=MOST_SKIPPED), BeforeValidator(_whole)]
PastDay = Annotated[dt.date, BeforeValidator(_day), AfterValidator(_not_to_come)]


class Query(BaseModel):
    """What every list can be asked."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    region: str | None = Field(None, description="Only this region.", examples=["kunming"])
    theme: str | None = Field(None, description="Only indicators of this theme.")
    indicator: str | None = Field(None, description="Only this indicator.", examples=["gdp"])
    as_known_on: PastDay | None = Field(
        None,
        description="Answer from what had been published by the end of this day, which must not be to come.",
        examples=["2024-08-01"],
    )
    lang: Literal["zh", "en"] = Field("zh", description="The language of labels; figures and units stay the same.")
    limit: Limit = Field(100, description="The most rows to send.", examples=[100])
    offset: Offset = Field(0, description="How many rows to leave out first.", examples=[0])


class TargetsQuery(Query):
    """What the list of targets can be asked."""

    document: str | None = Field(None, description="Only targets of this document.")
    due: Year | None = Field(None, description="Only this due year.", examples=[2025])


class AssessmentsQuery(TargetsQuery):
    """What the list of assessments can be asked."""

    status: Group | None = Field(None, description="Only this headline group, `group` of a row.")


class ThisYearQuery(Query):
    """What the list of the running year can be asked."""

    period: Annotated[str, StringConstraints(pattern="^[0-9]{4}(-(0[1-9]|1[0-2]))?$")] | None = Field(
        None,
        description="A year, or a year up to a month; the latest year with such figures, if not given.",
        examples=["2023-09"],
    )
    document: str | None = Field(None, description="Only indicators with a task of this document.")


class ObservationsQuery(Query):
    """What the list of observations can be asked."""

    vintages: Vintages = Field(
        Vintages.LATEST, description="`latest`: the version in force; `all`: every version, withdrawals included."
    )


class TasksQuery(Query):
    """What the list of tasks can be asked; theme and indicator are those of the figures of a task's item."""

    document: str | None = Field(None, description="Only tasks of this document.")
    body: str | None = Field(None, description="Only tasks that the document gives to this body.")
    due: Year | None = Field(None, description="Only this due year.", examples=[2025])
    grade: Grade | None = Field(None, description="Only tasks with something of this grade.")


class ReportsQuery(Query):
    """What the list of reports can be asked; theme and indicator are those of the figures of a task's item."""

    document: str | None = Field(None, description="Only on what this document asks.")
    body: str | None = Field(None, description="Only reports of this body.")
    about: str | None = Field(None, description="Only on the task, step or target with this id.")
    state: Progress | None = Field(None, description="Only reports that say this.")


Asked = TypeVar("Asked", bound=Query)


def identifiers(query: type[Query], catalog: Catalog, tasks: Callable[[], TaskBoard]) -> dict[str, Collection[str]]:
    """The parameters of a list that name a record of the catalogue, with the identifiers there are."""
    found: dict[str, Collection[str]] = {
        "region": catalog.regions.keys(),
        "document": catalog.documents.keys(),
        "theme": catalog.themes.keys(),
        "indicator": catalog.indicators.keys(),
    }
    if "body" in query.model_fields:  # some bodies only tasks name
        found["body"] = tasks().tasks.bodies.keys()
    return {name: allowed for name, allowed in found.items() if name in query.model_fields}


@dataclass(frozen=True)
class Wrong:
    """One parameter that cannot be used; ``expected`` names the text ``api.expected.<expected>``."""

    parameter: str
    found: str
    expected: str
    values: Mapping[str, Any]


class BadParameters(Exception):
    """Everything that is wrong with what was asked, never only the first."""

    def __init__(self, wrong: Sequence[Wrong]) -> None:
        super().__init__(", ".join(item.parameter for item in wrong))
        self.wrong = tuple(wrong)


def read(
    query: type[Asked], pairs: Sequence[tuple[str, str]], catalog: Catalog, tasks: Callable[[], TaskBoard]
) -> Asked:
    """The parameters of an address, checked. Raises ``BadParameters``, and ``DataFault`` where ``tasks`` does."""
    wrong = list(_misplaced(query, pairs))
    given = {name: text for name, text in pairs if name in query.model_fields}
    known = identifiers(query, catalog, tasks)
    for name, allowed in known.items():
        if name in given and given[name] not in allowed:
            wrong.append(Wrong(name, given[name], "one_of", {"allowed": _listed(allowed)}))
    try:
        asked = query.model_validate(given)
    except ValidationError as error:
        names = dict.fromkeys(str(item["loc"][0]) for item in error.errors())
        wrong += [Wrong(name, given[name], name, {"allowed": _options(query, name)}) for name in names]
        raise BadParameters(wrong) from None
    if wrong:
        raise BadParameters(wrong)
    return asked


def _misplaced(query: type[Query], pairs: Sequence[tuple[str, str]]) -> list[Wrong]:
    names = _listed(query.model_fields)
    counted = Counter(name for name, _ in pairs)
    return [
        Wrong(name, name, "known", {"allowed": names})
        if name not in query.model_fields
        else Wrong(name, " & ".join(text for key, text in pairs if key == name), "once", {})
        for name, times in counted.items()
        if name not in query.model_fields or times > 1
    ]


def _options(query: type[Query], name: str) -> str:
    """The words that a parameter may take, where it takes words."""
    schema = query.model_json_schema()
    field = schema["properties"][name]
    for part in (field, *field.get("anyOf", ())):
        part = schema["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else part
        if "enum" in part:
            return _listed(part["enum"])
    return ""


def _listed(names: Collection[str]) -> str:
    shown = ", ".join(list(names)[:_MOST_SHOWN])
    return shown if len(names) <= _MOST_SHOWN else f"{shown}, …"
