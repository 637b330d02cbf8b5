"""The indicator page that goes out with the first answer is the one that Streamlit draws.

Over a second where Streamlit draws the whole page twice.
"""

from __future__ import annotations

import re
from html import unescape

import pytest

from components.leaders.first_answer import first_answer
from tests.pages.conftest import Opener


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("indicator", "charts", "more"), [("gdp", 1, {}), ("gdp", 1, {"far": "1"}), ("trade", 2, {})])
def test_every_piece_is_the_live_pages(
    open_page: Opener, indicator: str, charts: int, more: dict[str, str], language: str
) -> None:
    """Title, legends, tables, targets and releases, and a picture for each chart with its words."""
    asked = {"id": indicator, "region": "kunming", "lang": language, "on": "2026-11-21"} | more
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


def test_far_targets_come_on_demand_and_go_again(open_page: Opener) -> None:
    """Gross domestic product has a target for 2035; the link leads there and back, before Streamlit and after."""
    asked = {"id": "gdp", "region": "kunming", "lang": "zh", "on": "2026-11-21"}
    for more, word, leads_far in (({}, "看到 2035年目标", True), ({"far": "1"}, "只看到 2025年", False)):
        pages = [first_answer("indicator", asked | more, "")]
        pages += ["".join(item.body for item in open_page("indicator", **asked, **more).get("html"))]
        links = [re.search(f'<a class="out" href="([^"]+)">{word}</a>', html) for html in pages]
        assert [bool(link and "far=1" in link[1]) for link in links] == [leads_far] * 2
        assert [bool(re.search('data-chart="[^"]*far=1', html)) for html in pages[:1]] == [not leads_far]
    assert first_answer("indicator", asked | {"far": "2"}, "") == "", "the live page tells that it is ignored"


def test_what_is_known_in_chinese_alone_is_marked_as_that_on_an_english_page() -> None:
    """Names of sources and notes of the ledger; a reading that has its English is not marked."""
    asked = {"id": "fdi", "region": "kunming", "on": "2026-11-21"}
    english, chinese = (first_answer("indicator", asked | {"lang": language}, "") for language in ("en", "zh"))
    source = "中国城市面板数据库(中国城市统计年鉴口径,第三方汇编"
    assert f'<span lang="zh-CN">{source}</span>)' in english and "No currency is printed" in english
    assert source in chinese and '<span lang="zh-CN">中国' not in chinese
    said = re.sub(r'<(\w+)[^>]* lang="zh-CN"[^>]*>.*?</\1>|<style>.*?</style>|<script>.*?</script>', "", english)
    left = set(re.findall(r"[\u4e00-\u9fff]+", re.sub("<[^>]+>", "", said)))
    assert left <= {"中文"}, "the switch to the other language"
