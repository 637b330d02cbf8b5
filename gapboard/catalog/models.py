"""The typed shape of ``data/targets.yaml``; its JSON Schema is exported to ``docs/targets.schema.json``."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from gapboard.catalog.measures import KnownMeasure
from gapboard.catalog.terms import AppliesTo, Comparator, Direction, Kind, Monotone, Outlet, Prices

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


class StepsByYear(dict[int, float]):
    """Yearly steps. They never change, so that what carries them can be told from others as every record can."""

    def __hash__(self) -> int:  # type: ignore[override]  # a dict has none
        return hash(frozenset(self.items()))


Steps = Annotated[dict[Year, Number], AfterValidator(StepsByYear)]


class Record(BaseModel):
    """Base of all records: frozen, and a misspelt key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


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

    search_words: tuple[Text, ...] = Field(
        default=(), description="What people say who look for it, where its name does not say so."
    )


_POINTS = "百分点"


class Unit(Record):
    """A unit as printed in the documents, and how it is written in English.

    English counts in thousands and millions, not in 万 and 亿: ``scale_en`` is the power of ten by which a
    value in this unit is multiplied to be written in ``short_en`` (10,000 亿元 × 0.1 = 1,000 bn yuan).
    """

    id: Text
    name_en: Text
    short_en: Text | None = None
    one_en: Text | None = Field(default=None, description="Beside the number 1, where it is not ``short_en``.")
    scale_en: Annotated[Number, Field(gt=0)] = 1

    def label(self, language: str, *, short: bool = False) -> str:
        """The unit in ``language``."""
        if language != "en":
            return self.id
        return (self.short_en or self.name_en) if short else self.name_en

    def beside(self, number: str, language: str) -> str:
        """The short unit as it stands beside a number that is written out."""
        if language != "en" and self.id == _POINTS:
            return "个百分点"  # a difference of shares is counted: 8 个百分点
        single = language == "en" and self.one_en is not None and number.lstrip("+−") == "1"
        return self.one_en or "" if single else self.label(language, short=True)

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


class Published(Record):
    """Who publishes an indicator, where, and when as a rule."""

    outlet: Outlet = Field(description="`department`: known to a department only, in no publication.")
    by: Text | None = Field(default=None, description="Who publishes it, and is to be asked for it.")
    by_en: Text | None = None
    month: Annotated[int, Field(ge=1, le=12, strict=True)] | None = Field(
        default=None, description="The month of the following year in which the figure of a year is usually out."
    )
    regions: tuple[Id, ...] = Field(default=(), description="The regions that this holds for; empty: all.")

    @model_validator(mode="after")
    def _named_in_both(self) -> Self:
        if (self.by is None) != (self.by_en is None):
            raise ValueError(f"needs_field:{'by' if self.by is None else 'by_en'}:published")
        return self

    def label(self, language: str) -> str:
        """Who publishes it, in ``language``; empty where nobody is named."""
        return (self.by_en if language == "en" else self.by) or ""


class Related(Record):
    """A series that is drawn beside another and never judged, with the reason why it is not the same."""

    indicator: Id
    region: Id | None = Field(default=None, description="If it is another than the target's.")
    why: Text
    why_en: Text

    def label(self, language: str) -> str:
        """The reason in ``language``."""
        return self.why_en if language == "en" else self.why


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
    sum_of: tuple[Id, ...] = Field(default=(), description="Parts whose sum it is, for years that were not published.")
    adds_up: bool = Field(
        default=False,
        description="Adds up within the year and is never negative, so that a part of the year is a lower bound.",
    )
    highest: Number | None = Field(
        default=None, description="No figure of it can be higher: 100 for a share of a whole in per cent."
    )
    monotone: Monotone | None = Field(default=None, description="A cumulative count, which by its nature only grows.")
    monotone_why: Text | None = None
    monotone_why_en: Text | None = None
    level_from_growth: bool = Field(
        default=False, description="Published growth is nominal and on the levels' own basis: one gives the other."
    )
    published: Published | None = None
    related: tuple[Related, ...] = ()
    aliases: tuple[Text, ...] = ()
    search_words: tuple[Text, ...] = Field(
        default=(), description="What people call it who look for it; several indicators may share one. Not for files."
    )
    breaks: tuple[Break, ...] = ()
    note: Text | None = None
    note_en: Text | None = None

    @model_validator(mode="after")
    def _rules_fit_the_kind(self) -> Self:
        """What proves more than its own figure does so by what the indicator is."""
        if self.monotone is not None:
            for field in ("monotone_why", "monotone_why_en"):
                if getattr(self, field) is None:
                    raise ValueError(f"needs_field:{field}:monotone")
            if self.kind not in (Kind.COUNT, Kind.LEVEL):
                raise ValueError("not_monotone")
        if self.adds_up and self.kind is not Kind.FLOW:
            raise ValueError("not_adding_up")
        if self.level_from_growth and (self.growth_prices == "real" or self.kind is Kind.RATE):
            raise ValueError("growth_not_nominal")
        if self.sum_of and self.ratio:
            raise ValueError("sum_and_ratio")
        return self

    def why_monotone(self, language: str) -> str:
        """Why it can only grow, in ``language``."""
        return (self.monotone_why_en if language == "en" else self.monotone_why) or ""

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
    steps: Steps = Field(
        default_factory=StepsByYear, description="Its own yearly steps; those of the later version are not."
    )
    approved_by: Text = Field(description="The document that approved the later version.")
    approved_by_en: Text


class Assigned(Record):
    """A body that the office made answer for a target; its document does not print it."""

    body: Id
    by: Text = Field(description="Who decided it, as the office puts it: a meeting, a letter, a person's office.")
    # Not `on`, which YAML reads as true.
    decided: dt.date = Field(description="The day of the decision; it holds from then on.")


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
    steps: Steps = Field(
        default_factory=StepsByYear, description="Its yearly steps (年度分解), as printed or approved."
    )
    steps_source: Text | None = Field(default=None, description="Where they are printed, or who approved them.")
    steps_source_en: Text | None = None
    name: Text | None = None
    name_en: Text | None = None
    responsible: tuple[Text, ...] = ()
    assigned: Assigned | None = None
    quote: Annotated[str, StringConstraints(min_length=2, max_length=60)]
    note: Text | None = None
    note_en: Text | None = None
    earlier: tuple[EarlierVersion, ...] = ()
    related: tuple[Related, ...] = Field(default=(), description="In place of its indicator's.")

    @model_validator(mode="after")
    def _measure_has_what_it_needs(self) -> Self:
        """Each measure names the fields without which it means nothing."""
        for field in self.measure.needs:
            if getattr(self, field) is None:
                raise ValueError(f"needs_field:{field}:{self.measure.id}")
        for field in ("steps_source", "steps_source_en") if self.steps else ():
            if getattr(self, field) is None:
                raise ValueError(f"needs_field:{field}:steps")
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

    def source_of_steps(self, language: str) -> str:
        """Where its yearly steps come from, in ``language``; empty without steps."""
        return (self.steps_source_en if language == "en" else self.steps_source) or ""

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


class InYear(Record):
    """How the running year is told."""

    limits: tuple[Number, Number, Number] = Field(
        default=(0, -10, -30), description="Above how many points ahead of time a band lies; falling."
    )

    @model_validator(mode="after")
    def _falling(self) -> Self:
        if not self.limits[0] > self.limits[1] > self.limits[2]:
            raise ValueError("limits_not_falling")
        return self


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
    in_year: InYear = InYear()
    secondary_sources: tuple[str, ...] = ()
    """Hosts, and words in a source's name, of those that no office stands behind: encyclopaedias, digests, reprints."""


def json_schema() -> dict[str, Any]:
    """The JSON Schema of ``data/targets.yaml``, for editors that complete and check it."""
    return TargetsFile.model_json_schema()
