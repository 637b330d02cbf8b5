"""The labels of every chart that the shipped data make."""

from __future__ import annotations

import datetime as dt

import pytest

from gapboard.board import Board
from gapboard.catalog import Catalog
from gapboard.export.charts import charts_of
from gapboard.ledger import Ledger
from tests.gapboard.export.test_labels import covered


# Some seconds: every chart with two labels or more is laid out by Vega itself.
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", [340, 1290])
def test_no_label_covers_another(curated: Catalog, curated_ledger: Ledger, width: int, language: str) -> None:
    board = Board(curated, curated_ledger, dt.date(2026, 11, 22))
    seen = 0
    for indicator in curated.indicators.values():
        for region in board.regions_of(indicator.id):
            results = board.of_indicator(indicator.id, region)
            for charted in charts_of(board, indicator, region, results, language):
                if len(charted.chart.aims) > 1 or charted.chart.breaks:
                    seen += 1
                    assert covered(charted, width) == [], charted.title
    assert seen > 20
