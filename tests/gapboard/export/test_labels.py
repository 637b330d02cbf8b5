"""Labels of an indicator's chart cover neither each other nor the numbers of its axes, on a phone or a wide screen.

Over a second where each chart is laid out by Vega itself.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest
import vl_convert

from gapboard.board import Board
from gapboard.export.charts import Charted, charts_of
from gapboard.export.xlsx import shown_width
from gapboard.ledger import Ledger
from tests.gapboard import builder

Box = tuple[float, float, float, float]
DAY = dt.date(2026, 11, 22)
# What is left for a chart on windows of 390, 1440 and 1920 pixels.
WIDTHS = (340, 1290, 1770)


def texts(part: Any, across: float = 0, down: float = 0, where: str = "") -> Iterator[tuple[str, Box]]:
    """Every text of a scene graph with the box it covers, in pixels."""
    if not isinstance(part, dict):
        return
    kind, role = part.get("marktype"), part.get("role") or where
    for item in part.get("items") or ():
        x, y = across + item.get("x", 0), down + item.get("y", 0)
        if kind == "group":
            for child in item["items"]:
                yield from texts(child, x, y, role)
        elif kind == "text" and item.get("text") and item.get("opacity", 1):  # an axis hides what would not fit
            size = item.get("fontSize", 11)
            # A little less than most letters take: what touches by a pixel is no fault.
            width = 0.5 * size * shown_width(item["text"])
            x, y = x + item.get("dx", 0), y + item.get("dy", 0)
            left = x - {"left": 0, "right": width}.get(item.get("align", "left"), width / 2)
            middle = y + {"top": size / 2, "middle": 0}.get(item.get("baseline", "alphabetic"), -size / 2)
            yield item["text"], (left, middle - size / 2, left + width, middle + size / 2)


def overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def covered(charted: Charted, width: int) -> list[tuple[str, str]]:
    """The texts of a chart of so many pixels that cover each other."""
    spec = charted.spec() | {"width": width, "autosize": {"type": "fit", "contains": "padding"}}
    # The label of a target is drawn twice in one place, once as its own background.
    boxes = sorted(set(texts(vl_convert.vegalite_to_scenegraph(spec)["scenegraph"])))
    return [(one[0], other[0]) for one, other in combinations(boxes, 2) if overlap(one[1], other[1])]


@pytest.mark.parametrize("values", [(5467.22, 5500), (5400, 5500, 5600), (100, 5500, 5501)])
def test_labels_of_one_year_keep_clear_of_each_other(values: tuple[float, ...]) -> None:
    targets = [builder.target(f"t{number}", value=value) for number, value in enumerate(values)]
    board = Board(builder.catalog(targets), builder.ledger({"x": {2020: 100, 2024: 2000}}), DAY)
    results = board.of_indicator("x", "here")
    for label_of in (None, lambda aims: f"规划 {aims[0].value} 亿元（收紧）"):
        (charted,) = charts_of(board, board.catalog.indicators["x"], "here", results, "zh", label_of)
        assert [covered(charted, width) for width in WIDTHS] == [[], [], []]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_label_covers_another(shipped: Any, shipped_ledger: Ledger, width: int, language: str) -> None:
    """Every chart of Kunming whose series breaks, and of forest cover, whose target stands close to the axis."""
    board = Board(shipped, shipped_ledger, DAY)
    seen = 0
    for indicator in shipped.indicators.values():
        if not indicator.breaks:
            continue
        found = charts_of(board, indicator, "kunming", board.of_indicator(indicator.id, "kunming"), language)
        for charted in found:
            spec = charted.spec() | {"width": width, "autosize": {"type": "fit", "contains": "padding"}}
            scene = vl_convert.vegalite_to_scenegraph(spec)["scenegraph"]
            # The label of a target is drawn twice in one place, once as its own background.
            boxes = sorted(set(texts(scene)))
            seen += sum(bool(re.fullmatch(r"20\d\d( .+)?", text)) for text, _ in boxes)
            covered = [(one[0], other[0]) for one, other in combinations(boxes, 2) if overlap(one[1], other[1])]
            assert covered == [], charted.title
            wide = [text for text, _ in boxes if re.search("Break in|口径", text)]
            assert bool(wide) is (width > 560 and bool(charted.chart.breaks)), charted.title
    assert seen > 30
