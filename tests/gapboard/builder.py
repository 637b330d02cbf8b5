"""A tiny world for tests: a catalogue and a book made of plain values.

``case({2020: 100, 2024: 130}, due=2025, value=150)`` is one target ``t`` on one indicator ``x`` in the region
``here``, judged on a date. Series of other indicators or regions are given as ``{"city/x": {2024: 7.5}}``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from gapboard.assess import Assessment, assess
from gapboard.catalog import MEASURES, AppliesTo, Catalog, TargetsFile
from gapboard.catalog.check import broken_references
from gapboard.ledger import Ledger, Observation, Period

BEIJING = dt.timezone(dt.timedelta(hours=8))
UNITS = (
    {"id": "亿元", "name_en": "100 million yuan", "short_en": "bn yuan", "scale_en": 0.1},
    {"id": "万户", "name_en": "10,000 businesses", "short_en": "million businesses", "scale_en": 0.01},
    {"id": "%", "name_en": "per cent", "short_en": "%"},
    {"id": "百分点", "name_en": "percentage points", "short_en": "pp"},
    {"id": "倍", "name_en": "times", "short_en": "×"},
    {"id": "类", "name_en": "class"},
    {"id": "级", "name_en": "classes", "short_en": "classes", "one_en": "class"},
    {"id": "个", "name_en": "items"},
)
# What any measure may need, and what the indicator ``x`` is for a measure that fits one kind alone.
_NEEDED = {"period": (2021, 2025), "base": 2020, "reference": {"indicator": "x", "region": "city"}}
_OF_KIND = {"class": {"unit": "类", "kind": "class", "direction": "down", "decimals": 0}}
_DOCUMENT = {
    "name": "规划",
    "name_en": "The plan",
    "short": "规划",
    "short_en": "Plan",
    "issuer": "市",
    "issuer_en": "City",
    "region": "here",
}
Value = float | None | tuple[float, str]
Series = Mapping[int | str, Value]


def indicator(ident: str = "x", **fields: Any) -> dict[str, Any]:
    """An indicator of yearly amounts where more is better, unless told otherwise."""
    usual = {"unit": "亿元", "decimals": 2, "direction": "up", "kind": "flow", "theme": "all"}
    return {"id": ident, "name": f"指标{ident}", "name_en": f"Indicator {ident}"} | usual | fields


def growth_series(ident: str = "x-growth", of: str = "x") -> dict[str, Any]:
    """The series of an indicator's published growth."""
    return indicator(ident, unit="%", kind="rate", decimals=1, growth_of=of)


def broken(year: int) -> tuple[dict[str, Any], ...]:
    """One break in a series."""
    return ({"year": year, "why": "普查", "why_en": "census"},)


def target(ident: str = "t", unit_of: Mapping[str, str] | None = None, **fields: Any) -> dict[str, Any]:
    """A target of 100 for 2025, in the unit that its measure asks for."""
    usual: dict[str, Any] = {
        "indicator": "x",
        "region": "here",
        "document": "plan",
        "item": "1",
        "measure": "level",
        "due": 2025,
        "comparator": "=",
        "value": 100,
        "quote": "达到目标",
    }
    full = {"id": ident} | usual | fields
    own = (unit_of or {}).get(full["indicator"], "亿元")
    units = MEASURES[full["measure"]].units_for(own, AppliesTo(full.get("applies_to", "level")))
    return {"unit": units[0]} | full


def needs(measure: str) -> dict[str, Any]:
    """The fields without which a target of this measure means nothing."""
    return {field: _NEEDED[field] for field in MEASURES[measure].needs}


def indicator_for(measure: str) -> dict[str, Any]:
    """What an indicator must be for a target of this measure to fit it."""
    kind = MEASURES[measure].kind
    if "reference" in MEASURES[measure].needs:
        return {"unit": "%", "kind": "rate"}  # so that a difference is in percentage points
    return _OF_KIND[kind.value] if kind else {}


def body(ident: str, name: str, **fields: Any) -> dict[str, Any]:
    """A responsible body of the region ``here``."""
    return {"id": ident, "name": name, "name_en": f"Body {ident}", "region": "here"} | fields


def catalog(
    targets: Iterable[Mapping[str, Any]],
    indicators: Iterable[Mapping[str, Any]] = (),
    plan: tuple[int, int] = (2021, 2025),
    bodies: Iterable[Mapping[str, Any]] = (),
) -> Catalog:
    """A checked catalogue with the regions ``here`` and ``city`` and the document ``plan``.

    Unless ``bodies`` are given, each name printed under ``responsible`` is a body of its own. The themes are ``all``
    and those that the indicators name.
    """
    targets = tuple(targets)
    indicators = tuple(indicators) or (indicator(),)
    themes = dict.fromkeys(["all", *(item["theme"] for item in indicators)])
    printed = dict.fromkeys(name for item in targets for name in item.get("responsible", ()))
    content = TargetsFile.model_validate(
        {
            "documents": [{"id": "plan", "period": plan, **_DOCUMENT}],
            "regions": [
                {"id": "here", "name": "本区", "name_en": "Here"},
                {"id": "city", "name": "全市", "name_en": "City"},
            ],
            "bodies": tuple(bodies) or [body(f"body-{number}", name) for number, name in enumerate(printed)],
            "themes": [
                {"id": ident, "name": "全部" if ident == "all" else f"领域{ident}", "name_en": ident.capitalize()}
                for ident in themes
            ],
            "units": UNITS,
            "indicators": indicators,
            "targets": targets,
            "secondary_sources": ["百科", "wiki.example"],
        }
    )
    assert broken_references(content) == []
    return Catalog(content)


def row(key: str, period: int | str, value: Value, day: str = "", **cells: str) -> Observation:
    """One row of the ledger; ``key`` is an indicator in ``here``, or ``region/indicator``.

    A value may come with how it is meant: ``(2400, ">=")``. Without a ``day`` it is known once its period is over.
    """
    if isinstance(value, tuple):
        value, cells["bound"] = value
    region, _, name = key.rpartition("/")
    texts = {"unit": "", "obs_status": "A", "source": "公报", "source_url": "", "note": ""} | cells
    period = Period(str(period))
    moment = dt.datetime.fromisoformat(day or f"{period.last_year + 1}-01-01").replace(tzinfo=BEIJING)
    return Observation(region or "here", name, period, value, **texts, recorded_at=moment, recorded_by="李", batch="b")


def ledger(series: Mapping[str, Series], **cells: str) -> Ledger:
    """A ledger of one vintage of each value."""
    rows = (row(key, year, value, **cells) for key, values in series.items() for year, value in values.items())
    return Ledger(tuple(rows))


@dataclass(frozen=True)
class Case:
    """An assessment with the catalogue that explains it."""

    result: Assessment
    catalog: Catalog
    ledger: Ledger


def case(
    values: Series,
    on: str = "2026-06-30",
    *,
    of: Mapping[str, Any] | None = None,
    others: Mapping[str, Series] | None = None,
    more: Iterable[Mapping[str, Any]] = (),
    plan: tuple[int, int] = (2021, 2025),
    cells: Mapping[str, str] | None = None,
    **fields: Any,
) -> Case:
    """One target judged: ``values`` are those of ``x``; ``of`` changes the indicator, ``fields`` the target."""
    own = indicator(**(of or {}))
    made = catalog([target(unit_of={"x": own["unit"]}, **fields)], [own, *more], plan)
    rows = ledger({"x": values} | dict(others or {}), **(cells or {}))
    return Case(assess(made.targets["t"], made, rows.known_on(), dt.date.fromisoformat(on)), made, rows)


def judge(values: Series, on: str = "2026-06-30", **fields: Any) -> Assessment:
    """The assessment of one case."""
    return case(values, on, **fields).result
