"""Bounds and proofs in words."""

import pytest

from gapboard.assess import Status
from gapboard.explain import Figures, caveat_texts, derivation
from gapboard.explain.evidence import grey_word, indication_phrase
from gapboard.explain.headline import headline
from gapboard.explain.observations import observation_text
from tests.gapboard.builder import Case, case, judge

GROWS = {"kind": "count", "unit": "个", "decimals": 0}
GROWS |= {"monotone": "up", "monotone_why": "累计入库数", "monotone_why_en": "a cumulative register"}


def step(found: Case, heading: str, language: str = "zh") -> str:
    return dict(derivation(found.result, found.catalog, language))[heading]


@pytest.mark.parametrize(
    ("value", "actual", "gap"),
    [
        ((120, ">="), "至少 120 亿元（2025）", "只知上下限，足以断定达到"),
        ((90, "<="), "至多 90 亿元（2025）", "只知上下限，足以断定未达到"),
        ((90, "..110"), "90 至 110 亿元（2025）", "只知上下限，不足以断定"),
        ((100, "~"), "95 至 105 亿元（2025）", "只知上下限，不足以断定"),
    ],
)
def test_a_bound_is_never_said_as_a_figure(value, actual, gap) -> None:
    found = case({2025: value}, measure="level")
    figures = Figures(found.result, found.catalog, "zh")
    assert (figures.actual, figures.gap, figures.gap_percent) == (actual, gap, "")


def test_the_derivation_names_the_rule_its_reason_and_its_figures() -> None:
    found = case({2023: 101}, of=GROWS)
    assert (
        step(found, "依据")
        == "2025年至少 101 个：只增不减（累计入库数），不少于以前各年，不多于以后各年（2023年 101 个）"
    )
    assert step(found, "Proof", "en") == (
        "2025: at least 101 items; it only grows (a cumulative register): no less than in the years before, "
        "no more than in those after (2023 101 items)"
    )
    assert "由相邻年份推定" in caveat_texts(found.result, found.catalog, "zh")[0]


def test_the_inputs_are_said_as_they_were_published() -> None:
    for value, said in (((101, ">="), "至少 101"), ((101, "~"), "约 101"), ((101, "..103"), "101 至 103")):
        found = case({"2025-01/2025-10": value}, of={"adds_up": True}, measure="flow", value=50)
        assert f"2025年1—10月 {said} 亿元" in step(found, "依据")


def test_a_year_of_a_floor_is_said_with_its_bound() -> None:
    found = case({2024: 100, 2025: (100, ">=")}, measure="each_year", period=(2024, 2025))
    assert step(found, "逐年") == "2024年 100 亿元 ✓ · 2025年 至少 100 亿元 ✓"


def test_met_late_by_a_bound_is_told() -> None:
    found = case({2025: 90, 2026: (100, ">=")}, "2027-06-30", measure="level")
    assert step(found, "达到时间") == "2026年达到，为 至少 100 亿元"


def test_a_base_year_and_a_goal_known_within_bounds_are_told_as_such() -> None:
    found = case({2020: (567, ">="), 2025: 1000}, measure="multiple", base=2020, value=2)
    figures = Figures(found.result, found.catalog, "zh")
    assert (found.result.status, figures.goal) == (Status.MISSED, "2020年的 2 倍（至少 1,134 亿元）")
    assert (figures.actual, figures.gap) == ("1,000 亿元（2025）", "只知上下限，足以断定未达到")
    assert step(found, "起点") == "2020年 至少 567 亿元（文件载明或隐含的基年，只知界限，不画路径）"
    assert "所以目标值也只知至少 1,134 亿元" in caveat_texts(found.result, found.catalog, "zh")[0]


@pytest.mark.parametrize(
    ("values", "actual", "amount"),
    [
        ({2023: 80, 2024: (90, ">=")}, "2024年至少 90 亿元", "至少 90 亿元"),
        ({2024: (90, ">=")}, "2024年至少 90 亿元", "至少 90 亿元"),
        ({2023: (70, ">="), 2024: 90}, "2024年为 90 亿元", "90 亿元"),
    ],
)
def test_the_latest_that_is_known_may_be_a_bound(values, actual, amount) -> None:
    found = case(values)
    assert Figures(found.result, found.catalog, "zh").actual == actual
    assert caveat_texts(found.result, found.catalog, "zh")[0] == f"没有 2025 年数据；最新为 2024 年的 {amount}。"
    assert [row.period.text for row in found.result.told_by.inputs] == ["2024"]


@pytest.mark.parametrize(
    ("value", "actual"),
    [
        ((3, "<="), "Ⅲ类或更好（2025）"),
        ((4, ">="), "Ⅳ类或更差（2025）"),
        ((4, "..5"), "Ⅳ类 至 Ⅴ类（2025）"),
    ],
)
def test_a_bound_of_a_water_class_is_no_class(value, actual) -> None:
    of = {"unit": "类", "kind": "class", "direction": "down", "decimals": 0}
    found = case({2025: value}, of=of, measure="class", comparator="<=", value=2)
    assert Figures(found.result, found.catalog, "zh").actual == actual
    [row] = found.ledger.rows
    assert observation_text(row, found.catalog.indicators["x"], found.catalog, "zh") == actual.removesuffix("（2025）")


def test_rounding_is_told_with_its_size() -> None:
    found = case({2025: 99.6}, value=99.64)
    assert caveat_texts(found.result, found.catalog, "zh")[0] == (
        "2025 年公布 99.6 亿元，四舍五入的误差（±0.05）之内可能翻过目标线。"
    )


def test_the_headline_tells_indications_in_a_line_of_their_own() -> None:
    results = [judge(values, of={"kind": "level"}, measure="level") for values in ({2024: 101}, {2024: 90}, {})]
    assert (
        headline(results, "zh")[-1]
        == "另有迹象（不作判断）：到期前三年内已达 1，到期前三年内未达 1；完全没有数据 1 项。"
    )
    assert "迹象" not in "".join(headline(results[2:], "zh"))


def test_a_grey_status_is_the_reason_why_and_a_verdict_keeps_its_word() -> None:
    grey = case({}, measure="level")
    assert (grey.result.status, grey_word(grey.result, "zh")) == (Status.NO_DATA, "暂无数据 · 未见公布")
    assert grey_word(case({2025: 120}, measure="level").result, "zh") == "已达成"


def test_the_phrase_of_an_indication_has_year_value_and_distance() -> None:
    found = case({2024: 90}, of={"kind": "level"}, measure="level")
    assert indication_phrase(found.result, found.catalog, "zh") == "2024年（到期前 1 年）：90 亿元，离目标值差 10 亿元"
    assert indication_phrase(case({2025: 90}, measure="level").result, found.catalog, "zh") == ""


@pytest.mark.parametrize(
    ("values", "chinese", "english"),
    [
        ({2024: 100, 2025: (60, ">=")}, "下降不超过 40%（2025）", "a fall of no more than 40% (2025)"),
        ({2024: (100, ">="), 2025: 90}, "至少下降 10%（2025）", "a fall of at least 10% (2025)"),
        ({2024: 100, 2025: (105, ">=")}, "至少 5%（2025）", "at least 5% (2025)"),
    ],
)
def test_a_bound_of_growth_below_nought_is_said_as_a_fall(values, chinese, english) -> None:
    found = case(values, measure="growth", value=8)
    said = [Figures(found.result, found.catalog, language).actual for language in ("zh", "en")]
    assert said == [chinese, english]
