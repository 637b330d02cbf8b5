"""The closed lists of words that ``targets.yaml`` uses, and that more than its records need."""

from __future__ import annotations

from enum import StrEnum


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"


class Kind(StrEnum):
    """What an indicator's figures are."""

    LEVEL = "level"
    FLOW = "flow"
    RATE = "rate"
    COUNT = "count"
    CLASS = "class"


class Comparator(StrEnum):
    """How an actual is held against a target's value."""

    AT_LEAST = ">="
    MORE_THAN = ">"
    AT_MOST = "<="
    ABOUT = "≈"
    EQUAL = "="


class AppliesTo(StrEnum):
    """Whether a yearly floor or a comparison is about the level or about its growth."""

    LEVEL = "level"
    GROWTH = "growth"


class Outlet(StrEnum):
    """Where an indicator's figures come out, if they do."""

    COMMUNIQUE = "communique"
    YEARBOOK = "yearbook"
    BULLETIN = "bulletin"
    DEPARTMENT = "department"


class Monotone(StrEnum):
    """Which way alone a series can go, by what it counts."""

    UP = "up"


class Prices(StrEnum):
    """The prices that money amounts are counted in."""

    CURRENT = "current"
    CONSTANT = "constant"
