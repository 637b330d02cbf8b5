"""A value of the ledger in words."""

from __future__ import annotations

from gapboard.catalog import Catalog, Indicator, Kind
from gapboard.kernel.wording import say
from gapboard.kernel.wording.numbers import number, water_class, with_unit
from gapboard.ledger import Observation


def observation_text(row: Observation, indicator: Indicator, catalog: Catalog, language: str) -> str:
    """A ledger value with its unit, in the language's own scale, with every digit that was published."""
    if row.value is None:
        return say("actual.none", language)
    if indicator.kind is Kind.CLASS:
        return water_class(row.value, language)
    unit = catalog.units[indicator.unit]
    return with_unit(number(row.value * unit.scale(language), 6), unit.label(language, short=True))
