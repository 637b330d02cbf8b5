"""What changed between two dates: worked by hand on small boards, and what must hold on any."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gapboard.assess import Status
from gapboard.board import Board
from gapboard.board.changes import Cause, CauseKind, Changes, Move, as_it_was, changes
from gapboard.board.changes.change import move
from gapboard.catalog import MEASURES
from gapboard.history import changed_statuses
from gapboard.ledger import Ledger, Observation
from tests.gapboard import builder
from tests.gapboard.builder import row

SINCE, ON = "2025-03-01", "2026-06-30"


def compare(
    rows: list[Observation], *targets: dict[str, Any], since: str = SINCE, on: str = ON, indicators: Any = ()
) -> Changes:
    catalog = builder.catalog(targets or [builder.target()], indicators)
    now = Board(catalog, Ledger(tuple(rows)), dt.date.fromisoformat(on), dt.date.fromisoformat(on))
    return changes(as_it_was(now, dt.date.fromisoformat(since)), now)


def told(causes: tuple[Cause, ...]) -> list[tuple[Any, ...]]:
    """Each cause with its figure's period, old and new value, or its year, or the days its versions ended."""
    found: list[tuple[Any, ...]] = []
    for cause in causes:
        if cause.figure:
            old, new = cause.figure.old, cause.figure.new
            found.append((cause.kind, cause.figure.row.period.text, old and old.value, new and new.value))
        elif cause.year:
            found.append((cause.kind, cause.year))
        else:
            found.append((cause.kind, *(version.until.isoformat() for version in cause.versions)))
    return found


BEFORE = [row("x", 2020, 60, "2021-05-01"), row("x", 2023, 70, "2024-05-01")]


def test_a_new_figure_makes_it_better() -> None:
    """On the line from 60 (2020) to 100 (2025) 84 is due in 2023; 70 is 10 of 24 of the way; 100 in 2025 keeps it."""
    found = compare([*BEFORE, row("x", 2025, 100, "2026-05-20")])
    [change] = found.better
    assert (change.before.status, change.after.status) == (Status.BEHIND, Status.MET)
    assert told(change.causes) == [(CauseKind.NEW_FIGURE, "2025", None, 100)]
    assert change.causes[0].figure.new.source == "公报"
    assert [(figure.kind, figure.row.value) for figure in found.new_figures] == [(CauseKind.NEW_FIGURE, 100)]
    assert [target.id for target in found.new_figures[0].used_by] == ["t"]
    assert found.statuses == (change,)


def test_a_revised_figure_makes_it_worse() -> None:
    found = compare([row("x", 2025, 101, "2026-01-20"), row("x", 2025, 99, "2026-05-20")], since="2026-02-01")
    [change] = found.worse
    assert (change.before.status, change.after.status) == (Status.MET, Status.MISSED)
    assert told(change.causes) == [(CauseKind.REVISED, "2025", 101, 99)]
    assert [(figure.old.value, figure.new.value) for figure in found.revised] == [(101, 99)]
    assert not found.new_figures


def test_a_withdrawn_figure_takes_the_verdict_away() -> None:
    found = compare([row("x", 2025, 101, "2026-01-20"), row("x", 2025, None, "2026-05-20")], since="2026-02-01")
    [change] = found.lost
    assert change.after.status is Status.NO_DATA
    assert told(change.causes) == [(CauseKind.WITHDRAWN, "2025", 101, None)]
    assert [(figure.old.value, figure.new) for figure in found.withdrawn] == [(101, None)]


def test_the_calendar_alone_takes_the_verdict_away() -> None:
    found = compare(BEFORE)
    [change] = found.lost
    assert (change.before.status, change.after.status) == (Status.BEHIND, Status.NO_DATA)
    assert told(change.causes) == [(CauseKind.DUE_PASSED, 2025)]
    assert not (found.new_figures or found.revised or found.withdrawn)


def test_the_due_years_figure_is_the_cause_and_not_the_calendar() -> None:
    """The figure of the due year decides on whatever day it is read."""
    found = compare([*BEFORE, row("x", 2025, 90, "2026-05-20")])
    assert [cause.kind for cause in found.worse[0].causes] == [CauseKind.NEW_FIGURE]


def test_the_base_counts_on_the_way_and_not_after_the_due_year() -> None:
    """From 60 (2020) 16 of 24 is 0.667; had 2020 been 72, 76 in 2023 is 4 of 16.8: 0.238."""
    rows = [row("x", 2020, 60, "2021-05-01"), row("x", 2023, 76, "2024-05-01"), row("x", 2020, 72, "2025-02-01")]
    found = compare(rows, since="2024-12-01", on="2025-03-01")
    assert [told(change.causes) for change in found.worse] == [[(CauseKind.REVISED, "2020", 60, 72)]]
    later = compare([*rows, row("x", 2025, 100, "2026-05-20")], since="2024-12-01")
    assert [told(change.causes) for change in later.better] == [[(CauseKind.NEW_FIGURE, "2025", None, 100)]]
    assert [figure.row.period.text for figure in later.revised] == ["2020"]


def test_a_first_figure_is_newly_known() -> None:
    found = compare([row("x", 2025, 100, "2026-05-20")])
    [change] = found.newly_known
    assert (change.before.status, change.after.status) == (Status.NO_DATA, Status.MET)


def test_a_share_names_both_parts() -> None:
    share = builder.indicator("s", unit="%", kind="rate", ratio={"numerator": "x", "denominator": "y"})
    indicators = [builder.indicator(), builder.indicator("y"), share]
    target = builder.target(indicator="s", measure="share", unit="%", value=40)
    found = compare([row("x", 2025, 45, "2026-05-01"), row("y", 2025, 90, "2026-05-02")], target, indicators=indicators)
    [change] = found.newly_known
    assert change.after.judged.value == 50
    assert {cause.figure.row.indicator for cause in change.causes} == {"x", "y"}


def restated(**earlier: Any) -> dict[str, Any]:
    texts = {"approved_by": "中期调整", "approved_by_en": "Mid-term review"}
    return builder.target(earlier=[{"until": "2025-06-01"} | earlier | texts], value=65)


def test_a_restated_target_is_the_cause_of_its_status() -> None:
    """72 in 2023 of the 84 due on the way to 100 is 0.5; lowered to 65, it is met."""
    rows = [row("x", 2020, 60, "2021-05-01"), row("x", 2023, 72, "2024-05-01")]
    found = compare(rows, restated(value=100), on="2025-07-01")
    [change] = found.better
    assert (change.before.goal, change.after.goal) == (100, 65)
    assert told(change.causes) == [(CauseKind.RESTATED, "2025-06-01")]
    [item] = found.restated
    assert (item.before.goal, item.after.goal, item.versions[0].approved_by) == (100, 65, "中期调整")


@pytest.mark.parametrize(("on", "count"), [("2025-05-31", 0), ("2025-06-01", 1)])
def test_a_version_holds_until_its_day(on, count) -> None:
    assert len(compare([], restated(value=100), on=on).restated) == count


def test_two_causes_of_which_either_would_do_are_both_named() -> None:
    """100 by 2025 and 90 reached: missed. Either the goal of 80 or the figure of 120 alone would keep it."""
    rows = [row("x", 2025, 90, "2025-01-01"), row("x", 2025, 120, "2025-06-20")]
    target = builder.target(
        value=80, earlier=[{"until": "2025-06-01", "value": 100, "approved_by": "调整", "approved_by_en": "Review"}]
    )
    [change] = compare(rows, target).better
    assert {cause.kind for cause in change.causes} == {CauseKind.REVISED, CauseKind.RESTATED}


def test_new_targets_are_those_set_between_the_dates() -> None:
    """The plan bears no date: its targets count from 2021-01-01."""
    found = compare(BEFORE, since="2020-12-31", on="2025-03-01")
    assert [result.target.id for result in found.new_targets] == ["t"]
    assert not found.statuses
    assert compare(BEFORE, since="2021-01-01", on="2025-03-01").new_targets == ()


def test_equal_dates_change_nothing() -> None:
    found = compare([*BEFORE, row("x", 2025, 100, "2026-05-20")], since=ON)
    assert not found
    assert (found.since, found.on) == (dt.date(2026, 6, 30), dt.date(2026, 6, 30))


def test_boards_in_reverse_order_are_told_forwards() -> None:
    rows = [*BEFORE, row("x", 2025, 100, "2026-05-20")]
    assert compare(rows, since=ON, on=SINCE) == compare(rows)


def test_a_date_before_everything() -> None:
    found = compare(BEFORE, since="1990-01-01")
    assert (found.since, len(found.new_targets), len(found.new_figures)) == (dt.date(1990, 1, 1), 1, 2)


def test_a_part_year_is_a_new_figure_for_the_targets_with_a_task_in_its_year() -> None:
    found = compare([row("x", "2025-01/2025-10", 80, "2025-11-20"), row("x", "2019-01/2019-10", 8, "2025-11-20")])
    used = {figure.row.value: [target.id for target in figure.used_by] for figure in found.new_figures}
    assert used == {80: ["t"], 8: []}


def test_the_same_value_again_is_no_revision() -> None:
    rows = [row("x", 2023, 70, "2024-05-01", obs_status="P"), row("x", 2023, 70, "2025-05-01")]
    assert not compare(rows, on="2025-06-01")


@pytest.mark.parametrize("since", ["2020-06-30", "2022-01-01", "2024-08-01", "2025-01-01", "2026-05-22"])
def test_no_change_of_the_shipped_board_is_left_out(shipped, shipped_ledger, since) -> None:
    """Against the comparison that an import's preview makes, which knows no causes."""
    now = Board(shipped, shipped_ledger, dt.date(2026, 11, 22))
    before = as_it_was(now, dt.date.fromisoformat(since))
    found = [(item.target.id, item.before.status, item.after.status) for item in changes(before, now).statuses]
    assert sorted(found) == sorted(changed_statuses(before, now))
    assert found


NONE = (Status.NO_DATA, Status.UNDEFINED)
RANKED = ("missed", "moving_away", "behind", "slightly_behind", "on_track", "met_late", "met")


def test_the_rule_of_moves() -> None:
    for place, worse in enumerate(RANKED):
        for better in RANKED[place + 1 :]:
            assert (move(Status(worse), Status(better)), move(Status(better), Status(worse))) == (
                Move.BETTER,
                Move.WORSE,
            )
        assert {move(none, Status(worse)) for none in NONE} == {Move.NEWLY_KNOWN}
        assert {move(Status(worse), none) for none in NONE} == {Move.LOST}
    assert move(Status.MET_EARLY, Status.MET) is move(*NONE) is Move.SIDEWAYS


OF_ANY_KIND = sorted(name for name, measure in MEASURES.items() if measure.kind is None)
NEAR: dict[str, dict[str, Any]] = {"multiple": {"value": 2}, "relative": {"value": 0}}
days = st.dates(dt.date(2019, 1, 1), dt.date(2027, 12, 31))
rows_of_any_kind = st.builds(
    lambda key, year, value, day: row(key, year, value, day.isoformat()),
    st.sampled_from(["x", "x", "x", "city/x", "x-growth", "y", "z"]),
    st.sampled_from([2020, 2021, 2022, 2023, 2024, 2025, 2025, 2026]),
    st.sampled_from([None, 0, -5, 2]) | st.integers(20, 150),
    days,
)


@st.composite
def any_target(draw: Any) -> dict[str, Any]:
    measure = draw(st.sampled_from(OF_ANY_KIND))
    comparator = draw(st.sampled_from([">=", ">", "<=", "=", "≈"]))
    usual = {"value": draw(st.integers(1, 150)), "tolerance": 0.05 if comparator == "≈" else None}
    version = {"approved_by": "调整", "approved_by_en": "Review"}
    earlier = [
        version | {"until": draw(days), "value": draw(st.integers(1, 150)), "due": draw(st.sampled_from([None, 2024]))}
        for _ in range(draw(st.integers(0, 2)))
    ]
    fields = usual | builder.needs(measure) | NEAR.get(measure, {})
    return builder.target(measure=measure, comparator=comparator, earlier=earlier, **fields)


@given(st.lists(rows_of_any_kind, min_size=3, max_size=40), any_target(), st.booleans(), days, days)
def test_every_status_change_has_a_cause_that_is_true(rows, target, ratio, since, on) -> None:
    of = {"ratio": {"numerator": "y", "denominator": "z"}} if ratio else {}
    indicators = [builder.indicator(**of), builder.growth_series(), builder.indicator("y"), builder.indicator("z")]
    catalog = builder.catalog([target], indicators)
    ledger = Ledger(tuple(rows))
    before, now = (Board(catalog, ledger, day, day) for day in sorted((since, on)))
    found = changes(now, before)
    was = {result.target.id: result.status for result in before.assessments}
    assert len(found.statuses) == sum(was.get(item.target.id, item.status) != item.status for item in now.assessments)
    for change in found.statuses:
        assert change.causes
        for cause in change.causes:
            if cause.figure:
                keys = [(r.key, r.value) for r in (cause.figure.old, cause.figure.new) if r]
                assert keys, "a figure that one of the books holds"
                assert cause.figure in (*found.new_figures, *found.revised, *found.withdrawn)
                assert "t" in {user.id for user in cause.figure.used_by}
            elif cause.kind is CauseKind.DUE_PASSED:
                assert before.on.year <= cause.year < now.on.year
                assert change.after.status is Status.NO_DATA
            else:
                assert all(before.on < version.until <= now.on for version in cause.versions)
                assert cause.versions
    if found.since == found.on:
        assert not found
