"""What the index of the search box holds: names, answers, order, readings."""

import datetime as dt
import json
from pathlib import Path

import pytest

from gapboard.board import Board
from gapboard.board.task_bodies import shares
from gapboard.board.tasks import TaskBoard
from gapboard.catalog.tasks import load_tasks
from gapboard.explain.search import search_besides, search_index
from gapboard.explain.search.readings import readings
from tests.gapboard import builder
from tests.gapboard.builder import body, catalog, indicator, ledger, target


def board(**later: object) -> Board:
    """Three indicators: one with a verdict, one with a figure only, one with nothing."""
    made = catalog(
        [
            target("t", value=150, comparator=">=", responsible=("市商务局",), quote="达到150亿元"),
            target("far", due=2035, value=300),
            target("named", indicator="z", due=2024, name="其中：小巨人", name_en="Little giants", value=5),
        ],
        [
            indicator("empty", name="空气质量"),
            indicator("y", name="出口总额"),
            indicator("z"),
            indicator(aliases=["外贸总额"], search_words=["外贸"]),
        ],
        bodies=[body("commerce", "市商务局"), body("idle", "市教育局")],
    )
    return Board(made, ledger({"x": {2024: 120, 2025: 112.5}, "y": {2024: 70, 2025: (80, ">=")}}), dt.date(2026, 6, 30))


TASKS = """\
bodies:
  - {id: press, name: 市新闻办, name_en: Press office, region: here}
  - {id: all, name: 各单位, name_en: All units, region: here, collective: true}
tasks:
  - {id: p-1, document: plan, item: "1", name: 停车, name_en: Parking, under: 扩大开放, under_en: Opening up,
     kind: build, responsible: [市商务局], due: 2025, steps: [{id: p-1.1, text: 建设停车场, en: Build parking}]}
  - {id: p-2, document: plan, item: "2", name: 外贸, name_en: Trade, under: 扩大开放, under_en: Opening up, kind: build,
     lead: [市新闻办], responsible: [各单位]}
left_out:
  - {document: plan, text: 引领“绿色食品牌”, reason: aim}
  - {document: plan, text: 再次建设停车场, reason: repeats}
"""
INDEX = search_index(board(), "zh")
BY_ID = {entry["id"]: entry for entry in INDEX["indicators"]}


def test_who_says_most_stands_first() -> None:
    """With a verdict, then with a target, then with a figure, then the rest."""
    assert [entry["id"] for entry in INDEX["indicators"]] == ["x", "z", "y", "empty"]


def test_an_indicator_is_found_by_all_its_names_in_both_languages() -> None:
    assert BY_ID["x"] | {"years": {}} == {
        "id": "x",
        "name": "指标x",
        "words": ["Indicator x", "外贸总额"],
        "called": ["外贸"],
        "theme": 0,
        "years": {},
        "said": "2025年 112.5 亿元；没有文件定目标",
    }
    english = next(entry for entry in search_index(board(), "en")["indicators"] if entry["id"] == "x")
    assert (english["name"], english["words"]) == ("Indicator x", ["指标x", "外贸总额"])


@pytest.mark.parametrize(
    ("name", "years", "said"),
    [
        ("y", {0: {"2024": "70 亿元", "2025": "至少 80 亿元"}}, "2025年 至少 80 亿元；没有文件定目标"),
        ("empty", {}, "没有目标，也没有数据"),
    ],
)
def test_what_nobody_promised_answers_with_its_latest_figure(name: str, years: dict, said: str) -> None:
    assert BY_ID[name]["years"] == years
    assert BY_ID[name]["said"] == said


def test_a_target_answers_with_value_goal_verdict_and_gap() -> None:
    """The one with a verdict first; 112.5 of 150 are 37.5 short, a quarter; the far one comes after it."""
    first, second, third = INDEX["targets"]
    assert first["said"] == "112.5 亿元（2025），目标 ≥150 亿元（2025年），未达成，差 37.5 亿元（25%）"
    assert (first["of"], first["due"], first["quote"]) == (0, 2025, "达到150亿元")
    assert INDEX["verdicts"][first["verdict"]]["name"] == "未达成"
    assert [INDEX["bodies"][place]["id"] for place in first["bodies"]] == ["commerce"]
    assert second["due"] == 2035
    assert (third["name"], third["words"]) == ("其中：小巨人", ["Little giants"])
    assert third["said"] == "目标 5 亿元（2024年），暂无数据 · 未见公布"


def test_the_same_in_english() -> None:
    first = search_index(board(), "en")["targets"][0]
    assert first["said"] == "11.25 bn yuan (2025); goal ≥15 bn yuan by 2025; Missed, 3.75 bn yuan short (25%)"


def test_bodies_documents_and_themes_answer_with_their_counts() -> None:
    commerce, idle = INDEX["bodies"]
    assert commerce["said"] == "1 项量化目标。 2025年目标 1 项：未达成 1。"
    assert idle["said"] == "没有量化目标"
    assert INDEX["documents"][0]["said"] == INDEX["themes"][0]["said"]
    assert INDEX["documents"][0]["said"].startswith("3 项量化目标。")


def test_verdicts_are_understood_in_both_languages() -> None:
    missed = next(verdict for verdict in INDEX["verdicts"] if verdict["id"] == "missed")
    assert {"没完成", "not met", "missed"} <= set(missed["words"])
    assert missed["words"] == search_index(board(), "zh")["verdicts"][1]["words"]


def test_as_known_on_a_day() -> None:
    """What was not yet known is no answer: the ledger's rows came on the first day of 2021."""
    early = Board(board().catalog, board().ledger, dt.date(2020, 12, 31), dt.date(2020, 12, 31))
    index = search_index(early, "zh")
    assert index["targets"] == []
    assert all(entry["years"] == {} for entry in index["indicators"])


def test_a_body_answers_with_its_tasks_too(tmp_path: Path) -> None:
    """Of the plan that ended in 2025 p-1 has one step, with no report; p-2 is done as a whole and has none."""
    (tmp_path / "tasks.yaml").write_text(TASKS, encoding="utf-8")
    tasks = load_tasks(tmp_path, board().catalog)
    known = shares(TaskBoard(tasks, [], board().on))
    commerce, idle, press = search_index(board(), "zh", (), tasks, known)["bodies"]
    assert commerce["said"] == (
        "1 项量化目标。 2025年目标 1 项：未达成 1。 列名任务 1 项，事项中1个已到期而没有单位填报。"
    )
    assert idle["said"] == "没有量化目标"
    assert (press["id"], press["said"]) == ("press", "没有量化目标。牵头任务 1 项。")
    english = search_index(board(), "en", (), tasks, known)["bodies"]
    assert english[0]["said"].endswith(" Tasks: named for 1 task; of their steps 1 past due and reported by no body.")
    assert english[2]["name"] == "Press office"


def test_what_documents_say_besides_their_tasks(tmp_path: Path) -> None:
    """Headings in both languages and aims as printed, each once; what a step or a target has is found there."""
    (tmp_path / "tasks.yaml").write_text(TASKS, encoding="utf-8")
    found = search_besides(board(), "en", load_tasks(tmp_path, board().catalog))
    assert found["said"] == {"plan": [["Opening up", "扩大开放"], ["引领“绿色食品牌”"]]}
    assert "停" in found["readings"]["ting"] and "食" in found["readings"]["shi"]
    early = Board(board().catalog, board().ledger, dt.date(2020, 12, 31), dt.date(2020, 12, 31))
    assert search_besides(early, "en", load_tasks(tmp_path, board().catalog))["said"] == {}


def test_it_is_json_and_its_readings_are_those_of_its_own_characters() -> None:
    assert json.loads(json.dumps(INDEX))
    characters = set("".join(INDEX["readings"].values()))
    assert "商" in characters and "憨" not in characters


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("旅游", {"lv": "旅", "you": "游"}),
        ("绿地率", {"di": "地", "lv": "率绿", "shuai": "率"}),
        ("银行行长", {"chang": "长", "hang": "行", "xing": "行", "yin": "银", "zhang": "长"}),
        ("GDP、é", {}),
    ],
)
def test_a_character_has_the_readings_that_are_in_use(text: str, wanted: dict[str, str]) -> None:
    assert readings([text]) == wanted


def test_every_character_of_the_data_has_a_reading() -> None:
    """A thousand characters of names and clauses, rare ones of Yunnan's places among them."""
    from gapboard.catalog import load_catalog
    from tests.shipped_data import DATA

    text = (DATA / "targets.yaml").read_text(encoding="utf-8")
    assert load_catalog(DATA / "targets.yaml").regions["mohan"].name == "磨憨镇"
    chinese = {character for character in text if "\u4e00" <= character <= "\u9fff"}
    assert chinese - set("".join(readings([text]).values())) == set()


def test_the_table_of_readings_is_what_pypinyin_says() -> None:
    """Reading its two dictionaries and asking each of them takes a second."""
    from tests.gapboard.explain.make_readings import TABLE, table

    assert TABLE.read_text(encoding="utf-8") == table()


def test_an_answer_carries_what_another_year_indicates_and_what_is_known_within_bounds() -> None:
    said = {}
    for kind, values in (("level", {2024: 101}), ("flow", {2018: (70, ">=")})):
        whole = builder.catalog([builder.target()], [builder.indicator(kind=kind)])
        made = Board(whole, builder.ledger({"x": values}), dt.date(2027, 6, 1))
        said[kind] = search_index(made, "zh")["targets"][0]["said"]
    assert said["level"] == (
        "目标 100 亿元（2025年），暂无数据 · 逾期未公布；迹象（不作结论）：2024年（到期前 1 年）：101 亿元，已达目标值"
    )
    assert said["flow"] == "2018年至少 70 亿元，目标 100 亿元（2025年），暂无数据 · 逾期未公布"


def test_of_indicators_without_a_verdict_the_one_with_an_indication_comes_first() -> None:
    indicators = [builder.indicator("old"), builder.indicator("near", kind="level")]
    targets = [builder.target("a", indicator="old", due=2019), builder.target("b", indicator="near")]
    made = Board(builder.catalog(targets, indicators), builder.ledger({"near": {2024: 90}}), dt.date(2027, 6, 1))
    assert [item["id"] for item in search_index(made, "zh")["indicators"]] == ["near", "old"]


def test_a_target_says_who_answers_for_it_or_that_nobody_is_named_and_whom_another_document_suggests() -> None:
    targets = [builder.target("a", responsible=("市商务局",)), builder.target("b", due=2022)]
    made = Board(builder.catalog(targets), builder.ledger({}), dt.date(2027, 6, 1))
    said = {item["due"]: item["who"] for item in search_index(made, "zh")["targets"]}
    assert said[2025] == "责任单位：市商务局"
    assert said[2022].startswith("文件未列责任单位") and "建议：市商务局" in said[2022]
