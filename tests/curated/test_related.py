"""Which related series are drawn, and how."""

import datetime as dt

from gapboard.board import Board
from gapboard.board.related import MOST, related


def test_each_has_a_figure_and_a_reason_and_no_line_runs_through_a_year_without_one(curated, curated_ledger) -> None:
    shown, seen = Board(curated, curated_ledger, dt.date(2026, 11, 27)), 0
    for indicator in shown.catalog.indicators.values():
        for region in shown.regions_of(indicator.id):
            found = related(shown, indicator, region, shown.of_indicator(indicator.id, region))
            assert len(found) <= MOST
            for small in found:
                seen += 1
                assert small.dots and small.related.why
                assert all(0 <= place <= 100 for dot in small.dots for place in (dot.x, dot.y))
                assert all(b.point.year == a.point.year + 1 for a, b in small.lines)
                assert not {b.point.year for _, b in small.lines} & {item.year for item in small.indicator.breaks}
    assert seen > 20
