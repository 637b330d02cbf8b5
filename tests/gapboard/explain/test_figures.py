"""An assessment's figures as text, for each measure and in both languages."""

import pytest

from gapboard.assess import Point
from gapboard.explain import Figures, caveat_texts
from gapboard.explain.observations import flagged
from tests.gapboard.assess.test_trends_and_caveats import CASES
from tests.gapboard.builder import broken, case, growth_series, row

CLASS = {"unit": "类", "kind": "class", "direction": "down", "decimals": 0}
SHARE = {"unit": "%", "kind": "rate"}
ABOUT = {"comparator": "≈", "tolerance": 0.05}
YEARS = {"period": (2021, 2025)}
RATE, TEN = {"unit": "%", "kind": "rate"}, {"city/x": {2025: 10}}
CITY = {"reference": {"indicator": "x", "region": "city"}}


def texts(found, language: str) -> list[str]:
    figures = Figures(found.result, found.catalog, language)
    return [figures.goal, figures.actual, figures.gap + figures.gap_percent]


@pytest.mark.parametrize(
    ("found", "chinese", "english"),
    [
        pytest.param(
            case({2025: 8637.45}, value=10000, comparator=">="),
            ["≥10,000 亿元", "8,637.45 亿元（2025）", "差 1,362.55 亿元（13.6%）"],
            ["≥1,000 bn yuan", "863.745 bn yuan (2025)", "136.255 bn yuan short (13.6%)"],
            id="level",
        ),
        pytest.param(
            case({2025: 187.48}, of={"unit": "万户"}, measure="flow", value=184, comparator=">"),
            [">184 万户", "187.48 万户（2025）", "超 3.48 万户（1.9%）"],
            [">1.84 million businesses", "1.8748 million businesses (2025)", "34,800 businesses over (1.9%)"],
            id="flow",
        ),
        pytest.param(
            case({2025: 1.73}, of=SHARE, measure="share", value=2.4),
            ["2.4%", "1.73%（2025）", "差 0.67 个百分点"],
            ["2.4%", "1.73% (2025)", "0.67 pp short"],
            id="share",
        ),
        pytest.param(
            case({2025: 4}, of=CLASS, measure="class", comparator="<=", value=3),
            ["Ⅲ类或更好", "Ⅳ类（2025）", "差 1 级"],
            ["Class Ⅲ or better", "Class Ⅳ (2025)", "1 class short"],
            id="class",
        ),
        pytest.param(
            case({2025: 6}, of=CLASS, measure="class", comparator="<=", value=6),
            ["劣Ⅴ类或更好", "劣Ⅴ类（2025）", "正好达到"],
            [None, None, "exactly met"],
            id="worst-class",
        ),
        pytest.param(
            case({}, others={"x-growth": {2025: 4.25}}, more=[growth_series()], measure="growth", value=5),
            ["增长 5%", "4.25%（2025）", "差 0.75 个百分点"],
            ["growth 5%", "4.25% (2025)", "0.75 pp short"],
            id="growth",
        ),
        pytest.param(
            case(dict.fromkeys(range(2021, 2026), 7), measure="each_year", value=7, **YEARS),
            ["每年 7 亿元", "7 亿元（2025）", "5年均达到"],
            ["0.7 bn yuan every year", "0.7 bn yuan (2025)", "kept in all 5 years"],
            id="each-year",
        ),
        pytest.param(
            case({2021: 7, 2022: 6}, "2023-06-30", measure="each_year", value=7, **YEARS),
            ["每年 7 亿元", "6 亿元（2022）", "有数据的2年中1年达到（共5年）"],
            ["0.7 bn yuan every year", "0.6 bn yuan (2022)", "kept in 1 of the 2 years with data (of 5)"],
            id="each-year-so-far",
        ),
        pytest.param(
            case({2020: 100, 2021: 103}, "2022-06-30", measure="each_year", applies_to="growth", value=2, **YEARS),
            ["每年增长 2%", "3%（2021）", "有数据的1年达到（共5年）"],
            ["growth 2% every year", "3% (2021)", "kept in the 1 year with data (of 5)"],
            id="growth-each-year",
        ),
        pytest.param(
            case({2020: 100, 2025: 161.051}, measure="average_growth", comparator=">=", value=12, **YEARS),
            ["年均增长 ≥12%", "10%（2021—2025年均）", "差 2 个百分点"],
            ["average growth ≥12%", "10% (average 2021–2025)", "2 pp short"],
            id="average-growth",
        ),
        pytest.param(
            case({2021: 300, 2022: 250}, "2023-06-30", measure="cumulative", value=1000, **YEARS),
            ["2021—2025年累计 1,000 亿元", "2021—2022年累计 550 亿元", "还差 450 亿元（45%）"],
            ["100 bn yuan over 2021–2025", "55 bn yuan over 2021–2022", "45 bn yuan to go (45%)"],
            id="cumulative",
        ),
        pytest.param(
            case({2020: 100.5, 2025: 199}, measure="multiple", base=2020, value=2),
            ["2020年的 2 倍（201 亿元）", "199 亿元（2025）", "差 2 亿元（1%）"],
            ["2 × 2020 (20.1 bn yuan)", "19.9 bn yuan (2025)", "0.2 bn yuan short (1%)"],
            id="multiple",
        ),
        pytest.param(
            case({2025: 199}, measure="multiple", base=2020, value=1.5),
            ["2020年的 1.5 倍", "2025年为 199 亿元", "—"],
            ["1.5 × 2020", "19.9 bn yuan in 2025", "—"],
            id="multiple-unknown",
        ),
        pytest.param(
            case({2025: 9}, others=TEN, of=RATE, measure="relative", comparator=">", value=0, **CITY),
            ["高于全市", "−1 个百分点（2025）", "差 1 个百分点"],
            ["above City", "−1 pp (2025)", "1 pp short"],
            id="relative",
        ),
        pytest.param(
            case({2025: 9}, others=TEN, of=RATE, measure="relative", comparator=">=", value=2, **CITY),
            ["比全市高 2 个百分点", None, "差 3 个百分点（150%）"],
            ["2 pp above City", None, "3 pp short (150%)"],
            id="relative-by",
        ),
        pytest.param(
            case({}, of={"unit": "个", "decimals": 0}, measure="deliverable", value=25),
            ["25 个", "暂无数据", "—"],
            ["25 items", "no data", "—"],
            id="deliverable",
        ),
        pytest.param(
            case({2025: 96}, **ABOUT),
            ["约 100 亿元", "96 亿元（2025）", "差 4 亿元，在容差内（4%）"],
            ["about 10 bn yuan", "9.6 bn yuan (2025)", "0.4 bn yuan short, within tolerance (4%)"],
            id="about",
        ),
        pytest.param(
            case({2025: 25}, value=20, value_to=30),
            ["20—30 亿元", None, "超 5 亿元（25%）"],
            ["2–3 bn yuan", None, "0.5 bn yuan over (25%)"],
            id="range",
        ),
        pytest.param(
            case({2025: 110}, of={"direction": "down"}, comparator="<="),
            ["≤100 亿元", None, "差 10 亿元（10%）"],
            ["≤10 bn yuan", None, "1 bn yuan short (10%)"],
            id="at-most",
        ),
    ],
)
def test_goal_actual_and_gap(found, chinese, english) -> None:
    for language, expected in (("zh", chinese), ("en", english)):
        # English puts a space before the bracket of its per cent; how many is the catalogue's business.
        said = [" ".join(text.split()) for text in texts(found, language)]
        for have, want in zip(said, expected, strict=True):
            assert want is None or have == want


@pytest.mark.parametrize(
    ("item", "chinese", "english"),
    [
        ("23", "第23项", "item 23"),
        ("主要目标", "主要目标", "main targets"),
        ("（二）", "（二）", "item (2)"),
        ("（十八）", "（十八）", "item (18)"),
        ("（二十五）", "（二十五）", "item (25)"),
        ("（甲）", "（甲）", "section （甲）"),
    ],
)
def test_where_it_stands_in_the_document(item, chinese, english) -> None:
    found = case({}, item=item)
    assert Figures(found.result, found.catalog, "zh").document == f"规划 · {chinese}"
    assert Figures(found.result, found.catalog, "en").document == f"Plan · {english}"


def test_a_stated_value_keeps_its_digits() -> None:
    """A target of 1.25 is not rounded to 1 because its indicator is counted in whole numbers."""
    found = case({2025: 1.3}, of={"unit": "个", "decimals": 0}, value=1.25)
    assert texts(found, "zh")[:2] == ["1.25 个", "1.3 个（2025）"]


def test_missed_and_exactly_met_are_not_said_together() -> None:
    """More than 100 was promised; 100 came."""
    found = case({2025: 100}, comparator=">")
    assert found.result.status == "missed"
    assert Figures(found.result, found.catalog, "zh").gap != "正好达到"
    assert Figures(found.result, found.catalog, "en").gap != "exactly met"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("code", CASES)
def test_each_doubt_has_words(code, language) -> None:
    result = CASES[code]
    found = case({}, of={"breaks": broken(2022)}, more=[growth_series()])
    said = caveat_texts(result, found.catalog, language)
    assert len(said) == len(result.caveats)
    assert all(text and "{" not in text and "}" not in text for text in said)


def test_a_break_says_why_in_the_readers_language() -> None:
    found = case({2020: 80, 2024: 90}, "2025-06-30", of={"breaks": broken(2022)})
    assert any("普查" in text for text in caveat_texts(found.result, found.catalog, "zh"))
    assert any("census" in text for text in caveat_texts(found.result, found.catalog, "en"))


def test_risen_above_a_ceiling_is_not_told_as_fallen_below_it() -> None:
    """At most 100 was kept in 2025 with 90; 2026 brought 120."""
    found = case({2025: 90, 2026: 120}, "2027-06-30", of={"direction": "down"}, comparator="<=")
    [text] = caveat_texts(found.result, found.catalog, "zh")
    assert "120" in text
    assert "低于目标值" not in text


@pytest.mark.parametrize(("day", "flag"), [("2025-11-20", "，当年未完"), ("2026-01-20", "")])
def test_a_year_that_was_not_over_is_told_beside_its_figure(day: str, flag: str) -> None:
    cells = {"day": day}
    assert texts(case({2025: 90}, cells=cells), "zh")[1] == "90 亿元（2025）" + flag
    assert texts(case({2025: 90}, cells=cells, due=2027), "zh")[1] == "90 亿元（2025）" + flag
    # Judged is 2024; no figure for the due year, and the latest of another.
    assert texts(case({2025: 90}, "2028-06-30", cells=cells, due=2027), "zh")[1] == "2025年为 90 亿元" + flag


def test_only_a_points_own_year_is_told_beside_it() -> None:
    rows = row("x", 2024, 100, "2024-11-20"), row("x", 2025, 110, "2026-01-20")
    assert flagged("10%", Point(2025, 10, "growth", rows), "zh") == "10%"
    assert flagged("10%", Point(2024, 10, "growth", rows), "zh") == "10%，当年未完"


def test_the_course_is_up_or_down_whichever_way_is_better() -> None:
    """A class has no height: Ⅴ to Ⅳ is better."""
    water = {"unit": "类", "kind": "class", "direction": "down", "decimals": 0}
    found = [
        case({2024: 100, 2025: 110}),
        case({2024: 110, 2025: 100}),
        case({2024: 100, 2025: 110}, comparator="<="),
        case({2024: 100, 2025: 100}),
        case({2024: 5, 2025: 4}, of=water, measure="class", comparator="<=", value=3),
        case({2025: 100}),
    ]
    said = [(figures.course, figures.trend) for item in found if (figures := Figures(item.result, item.catalog, "zh"))]
    assert said == [
        ("rise", "上升"),
        ("fall", "下降"),
        ("rise", "上升"),
        ("flat", "持平"),
        ("better", "好转"),
        ("", "趋势不详"),
    ]
