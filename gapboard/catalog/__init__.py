"""The catalogue of promises: documents, indicators and targets of ``data/targets.yaml``."""

from gapboard.catalog.catalog import Catalog
from gapboard.catalog.load import load_catalog
from gapboard.catalog.models import (
    Body,
    Break,
    Comparator,
    Direction,
    Document,
    EarlierVersion,
    Indicator,
    Kind,
    Measure,
    Ratio,
    Reference,
    Region,
    Relation,
    RelationKind,
    Target,
    TargetsFile,
    Theme,
    Unit,
)

__all__ = [
    "Body",
    "Break",
    "Catalog",
    "Comparator",
    "Direction",
    "Document",
    "EarlierVersion",
    "Indicator",
    "Kind",
    "Measure",
    "Ratio",
    "Reference",
    "Region",
    "Relation",
    "RelationKind",
    "Target",
    "TargetsFile",
    "Theme",
    "Unit",
    "load_catalog",
]
