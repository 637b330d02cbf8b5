"""Targets and actuals held beside each other: documents, regions, due years, stretch, growth."""

from gapboard.board.comparison.documents import Documents, compare_documents
from gapboard.board.comparison.due_years import DueYear, DueYears, Steps, attainment, compare_due_years
from gapboard.board.comparison.regions import RegionRow, Regions, compare_regions, in_several_regions
from gapboard.board.comparison.speed import Prices, Rate, Speed, compare_speeds
from gapboard.board.comparison.stretch import Reach, compare_stretches, marks

__all__ = [
    "Documents",
    "DueYear",
    "DueYears",
    "Prices",
    "Rate",
    "Reach",
    "RegionRow",
    "Regions",
    "Speed",
    "Steps",
    "attainment",
    "compare_documents",
    "compare_due_years",
    "compare_regions",
    "compare_speeds",
    "compare_stretches",
    "in_several_regions",
    "marks",
]
