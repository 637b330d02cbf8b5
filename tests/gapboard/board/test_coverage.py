"""What is lacking, and how that count fits the board's own."""

import datetime as dt

import pytest

from gapboard.assess import Group
from gapboard.board import Board, count
from gapboard.board.coverage import Availability, Lacking, availability, lacking, owed, to_ask
from gapboard.explain.coverage import coverage_text, publisher_text
from tests.gapboard import builder


def board() -> Board:
    """One judged, one without any figure, one with another year's only, one open, one floor broken in one year."""
    floor = {"measure": "each_year", "period": (2024, 2025), "value": 90}
    targets = [
        builder.target("judged", indicator="a"),
        builder.target("none", indicator="b"),
        builder.target("other", indicator="c"),
        builder.target("open", indicator="d", due=2030),
        builder.target("broken", indicator="e", **floor),
    ]
    indicators = [builder.indicator(ident) for ident in "abcde"]
    rows = {"a": {2025: 99}, "c": {2024: 99}, "d": {2020: 50, 2025: 60}, "e": {2024: 80}}
    return Board(builder.catalog(targets, indicators), builder.ledger(rows), dt.date(2026, 6, 30))


def test_what_lacks_a_figure_is_without_data_or_has_another_status() -> None:
    results = board().assessments
    known = {result.target.id: availability(result) for result in results}
    assert known == {
        **{"judged": Availability.DUE, "none": Availability.NONE, "other": Availability.OTHER},
        **{"open": Availability.OTHER, "broken": Availability.OTHER},
    }
    assert lacking(results) == Lacking(grey=2, other=2)
    said = coverage_text(results, "zh")
    assert "5 项目标中，1 项有到期年" in said and "数据缺口 4 项：2 项因此暂无数据，与总览一致；2 项已另有状态" in said
    assert "数据缺口" not in coverage_text([result for result in results if result.target.id != "broken"][:0], "zh")


@pytest.mark.parametrize("day", ["2020-06-30", "2024-06-30", "2026-11-22"])
def test_the_count_of_the_overview_is_a_part_of_it(shipped, shipped_ledger, day: str) -> None:
    on = dt.date.fromisoformat(day)
    results = Board(shipped, shipped_ledger, on, on).assessments
    assert lacking(results).grey == count(results).of(Group.NO_DATA)


def test_a_floor_of_which_a_bound_of_an_earlier_year_is_known_is_not_without_any_figure() -> None:
    floor = builder.target("floor", indicator="a", measure="each_year", period=(2024, 2025), value=90)
    rows = builder.ledger({"a": {2022: (95, ">=")}})
    (result,) = Board(builder.catalog([floor], [builder.indicator("a")]), rows, dt.date(2026, 6, 30)).assessments
    assert availability(result) is Availability.OTHER


def test_whom_one_asks_as_the_publisher_is_told_apart_from_whom_a_document_names() -> None:
    facts = {"by": "市文旅局", "by_en": "Culture", "outlet": "department"}
    targets = [builder.target("named", responsible=("市文旅局",)), builder.target("not", due=2022)]
    bodies = [builder.body("culture", "市文旅局", name_en="Culture")]
    whole = builder.catalog(targets, [builder.indicator(published=facts)], bodies=bodies)
    made = Board(whole, builder.ledger({}), dt.date(2027, 6, 30))
    (asked,) = to_ask(made)
    assert (asked.name, len(asked.results)) == ("市文旅局", 2)
    name = (asked.name, asked.name_en)
    said = publisher_text(name, asked.results, [], made, "zh")
    assert said == "其中 1 项文件未列该单位负责，因数据由其公布而索取"
    assert publisher_text(name, [item for item in asked.results if item.target.id == "named"], [], made, "zh") == ""


def test_what_others_are_asked_for_in_place_of_a_body_that_answers_is_said() -> None:
    """Else one body has nine figures overdue on one page and eight to supply on another."""
    facts = {"by": "市统计局", "by_en": "Statistics", "outlet": "department"}
    targets = [
        builder.target("own", indicator="plain", responsible=("市林草局",)),
        builder.target("theirs", indicator="released", responsible=("市林草局",)),
    ]
    indicators = [builder.indicator("plain"), builder.indicator("released", published=facts)]
    whole = builder.catalog(targets, indicators, bodies=[builder.body("forest", "市林草局", name_en="Forestry")])
    made = Board(whole, builder.ledger({}), dt.date(2027, 6, 30))
    asked = {item.name: item for item in to_ask(made)}
    assert {name: len(item.results) for name, item in asked.items()} == {"市林草局": 1, "市统计局": 1}
    told = publisher_text(("市林草局", "Forestry"), asked["市林草局"].results, owed(made), made, "zh")
    assert told == "另有 1 项列其负责，但数据向市统计局索取"
    told = publisher_text(("市统计局", "Statistics"), asked["市统计局"].results, owed(made), made, "zh")
    assert told == "其中 1 项文件未列该单位负责，因数据由其公布而索取"
