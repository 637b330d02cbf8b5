"""Documents, indicators and targets with quick look-up by identifier."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from functools import cached_property
from urllib.parse import urlsplit

from gapboard.catalog.measures import Axis
from gapboard.catalog.models import Body, Document, Indicator, Region, Target, TargetsFile, Theme, Unit
from gapboard.catalog.register import Register
from gapboard.catalog.terms import Kind
from gapboard.kernel.wording import say

_HOST = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


class Catalog:
    """A checked ``targets.yaml``. Every reference between records is known to resolve."""

    def __init__(self, content: TargetsFile) -> None:
        self.content = content
        self.documents: dict[str, Document] = {record.id: record for record in content.documents}
        self.regions: dict[str, Region] = {record.id: record for record in content.regions}
        self.bodies: dict[str, Body] = {record.id: record for record in content.bodies}
        self.themes: dict[str, Theme] = {record.id: record for record in content.themes}
        self.units: dict[str, Unit] = {record.id: record for record in content.units}
        self.indicators = _with_breaks_of_parts({record.id: record for record in content.indicators})
        self.targets: dict[str, Target] = {record.id: record for record in content.targets}

    @cached_property
    def _secondary(self) -> dict[tuple[str, str], bool]:
        return {}

    @cached_property
    def published_growth(self) -> dict[str, str]:
        """For each indicator that has one, the series of its published growth rates."""
        return {record.growth_of: record.id for record in self.content.indicators if record.growth_of}

    @cached_property
    def usual_region(self) -> str:
        """The region of most targets, which need not be said; empty where there is no target."""
        [(region, _)] = Counter(target.region for target in self.content.targets).most_common(1) or [("", 0)]
        return region

    def targets_of(self, indicator: str, region: str | None = None) -> list[Target]:
        """All targets on an indicator, in the order of their due years."""
        found = [
            target
            for target in self.content.targets
            if target.indicator == indicator and region in (None, target.region)
        ]
        return sorted(found, key=lambda target: (target.due, target.document, target.id))

    def adds_up_within_the_year(self, indicator: str) -> bool:
        """Whether a part of a year is given as a sum from January on: amounts, growth, and counts of things to be done.

        All else stands at the end of its last month: 1—9月 of an area is September.
        """
        kind, asked = self.indicators[indicator].kind, self.targets_of(indicator)
        counted = asked and not any(target.measure.is_state or target.is_growth for target in asked)
        return kind in (Kind.FLOW, Kind.RATE) or (kind is Kind.COUNT and bool(counted))

    @cached_property
    def _register(self) -> Register:
        return Register(self.content.bodies)

    def assigned_to(self, target: Target) -> Body | None:
        """The body that the office made answer for a target; its document does not say so."""
        return self.bodies[target.assigned.body] if target.assigned else None

    def answering(self, target: Target) -> tuple[Body, ...]:
        """Who answers for a target, each once: whom the office assigned it to, then whom its document prints."""
        assigned = self.assigned_to(target)
        return tuple(dict.fromkeys([*([assigned] if assigned else []), *self.bodies_of(target)]))

    def bodies_of(self, target: Target) -> tuple[Body, ...]:
        """The bodies that the document of a target prints, each once, in its order."""
        region = self.documents[target.document].region
        found = (self._register.find(name, region) for name in target.responsible)
        return tuple(dict.fromkeys(body for body in found if body is not None))

    def is_secondary(self, source: str, address: str) -> bool:
        """Whether a figure's source tells what others published, so that somebody should confirm it at its origin.

        A mark with a dot and no blank is a host, and holds for those below it; any other is looked for in the name.
        """
        known = self._secondary.get((source, address))  # few releases hold many figures
        if known is None:
            known = self._secondary[source, address] = self._tells_others(source, urlsplit(address).hostname or "")
        return known

    def _tells_others(self, source: str, host: str) -> bool:
        return any(
            host == mark or host.endswith(f".{mark}") if _HOST.fullmatch(mark) else mark in source
            for mark in self.content.secondary_sources
        )

    def label(self, target: Target, language: str) -> str:
        """What a target is called everywhere: its own name, else its indicator's; where it is about growth, as that."""
        own = target.name_en if language == "en" else target.name
        indicator = self.indicators[target.indicator]
        name = own or indicator.label(language)
        is_rate = target.unit == indicator.unit or target.measure.from_base is not None
        if own or is_rate or target.measure.axis_for(target.applies_to) is not Axis.GROWTH:
            return name
        return say("measure.growth_of", language, name=name)

    def as_of(self, target: Target, day: dt.date) -> Target:
        """The version of a target that was in force on ``day``."""
        if target.assigned and day < target.assigned.decided:
            target = target.model_copy(update={"assigned": None})
        for version in sorted(target.earlier, key=lambda version: version.until):
            if day < version.until:
                due = version.due or target.due
                period = (target.period[0], due) if target.period else None
                changes = {
                    "value": version.value,
                    "stretch": version.stretch,
                    "due": due,
                    "period": period,
                    "steps": version.steps,
                }
                return target.model_copy(update=changes)
        return target


def _with_breaks_of_parts(indicators: dict[str, Indicator]) -> dict[str, Indicator]:
    """The indicators, each sum with the breaks of its parts besides its own: there its years cannot be compared."""

    def whole(record: Indicator) -> Indicator:
        own = {item.year for item in record.breaks}
        of_parts = {item.year: item for part in record.sum_of for item in indicators[part].breaks}
        added = [item for year, item in of_parts.items() if year not in own]
        if not added:
            return record
        return record.model_copy(update={"breaks": tuple(sorted((*record.breaks, *added), key=lambda item: item.year))})

    return {ident: whole(record) for ident, record in indicators.items()}
