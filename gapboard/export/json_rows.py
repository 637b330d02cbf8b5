"""Targets, observations and assessments as records for programs: identifiers and plain numbers, labels beside them.

Every figure is in the unit that ``unit`` names, whatever the language: only labels follow it. Who entered a value
stays in the house, so that neither names nor batches (which carry a name) are here.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from gapboard.assess import Assessment, Grey, Group, IndicationKind, Point, Status, Trend, progress
from gapboard.assess.assessment import BaseRule
from gapboard.catalog import AppliesTo, Catalog, Comparator, Target
from gapboard.catalog.measures import KnownMeasure
from gapboard.explain import Figures, caveat_texts
from gapboard.explain.evidence import indication_text
from gapboard.export.vintages import Numbered
from gapboard.history.ids import nameless
from gapboard.kernel.wording import say


class Row(BaseModel):
    """Base of all records: frozen, every field always there."""

    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)


class Label(Row):
    """An identifier and what it is called in the language asked for."""

    id: str = Field(examples=["kunming"])
    name: str = Field(examples=["昆明市"])


class YearSpan(Row):
    """First and last year, both counted."""

    first: int = Field(examples=[2023])
    last: int = Field(examples=[2025])


class Compared(Row):
    """The series that a relative target is held against."""

    indicator: str
    region: str


class AssignedRow(Row):
    """Whom the office made answer for a target, which its document does not say."""

    body: Label
    by: str
    decided: dt.date


class TargetRow(Row):
    """One quantified promise of one document."""

    id: str = Field(description="The target's identifier; `target.id` of an assessment.")
    name: str = Field(description="What the board calls it.")
    indicator: Label
    region: Label
    document: Label
    theme: Label
    item: str = Field(description="Where in the document it stands.")
    measure: KnownMeasure = Field(description="What is promised of the indicator; see docs/method.md.")
    applies_to: AppliesTo = Field(description="For yearly floors and comparisons: of the level or of its growth.")
    comparator: Comparator
    value: float = Field(description="The promised figure, in `unit`.")
    value_to: float | None = Field(description="The upper end where the clause gives a range.")
    stretch: float | None = Field(description="The higher aim (力争), in `unit`.")
    tolerance: float | None = Field(description="For `≈`: how far off still counts as kept, as a share of the value.")
    margin: float | None = Field(description="For comparisons: the promised distance.")
    unit: str = Field(examples=["亿元"])
    unit_name: str = Field(examples=["亿元"])
    base: int | None = Field(description="The base year that the document states.")
    period: YearSpan | None = Field(description="The period that the promise is about.")
    due: int = Field(description="The year in which it is to be kept.", examples=[2025])
    reference: Compared | None
    responsible: list[str] = Field(description="The responsible bodies as the document prints them.")
    assigned: AssignedRow | None = Field(description="Whom the office assigned it to; never among `responsible`.")
    quote: str = Field(description="The phrase of the clause that carries the figure.")
    note: str = Field(description="How the clause was read; empty where it leaves no question.")


class ObservationRow(Row):
    """One version of one published value."""

    region: Label
    indicator: Label
    period: str = Field(
        description="A year (2025), a month (2025-10), months (2025-01/2025-10) or years (2016/2020).",
        examples=["2025"],
    )
    year: int | None = Field(description="The year of an annual value; null for every other period.")
    value: float | None = Field(description="In `unit`; null where this version withdraws the value.")
    unit: str = Field(examples=["亿元"])
    unit_name: str
    obs_status: str = Field(description="SDMX code list CL_OBS_STATUS.", examples=["A"])
    obs_status_name: str
    vintage: int = Field(ge=1, description="1 for the first version of this value, counted over the whole ledger.")
    recorded_at: dt.datetime = Field(description="Since when it is known to the board.")
    bound: str = Field(description="Empty: exactly; `>=` at least, `<=` at most, `~` about, `..260` up to 260.")
    source: str
    source_url: str
    note: str


class PointRow(Row):
    """A value that a target is judged on."""

    year: int
    value: float = Field(description="In the assessment's `unit`.")
    how: str = Field(description="`published`, or how it was computed; see docs/method.md.")
    preliminary: bool = Field(description="Whether a provisional or estimated value went in.")


class BoundRow(Row):
    """What is known of a year without an exact figure."""

    year: int
    low: float | None = Field(description="The least that it can be, in the assessment's `unit`; null: not known.")
    high: float | None = Field(description="The most that it can be; null: not known.")
    rule: str = Field(description="What it follows from; see docs/method.md.")


class IndicationRow(Row):
    """What another year says where no verdict is possible. It is no verdict."""

    kind: IndicationKind
    year: int
    value: float
    gap: float = Field(description="Actual − goal, in `unit`.")
    expected: float | None = Field(description="Where the path to the goal stood in that year.")
    text: str


class BaseRow(PointRow):
    """The start of the expected path."""

    rule: BaseRule = Field(description="Stated by the document, the last before the period, or the first within it.")


class StretchRow(Row):
    """The higher aim (力争), judged on its own."""

    goal: float
    reached: bool | None
    gap: float | None


class YearRow(Row):
    """One year of a floor that holds in every year."""

    year: int
    value: float | None
    kept: bool | None


class CaveatRow(Row):
    """A doubt that belongs beside the status."""

    code: str
    text: str


class TargetRef(Row):
    """Which target an assessment is of."""

    id: str
    name: str
    indicator: Label
    region: Label
    document: Label
    theme: Label
    measure: KnownMeasure
    due: int


class AssessmentRow(Row):
    """How one target stands on one date."""

    target: TargetRef
    on: dt.date = Field(description="The day on which it is judged.")
    status: Status
    status_name: str
    group: Group = Field(description="The headline that the status is counted under; what `status` filters by.")
    trend: Trend | None
    unit: str = Field(description="The unit of goal, values and gap.", examples=["亿元"])
    unit_name: str
    goal: float | None
    goal_bound: BoundRow | None = Field(description="What is known of the goal where its base year is only a bound.")
    judged: PointRow | None = Field(description="What the status rests on: the due year's value, else the latest.")
    proof: BoundRow | None = Field(description="Where no exact figure is judged: the bound that the status rests on.")
    indication: IndicationRow | None
    grey: Grey | None = Field(description="Why there is no figure; null where there is one.")
    latest: PointRow | None
    base: BaseRow | None
    expected: float | None = Field(description="Where the path stands in the judged year.")
    gap: float | None = Field(description="Actual − goal, in `unit`: positive above the goal, whichever way is better.")
    gap_percent: float | None = Field(description="The gap in per cent of the goal.")
    progress: float | None = Field(description="Progress made ÷ progress due; before the due year the pace.")
    growth_ratio: float | None = Field(description="Growth achieved ÷ growth needed, where growth is defined.")
    lag_years: float | None = Field(description="Years behind the path.")
    needed_per_year: float | None = Field(description="Change needed in each year from now on, in `unit`.")
    reached_in: int | None = Field(description="The first year at the goal.")
    stretch: StretchRow | None
    years: list[YearRow]
    caveats: list[CaveatRow]
    sources: list[str] = Field(description="The releases that the judged value comes from.")


def target_row(target: Target, catalog: Catalog, language: str) -> TargetRow:
    """A target, its labels in ``language``; ``target`` in the version that is asked for."""
    plain = target.model_dump(
        include={"id", "item", "measure", "applies_to", "comparator", "value", "value_to", "stretch", "tolerance"}
        | {"margin", "unit", "base", "due", "quote"}
    )
    return TargetRow(
        **plain,
        **_names(target, catalog, language),
        unit_name=_unit(target.unit, catalog, language),
        period=YearSpan(first=target.period[0], last=target.period[1]) if target.period else None,
        reference=Compared(**target.reference.model_dump()) if target.reference else None,
        responsible=list(target.responsible),
        assigned=_assigned(target, catalog, language),
        note=target.note_in(language),
    )


def _assigned(target: Target, catalog: Catalog, language: str) -> AssignedRow | None:
    body = catalog.assigned_to(target)
    if body is None or target.assigned is None:
        return None
    label = Label(id=body.id, name=body.label(language))
    return AssignedRow(body=label, by=target.assigned.by, decided=target.assigned.decided)


def observation_row(item: Numbered, catalog: Catalog, language: str) -> ObservationRow:
    """A row of the ledger; what the catalogue does not know is called by its identifier."""
    row = item.row
    region, indicator = catalog.regions.get(row.region), catalog.indicators.get(row.indicator)
    unit = row.unit or (indicator.unit if indicator else "")
    return ObservationRow(
        region=Label(id=row.region, name=region.label(language) if region else row.region),
        indicator=Label(id=row.indicator, name=indicator.label(language) if indicator else row.indicator),
        period=row.period.text,
        year=row.period.year,
        value=row.value,
        unit=unit,
        unit_name=_unit(unit, catalog, language),
        obs_status=row.obs_status,
        obs_status_name=say(f"obs_status.{row.obs_status}", language),
        vintage=item.vintage,
        recorded_at=row.recorded_at,
        bound=row.bound,
        source=row.source,
        source_url=row.source_url,
        note=nameless(row.note),
    )


def assessment_row(result: Assessment, catalog: Catalog, language: str) -> AssessmentRow:
    """An assessment, its labels and doubts in ``language``."""
    target, base, rests_on = result.target, result.base, result.judged or result.proof
    unit = Figures(result, catalog, language).unit_id
    return AssessmentRow(
        target=TargetRef(id=target.id, measure=target.measure, due=target.due, **_names(target, catalog, language)),
        on=result.on,
        status=result.status,
        status_name=say(f"status.{result.status}", language),
        group=result.status.group,
        trend=result.trend,
        unit=unit,
        unit_name=_unit(unit, catalog, language),
        goal=result.goal,
        goal_bound=_goal_bound(result),
        judged=_point(result.judged),
        proof=_bound(result.proof),
        indication=_indication(result, catalog, language),
        grey=result.grey,
        latest=_point(result.latest),
        base=BaseRow(**_fields(base.point), rule=base.rule) if base else None,
        expected=result.expected,
        gap=result.gap,
        gap_percent=result.gap_percent,
        progress=progress(result),
        growth_ratio=result.growth_ratio,
        lag_years=result.lag_years,
        needed_per_year=result.needed_per_year,
        reached_in=result.reached_in,
        stretch=StretchRow(goal=result.stretch.goal, reached=result.stretch.reached, gap=result.stretch.gap)
        if result.stretch
        else None,
        years=[
            YearRow(year=verdict.year, value=verdict.point.value if verdict.point else None, kept=verdict.kept)
            for verdict in result.years
        ],
        caveats=[
            CaveatRow(code=caveat.code, text=text)
            for caveat, text in zip(result.caveats, caveat_texts(result, catalog, language), strict=True)
        ],
        sources=sorted({row.source for row in rests_on.inputs if row.source}) if rests_on else [],
    )


def _names(target: Target, catalog: Catalog, language: str) -> dict[str, Any]:
    indicator = catalog.indicators[target.indicator]
    named = {
        "indicator": indicator,
        "region": catalog.regions[target.region],
        "document": catalog.documents[target.document],
        "theme": catalog.themes[indicator.theme],
    }
    labels = {kind: Label(id=record.id, name=record.label(language)) for kind, record in named.items()}
    return {"name": catalog.label(target, language), **labels}


def _unit(unit: str, catalog: Catalog, language: str) -> str:
    found = catalog.units.get(unit)
    return found.label(language) if found else unit


def _point(point: Point | None) -> PointRow | None:
    return PointRow(**_fields(point)) if point else None


def _bound(point: Point | None) -> BoundRow | None:
    return _span_row(point.year, (point.low, point.high), point.how) if point else None


def _goal_bound(result: Assessment) -> BoundRow | None:
    target = result.target
    return _span_row(target.base or target.due, result.goal_span, target.measure.id) if result.goal_span else None


def _span_row(year: int, span: tuple[float, float], rule: str) -> BoundRow:
    low, high = (end if math.isfinite(end) else None for end in span)
    return BoundRow(year=year, low=low, high=high, rule=rule)


def _indication(result: Assessment, catalog: Catalog, language: str) -> IndicationRow | None:
    found = result.indication
    if found is None:
        return None
    return IndicationRow(
        kind=found.kind,
        year=found.point.year,
        value=found.point.value,
        gap=found.gap,
        expected=found.expected,
        text=indication_text(result, catalog, language),
    )


def _fields(point: Point) -> dict[str, Any]:
    return {"year": point.year, "value": point.value, "how": point.how, "preliminary": point.preliminary}
