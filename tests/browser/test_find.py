"""What the search box's script makes of what is typed, on a small board: worked out in the browser, without a page.

Slow: Chromium is started, for the script runs nowhere else.
"""

from __future__ import annotations

import datetime as dt

import pytest
from playwright.sync_api import Browser

from gapboard.board import Board
from tests.finding import Find, finder, ids
from tests.gapboard.builder import body, catalog, indicator, ledger, target


@pytest.fixture(scope="module")
def find(browser: Browser) -> Find:
    """Tourism missed in 2025 and met in 2022; trade missed in 2025; a bank's growth, a museum with nothing."""
    made = catalog(
        [
            target(
                "a",
                indicator="tourism",
                value=150,
                comparator=">=",
                responsible=("市文化和旅游局",),
                quote="总收入突破150亿元",
            ),
            target("b", indicator="tourism", due=2022, value=80, comparator=">="),
            target("c", indicator="trade", value=200, comparator=">=", responsible=("市商务局",)),
            target("d", indicator="trade", due=2035, value=300, name="出口翻番", name_en="Exports doubled"),
        ],
        [
            indicator("tourism", name="旅游业总收入", name_en="Tourism revenue", search_words=["旅游"]),
            indicator(
                "trade", name="进出口总额", name_en="Goods trade, imports and exports", aliases=["外贸进出口总额"]
            ),
            indicator("bank", name="银行业增长指数", name_en="Growth of banking"),
            indicator("museum", name="博物馆数（含“数字”馆）", name_en="Museums"),
            indicator("retail", name="社会消费品零售总额", name_en="Retail sales"),
            indicator("rd", name="R&D经费", name_en="Spending on research and development (R&D)"),
        ],
        bodies=[body("culture", "市文化和旅游局"), body("commerce", "市商务局")],
    )
    values = {"tourism": {2022: 90, 2023: 95, 2025: 112.5}, "trade": {2025: 150}, "bank": {2023: 7}}
    return finder(browser, Board(made, ledger(values), dt.date(2026, 6, 30)), "zh")


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("旅游", ["tourism"]),
        ("外贸", ["trade"]),
        ("TOURISM", ["tourism"]),
        ("tour", ["tourism"]),
        ("import", ["trade"]),  # a word of a name begins so
        ("ort", []),  # but none has so short a piece in its middle
        ("ourism", ["tourism"]),  # unless it is long enough to be told from chance
        ("lvyou", ["tourism"]),
        ("lyou", ["tourism"]),
        ("lüyou", ["tourism"]),
        ("lv'you", ["tourism"]),  # as an input method writes it while one types
        ("lvyouy", ["tourism"]),  # the last syllable not finished
        ("ly", ["tourism"]),
        ("yinhang", ["bank"]),
        ("yinxing", ["bank"]),  # 行 has two readings
        ("yhyzzzs", ["bank"]),
        ("zzz", []),  # and so are three, where one letter is struck several times
        ("旅遊", ["tourism"]),  # traditional characters
        ("zz", []),  # two initials within a name are chance
        ("社零额", ["retail"]),  # as people shorten it
        ("零社额", []),
        ("r&d", ["rd"]),
        ("Ｒ＆Ｄ", ["rd"]),
        ("rd", ["rd"]),
        ("数字馆", ["museum"]),  # without the marks that its name has
        ("museum", ["museum"]),
    ],
)
def test_one_word(find: Find, typed: str, wanted: list[str]) -> None:
    assert ids(find(typed))[:2] == wanted


@pytest.mark.parametrize(
    ("typed", "title", "said", "without"),
    [
        ("旅游 2025 未达成", "旅游业总收入", "未达成，差 37.5 亿元（25%）", []),
        ("未达成的旅游目标", "旅游业总收入", "未达成，差 37.5 亿元（25%）", []),
        ("旅游2025年未达成", "旅游业总收入", "未达成，差 37.5 亿元（25%）", []),
        ("lvyou2025wdc", "旅游业总收入", "未达成，差 37.5 亿元（25%）", []),
        ("tourism missed", "旅游业总收入", "未达成，差 37.5 亿元（25%）", []),
        ("tourism not met", "旅游业总收入", "未达成，差 37.5 亿元（25%）", []),
        ("旅游 达成", "旅游业总收入", "90 亿元（2022），目标 ≥80 亿元（2022年），已达成，超 10 亿元（12.5%）", []),
        ("tourism met", "旅游业总收入", "90 亿元（2022），目标 ≥80 亿元（2022年），已达成，超 10 亿元（12.5%）", []),
        ("旅游 2023", "旅游业总收入", "2023年 95 亿元", []),  # promised for no year, published all the same
        ("旅游 2020-2022", "旅游业总收入", "90 亿元（2022），目标 ≥80 亿元（2022年），已达成，超 10 亿元（12.5%）", []),
        ("旅游 2031", "旅游业总收入", "未达成，差 37.5 亿元（25%）", ["2031"]),
        ("外贸 已达成", "进出口总额", "未达成，差 50 亿元（25%）", ["已达成"]),
        ("商务局 2025", "进出口总额", "未达成，差 50 亿元（25%）", []),
        ("突破150亿元", "旅游业总收入", "未达成，差 37.5 亿元（25%）", []),  # a clause's own words
        ("2025 未达成", "2025年到期 · 未达成", "在总览中列出 2 项", []),
        ("本区旅游收入", "旅游业总收入", "未达成，差 37.5 亿元（25%）", []),
        ("旅游 收入 2022", "旅游业总收入", "已达成，超 10 亿元（12.5%）", []),
        ("市 商务局", "市商务局", "1 项量化目标", []),
        ("R&D未达成", "R&D经费", "没有目标", ["未达成"]),
        ("商务局", "市商务局", "1 项量化目标", []),
    ],
)
def test_words_together(find: Find, typed: str, title: str, said: str, without: list[str]) -> None:
    found = find(typed)
    assert found["answer"]["title"] == title
    assert said in found["answer"]["said"]
    assert found["without"] == without


def test_each_target_of_an_answer_fits_every_word(find: Find) -> None:
    """Tourism has a target for 2022 and one that was missed; no target is both."""
    targets = [group for group in find("旅游 2022 未达成")["groups"] if group["kind"] == "targets"]
    assert find("旅游 2022 未达成")["without"] == ["未达成"]
    assert [hit["said"][:4] for group in targets for hit in group["hits"]] == ["90 亿"]


def test_a_target_of_its_own_name(find: Find) -> None:
    found = find("exports doubled")
    assert [hit["title"] for group in found["groups"] if group["kind"] == "targets" for hit in group["hits"]] == [
        "出口翻番"
    ]


@pytest.mark.parametrize(
    ("typed", "path"), [("导入", "import"), ("slides", "present"), ("touping", "present"), ("总览", "./")]
)
def test_pages(find: Find, typed: str, path: str) -> None:
    assert ids(find(typed), "pages")[0] == path
    assert find(typed)["answer"]["path"] == path


@pytest.mark.parametrize(
    "typed", ["", "   ", "xyzxyz", "!?", "未", "\u0001\u0002", "(" * 200, "a" * 5000, "年年年年年年年年年年年年年"]
)
def test_what_finds_nothing(find: Find, typed: str) -> None:
    found = find(typed)
    assert (found["answer"], found["groups"], found["count"]) == (None, [], 0)


@pytest.mark.parametrize("typed", ["谁负责外贸", "外贸由谁负责", "外贸哪个单位负责", "who is responsible for trade"])
def test_who_asks_who_hears_the_body_first(find: Find, typed: str) -> None:
    answer = find(typed)["answer"]
    assert answer["asked"]["id"] == "trade"
    assert answer["said"].startswith("责任单位：市商务局 · 150 亿元（2025）")
    assert not find("外贸")["answer"]["said"].startswith("责任单位"), "nobody asked"
