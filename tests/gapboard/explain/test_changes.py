"""Changes and causes in words, against sentences written by hand."""

import datetime as dt

import pytest

from gapboard.board import Board
from gapboard.board.changes import Changes, as_it_was, changes
from gapboard.board.meetings import Meeting, Since
from gapboard.explain import cause_texts, change_text
from gapboard.explain.changes import default_text, figure_text, headline_text
from gapboard.ledger import Ledger
from tests.gapboard import builder
from tests.gapboard.builder import row

REVIEW = {"until": "2025-06-01", "value": 120, "approved_by": "中期调整", "approved_by_en": "Mid-term review"}


def compared(rows, since="2025-03-01", on="2026-06-30", **fields):
    catalog = builder.catalog([builder.target(**fields)])
    now = Board(catalog, Ledger(tuple(rows)), dt.date.fromisoformat(on), dt.date.fromisoformat(on))
    return changes(as_it_was(now, dt.date.fromisoformat(since)), now), catalog


ROWS = [row("x", 2020, 60, "2021-05-01"), row("x", 2023, 70, "2024-05-01")]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "zh",
            "指标x 100 亿元（本区，规划 · 第1项）：落后 → 已达成。新公布2025年指标x 101.5 亿元（公报，2026-05-20）。",
        ),
        (
            "en",
            "Indicator x, 10 bn yuan (Here, Plan · item 1): Behind → Met. "
            "New figure: Indicator x, 2025, 10.15 bn yuan (公报, 2026-05-20).",
        ),
    ],
)
def test_a_status_change_with_its_cause(language, text) -> None:
    found, catalog = compared([*ROWS, row("x", 2025, 101.5, "2026-05-20")])
    assert change_text(found.better[0], catalog, language) == text


def test_revised_and_withdrawn_figures_name_their_region() -> None:
    rows = [row("city/x", 2023, 70, "2024-05-01"), row("city/x", 2023, 72.25, "2025-05-01", source="")]
    found, catalog = compared(rows, on="2025-07-01")
    assert figure_text(found.revised[0], catalog, "zh") == ("全市2023年指标x由 70 亿元 修订为 72.25 亿元（2025-05-01）")
    rows = [row("city/x", 2023, 70, "2024-05-01"), row("city/x", 2023, None, "2025-05-01")]
    found, catalog = compared(rows, on="2025-07-01")
    assert (
        change_text(found.withdrawn[0], catalog, "en")
        == "Indicator x, City, 2023, 7 bn yuan, was withdrawn (公报, 2024-05-01)"
    )


def test_the_calendar_and_a_restated_target() -> None:
    found, catalog = compared(ROWS)
    assert cause_texts(found.lost[0], catalog, "zh") == ["2025年已过，判断所需的数据尚缺"]
    found, catalog = compared(ROWS, on="2025-07-01", value=65, stretch=80, earlier=[REVIEW])
    text = "目标由“120 亿元（2025年）”调整为“65 亿元，力争 80 亿元（2025年）”（中期调整，2025-06-01起）"
    assert cause_texts(found.better[0], catalog, "zh") == [text]
    assert change_text(found.restated[0], catalog, "zh") == f"指标x（本区，规划 · 第1项）：{text}。"


def test_a_new_target() -> None:
    found, catalog = compared([], since="2020-06-01", on="2021-06-01")
    assert change_text(found.new_targets[0], catalog, "en") == "Indicator x (Here, Plan · item 1): 10 bn yuan (2025)."


def test_the_headline_counts_what_there_is() -> None:
    found, _ = compared([*ROWS, row("x", 2025, 101.5, "2026-05-20")])
    assert headline_text(found, "zh") == "自 2025-03-01 至 2026-06-30：1 项好转，新增 1 个数。"
    assert headline_text(found, "en") == "From 2025-03-01 to 2026-06-30: 1 better, new figures: 1."
    none = Changes(dt.date(2026, 1, 1), dt.date(2026, 2, 1))
    assert headline_text(none, "zh") == "自 2026-01-01 至 2026-02-01，没有变化。"


def test_where_the_default_comes_from() -> None:
    day = dt.date(2026, 11, 20)
    assert default_text(Since(day, Meeting(day, "常务会")), "zh") == "默认从上次会议（2026-11-20，常务会）起算。"
    assert default_text(Since(day, Meeting(day)), "en") == "By default from the last meeting (2026-11-20)."
    assert "一个月前（2026-11-20）" in default_text(Since(day), "zh")


def test_one_promise_in_two_items_is_two_lines() -> None:
    targets = [builder.target("a", item="1"), builder.target("b", item="2")]
    catalog = builder.catalog(targets)
    now = Board(catalog, Ledger(()), dt.date(2021, 6, 1), dt.date(2021, 6, 1))
    found = changes(as_it_was(now, dt.date(2020, 6, 1)), now)
    assert len({change_text(target, catalog, "zh") for target in found.new_targets}) == 2
