"""The board in brief, from small worlds counted by hand."""

import datetime as dt

from gapboard.board import Board, Filters
from gapboard.board.summary import best, by_theme, unjudged, worst
from gapboard.export.briefing import Briefing
from tests.gapboard.builder import catalog, indicator, ledger, target

ON = dt.date(2026, 6, 30)


def small_board(values: dict[str, dict[int, float]], goals: dict[str, dict[str, object]]) -> Board:
    names = sorted(set(values) | {str(goal.get("indicator", key)) for key, goal in goals.items()})
    targets = [target(key, **({"indicator": key} | goal)) for key, goal in goals.items()]
    return Board(catalog(targets, [indicator(name) for name in names]), ledger(values), ON)


def ids(results) -> list[str]:
    return [result.target.id for result in results]


def test_the_worst_are_those_that_achieved_least_of_what_they_promised() -> None:
    """From 50 to 100 were promised: 40 went the other way, 60 is a fifth of the way; 90 of 95 is a ninth."""
    board = small_board(
        {"a": {2020: 50, 2025: 40}, "b": {2020: 50, 2025: 60}, "c": {2020: 90, 2025: 90.5}},
        {"a": {"value": 100}, "b": {"value": 100}, "c": {"value": 95}},
    )
    assert ids(worst(board.assessments)) == ["a", "c", "b"]  # −0.2, 0.1 and 0.2 of the promised change


def test_a_promise_of_later_never_stands_among_those_fallen_due() -> None:
    board = small_board(
        {"far": {2020: 50, 2025: 10}, "old": {2020: 50, 2022: 51}, "due": {2020: 50, 2025: 99}},
        {"far": {"due": 2035, "value": 500}, "old": {"due": 2022, "value": 100}, "due": {"value": 100}},
    )
    assert ids(worst(board.assessments)) == [
        "due",
        "old",
        "far",
    ]  # the open one last


def test_growth_is_not_ranked_by_a_per_cent_of_a_per_cent() -> None:
    """1 % in place of 2 % and 10 % in place of 20 % are both half; 8 % in place of 10 % is better than either."""
    growth = {"measure": "growth", "unit": "%"}
    board = small_board(
        {"small": {2024: 100, 2025: 101}, "large": {2024: 100, 2025: 110}, "near": {2024: 100, 2025: 108}},
        {"small": {"value": 2, **growth}, "large": {"value": 20, **growth}, "near": {"value": 10, **growth}},
    )
    found = ids(worst(board.assessments))
    assert found[2] == "near" and set(found[:2]) == {"small", "large"}


def test_without_a_base_amounts_stand_after_the_others_by_what_is_missing() -> None:
    board = small_board(
        {"a": {2025: 90}, "b": {2025: 500}, "c": {2025: 30}, "d": {2025: 120}},
        {"a": {"value": 100}, "b": {"value": 1000}, "c": {"value": 100}, "d": {"value": 100}},
    )
    assert ids(worst(board.assessments)) == ["c", "b", "a"]  # 70, 50 and 10 per cent missing
    assert ids(best(board.assessments)) == ["d"]


def test_what_is_still_open_is_held_against_its_path_not_its_goal() -> None:
    # Half the way is due in 2025 (75); 70 is 6.7 % short of that, though 30 % short of the goal.
    board = small_board(
        {"open": {2020: 50, 2025: 70}, "past": {2025: 90}},
        {"open": {"due": 2030, "value": 100}, "past": {"value": 100}},
    )
    assert ids(worst(board.assessments)) == ["past", "open"]


def test_several_promises_about_one_thing_count_once_among_the_worst() -> None:
    board = small_board({"a": {2025: 50}}, {"t1": {"indicator": "a"}, "t2": {"indicator": "a"}})
    assert ids(worst(board.assessments)) == ["t1"]


def test_few_are_few() -> None:
    goals = {f"i{n}": {"value": 100} for n in range(8)}
    board = small_board({key: {2025: 10 + n} for n, key in enumerate(goals)}, goals)
    assert ids(worst(board.assessments)) == ["i0", "i1", "i2", "i3", "i4"]
    assert ids(worst(board.assessments, 2)) == ["i0", "i1"]


def test_unjudged_are_past_due_without_a_figure() -> None:
    board = small_board({"b": {2024: 99}}, {"a": {}, "b": {}, "c": {"due": 2030}})
    assert ids(unjudged(board.assessments)) == ["a", "b"]


def test_themes_hold_every_target_once(shipped, shipped_ledger) -> None:
    board = Board(shipped, shipped_ledger, dt.date(2026, 11, 21))
    themes = by_theme(board, board.assessments)
    assert sum(len(theme.results) for theme in themes) == sum(theme.counts.total for theme in themes) == 198
    assert [theme.theme.id for theme in themes][:3] == ["economy", "industry", "services"]


def test_a_briefing_names_its_scope_date_and_sources(shipped, shipped_ledger) -> None:
    day = dt.date(2026, 11, 21)
    everything = Briefing(Board(shipped, shipped_ledger, day), Filters(), "zh")
    assert (everything.scope, everything.as_of) == ("全部目标", "数据截至 2026-11-01，查看日期 2026-11-21")
    some = Briefing(Board(shipped, shipped_ledger, day, day), Filters(region="panlong", due="2022"), "en")
    assert (some.scope, some.as_of) == (
        "Region Panlong District, Due year 2022",
        "As known on 2026-11-21, data up to 2026-11-01",
    )
    judged = {row.source for result in everything.results if result.judged for row in result.judged.inputs}
    assert everything.sources == sorted(judged) and len(judged) > 3
    odd = Briefing(Board(shipped, shipped_ledger, day), Filters(status="<b>"), "zh")
    assert odd.results == () and odd.scope == "状态 <b>" and odd.verdict
