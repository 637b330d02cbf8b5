"""``data/reporting.yaml``: who has to report what, how often and by which day; and which days offices are closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import Field, StringConstraints, model_validator

from gapboard.catalog.catalog import Catalog
from gapboard.catalog.check import Broken
from gapboard.catalog.load import load_checked
from gapboard.catalog.models import Body, Document, Id, Named, Record, Text, Year
from gapboard.kernel.faults import nearest

FILE = "reporting.yaml"
_SATURDAY = 5


class Rhythm(StrEnum):
    """How often something is reported."""

    MONTHLY = "monthly"
    TWO_MONTHLY = "every_two_months"
    QUARTERLY = "quarterly"
    YEARLY = "yearly"
    THREE_YEARLY = "every_three_years"

    @property
    def months(self) -> int:
        """How long one period is."""
        return _MONTHS[self]


_MONTHS = {
    Rhythm.MONTHLY: 1,
    Rhythm.TWO_MONTHLY: 2,
    Rhythm.QUARTERLY: 3,
    Rhythm.YEARLY: 12,
    Rhythm.THREE_YEARLY: 36,
}


class Form(StrEnum):
    """What is asked for: a body's return, or something that the office itself holds or has made."""

    RETURN = "return"
    CHECK = "check"
    HEARING = "hearing"
    EVALUATION = "evaluation"


class Moved(StrEnum):
    """Where a last day goes that falls on a day on which offices are closed."""

    STAYS = "stays"
    NEXT = "next"
    PREVIOUS = "previous"


class LastDay(Record):
    """The last day on which a return is on time."""

    day: Annotated[int, Field(ge=1, le=31, strict=True, description="A month that is shorter ends on its last day.")]
    months_after: Annotated[int, Field(ge=0, le=12, strict=True)] = Field(
        default=0, description="In which month: 0 is the last of the period, 1 the one after it."
    )
    if_closed: Moved = Field(default=Moved.STAYS, description="As stated; where nothing is stated the day stays.")


class Arranged(Record):
    """Who decided what the document leaves open, or the whole of it where there is no document."""

    by: Text
    # Not `on`, which YAML reads as true.
    decided: dt.date


class Duty(Named):
    """Something that has to be reported for each period of its years."""

    form: Form
    rhythm: Rhythm
    document: Id | None = None
    item: Text | None = None
    quote: Annotated[str, StringConstraints(min_length=2, max_length=60)] | None = None
    arranged: Arranged | None = None
    years: tuple[Year, Year] | None = Field(default=None, description="First and last; if left out, the document's.")
    last_day: LastDay | None = Field(default=None, description="Left out where none is stated: never late then.")
    bodies: tuple[Id, ...] = Field(default=(), description="Who reports; if left out, who answers for its figures.")
    indicators: tuple[Id, ...] = Field(default=(), description="Its figures; if left out, the document's.")
    to: Text | None = None
    to_en: Text | None = None
    note: Text | None = None
    note_en: Text | None = None

    @model_validator(mode="after")
    def _says_where_it_comes_from(self) -> Self:
        for field in ("item", "quote") if self.document else ("arranged", "years"):
            if getattr(self, field) is None:
                raise ValueError(f"{'duty_lacks_clause' if self.document else 'duty_lacks_decision'}:{field}:duty")
        for field in ("to", "note"):
            if (getattr(self, field) is None) != (getattr(self, f"{field}_en") is None):
                raise ValueError(f"one_language_only:{field}:{field}_en")
        if self.years and self.years[0] > self.years[1]:
            raise ValueError("years_reversed")
        return self

    def to_whom(self, language: str) -> str:
        """Whom it goes to, in ``language``; empty where nobody is named."""
        return (self.to_en if language == "en" else self.to) or ""

    def note_in(self, language: str) -> str:
        """How the clause was read, in ``language``, or an empty text."""
        return (self.note_en if language == "en" else self.note) or ""


class ClosedDays(Record):
    """The days of one year on which offices are closed although it is no weekend, and weekends that are worked."""

    year: Year
    closed: tuple[dt.date, ...] = ()
    worked: tuple[dt.date, ...] = ()
    source: Text = Field(description="The notice that arranged them.")

    @model_validator(mode="after")
    def _of_its_year(self) -> Self:
        if any(day.year != self.year for day in (*self.closed, *self.worked)):
            raise ValueError("day_of_other_year")
        return self


class ReportingFile(Record):
    """The whole of ``data/reporting.yaml``."""

    kept_from: dt.date = Field(description="What was due before this day was never on record here: it is not judged.")
    closed_days: tuple[ClosedDays, ...] = ()
    duties: tuple[Duty, ...] = ()


class Reporting:
    """A checked ``reporting.yaml`` beside its catalogue. Every reference is known to resolve."""

    def __init__(self, content: ReportingFile, catalog: Catalog) -> None:
        self.content = content
        self.catalog = catalog
        self.duties = {duty.id: duty for duty in content.duties}
        self._closed = frozenset(day for year in content.closed_days for day in year.closed)
        self._worked = frozenset(day for year in content.closed_days for day in year.worked)

    @property
    def kept_from(self) -> dt.date:
        """The day since which returns are on record."""
        return self.content.kept_from

    def document(self, duty: Duty) -> Document | None:
        """The document that asks for it."""
        return self.catalog.documents[duty.document] if duty.document else None

    def years(self, duty: Duty) -> tuple[int, int]:
        """First and last year in which it is asked for."""
        document = self.document(duty)
        found = duty.years or (document.period if document else None)
        assert found is not None  # the record sees to it
        return found

    def decided(self, duty: Duty) -> dt.date:
        """The day since which it is asked for: that of its document, else of the decision."""
        document = self.document(duty)
        if document:
            return document.in_force_from
        assert duty.arranged is not None  # the record sees to it
        return duty.arranged.decided

    def knows_holidays(self, year: int) -> bool:
        """Whether the file states the holidays of a year; of others it knows the weekends alone."""
        return any(item.year == year for item in self.content.closed_days)

    def is_closed(self, day: dt.date) -> bool:
        """Whether offices are closed on ``day``: a weekend that is not worked, or a day stated as closed."""
        return day in self._closed or (day.weekday() >= _SATURDAY and day not in self._worked)

    def owing(self, duty: Duty, day: dt.date) -> tuple[Body, ...]:
        """Who owes a return by ``day``: the bodies it names, else each that answers for one of its figures.

        A name that stands for several units (各县区) is none of them and owes nothing.
        """
        if duty.form is not Form.RETURN and not duty.bodies:
            return ()
        if duty.bodies:
            return tuple(self.catalog.bodies[ident] for ident in duty.bodies)
        found: dict[str, Body] = {}
        for target in self.catalog.targets.values():
            if duty.document in (None, target.document) and (
                not duty.indicators or target.indicator in duty.indicators
            ):
                for body in self.catalog.answering(self.catalog.as_of(target, day)):
                    found.setdefault(body.id, body)
        in_order = self.catalog.bodies.values()
        return tuple(body for body in in_order if body.id in found and not body.collective)


def load_reporting(folder: Path, catalog: Catalog, *, strict: bool = False) -> Reporting:
    """The duties in ``folder``; none where there is no such file. Raises ``DataFault`` as ``load_catalog`` does.

    ``strict`` refuses duties of which nobody could report a figure as well: the board shows them as they are.
    """
    path = folder / FILE
    if not path.exists():
        return Reporting(ReportingFile(kept_from=dt.date.max), catalog)
    return Reporting(load_checked(path, ReportingFile, partial(_broken, catalog, strict)), catalog)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of ``data/reporting.yaml``."""
    return ReportingFile.model_json_schema()


def _broken(catalog: Catalog, strict: bool, content: ReportingFile) -> list[Broken]:
    found = [*_repeated(content), *_unknown(catalog, content)]
    return found or (list(_unanswered(catalog, content)) if strict else [])


def _unanswered(catalog: Catalog, content: ReportingFile) -> Iterator[Broken]:
    """Figures that no target asks for, and bodies that answer for none of a duty's figures.

    Neither has a place in a template, and what such a body sends is never what is asked of it.
    """
    for index, duty in enumerate(content.duties):
        answering: dict[str, set[str]] = {ident: set() for ident in duty.indicators}
        for target in catalog.targets.values():
            if duty.document in (None, target.document) and target.indicator in answering:
                answering[target.indicator].update(body.id for body in catalog.answering(target))
        for number, ident in enumerate(duty.indicators):
            if not answering[ident]:
                place = ("duties", index, "indicators", number)
                yield Broken(place, "nobody_answers", duty.id, f"indicators.{number}", {"found": ident})
        owing = {body for bodies in answering.values() for body in bodies}
        for number, ident in enumerate(duty.bodies if duty.indicators else ()):
            if ident not in owing:
                place = ("duties", index, "bodies", number)
                yield Broken(place, "answers_for_none", duty.id, f"bodies.{number}", {"found": ident})


def _repeated(content: ReportingFile) -> Iterator[Broken]:
    seen: set[str] = set()
    for index, duty in enumerate(content.duties):
        if duty.id in seen:
            yield Broken(("duties", index, "id"), "repeated_id", duty.id, "id", {"found": duty.id})
        seen.add(duty.id)


def _unknown(catalog: Catalog, content: ReportingFile) -> Iterator[Broken]:
    for index, duty in enumerate(content.duties):
        named: list[tuple[tuple[Any, ...], str, str]] = []
        if duty.document:
            named.append((("document",), "documents", duty.document))
        named += [(("bodies", number), "bodies", ident) for number, ident in enumerate(duty.bodies)]
        named += [(("indicators", number), "indicators", ident) for number, ident in enumerate(duty.indicators)]
        for place, section, ident in named:
            known = getattr(catalog, section)
            if ident not in known:
                details = {"found": ident, "section": section} | nearest(ident, known)
                field = ".".join(str(part) for part in place)
                yield Broken(("duties", index, *place), "unknown_id", duty.id, field, details)
