"""Seven subjects that leaders look for, by the words they use: the right indicators come first."""

from __future__ import annotations

import datetime as dt
import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from components.page.search import search_json
from gapboard.board import Board
from gapboard.intake.names import indicators_of
from tests.browser_support import chromium
from tests.finding import Find, finder, ids

SHIPPED = Path(__file__).parents[2] / "data"
# Of each subject the words in Chinese, in English and in pinyin, and the indicators that come first, in any order.
SUBJECTS = {
    "GDP": (
        ("GDP", "地区生产总值", "生产总值", "经济总量"),
        ("gdp", "gross domestic product", "economy"),
        ("diqushengchanzongzhi", "shengchanzongzhi", "dqsczz", "jingjizongliang"),
        {"gdp"},
    ),
    "trade": (("外贸", "进出口", "贸易"), ("trade", "foreign trade"), ("waimao", "wm", "jinchukou", "jck"), {"trade"}),
    "R&D": (
        ("R&D", "研发", "R＆D 经费"),
        ("r&d", "research", "research and development", "RD"),
        ("yanfa", "yf", "yan'fa"),
        {"rd-spending", "rd-intensity"},
    ),
    "green space": (("绿地",), ("lvdi", "ld", "lüdi"), {"green-space-ratio", "park-space-per-head"}),
    "greening": (("绿化",), ("green", "green space"), ("lvhua",), {"new-green-space", "green-space-ratio"}),
    "tourism": (
        ("旅游", "旅游收入"),
        ("tourism", "tourism revenue"),
        ("lvyou", "ly", "lvyoushouru", "lyuyou"),
        {"tourism-revenue"},
    ),
    "finance": (("金融", "金融业"), ("finance",), ("jinrong", "jr", "jinrongye"), {"finance-va"}),
    "population": (
        ("人口", "常住人口"),
        ("population", "resident population"),
        ("renkou", "rk", "czrk"),
        {"population"},
    ),
}
CASES = [
    pytest.param(word, wanted, id=f"{subject}-{word}")
    for subject, (*words, wanted) in SUBJECTS.items()
    for word in sum(words, ())
]
# Typed together, and what the first line says: a part of its name and of its sentence.
TOGETHER = [
    ("旅游 2025 未达成", "旅游业总收入", "5,500 亿元（2025年）"),  # nothing was missed, so far as is known: it says so
    ("ly 2025", "旅游业总收入", "5,500 亿元（2025年）"),
    ("旅游2019年", "旅游业总收入", "25.39%（2019）"),
    ("商务局", "市商务局", "4 项量化目标"),
    ("盘龙区商务局", "区商务和投资促进局", "5 项量化目标"),
    ("市商务局", "市商务局", "列名任务 6 项"),
    ("区政府", "区政府", "没有量化目标。列名任务 1 项"),
    ("GDP 2025 未达成", "地区生产总值", "未达成，差 1,362.55 亿元（13.6%）"),
    ("GDP 2023", "地区生产总值", "2023年 7,864.76 亿元"),
    ("2025 未达成", "未达成", "在总览中列出 19 项"),
    ("昆明旅游收入", "旅游业总收入", "暂无数据"),  # what was reached in 2019 is no answer to 2025
    ("社零", "社会消费品零售总额", "未达成"),
    ("小巨人", "小巨人", "60 户（2025年）"),
    ("绿地", "建成区绿地率", "40.97%，已达目标值"),  # due last, and with an indication
    ("三年行动方案", "昆明市当好排头兵三年行动方案", "项量化目标"),
    ("数据缺口", "数据缺口", ""),
]
# Asked as people ask: the indicator that the first line is about.
QUESTIONS = [
    ("昆明GDP怎么样", "gdp"),
    ("昆明的旅游怎么样了", "tourism-revenue"),
    ("研发投入达标了吗", "rd-intensity"),
    ("外贸为什么没完成", "trade"),
    ("人口目标完成了吗", "population"),  # not the rate of urbanisation, which was met
    ("盘龙区GDP怎么样", "gdp"),  # the district has no such target: the subject counts before the place
    ("空气质量差不差", "good-air-share"),
    ("谁负责旅游", "tourism-revenue"),
    ("how is GDP doing", "gdp"),
    ("did we reach the R&D target?", "rd-intensity"),
    ("is green space on track", "green-space-ratio"),
]


@pytest.fixture(scope="module")
def find(curated, curated_ledger) -> Iterator[dict[str, Find]]:
    board = Board(curated, curated_ledger, dt.date(2026, 11, 27))
    with chromium() as browser, pytest.MonkeyPatch.context() as patched:
        patched.setenv("GAPBOARD_DATA", str(SHIPPED))  # its tasks are found too, and take no subject's place
        yield {language: finder(browser, board, language) for language in ("zh", "en")}


@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("word", "wanted"), CASES)
def test_a_subject_comes_first(find: dict[str, Find], word: str, wanted: set[str], language: str) -> None:
    found = find[language](word)
    assert set(ids(found)[: len(wanted)]) == wanted
    assert found["answer"]["asked"]["id"] in wanted


@pytest.mark.browser
@pytest.mark.parametrize(("typed", "name", "said"), TOGETHER)
def test_words_together_have_an_answer(find: dict[str, Find], typed: str, name: str, said: str) -> None:
    answer = find["zh"](typed)["answer"]
    assert name in answer["title"]
    assert said in answer["said"]


@pytest.mark.browser
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(("typed", "wanted"), QUESTIONS)
def test_a_question_has_an_answer(find: dict[str, Find], typed: str, wanted: str, language: str) -> None:
    assert find[language](typed)["answer"]["asked"]["id"] == wanted


@pytest.mark.browser
@pytest.mark.parametrize(
    ("typed", "language", "task"),
    [
        ("城市骨干公共交通网络", "zh", "km19-5"),
        ("骨干公共交通", "zh", "km19-5"),
        ("guojihangkongshuniu", "zh", "km19-1"),
        ("urban trunk public transport", "en", "km19-5"),
    ],
)
def test_a_task_is_found_by_its_name(find: dict[str, Find], typed: str, language: str, task: str) -> None:
    found = find[language](typed)
    assert ids(found, "tasks")[0] == task
    assert found["groups"][0]["kind"] == "tasks"


@pytest.mark.browser
@pytest.mark.parametrize(
    ("typed", "language", "task", "step"),
    [
        ("停车位", "zh", "yn21-12", "停车"),
        ("停车", "zh", "yn21-12", "停车"),
        ("滇中引水", "zh", "", "滇中引水工程"),
        (
            "提速15个省级重点物流园区",
            "zh",
            "km19-10",
            "15个省级重点物流园区",
        ),  # it was a density of roads, from 15 m on
        ("tingche", "zh", "yn21-12", "停车"),
        ("tingche", "en", "yn21-12", "parking"),
        ("三甲医院", "zh", "", "医院"),  # which no document names: hospitals are the nearest
        ("parking", "zh", "yn21-12", "停车"),
        ("parking", "en", "yn21-12", "parking"),
        ("停车场", "en", "yn21-12", "parking"),
    ],
)
def test_a_task_is_found_by_its_steps(find: dict[str, Find], typed: str, language: str, task: str, step: str) -> None:
    answer = find[language](typed)["answer"]
    assert answer["path"] == "documents" and answer["asked"]["task"].startswith(task)
    assert step in answer["said"]


@pytest.mark.browser
@pytest.mark.parametrize("typed", ["绿色食品", "绿色食品牌", "“绿色食品牌”"])
def test_an_aim_is_found_and_told_to_be_no_task(find: dict[str, Find], typed: str) -> None:
    """Nothing but that clause has the words; the answer was other food, with 绿色 left out."""
    found = find["zh"](typed)
    assert (found["answer"]["title"], found["without"]) == ("引领“绿色食品牌”迈向价值链高端", [])
    assert found["answer"]["said"] == "是文件中的提法或标题，不作任务统计"
    assert found["answer"]["asked"] == {"document": "yn-2021-kunming-opinions"}


@pytest.mark.browser
@pytest.mark.parametrize(("typed", "language"), [("逾期", "zh"), ("overdue", "en")])
def test_what_is_overdue_is_a_list_of_steps(find: dict[str, Find], typed: str, language: str) -> None:
    """It was answered by what was met late, 逾期达成."""
    found = find[language](typed)
    assert found["answer"]["asked"] == {"standing": "overdue"}
    assert "targets" not in {group["kind"] for group in found["groups"]}


def test_the_index_of_the_shipped_board_is_small(curated, curated_ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the names of all tasks, as it goes over the wire."""
    monkeypatch.setenv("GAPBOARD_DATA", str(SHIPPED))
    board = Board(curated, curated_ledger, dt.date(2026, 11, 27))
    for language in ("zh", "en"):
        text = search_json(board, language)
        assert '"id":"km19-5"' in text
        assert len(gzip.compress(text.encode())) < 45_000
        # What is fetched besides by who does search: 1,015 steps in both languages.
        assert len(gzip.compress(search_json(board, language, "steps").encode())) < 60_000
        # And what else documents say, with how all of it is read.
        assert len(gzip.compress(search_json(board, language, "besides").encode())) < 15_000


@pytest.mark.browser
def test_what_was_left_out_of_a_question_is_said(find: dict[str, Find]) -> None:
    assert find["zh"]("盘龙区GDP怎么样")["without"] == ["盘龙区"]
    assert find["zh"]("人口目标完成了吗")["without"] == []
    assert find["zh"]("木星有几颗卫星")["answer"] is None


@pytest.mark.browser
def test_where_not_all_words_fit_it_is_said_which_was_left_out(find: dict[str, Find]) -> None:
    assert find["zh"]("旅游 2025 未达成")["without"] == ["未达成"]
    assert find["zh"]("GDP 2025 未达成")["without"] == []


@pytest.mark.browser
def test_every_name_finds_its_indicator(find: dict[str, Find], curated) -> None:
    """Each is the first that its whole name finds, in either language: 644 questions, some seconds."""
    names = [(name, item.id) for item in curated.indicators.values() for name in (item.name, item.name_en)]
    firsts = find["zh"].first_indicators([name for name, _ in names])
    assert [(name, ident) for (name, ident), first in zip(names, firsts, strict=True) if first != ident] == []


def test_what_people_say_is_no_name_in_a_file(curated) -> None:
    """A word that several things are called by would be a wrong figure some day; an alias is for the import to take."""
    names = indicators_of(curated)
    for indicator in curated.indicators.values():
        for word in indicator.search_words:
            assert word == indicator.id or names.match(word).id is None, word


@pytest.mark.browser
@pytest.mark.parametrize("typed", ["人口", "研发", "空气", "绿化", "外贸", "GDP 2025 未达成", "木星有几颗卫星"])
def test_the_count_is_that_of_the_list(find: dict[str, Find], typed: str) -> None:
    """The answer stands once, and is counted once: 人口 had 4 in its list of "6"."""
    answer, listed = find["zh"](typed)["answer"], find["zh"].listed(typed)
    lines = [(hit["title"], hit["said"]) for group in listed["groups"] for hit in group["hits"]]
    assert not answer or (answer["title"], answer["said"]) not in lines
    assert listed["count"] == len(lines) + sum(group["more"] for group in listed["groups"]) + bool(answer)


@pytest.mark.browser
def test_one_question_finds_as_much_in_either_language(find: dict[str, Find]) -> None:
    """By the theme as well, which its English name hid from "foreign trade": it found 13 of 46."""
    for language in ("zh", "en"):
        first, second = (find[language](typed)["groups"] for typed in ("外贸", "foreign trade"))
        # The names of tasks are in the index in one language only, and aims are as printed, in Chinese.
        assert _counts(first) == _counts(second)


def _counts(groups: list[dict]) -> dict[str, int]:
    return {group["kind"]: group["count"] for group in groups if group["kind"] not in ("tasks", "aims")}
