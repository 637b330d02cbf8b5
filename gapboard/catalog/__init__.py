"""The catalogue of promises: documents, indicators and targets of ``data/targets.yaml``."""

from gapboard.catalog.catalog import Catalog
from gapboard.catalog.load import load_catalog
from gapboard.catalog.measures import MEASURES, Measure
from gapboard.catalog.models import (
    Body,
    Break,
    Document,
    EarlierVersion,
    Indicator,
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
from gapboard.catalog.terms import AppliesTo, Comparator, Direction, Kind, Prices

__all__ = [
    "MEASURES",
    "AppliesTo",
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
    "Prices",
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
