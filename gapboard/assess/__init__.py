"""The gap between a target and the actuals: pure functions on frozen values."""

from gapboard.assess.assess import assess
from gapboard.assess.assessment import (
    Assessment,
    Base,
    BaseRule,
    Besides,
    Caveat,
    Grey,
    Indication,
    IndicationKind,
    LatestChange,
    Point,
    Span,
    Stretch,
    YearVerdict,
)
from gapboard.assess.progress import progress
from gapboard.assess.status import Group, Status, Trend

__all__ = [
    "Assessment",
    "Base",
    "BaseRule",
    "Besides",
    "Caveat",
    "Grey",
    "Group",
    "Indication",
    "IndicationKind",
    "LatestChange",
    "Point",
    "Span",
    "Status",
    "Stretch",
    "Trend",
    "YearVerdict",
    "assess",
    "progress",
]
