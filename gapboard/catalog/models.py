"""The typed shape of ``data/targets.yaml``; its JSON Schema is exported to ``docs/targets.schema.json``."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from gapboard.catalog.measures import KnownMeasure
from gapboard.catalog.terms import AppliesTo, Comparator, Direction, Kind, Prices

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9.-]*$", max_length=80)]
Text = Annotated[str, StringConstraints(min_length=1)]
Year = Annotated[int, Field(ge=1949, le=2100, strict=True)]


def _finite_number(value: object) -> object:
    """Refuse what YAML would let through as a number: true/false and text."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError("not a number")
    return value


Number = Annotated[float, BeforeValidator(_finite_number), Field(allow_inf_nan=False)]
Period = Annotated[tuple[Year, Year], Field(description="First and last year, both counted.")]


class Record(BaseModel):
    """Base of all records: frozen, and a misspelt key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Named(Record):
    """A record with an identifier and a name in both languages."""

    id: Id
    name: Text
    name_en: Text

    def label(self, language: str) -> str:
        """The name in ``language``."""
        return self.name_en if language == "en" else self.name


class Region(Named):
    """A place that targets and actuals are about."""

    aliases: tuple[Text, ...] = ()


class Body(Named):
    """A unit that documents name as responsible (责任单位); ``name`` is the form the board uses."""

    region: Id
    aliases: tuple[Text, ...] = ()
    collective: bool = Field(default=False, description="Stands for several units without naming any.")

    @property
    def names(self) -> tuple[str, ...]:
        """Every form in which documents print it."""
        return (self.name, *self.aliases)


class Theme(Named):
    """A group of indicators on the board."""


class Unit(Record):
    """A unit as printed in the documents, and how it is written in English.

    English counts in thousands and millions, not in 万 and 亿: ``scale_en`` is the power of ten by which a
    value in this unit is multiplied to be written in ``short_en`` (10,000 亿元 × 0.1 = 1,000 bn yuan).
    """

    id: Text
    name_en: Text
    short_en: Text | None = None
    scale_en: Annotated[Number, Field(gt=0)] = 1

    def label(self, language: str, *, short: bool = False) -> str:
        """The unit in ``language``."""
        if language != "en":
            return self.id
        return (self.short_en or self.name_en) if short else self.name_en

    def scale(self, language: str) -> float:
        """The power of ten that a value is multiplied by to be written in ``language``."""
        return self.scale_en if language == "en" else 1


class Document(Named):
    """A policy document; ``id`` is the name of its text file."""

    short: Text
    short_en: Text
    issuer: Text
    issuer_en: Text
    number: Text | None = Field(default=None, description="The document's own number (文号).")
    date: dt.date | None = Field(default=None, description="As printed; left out where the text prints none.")
    period: Period
    region: Id

    @property
    def in_force_from(self) -> dt.date:
        """The day it was issued; where the text prints none, the first day of its period."""
        return self.date or dt.date(self.period[0], 1, 1)

    def label_short(self, language: str) -> str:
        """The short name in ``language``."""
        return self.short_en if language == "en" else self.short


class Break(Record):
    """A year from which a series is not comparable with the year before."""

    year: Year
    why: Text
    why_en: Text

    def label(self, language: str) -> str:
        """The reason in ``language``."""
        return self.why_en if language == "en" else self.why


class Ratio(Record):
    """How a share is computed where it is not published: scale × numerator ÷ denominator."""

    numerator: Id
    denominator: Id
    denominator_region: Id | None = None
    scale: Number = 100


class Indicator(Named):
    """A statistical indicator."""

    theme: Id
    unit: Text
    decimals: Annotated[int, Field(ge=0, le=6)]
    direction: Direction
    kind: Kind
    prices: Prices | None = None
    growth_prices: Annotated[str, StringConstraints(pattern="^(real|nominal)$")] | None = None
    growth_of: Id | None = None
    ratio: Ratio | None = None
    aliases: tuple[Text, ...] = ()
    breaks: tuple[Break, ...] = ()
    note: Text | None = None
    note_en: Text | None = None

    def note_in(self, language: str) -> str:
        """The definition or warning in ``language``, or an empty text."""
        return (self.note_en if language == "en" else self.note) or ""


class Reference(Record):
    """The series that a relative target is held against."""

    indicator: Id
    region: Id


class EarlierVersion(Record):
    """What a target said before it was revised; it held until (not including) ``until``."""

    until: dt.date
    value: Number
    stretch: Number | None = None
    due: Year | None = None
    approved_by: Text = Field(description="The document that approved the later version.")
    approved_by_en: Text


class Target(Record):
    """One quantified promise of one document."""

    id: Id
    indicator: Id
    region: Id
    document: Id
    item: Text
    measure: KnownMeasure
    due: Year
    period: Period | None = None
    base: Year | None = None
    applies_to: AppliesTo = AppliesTo.LEVEL
    comparator: Comparator
    tolerance: Annotated[Number, Field(gt=0, lt=1)] | None = None
    value: Number
    value_to: Number | None = None
    unit: Text
    stretch: Number | None = None
    reference: Reference | None = None
    margin: Number | None = None
    name: Text | None = None
    name_en: Text | None = None
    responsible: tuple[Text, ...] = ()
    quote: Annotated[str, StringConstraints(min_length=2, max_length=60)]
    note: Text | None = None
    note_en: Text | None = None
    earlier: tuple[EarlierVersion, ...] = ()

    @model_validator(mode="after")
    def _measure_has_what_it_needs(self) -> Self:
        """Each measure names the fields without which it means nothing."""
        for field in self.measure.needs:
            if getattr(self, field) is None:
                raise ValueError(f"needs_field:{field}:{self.measure.id}")
        if self.comparator is Comparator.ABOUT and self.tolerance is None:
            raise ValueError(f"needs_field:tolerance:{self.comparator.value}")
        if self.period and self.period[0] > self.period[1]:
            raise ValueError("period_reversed")
        if self.base is not None and self.base >= self.due:
            raise ValueError("base_after_due")
        if self.measure.kind is Kind.CLASS and not (self.value == int(self.value) and 1 <= self.value <= 6):
            raise ValueError("not_a_class")
        return self

    @property
    def is_growth(self) -> bool:
        """Whether the promise is about a growth rate."""
        return self.measure.is_growth or self.applies_to is AppliesTo.GROWTH

    @property
    def counted_years(self) -> tuple[int, int] | None:
        """First and last year where a verdict needs every year of a period; ``None`` where it needs the due year."""
        return self.period if self.measure.counts_every_year else None

    @property
    def growth_base(self) -> int:
        """The year that an average growth is counted from: the one stated, else the one before its period."""
        if self.base is not None:
            return self.base
        assert self.period is not None
        return self.period[0] - 1

    def note_in(self, language: str) -> str:
        """How the clause was read, in ``language``, or an empty text."""
        return (self.note_en if language == "en" else self.note) or ""


class RelationKind(StrEnum):
    """How targets of different indicators hang together."""

    SUM = "sum"
    SHARE = "share"
    CONTRIBUTION = "contribution"


class Relation(Record):
    """Targets of one document that must agree with each other.

    ``sum``: the parts and the whole that they are parts of. ``share``: parts are the part and its share of the whole.
    ``contribution``: parts is the growth of a part, the whole its contribution in points; ``whole_region``
    says where the whole is counted.
    """

    id: Id
    kind: RelationKind
    parts: Annotated[tuple[Id, ...], Field(min_length=1)]
    whole: Id
    whole_region: Id | None = None
    note: Text
    note_en: Text

    def note_in(self, language: str) -> str:
        """What the relation rests on, in ``language``."""
        return self.note_en if language == "en" else self.note


class TargetsFile(Record):
    """The whole of ``data/targets.yaml``."""

    documents: tuple[Document, ...]
    regions: tuple[Region, ...]
    bodies: tuple[Body, ...] = ()
    themes: tuple[Theme, ...]
    units: tuple[Unit, ...]
    indicators: tuple[Indicator, ...]
    targets: tuple[Target, ...]
    relations: tuple[Relation, ...] = ()


def json_schema() -> dict[str, Any]:
    """The JSON Schema of ``data/targets.yaml``, for editors that complete and check it."""
    return TargetsFile.model_json_schema()
