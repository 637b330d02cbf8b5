"""How often the import would ask about what is published: a question that comes at every file is read by nobody."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from gapboard.catalog import Catalog, Kind
from gapboard.intake import checks
from gapboard.intake.figure import Figure
from gapboard.ledger import Ledger

COUNTED = set("户家个项座栋条件次对组人天")


def test_hardly_a_step_from_year_to_year_is_asked_about(curated: Catalog, curated_ledger: Ledger) -> None:
    series: defaultdict[tuple[str, str], dict[int, Figure]] = defaultdict(dict)
    for (region, ident, period), row in curated_ledger.last.items():
        if len(period) == 4 and row.value is not None:
            series[region, ident][int(period)] = Figure(row.value, row.bound)
    steps, asked, falls = 0, set(), set()
    for (region, ident), years in series.items():
        indicator = curated.indicators[ident]
        for first, last in pairwise(sorted(years)):
            steps += 1
            if checks.has_break(indicator, first, last):
                continue
            said = list(checks.no_jump(indicator, last, years[last], first, years[first], 3.0))
            asked |= {(region, ident, last) for remark in said if remark.code == "fall"}
            is_amount = indicator.kind not in (Kind.RATE, Kind.CLASS) and indicator.unit not in COUNTED
            if is_amount and years[first].value / 3 <= years[last].value < years[first].value * 2 / 3:
                falls.add((region, ident, last))
    assert asked == falls
    assert {("kunming", "exports", 2023), ("kunming", "fdi", 2025)} <= asked
    assert steps > 400
    assert len(asked) <= 0.02 * steps
