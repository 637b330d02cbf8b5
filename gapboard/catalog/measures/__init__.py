"""The measures: a module for each, with the record ``MEASURE``. What lies in this folder is what there is."""

from __future__ import annotations

import copyreg
import pkgutil
from importlib import import_module
from typing import Annotated

from pydantic import PlainSerializer, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from gapboard.catalog.measures.record import Axis, Beside, Formulas, Measure, Rule, Series, Way, Words

__all__ = ["MEASURES", "Axis", "Beside", "Formulas", "KnownMeasure", "Measure", "Rule", "Series", "Way", "Words"]


def _found() -> dict[str, Measure]:
    modules = (import_module(f"{__name__}.{item.name}") for item in pkgutil.iter_modules(__path__))
    records: list[Measure] = [module.MEASURE for module in modules if hasattr(module, "MEASURE")]
    return {record.id: record for record in sorted(records, key=lambda record: record.id)}


MEASURES: dict[str, Measure] = _found()
"""Every measure by its id."""

# A copy of a measure is the measure itself, also after it was written to a cache and read again.
copyreg.pickle(Measure, lambda measure: (MEASURES.__getitem__, (measure.id,)))


def _measure(value: object) -> Measure:
    if isinstance(value, Measure):
        return value
    found = MEASURES.get(value) if isinstance(value, str) else None
    if found is None:
        *others, last = (f"'{name}'" for name in MEASURES)
        expected = f"{', '.join(others)} or {last}"
        raise PydanticCustomError("enum", "Input should be {expected}", {"expected": expected})
    return found


_SCHEMA = {"type": "string", "enum": list(MEASURES), "description": "What a target promises about its indicator."}

KnownMeasure = Annotated[
    Measure,
    PlainValidator(_measure),
    PlainSerializer(lambda measure: measure.id, return_type=str),
    WithJsonSchema(_SCHEMA),
]
"""A measure as a field of a record: written as its id, read as the record."""
