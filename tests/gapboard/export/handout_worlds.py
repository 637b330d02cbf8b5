"""Boards to make hand-outs of: the shipped one, one that nothing fits, one with hostile names."""

import datetime as dt

from gapboard.board import Board, Filters
from gapboard.catalog import Catalog
from gapboard.export.briefing import Briefing
from gapboard.ledger import Ledger
from tests.gapboard import builder

TODAY = dt.date(2026, 11, 22)
ECONOMY = Filters(theme="economy", due="2025", region="kunming")
FORMULA = "=cmd|'/c calc'!A1"
SCRIPT = "<script>alert(1)</script>"
LONG = "很长的目标名称" * 45
REVERSED = "\u202eعربي\u202c‏ trend\x07\x0b"


def shipped_briefing(
    catalog: Catalog, ledger: Ledger, language: str, filters: Filters | None = None, known_on: dt.date | None = None
) -> Briefing:
    """The shipped board of one day."""
    return Briefing(Board(catalog, ledger, known_on or TODAY, known_on), filters or Filters(), language)


def bounded_briefing(language: str) -> Briefing:
    """What is known within bounds only, by a part of a year, over several years, or of another year alone."""
    fields = [
        ("met-by-months", {"indicator": "adds", "value": 80, "measure": "flow"}),
        ("twice", {"indicator": "base", "measure": "multiple", "value": 2, "base": 2020}),
        ("indicated", {"indicator": "state", "value": 100}),
        ("later-bound", {"indicator": "bound", "value": 100}),
    ]
    indicators = [
        builder.indicator("adds", adds_up=True),
        builder.indicator("base"),
        builder.indicator("state", kind="level"),
        builder.indicator("bound"),
    ]
    ledger = builder.ledger(
        {
            "adds": {2024: 70, "2025-01/2025-10": 85, "2016/2020": 300},
            "base": {2020: (50, ">="), 2025: 90},
            "state": {2024: 101},
            "bound": {2023: 60, 2024: (70, "..75")},
        }
    )
    targets = [builder.target(name, name=name, name_en=name, **changes) for name, changes in fields]
    board = Board(builder.catalog(targets, indicators), ledger, dt.date(2026, 6, 30))
    return Briefing(board, Filters(), language)


def hostile_briefing(language: str) -> Briefing:
    """Targets of every measure that a formula is written for, and names that want to do harm."""
    names = [FORMULA, SCRIPT, LONG, REVERSED, "@SUM(A1)", "a\nb\tc"]
    own = {"x": "亿元", "share": "%", "part": "亿元", "other": "亿元"}
    indicators = [
        builder.indicator("x", name=FORMULA, name_en=SCRIPT),
        builder.growth_series(),
        builder.indicator("part"),
        builder.indicator("other"),
        builder.indicator("share", unit="%", kind="rate", ratio={"numerator": "part", "denominator": "x"}),
    ]
    fields = [
        {"value": 150},
        {"value": 150, "due": 2030, "base": 2020},
        {"measure": "cumulative", "value": 900, "period": (2021, 2027), "due": 2027},
        {"measure": "average_growth", "value": 8, "period": (2021, 2025)},
        {"measure": "average_growth", "value": 8, "period": (2021, 2025), "indicator": "other"},
        {"measure": "growth", "value": 5},
        {"measure": "growth", "value": 5, "indicator": "other"},
        {"measure": "multiple", "value": 2, "base": 2020, "due": 2030},
        {"measure": "each_year", "value": 105, "period": (2021, 2025)},
        {"measure": "share", "indicator": "share", "value": 40},
        {
            "measure": "relative",
            "value": 1,
            "margin": 1,
            "applies_to": "growth",
            "reference": {"indicator": "x-growth", "region": "city"},
        },
        {"measure": "deliverable", "value": 130, "indicator": "other", "comparator": ">="},
    ]
    targets = [
        builder.target(
            f"t{number}",
            unit_of=own,
            name=names[number % len(names)],
            name_en=names[number % len(names)],
            quote=FORMULA,
            responsible=(SCRIPT, REVERSED, FORMULA),
            **changes,
        )
        for number, changes in enumerate(fields)
    ]
    rates = dict(zip(range(2021, 2026), [4.0, 6.5, 3.2, 7.1, 5.5], strict=True))
    values = dict(zip(range(2020, 2026), [100.0, 104, 111.3, 114.2, 122.4, 129.9], strict=True))
    ledger = builder.ledger(
        {
            "x": values,
            "x-growth": rates,
            "other": {year: value * 1.1 for year, value in values.items()},
            "part": {year: value * 0.37 for year, value in values.items()},
            "city/x-growth": {year: rate - 1.3 for year, rate in rates.items()},
        },
        source=FORMULA,
        source_url="javascript:alert(1)",
        note=SCRIPT,
    )
    return Briefing(Board(builder.catalog(targets, indicators), ledger, dt.date(2026, 6, 30)), Filters(), language)
