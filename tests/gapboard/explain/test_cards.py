"""A card in words: the sentence that it is reported with, what is known since, who must keep it."""

import datetime as dt

import pytest

from gapboard.board import Board
from gapboard.board.wall import card, ranked
from gapboard.explain.cards import CardWords
from tests.gapboard import builder
from tests.gapboard.builder import body, catalog, indicator, ledger, target

ON = dt.date(2026, 6, 30)
PATH = {"due": 2030, "base": 2020, "value": 200}


def finding(values, language="zh", on=ON, kind="flow", **fields) -> str:
    """What there is to report of one target on the indicator ``x`` with these values."""
    whole = catalog([target(**fields)], [indicator(kind=kind, name="产值", name_en="Output")])
    board = Board(whole, ledger({"x": values}), on)
    [made] = ranked(board, board.assessments)
    return CardWords(made, whole, language).finding


@pytest.mark.parametrize(
    ("values", "fields", "said"),
    [
        ({2025: 90}, {"comparator": ">="}, "产值未达到2025年目标，差 10 亿元（10%）"),
        ({2025: 112}, {"comparator": ">="}, "产值达到2025年目标，超 12 亿元（12%）"),
        ({2025: 100}, {"comparator": ">="}, "产值达到2025年目标，正好达到"),
        # Half of the way from 100 to 200 in half of the time; a tenth of it; the wrong way; all of it.
        ({2020: 100, 2025: 150}, PATH, "产值跟上2030年目标的进度，还差 50 亿元（25%）"),
        ({2020: 100, 2025: 110}, PATH, "产值落后于2030年目标的进度，还差 90 亿元（45%）"),
        ({2020: 100, 2025: 95}, PATH, "产值背离2030年目标，还差 105 亿元（52.5%）"),
        ({2020: 100, 2025: 201}, PATH | {"comparator": ">="}, "产值提前达到2030年目标，超 1 亿元（0.5%）"),
        ({2025: (120, ">=")}, {"comparator": ">="}, "产值达到2025年目标，只知上下限，足以断定达到"),
    ],
)
def test_a_verdict_with_its_distance(values, fields, said) -> None:
    assert finding(values, **fields) == said


def test_what_another_year_indicates_is_said_with_its_year_and_that_the_due_year_has_none() -> None:
    fields = {"comparator": ">=", "kind": "level"}
    assert finding({2024: 97}, **fields) == "产值：2024年离2025年目标值差 3 亿元，2025年尚未公布"
    assert finding({2024: 97}, "en", **fields).startswith("Output was 0.3 bn yuan short of the 2025 goal in 2024; 2025")


def test_a_region_is_said_where_it_is_not_that_of_most_targets() -> None:
    targets = [target("a"), target("b", due=2026), target("c", region="city")]
    whole = catalog(targets, [indicator(name="产值", name_en="Output")])
    board = Board(whole, ledger({"x": {2025: 90}, "city/x": {2025: 90}}), ON)
    said = [CardWords(made, whole, "zh").finding for made in ranked(board, board.assessments)]
    assert sorted(said) == ["产值未达到2025年目标，差 10 亿元（10%）", "全市产值未达到2025年目标，差 10 亿元（10%）"]


ASSIGNED = {"body": "a", "by": "市长办公会", "decided": dt.date(2026, 6, 1)}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"responsible": ("甲局",)}, "责任单位：甲局"),
        (
            {"responsible": ("乙局",), "assigned": ASSIGNED},
            "责任单位：乙局；指定由甲局负责（市长办公会，2026-06-01；非文件所列）",
        ),
        ({}, "建议：乙局（规划就同一指标所列），尚未指定"),
    ],
)
def test_who_answers_is_printed_assigned_or_suggested_and_told_apart(fields, said) -> None:
    bodies = [body("a", "甲局"), body("b", "乙局")]
    other = target("other", due=2026, value=300, responsible=("乙局",))
    whole = catalog([target(**fields), other], [indicator()], bodies=bodies)
    board = Board(whole, ledger({"x": {2025: 90}}), ON)
    [made] = ranked(board, [result for result in board.assessments if result.target.id == "t"])
    assert CardWords(made, whole, "zh").lead == said


SHARE = {"unit": "%", "kind": "rate"}


def words(values, language="zh", due=2019, **of) -> CardWords:
    target = builder.target(measure="share", unit="%", due=due, value=50, comparator=">=")
    made = builder.catalog([target], [builder.indicator(**SHARE, **of)], plan=(2019, 2021))
    board = Board(made, builder.ledger({"x": values}), dt.date(2026, 6, 30))
    return CardWords(card(board, made.indicators["x"], "here", board.assessments), made, language)


def test_a_figure_of_a_later_year_is_told_with_the_break_that_lies_between() -> None:
    values = {2018: 49.57, 2020: 52.62, 2024: 45.27}
    found = words(values, breaks=builder.broken(2024))
    assert found.sentence.startswith("2020年（到期后 1 年）：52.62%，已达目标值；2018年（到期前 1 年）：49.57%")
    assert found.since == "最新为 2024年 45.27%（2024年起口径变动，不能与前相比）"
    assert words(values, "en", breaks=builder.broken(2024)).since == (
        "latest: 45.27% in 2024 (another definition from 2024, not comparable)"
    )
    assert found.sign == "到期后 1 年达到"


def test_who_must_keep_it_with_how_many_there_are() -> None:
    def told(*names: str, language: str = "zh") -> str:
        made = builder.catalog([builder.target(responsible=names)])
        board = Board(made, builder.ledger({"x": {2025: 90}}), dt.date(2026, 6, 30))
        return CardWords(card(board, made.indicators["x"], "here", board.assessments), made, language).lead

    assert (told(), told("甲局"), told("甲局", "乙局")) == ("", "责任单位：甲局", "责任单位：甲局、乙局")
    assert told("甲局", "乙局", "丙局", "丁局") == "责任单位：甲局、乙局等 4 家"
    assert told("甲局", "乙局", "丙局", language="en") == "Responsible: Body body-0; Body body-1 … (3 in all)"


def test_a_verdict_as_well_and_nothing_where_the_told_year_is_the_last() -> None:
    assert words({2019: 51, 2024: 45.2}).since == "最新为 2024年 45.2%"
    assert words({2018: 45, 2019: 51}).since == "" and words({2018: 45}).since == ""
    assert (words({2016: 45}).sign, words({2018: 45}, "en").sign) == ("到期前 3 年未达", "short 1 year before due")


def test_the_promise_that_counts_now_heads_a_card_also_without_data_and_the_old_one_stands_below() -> None:
    targets = [target("old", due=2019, comparator=">="), target("now", due=2025, value=500, comparator=">=")]
    whole = catalog(targets, [indicator(name="产值")])
    board = Board(whole, ledger({"x": {2018: 90, 2019: 110}}), ON)
    words = CardWords(card(board, whole.indicators["x"], "here", board.assessments), whole, "zh")
    assert words.sentence == "2025年目标 ≥500 亿元；2019年为 110 亿元"
    assert words.status == "暂无数据 · 尚未公布"
    assert words.finding == "产值：2025年目标 ≥500 亿元，暂无数据 · 尚未公布；2019年为 110 亿元"
    assert words.others == ["2019年目标 ≥100 亿元：已达成"]


def test_the_gap_of_a_floor_for_every_year_names_the_year_that_was_missed() -> None:
    floor = target(measure="each_year", period=(2023, 2025), value=98, comparator=">=")
    whole = catalog([floor], [indicator()])
    board = Board(whole, ledger({"x": {2022: 99, 2023: 97, 2024: 99, 2025: 99.5}}), ON)
    words = CardWords(card(board, whole.indicators["x"], "here", board.assessments), whole, "zh")
    assert words.gap == ("差 1 亿元", "2023年")
    assert words.distance[0] == "差 1 亿元 · 2023年"


def test_the_gap_of_an_average_growth_names_the_average_that_no_year_need_have() -> None:
    growth = target(measure="average_growth", period=(2023, 2025), value=15, comparator=">=")
    whole = catalog([growth], [indicator()])
    board = Board(whole, ledger({"x": {2022: 100, 2023: 100, 2024: 100, 2025: 133.1}}), ON)
    words = CardWords(card(board, whole.indicators["x"], "here", board.assessments), whole, "zh")
    assert words.gap == ("差 5 个百分点", "年均 10%")
