"""The two tables of the data package: their columns as a Table Schema, and their rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from gapboard.catalog import MEASURES, Catalog
from gapboard.export.neutral import Value
from gapboard.export.vintages import Vintages, chosen
from gapboard.ledger import OBS_STATUS, Ledger

_BOUND = r">=|<=|~|\.\.-?[0-9]+(\.[0-9]+)?"
_PERIOD = r"[0-9]{4}(-[0-9]{2})?(/[0-9]{4}(-[0-9]{2})?)?"


@dataclass(frozen=True)
class Column:
    """One column: its type and constraints in the words of Table Schema."""

    name: str
    title: str
    type: str = "string"
    constraints: dict[str, Any] = field(default_factory=dict)
    more: dict[str, Any] = field(default_factory=dict)

    def schema(self) -> dict[str, Any]:
        """The field's descriptor."""
        limits = {"constraints": self.constraints} if self.constraints else {}
        return {"name": self.name, "type": self.type, "title": self.title, **self.more, **limits}


@dataclass(frozen=True, eq=False)
class Table:
    """One table of the package."""

    name: str
    title: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def path(self) -> str:
        """The file's name in the package."""
        return f"{self.name}.csv"

    @property
    def header(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    def schema(self) -> dict[str, Any]:
        """The Table Schema."""
        fields = [column.schema() for column in self.columns]
        return {"fields": fields, "missingValues": [""], "primaryKey": list(self.key)}


_NEEDED = {"required": True}
_IN_UNIT = {"unit": "as in column `unit`"}

ACTUALS = Table(
    "actuals",
    "Published values (实绩)",
    ("region", "indicator", "period", "vintage"),
    (
        Column("region", "Region (地区)", constraints=_NEEDED),
        Column("region_name", "Region's name (地区名称)"),
        Column("indicator", "Indicator (指标)", constraints=_NEEDED),
        Column("indicator_name", "Indicator's name (指标名称)"),
        Column("indicator_name_en", "Indicator's name in English (指标英文名)"),
        Column("period", "Period (时期)", constraints=_NEEDED | {"pattern": _PERIOD}),
        Column("vintage", "Version, 1 for the first (版本)", "integer", _NEEDED | {"minimum": 1}),
        Column("value", "Value; empty if withdrawn (数值)", "number", more=_IN_UNIT),
        Column("unit", "Unit (单位)"),
        Column("obs_status", "SDMX CL_OBS_STATUS (状态)", constraints=_NEEDED | {"enum": list(OBS_STATUS)}),
        Column("source", "Source (来源)"),
        Column("source_url", "Address of the source (来源网址)"),
        Column("note", "Note (备注)"),
        Column("recorded_at", "Recorded at (录入时间)", "datetime", _NEEDED, {"format": "any"}),
        Column("batch", "Batch (批次)", constraints=_NEEDED),
        Column("bound", "How the value is meant; empty: exactly (数值含义)", constraints={"pattern": _BOUND}),
    ),
)

_YEAR = {"minimum": 1949, "maximum": 2100}

TARGETS = Table(
    "targets",
    "Quantified targets (目标)",
    ("id",),
    (
        Column("id", "Target (目标)", constraints=_NEEDED | {"unique": True}),
        Column("name", "Name (名称)", constraints=_NEEDED),
        Column("name_en", "Name in English (英文名)", constraints=_NEEDED),
        Column("indicator", "Indicator (指标)", constraints=_NEEDED),
        Column("region", "Region (地区)", constraints=_NEEDED),
        Column("document", "Document (文件)", constraints=_NEEDED),
        Column("document_name", "Document's name (文件名称)", constraints=_NEEDED),
        Column("item", "Item (条目)", constraints=_NEEDED),
        Column(
            "measure",
            "What is promised (目标类型)",
            constraints=_NEEDED | {"enum": list(MEASURES)},
        ),
        Column("due", "Due year (到期年)", "integer", _NEEDED | _YEAR),
        Column("first_year", "First year of the period (起始年)", "integer", _YEAR),
        Column("last_year", "Last year of the period (终止年)", "integer", _YEAR),
        Column("base", "Base year (基期)", "integer", _YEAR),
        Column("comparator", "How the actual is held against the value (比较)", constraints=_NEEDED),
        Column("value", "Value (目标值)", "number", _NEEDED, _IN_UNIT),
        Column("value_to", "End of a range (目标值上限)", "number", more=_IN_UNIT),
        Column("stretch", "Higher aim (力争值)", "number", more=_IN_UNIT),
        Column("unit", "Unit (单位)", constraints=_NEEDED),
        Column("responsible", "Responsible bodies, separated by 、 (责任单位)"),
        Column("quote", "Clause (原文)", constraints=_NEEDED),
    ),
)


def actual_rows(catalog: Catalog, ledger: Ledger, vintages: Vintages) -> Iterator[list[Value]]:
    """The rows of ``actuals.csv``; names stay empty for identifiers that the catalogue does not have."""
    for vintage, row in chosen(ledger, vintages):
        region = catalog.regions.get(row.region)
        indicator = catalog.indicators.get(row.indicator)
        yield [
            row.region,
            region.name if region else "",
            row.indicator,
            indicator.name if indicator else "",
            indicator.name_en if indicator else "",
            row.period.text,
            vintage,
            row.value,
            row.unit,
            row.obs_status,
            row.source,
            row.source_url,
            row.note,
            row.recorded_at.isoformat(),
            row.batch,
            row.bound,
        ]


def target_rows(catalog: Catalog) -> Iterator[list[Value]]:
    """The rows of ``targets.csv``, in the order of the catalogue; comparators in words (``at_least``)."""
    for target in catalog.targets.values():
        first, last = target.period or (None, None)
        yield [
            target.id,
            catalog.label(target, "zh"),
            catalog.label(target, "en"),
            target.indicator,
            target.region,
            target.document,
            catalog.documents[target.document].name,
            target.item,
            target.measure.id,
            target.due,
            first,
            last,
            target.base,
            target.comparator.name.lower(),
            target.value,
            target.value_to,
            target.stretch,
            target.unit,
            "、".join(target.responsible),
            target.quote,
        ]
