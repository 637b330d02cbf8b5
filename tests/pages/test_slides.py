"""What stands beside and under the charts of slides and cards."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from components.leaders.plot import labels
from components.meeting.slides import slides_html
from components.page.links import Links
from gapboard.board import Board, Filters
from gapboard.board.wall import card, places
from gapboard.explain.cards import CardWords
from gapboard.export.briefing import Briefing
from tests.gapboard import builder
from tests.gapboard.export import test_task_handouts

ON = dt.date(2026, 6, 30)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({2019: 90, 2020: 95, 2021: (40, ">=")}, "2021: ≥40"),
        ({2019: 90, 2021: (60, "<=")}, "2021: ≤60"),
        ({2019: 90, 2020: 95}, "2020: 95"),
    ],
)
def test_what_stands_beside_a_chart_without_a_verdict_is_the_latest_that_is_known(values, said) -> None:
    made = builder.catalog([builder.target(due=2025, value=500, comparator=">=")])
    board = Board(made, builder.ledger({"x": values}), ON)
    shown = card(board, made.indicators["x"], "here", board.assessments)
    found = places(shown)
    assert found is not None
    [now] = [label for label in labels(CardWords(shown, made, "zh"), found) if label.kind == "now"]
    assert now.lines == (said,)


def slides(targets, indicators, values) -> str:
    made = builder.catalog(targets, indicators)
    return slides_html(Briefing(Board(made, builder.ledger(values), ON), Filters(), "zh"), Links("zh", ""), None)


def test_a_bar_to_the_left_of_nought_has_its_figures_and_one_to_the_right_none() -> None:
    rate = builder.indicator(unit="%", kind="rate", name="增速")
    goal = builder.target(measure="share", unit="%", due=2025, value=26, comparator=">=")
    below = slides([goal], [rate], {"x": {2025: -9.6}})
    # From −9.6 to 26 with four per cent of room at both ends: 37.024 in all, nought 9.984 from the left.
    assert '<b style="left:1.04%">−9.6%</b><b style="left:26.97%">0</b><b style="left:97.19%">目标 26%</b>' in below
    assert 'class="ends"' not in slides([goal], [rate], {"x": {2025: 9.6}})


def test_the_slide_of_the_themes_has_a_card_where_there_is_a_verdict_and_names_the_others() -> None:
    """Cards that all say “no data” hide those that say more; how it stands is to be seen in ten seconds."""
    indicators = [builder.indicator(name, theme=name) for name in ("calm", "late", "none")]
    goals = [builder.target(name, indicator=name, comparator=">=", due=2025) for name in ("calm", "late", "none")]
    html = slides(goals, indicators, {"calm": {2025: 120}, "late": {2025: 10}})
    [slide] = [part for part in html.split("<section") if 'class="slide verdict' in part]
    assert re.findall(r'data-theme="(\w+)"', slide) == ["late", "calm"], "the worst first"
    assert "暂无数据的领域 1 个：领域none 1 项。" in slide
    assert "项未展示" not in re.sub("data-words=.*?>", "", slide), "the cards of both are among the slides"
    shown, notes = slide.split('<aside class="notes"')
    assert "以下各页" in notes and "以下各页" not in shown


def test_the_state_of_a_slide_is_said_once() -> None:
    goal = builder.target(due=2025, value=500, comparator=">=")
    html = slides([goal], [builder.indicator()], {"x": {2019: 90, 2020: 95}})
    [slide] = [part for part in html.split("<section") if 'class="slide card' in part]
    assert slide.split("<h1>")[1].split("</h1>")[0].count("尚未公布") == 1


def test_tasks_stand_by_theme_and_what_is_late_below_the_theme_it_is_of() -> None:
    html = slides_html(test_task_handouts.briefing(*test_task_handouts.REPORTS), Links("zh", ""), None)
    wall, late = (
        part for part in html.split("<section") if 'class="slide tasks' in part or 'class="slide late' in part
    )
    names = [part.split("</b>")[0] for part in wall.split("<li><b>")[1:]]
    assert names == ["全部", "综合及其他（条目未列指标）"]  # those of p-1, of which two steps are late; p-2 and p-3
    assert 'style="flex:3"></i><i class="on_track" style="flex:1"></i><i class="behind" style="flex:1"></i>' in wall
    assert [part.split("</h2>")[0] for part in late.split("<h2>")[1:]] == names
    shown = late.split("<aside")[0]
    assert [shown.index(step) for step in ("做p-1.5", "做p-1.4", "做p-3.1")] == sorted(
        shown.index(step) for step in ("做p-1.5", "做p-1.4", "做p-3.1")
    )
