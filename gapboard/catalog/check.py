"""Checks between the records of ``targets.yaml`` that no single record can make for itself."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Iterator
from typing import Any

from gapboard.catalog.measures import MEASURES, Rule
from gapboard.catalog.models import Target, TargetsFile
from gapboard.catalog.register import Register
from gapboard.catalog.terms import AppliesTo, Comparator, Direction
from gapboard.kernel.faults import nearest


@dataclasses.dataclass(frozen=True)
class Broken:
    """A reference that leads nowhere, or a value given twice; ``place`` leads to it from the file's root."""

    place: tuple[Any, ...]
    code: str
    record: str
    field: str
    details: dict[str, Any] = dataclasses.field(default_factory=dict)


def broken_references(content: TargetsFile) -> list[Broken]:
    """Every fault between records, in the order of the file."""
    return [
        *_repeated_ids(content),
        *_unknown_ids(content),
        *_body_faults(content),
        *_measure_faults(content),
        *_unit_faults(content),
        *_steps_faults(content),
    ]


def _repeated_ids(content: TargetsFile) -> Iterator[Broken]:
    for section in ("documents", "regions", "bodies", "themes", "units", "indicators", "targets", "relations"):
        seen: set[str] = set()
        for index, record in enumerate(getattr(content, section)):
            if record.id in seen:
                yield Broken((section, index, "id"), "repeated_id", record.id, "id", {"found": record.id})
            seen.add(record.id)


def _unknown_ids(content: TargetsFile) -> Iterator[Broken]:
    known = {
        section: {record.id for record in getattr(content, section)}
        for section in ("documents", "regions", "bodies", "themes", "units", "indicators", "targets")
    }

    def reference(place: tuple[Any, ...], record: str, section: str, value: str | None) -> Iterator[Broken]:
        if value is not None and value not in known[section]:
            field_name = ".".join(str(part) for part in place[2:])
            details = {"found": value, "section": section} | nearest(value, known[section])
            yield Broken(place, "unknown_id", record, field_name, details)

    for index, document in enumerate(content.documents):
        yield from reference(("documents", index, "region"), document.id, "regions", document.region)
    for index, body in enumerate(content.bodies):
        yield from reference(("bodies", index, "region"), body.id, "regions", body.region)
    for index, indicator in enumerate(content.indicators):
        here: tuple[Any, ...] = ("indicators", index)
        yield from reference((*here, "theme"), indicator.id, "themes", indicator.theme)
        yield from reference((*here, "unit"), indicator.id, "units", indicator.unit)
        yield from reference((*here, "growth_of"), indicator.id, "indicators", indicator.growth_of)
        if indicator.ratio:
            ratio = indicator.ratio
            yield from reference((*here, "ratio", "numerator"), indicator.id, "indicators", ratio.numerator)
            yield from reference((*here, "ratio", "denominator"), indicator.id, "indicators", ratio.denominator)
            yield from reference(
                (*here, "ratio", "denominator_region"), indicator.id, "regions", ratio.denominator_region
            )
        for number, part in enumerate(indicator.sum_of):
            yield from reference((*here, "sum_of", number), indicator.id, "indicators", part)
        for number, region in enumerate(indicator.published.regions if indicator.published else ()):
            yield from reference((*here, "published", "regions", number), indicator.id, "regions", region)
        for number, other in enumerate(indicator.related):
            place = (*here, "related", number)
            yield from reference((*place, "indicator"), indicator.id, "indicators", other.indicator)
            yield from reference((*place, "region"), indicator.id, "regions", other.region)
    for index, target in enumerate(content.targets):
        here = ("targets", index)
        for number, other in enumerate(target.related):
            place = (*here, "related", number)
            yield from reference((*place, "indicator"), target.id, "indicators", other.indicator)
            yield from reference((*place, "region"), target.id, "regions", other.region)
        yield from reference((*here, "indicator"), target.id, "indicators", target.indicator)
        yield from reference((*here, "region"), target.id, "regions", target.region)
        yield from reference((*here, "document"), target.id, "documents", target.document)
        yield from reference((*here, "unit"), target.id, "units", target.unit)
        if target.assigned:
            yield from reference((*here, "assigned", "body"), target.id, "bodies", target.assigned.body)
        if target.reference:
            place = (*here, "reference")
            yield from reference((*place, "indicator"), target.id, "indicators", target.reference.indicator)
            yield from reference((*place, "region"), target.id, "regions", target.reference.region)
    for index, relation in enumerate(content.relations):
        here = ("relations", index)
        for number, part in enumerate(relation.parts):
            yield from reference((*here, "parts", number), relation.id, "targets", part)
        yield from reference((*here, "whole"), relation.id, "targets", relation.whole)
        yield from reference((*here, "whole_region"), relation.id, "regions", relation.whole_region)


def _body_faults(content: TargetsFile) -> Iterator[Broken]:
    """A name belongs to one body of a region, and every name printed for a target leads to exactly one body."""
    owners: dict[tuple[str, str], str] = {}
    for index, body in enumerate(content.bodies):
        places: list[tuple[Any, ...]] = [("name",), *(("aliases", number) for number in range(len(body.aliases)))]
        for place, name in zip(places, body.names, strict=True):
            if (body.region, name) in owners:
                field_name = ".".join(str(part) for part in place)
                details = {"found": name, "owner": owners[body.region, name]}
                yield Broken(("bodies", index, *place), "repeated_name", body.id, field_name, details)
            owners.setdefault((body.region, name), body.id)
    register = Register(content.bodies)
    regions = {document.id: document.region for document in content.documents}
    for index, target in enumerate(content.targets):
        for number, name in enumerate(target.responsible):
            if register.find(name, regions.get(target.document, "")) is None:
                place = ("targets", index, "responsible", number)
                yield Broken(place, "unknown_body", target.id, f"responsible.{number}", {"found": name})


def _measure_faults(content: TargetsFile) -> Iterator[Broken]:
    """A measure fits what its target is about: the kind of the indicator, its values or their growth."""
    kinds = {indicator.id: indicator.kind for indicator in content.indicators}
    for index, target in enumerate(content.targets):
        kind, found = target.measure.kind, kinds.get(target.indicator)
        if kind is not None and found is not None and found is not kind:
            details = {"found": found.value, "expected": kind.value}
            yield Broken(("targets", index, "measure"), "kind_differs", target.id, "measure", details)
        if target.applies_to is AppliesTo.GROWTH and not target.measure.may_apply_to_growth:
            fitting = " / ".join(measure.id for measure in MEASURES.values() if measure.may_apply_to_growth)
            details = {"found": target.measure.id, "expected": fitting}
            yield Broken(("targets", index, "applies_to"), "not_of_growth", target.id, "applies_to", details)


def _unit_faults(content: TargetsFile) -> Iterator[Broken]:
    """A target's unit must be the one its measure is judged in: nothing is converted silently."""
    indicators = {indicator.id: indicator for indicator in content.indicators}
    for index, indicator in enumerate(content.indicators):
        for number, part in enumerate(indicator.sum_of):
            if part in indicators and indicators[part].unit != indicator.unit:
                details = {"found": indicators[part].unit, "expected": indicator.unit}
                place = ("indicators", index, "sum_of", number)
                yield Broken(place, "unit_differs", indicator.id, f"sum_of.{number}", details)
    for index, target in enumerate(content.targets):
        own = indicators.get(target.indicator)
        if own is None:
            continue
        allowed = target.measure.units_for(own.unit, target.applies_to)
        if target.unit not in allowed:
            details = {"found": target.unit, "expected": " / ".join(sorted(allowed))}
            yield Broken(("targets", index, "unit"), "unit_differs", target.id, "unit", details)
        other = indicators.get(target.reference.indicator) if target.reference else None
        if other is not None and other.unit != own.unit and target.applies_to is AppliesTo.LEVEL:
            details = {"found": other.unit, "expected": own.unit}
            field_name = "reference.indicator"
            yield Broken(("targets", index, "reference", "indicator"), "unit_differs", target.id, field_name, details)


def _steps_faults(content: TargetsFile) -> Iterator[Broken]:
    """Yearly steps lie within the way to the goal, add up to it where it is a sum, and arrive there."""
    plans = {document.id: document.period for document in content.documents}
    directions = {indicator.id: indicator.direction for indicator in content.indicators}
    for index, target in enumerate(content.targets):
        steps, plan = target.steps, target.period or plans.get(target.document)
        if not steps or plan is None:
            continue
        place = ("targets", index, "steps")
        outside = [year for year in steps if not plan[0] <= year <= target.due]
        if outside:
            details = {"found": outside[0], "first": plan[0], "last": target.due}
            yield Broken((*place, outside[0]), "step_outside", target.id, "steps", details)
            continue
        if target.measure.rule is Rule.SUM:
            whole = set(range(plan[0], plan[1] + 1)) == set(steps)
            code, arrives = "steps_do_not_add_up", math.fsum(steps.values()) if whole else None
        else:
            code, arrives = "steps_fall_short", steps.get(target.due)
        if arrives is not None and _short(arrives, target, directions.get(target.indicator)):
            yield Broken(place, code, target.id, "steps", {"found": f"{arrives:g}", "expected": f"{target.value:g}"})


def _short(value: float, target: Target, direction: Direction | None) -> bool:
    """Whether ``value`` stops before the target's, on the side from which it comes."""
    down = target.comparator is Comparator.AT_MOST or (
        direction is Direction.DOWN and target.comparator not in (Comparator.AT_LEAST, Comparator.MORE_THAN)
    )
    missing = value - target.value if down else target.value - value
    return missing > 1e-9 * abs(target.value)
