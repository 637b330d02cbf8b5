"""The page of comparisons says what the domain worked out, in both languages, for every view.

Over a second where each view is drawn whole with the shipped data.
"""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

from components.leaders.compare.label_places import label_places
from components.leaders.compare.views import VIEWS
from components.page.templates import style_sheet
from gapboard.export.charts.look import colours_of
from tests.pages.conftest import Opener, html_of

DAY = "2026-11-21"
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("view", list(VIEWS))
@pytest.mark.parametrize(("language", "word"), [("zh", "English"), ("en", "中文")])
def test_every_view_runs(open_page: Opener, view: str, language: str, word: str) -> None:
    app = open_page("compare", view=view, lang=language, on=DAY)
    html = html_of(app)
    assert not app.exception
    assert not app.warning
    assert word in html
    assert 'id="compare-end"' in html
    # The headline answers in words and figures.
    assert re.search(r'class="gb-headline"><span>[^<]*\d', html)
    without_band = re.sub(r'<p class="gb-lookedback".*?</p>', "", html)  # whose link leads back to today
    links = re.findall(r'href="(compare\?[^"]+)"', without_band)
    assert len(links) >= len(VIEWS)
    assert all(f"lang={language}" in link and f"on={DAY}" in link for link in links)


def test_documents_are_held_against_each_other(open_page: Opener) -> None:
    app = open_page("compare", id="gdp", region="kunming", lang="zh", on=DAY)
    html = html_of(app)
    # Two documents name 10,000 for 2025, one of them four times 2020 for 2035; parts and share of the whole besides.
    assert "2 份文件对昆明市地区生产总值提出 3 个目标。" in html
    assert "相互矛盾 1 处，重申 1 处，相互印证 1 处" in html
    assert html.count('class="gb-row" role="row" data-target=') == 3
    chart = app.get("arrow_vega_lite_chart") or app.get("vega_lite_chart")
    assert "省委省政府2021意见 / 三年行动方案 10,000 亿元（重申）" in json.dumps(
        json.loads(chart[0].proto.spec), ensure_ascii=False
    )
    assert html.count('class="verdict"') == 3


def test_an_indicator_without_targets_says_so(open_page: Opener) -> None:
    html = html_of(open_page("compare", id="primary-va", lang="zh", on=DAY))
    assert "没有文件对昆明市第一产业增加值提出目标。" in html


def test_regions_name_their_common_year(open_page: Opener) -> None:
    html = html_of(open_page("compare", view="regions", id="gdp", lang="zh", on=DAY))
    # Dianzhong's last figure is of 2021, Panlong's of 2023, those of Kunming and Yunnan of 2025.
    assert "4 个地区有数据，最近的共同年份是 2021 年：最高云南省 27,100 亿元，最低滇中新区 929.2 亿元。" in html
    assert "各地区最新数据的年份不同" in html
    assert "1,154 亿元（2023）" in html
    # Bars share one scale: 7222.5 of 27100, and 10,000 of 27,100 as a mark.
    assert "width:26.65%" in html
    assert "left:36.9%" in html


@pytest.mark.parametrize(
    ("ident", "told"), [("gdp-primacy", "“经济首位度”只有一个地区"), ("no-such", "“no-such”不能用在这里，已忽略")]
)
def test_an_indicator_that_cannot_be_compared_is_told(open_page: Opener, ident: str, told: str) -> None:
    app = open_page("compare", view="regions", id=ident, lang="zh", on=DAY)
    assert not app.exception
    assert told in app.warning[0].value


def test_due_years_count_every_target(open_page: Opener) -> None:
    html = html_of(open_page("compare", view="due", lang="zh", on=DAY))
    assert "198 项目标分属 7 个期限" in html
    assert "能判断的：2019年 3 项（达成 1 项），2025年 20 项（达成 5 项），2035年 1 项（达成 0 项）。" in html
    # 8637.45 ÷ 10000, and 8637.45 ÷ (4 × 6733.79).
    assert "2025年为目标的 86.4%" in html
    assert "2025年为目标的 32.1%" in html


def test_one_theme_alone(open_page: Opener) -> None:
    html = html_of(open_page("compare", view="due", theme="economy", lang="en", on=DAY))
    assert "Due years compared: Economy" in html
    assert "Foreign investment actually used" not in html


def test_stretch_beside_goal(open_page: Opener) -> None:
    html = html_of(open_page("compare", view="stretch", lang="zh", on=DAY))
    assert "1 项目标在基本目标之外另有力争值；能判断的 1 项中，达到基本目标 0 项，达到力争目标 0 项。" in html
    # (26.33 − 26.05) ÷ (30 − 26.05) is 7.2 % of the way.
    assert "走完 7.2%" in html
    assert "差 5.67 个百分点" in html


def test_growth_needed_and_achieved(open_page: Opener) -> None:
    app = open_page("compare", view="growth", lang="zh", on=DAY)
    html = html_of(app)
    assert "19 项目标有起点，也有此后的数据：增速够 5 项，不够 10 项，无法比较 4 项。" in html
    assert "其中 3 项只有可比价增速可对名义所需，仅供参考。" in html
    # (3000 ÷ 1105)^(1/5) − 1 and (1647.81 ÷ 1105)^(1/5) − 1.
    assert "22.11%（2020—2025年，名义）" in html
    assert "8.32%（2020—2025年，名义）" in html
    # (26935.16 ÷ 8637.45)^(1/10) − 1 against the published 4.2 % of 2025.
    assert "12.05%（2025—2035年，名义）" in html
    assert "4.2%（2024—2025年，可比价）" in html
    proto = app.get("plotly_chart")[0].proto
    figure = json.loads(proto.spec)
    points = [point for trace in figure["data"] for point in trace["customdata"]]
    assert len(points) == 11
    assert ["trade", "kunming"] in points
    symbols = {symbol for trace in figure["data"] for symbol in trace["marker"]["symbol"]}
    assert symbols == {"circle", "square", "square-open", "triangle-down-open"}
    assert "11 个点" in proto.alt
    assert json.loads(proto.config)["displayModeBar"] is False
    assert html.count('<tr><td><span class="c-status') == 19, "the table behind the chart lists every target"


def test_text_from_a_data_file_is_harmless_in_the_chart(open_page: Opener, data_folder: Path) -> None:
    path = data_folder / "targets.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("name: 常住人口\n", "name: <img src=x onerror=alert(1)>\n", 1), encoding="utf-8")
    app = open_page("compare", view="growth", on=DAY)
    assert "<img" not in app.get("plotly_chart")[0].proto.spec
    assert "<img" not in html_of(app)


def test_before_there_was_anything_to_compare(open_page: Opener) -> None:
    """On 2019-01-01 no document was in force: each view says so and none fails."""
    for view in VIEWS:
        app = open_page("compare", view=view, lang="zh", on="2019-01-01")
        assert not app.exception
        assert 'id="compare-end"' in html_of(app)


def test_an_unknown_view_is_told_plainly(open_page: Opener) -> None:
    app = open_page("compare", view="<b>", lang="en")
    assert not app.exception
    assert "view “<b>” cannot be used here and was ignored" in app.warning[0].value
    assert "What the documents say" in html_of(app)


def test_a_missing_file_is_a_message(open_page: Opener, data_folder: Path) -> None:
    (data_folder / "targets.yaml").unlink()
    app = open_page("compare")
    assert not app.exception
    assert app.error


@pytest.mark.parametrize(
    ("selector", "dark", "page", "on_track", "missed"),
    [
        (":root, #slides.light", False, "#ffffff", "#2c6fb0", "#b23a1e"),
        (':root:has([data-gb-theme="dark"]), #slides.dark', True, "#10161d", "#7db6ee", "#f08a6c"),
    ],
)
def test_charts_and_style_sheet_and_streamlit_have_the_same_colours(
    selector: str, dark: bool, page: str, on_track: str, missed: str
) -> None:
    colours = colours_of(dark=dark)
    assert (colours["page"], colours["on_track"], colours["missed"]) == (page, on_track, missed)
    block = style_sheet().split(selector + " {")[1].split("}")[0]
    assert f"--page: {page};" in block and f"--on: {on_track};" in block and f"--missed: {missed};" in block
    theme = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))["theme"]["dark" if dark else "light"]
    named = ("backgroundColor", "secondaryBackgroundColor", "textColor", "linkColor", "borderColor")
    assert [theme[name] for name in named] == [colours[name] for name in ("page", "soft", "text", "link", "line")]


def test_no_style_writes_a_colour_of_the_charts_by_itself() -> None:
    written = "".join(path.read_text("utf-8") for path in (ROOT / "components/page").glob("*/*.*ml")) + "".join(
        path.read_text("utf-8") for path in (ROOT / "components/page/styles").glob("*.css")
    )
    ours = {colour for dark in (False, True) for colour in colours_of(dark=dark).values()} - {"#ffffff"}
    assert "--met" in written and [colour for colour in ours if colour in written.lower()] == []


def test_labels_keep_clear_of_each_other() -> None:
    """Two points side by side: the left one's label goes left, the right one's right; at the edge inwards."""
    axis = [-100.0, 100.0]
    assert label_places([(0, -60), (2, -60)], ["经济总量", "人口总数"], axis, axis) == ["middle left", "middle right"]
    assert label_places([(99, -60)], ["经济总量"], axis, axis) == ["middle left"]
    # Twelve in a heap narrower than two labels: not each can have one.
    heap = label_places([(number / 2, -60) for number in range(12)], ["固定资产投资"] * 12, axis, axis)
    assert "" in heap
    assert any(heap)


def test_the_difference_of_two_percentages_is_in_points(open_page: Opener) -> None:
    html = html_of(open_page("compare", view="growth", lang="zh", on=DAY))
    # 8.3201 − 22.1102 by hand; and the share of industrial investment, 3.06 − 1.96 points a year.
    assert "−13.79 个百分点" in html
    assert "+1.1 个百分点" in html


def test_an_indicator_is_written_alike_in_every_view(open_page: Opener) -> None:
    """The box of one view was handed what another had written, did not know it, and showed an identifier."""
    written = [
        next(
            item for item in open_page("compare", view=view, id="gdp", on=DAY).selectbox if item.label == "选择指标"
        ).options
        for view in ("documents", "regions")
    ]
    one, other = ({label.strip(): label for label in labels} for labels in written)
    shared = one.keys() & other.keys()
    assert len(shared) > 10
    assert len(one) > len(other), "the views do not offer the same"
    assert {one[name] for name in shared} == {other[name] for name in shared}
