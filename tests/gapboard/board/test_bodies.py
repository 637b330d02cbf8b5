"""Responsible bodies: who answers for what, which figures are overdue, and the ranking worked by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from gapboard.assess import Group
from gapboard.board import Board, Filters
from gapboard.board.bodies import ENOUGH, Departments, Standing, departments, suggested
from tests.gapboard import builder

# Every target leads from 50 in 2020 to 100 in 2025. The actual of 2025 is given; progress is (actual − 50) ÷ 50.
TARGETS: list[tuple[tuple[str, ...], float | None]] = [
    (("甲局", "各街道"), 75),  # 0.5
    (("甲局", "各街道"), 120),  # 1.4, counts as 1
    (("甲局", "各街道"), 40),  # −0.2, counts as 0
    (("甲局",), None),
    (("乙局", "甲局二"), 75),  # 0.5, three times
    (("乙局",), 75),
    (("乙局",), 75),
    (("丙局",), 80),  # 0.6, three times
    (("丙局",), 80),
    (("丙局", "丁局"), 80),
    (("丁局",), 55),  # 0.1
    (("丁局",), 45),  # −0.1, counts as 0
    (("戊局", "甲局"), 100),  # 1
    (("戊局",), 100),
    ((), None),
]
BODIES = [
    builder.body("a", "甲局", aliases=["甲局二"]),
    builder.body("b", "乙局"),
    builder.body("c", "丙局", region="city"),
    builder.body("d", "丁局"),
    builder.body("e", "戊局"),
    builder.body("all", "各街道", collective=True),
]


def board(on: str = "2026-06-30", breaks: Any = (), **first: Any) -> Board:
    targets = [
        builder.target(f"t{number}", indicator=f"x{number}", responsible=names, **(first if number == 0 else {}))
        for number, (names, _) in enumerate(TARGETS)
    ]
    indicators = [builder.indicator(f"x{number}", breaks=() if number else breaks) for number in range(len(TARGETS))]
    catalog = builder.catalog(targets, indicators, bodies=BODIES)
    series = {
        f"x{number}": {2020: 50.0} | ({} if actual is None else {2025: actual})
        for number, (_, actual) in enumerate(TARGETS)
    }
    return Board(catalog, builder.ledger(series), dt.date.fromisoformat(on))


@pytest.fixture
def found() -> Departments:
    return departments(board())


def of(found: Departments, ident: str) -> Standing:
    return next(item for item in found.standings if item.body.id == ident)


def test_a_target_counts_for_each_body_once_also_under_an_alias(found: Departments) -> None:
    ids = {item.body.id: sorted(result.target.id for result in item.results) for item in found.standings}
    assert ids == {
        "a": ["t0", "t1", "t12", "t2", "t3", "t4"],
        "b": ["t4", "t5", "t6"],
        "c": ["t7", "t8", "t9"],
        "d": ["t10", "t11", "t9"],
        "e": ["t12", "t13"],
        "all": ["t0", "t1", "t2"],
    }
    assert (len(found.results), found.unnamed) == (14, 1)
    assert [of(found, ident).first_named for ident in ("a", "b", "c", "d", "e", "all")] == [4, 3, 3, 2, 2, 0]


def test_status_counts_overdue_figures_and_the_worst_gap(found: Departments) -> None:
    """Of 甲局's six, 120 and 100 are met; 75, 75 and 40 missed; one has no figure. 40 is 60 short."""
    first = of(found, "a")
    assert [first.counts.of(group) for group in (Group.MET, Group.MISSED, Group.NO_DATA)] == [2, 3, 1]
    assert [result.target.id for result in first.overdue] == ["t3"]
    assert first.unknown == 1
    assert first.worst and first.worst.target.id == "t2"
    assert of(found, "e").worst is None


def test_before_the_due_year_no_figure_is_overdue_and_a_base_alone_is_no_progress() -> None:
    early = of(departments(board("2025-06-30")), "a")
    assert early.overdue == ()
    assert [early.counts.of(group) for group in (Group.UNDEFINED, Group.NO_DATA)] == [1, 0]
    assert len(early.measured) == 5


def test_the_ranking_by_hand(found: Departments) -> None:
    """甲局 (0.5 + 1 + 0 + 0.5 + 1) ÷ 5 = 0.6, level with 丙局's 0.6; 乙局 0.5; 丁局 (0.6 + 0.1 + 0) ÷ 3."""
    places = [(place.rank, place.standing.body.id, place.mean) for place in found.ranking]
    assert places == [
        (1, "a", pytest.approx(0.6)),
        (1, "c", pytest.approx(0.6)),
        (3, "b", pytest.approx(0.5)),
        (4, "d", pytest.approx(0.7 / 3)),
    ]
    assert len(of(found, "a").measured) == 5


def test_too_few_and_collective_are_not_ranked(found: Departments) -> None:
    assert ENOUGH == 3
    assert [item.body.id for item in found.unranked] == ["e"]
    assert [item.body.id for item in found.collective] == ["all"]
    assert len(of(found, "all").measured) == 3, "it has targets enough, and is still no body"
    assert "all" not in [item.body.id for item in found.single]


def test_a_target_without_a_base_has_no_progress_and_does_not_count() -> None:
    unbased = of(departments(board(base=2015)), "a")
    assert len(unbased.results) == 6
    assert len(unbased.measured) == 4


def test_progress_across_a_break_counts_and_is_told() -> None:
    """The first target is 甲局's."""
    whole, broken = (of(departments(board(breaks=breaks)), "a") for breaks in ((), builder.broken(2023)))
    assert (broken.mean, len(broken.measured)) == (whole.mean, len(whole.measured))
    assert (whole.across_breaks, broken.across_breaks) == (0, 1)


def test_filters_by_region_and_document() -> None:
    world = board()
    city = departments(world, region="city")
    assert [item.body.id for item in city.standings] == ["c"]
    assert {result.target.id for result in city.results} == {"t7", "t8", "t9"}
    assert city.unnamed == 0, "the document that names nobody is about another region"
    assert [place.rank for place in city.ranking] == [1]
    assert len(departments(world, document="plan").standings) == 6
    assert departments(world, document="none") == Departments()


def test_order_by_region_then_missed_then_overdue(found: Departments) -> None:
    """Missed: 甲局 3, 乙局 3, 丁局 3, 各街道 2, 戊局 0; 甲局 alone owes a figure; 丙局 is of the second region."""
    assert [item.body.id for item in found.standings] == ["a", "b", "d", "all", "e", "c"]


ASSIGNED = {"body": "c", "by": "市长办公会", "decided": dt.date(2026, 6, 1)}


def test_whom_the_office_assigned_answers_from_that_day_and_is_not_printed_first() -> None:
    """The first target prints 甲局 and 各街道; from 1 June 丙局 answers for it as well."""
    for on, extra in (("2026-06-30", 1), ("2026-05-31", 0)):
        world = board(on, assigned=ASSIGNED)
        standing = {item.body.id: item for item in departments(world).standings}
        assert len(standing["c"].results) == 3 + extra and standing["c"].first_named == 3
        assert standing["a"].first_named == 4
        assert (standing["a"].assigned, standing["c"].assigned) == (0, extra)
        assert len(world.shown(Filters(body="c"))) == 3 + extra


def test_a_suggestion_is_whom_another_document_prints_for_the_same_indicator_and_region() -> None:
    targets = [
        builder.target("named", responsible=("甲局",)),
        builder.target("nobody"),
        builder.target("elsewhere", region="city"),
        builder.target("assigned", assigned=ASSIGNED),
    ]
    catalog = builder.catalog(targets, bodies=BODIES)
    found = {ident: [item.body.id for item in suggested(catalog, target)] for ident, target in catalog.targets.items()}
    assert found == {"named": [], "nobody": ["a"], "elsewhere": [], "assigned": []}


def test_what_was_missed_and_nobody_answers_for_stands_apart_the_worst_first() -> None:
    """Of 100 promised from 0, a tenth is missing, four fifths, nothing, and a half of what somebody answers for."""
    reached = {"near": 90, "far": 20, "met": 100, "named": 50}
    targets = [
        builder.target(key, indicator=key, base=2020, responsible=("甲局",) if key == "named" else ())
        for key in reached
    ]
    made = builder.catalog(targets, [builder.indicator(key) for key in reached])
    rows = builder.ledger({key: {2020: 0, 2025: value} for key, value in reached.items()})
    found = departments(Board(made, rows, dt.date(2026, 6, 30)))
    assert [item.target.id for item in found.missed_by_nobody] == ["far", "near"]
    assert found.unnamed == 3
