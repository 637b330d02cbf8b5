"""The indicator page that goes out with the first answer is the one that Streamlit draws."""

from __future__ import annotations

import re
from html import unescape

import pytest

from components.leaders.first_answer import first_answer
from tests.pages.conftest import Opener


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("indicator", "charts"), [("gdp", 1), ("trade", 2)])
def test_every_piece_is_the_live_pages(open_page: Opener, indicator: str, charts: int, language: str) -> None:
    """Title, legends, tables, targets and releases, and a picture for each chart with its words."""
    asked = {"id": indicator, "region": "kunming", "lang": language, "on": "2026-11-21"}
    first = first_answer("indicator", asked, "fr")
    live = open_page("indicator", **asked)
    pieces = [item.body for item in live.get("html") if "<script" not in item.body and "<style>" not in item.body]
    own = [piece for piece in pieces if not re.search("gb-switch|gb-download", piece)]
    assert len(own) == 3 + 2 * charts
    places = [first.index(re.sub(' id="[^"]*"', "", piece)) for piece in own]
    assert places == sorted(places)
    drawn = [item.proto.alt for item in live.get("vega_lite_chart") or live.get("arrow_vega_lite_chart")]
    assert [unescape(alt) for alt in re.findall('<img data-chart="[^"]+" alt="([^"]*)"', first)] == drawn
    assert len(drawn) == charts


def test_a_series_without_figures_says_so() -> None:
    first = first_answer("indicator", {"id": "gdp", "region": "kunming", "on": "2010-01-01", "lang": "en"}, "")
    assert "<img" not in first
    assert "No published figures yet." in first
