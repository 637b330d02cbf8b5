"""The board: order, filters, counts, and what had been promised by then."""

import datetime as dt

import pytest

from gapboard.assess import Group, Status, progress
from gapboard.assess.status import WORST_FIRST
from gapboard.board import Board, Filters, count
from gapboard.ledger import Ledger
from tests.gapboard import builder

TODAY = dt.date(2026, 11, 22)


def board(on: str = "2026-06-30", known_on: str | None = None, rows=None) -> Board:
    """Targets that end in all ways, on the indicators x and y, here and in the city."""
    targets = [
        builder.target("met", value=80),
        builder.target("a-little", value=100),
        builder.target("by-far", value=200),
        builder.target("open", value=400, due=2030),
        builder.target("later", value=100, due=2024),
        builder.target("city", value=80, region="city"),
        builder.target("other", value=80, indicator="y"),
    ]
    catalog = builder.catalog(targets, [builder.indicator(), builder.indicator("y")])
    ledger = Ledger(tuple(rows)) if rows else builder.ledger({"x": {2020: 70, 2024: 85, 2025: 90}})
    return Board(catalog, ledger, dt.date.fromisoformat(on), known_on and dt.date.fromisoformat(known_on))


def ids(results) -> list[str]:
    return [result.target.id for result in results]


def test_indications_and_reasons_are_counted_beside_the_statuses_and_chosen_by_a_filter_of_their_own() -> None:
    targets = [builder.target(ident, indicator=ident, measure="level") for ident in ("near", "far", "none", "met")]
    made = builder.catalog(targets, [builder.indicator(item["id"], kind="level") for item in targets])
    rows = builder.ledger({"near": {2024: 101}, "far": {2024: 90}, "met": {2024: 101, 2025: 101}})
    board = Board(made, rows, dt.date(2027, 6, 30))
    counts = count(board.assessments)
    assert counts.indications == {"at_goal": 1, "short": 1}
    assert (counts.grey, counts.no_figure) == ({"overdue": 2, "never": 1}, 1)
    assert (counts.of(Group.MET), counts.of(Group.NO_DATA), counts.total) == (1, 3, 4)
    chosen = {value: {item.target.id for item in board.shown(Filters(indication=value))} for value in ("any", "short")}
    assert chosen == {"any": {"near", "far"}, "short": {"far"}}


def test_how_recent_its_figures_are() -> None:
    """By what is in force on its day and what the catalogue names, not by the day on which it is looked at."""
    rows = [
        builder.row("x", 2024, 85, "2025-02-01"),
        builder.row("x", "2025-01/2025-03", 20, "2025-04-20"),
        builder.row("x", 2025, 90, "2026-02-01"),
        builder.row("z", 2025, 90, "2026-03-01"),  # no indicator of the board
        builder.row("nowhere/x", 2025, 90, "2026-03-02"),
        builder.row("y", 2025, None, "2026-03-03"),  # withdrawn, so none is in force
    ]
    assert board(rows=rows).known_until == dt.date(2026, 2, 1)
    assert board("2025-06-30", "2025-06-30", rows).known_until == dt.date(2025, 4, 20)
    assert board("2025-01-30", "2025-01-30", rows).known_until is None


def test_the_worst_first() -> None:
    # From 70: 20 of 130 and 20 of 30 in 2025, 15 of 30 the year before; behind; met; then without data, by id.
    assert ids(board().assessments) == ["by-far", "a-little", "later", "open", "met", "city", "other"]


def test_the_shipped_board_is_in_order(shipped, shipped_ledger) -> None:
    results = Board(shipped, shipped_ledger, TODAY).assessments
    places = [WORST_FIRST.index(result.status) for result in results]
    assert places == sorted(places)
    missed = [progress(result) for result in results if result.status is Status.MISSED and result.target.due == 2025]
    known = [share for share in missed if share is not None]
    assert known == sorted(known) and missed[len(known) :] == [None] * (len(missed) - len(known))
    assert len(results) == len(shipped.targets) == len(set(ids(results)))


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        (Filters(), ["by-far", "a-little", "later", "open", "met", "city", "other"]),
        (Filters(region="city"), ["city"]),
        (Filters(due="2024"), ["later"]),
        (Filters(status="missed"), ["by-far", "a-little", "later"]),
        (Filters(status="behind", due="2030"), ["open"]),
        (Filters(status="met", due="2030"), []),
        (Filters(theme="all", document="plan", region="here", status="no_data"), ["other"]),
        (Filters(theme="none"), []),
        (Filters(document="none"), []),
    ],
)
def test_filters(filters, found) -> None:
    assert ids(board().shown(filters)) == found


def test_a_body_answers_for_its_own_targets() -> None:
    targets = [builder.target("one", responsible=("财政局", "商务局")), builder.target("two", responsible=("商务局",))]
    made = builder.catalog(targets)
    whole = Board(made, builder.ledger({}), TODAY)
    found = {body.name: ids(whole.shown(Filters(body=ident))) for ident, body in made.bodies.items()}
    assert found == {"财政局": ["one"], "商务局": ["one", "two"]}


def test_an_empty_filter_is_none() -> None:
    assert not Filters()
    assert all(Filters(**{name: "x"}) for name in ("theme", "region", "document", "due", "status"))


@pytest.mark.parametrize("name", ["theme", "region", "document", "due", "status"])
def test_the_parts_of_a_filter_make_up_the_whole(shipped, shipped_ledger, name) -> None:
    whole = Board(shipped, shipped_ledger, TODAY)
    values = {
        "theme": list(shipped.themes),
        "region": list(shipped.regions),
        "document": list(shipped.documents),
        "due": sorted({str(target.due) for target in shipped.targets.values()}),
        "status": [group.value for group in Group],
    }[name]
    found = [ident for value in values for ident in ids(whole.shown(Filters(**{name: value})))]
    assert sorted(found) == sorted(shipped.targets)


def test_counts() -> None:
    counts = count(board().assessments)
    assert (counts.total, counts.documents) == (7, 1)
    assert counts.due == {Status.MISSED: 3, Status.MET: 1, Status.NO_DATA: 2}
    assert counts.open == {Status.BEHIND: 1}
    assert [counts.of(group) for group in (Group.MISSED, Group.MET, Group.BEHIND, Group.NO_DATA)] == [3, 1, 1, 2]


def test_counts_add_up_on_the_shipped_board(shipped, shipped_ledger) -> None:
    counts = count(Board(shipped, shipped_ledger, TODAY).assessments)
    assert sum(counts.of(group) for group in Group) == counts.total == len(shipped.targets)
    assert counts.documents == 5
    assert counts.open.total() == sum(target.due >= TODAY.year for target in shipped.targets.values())


def test_every_status_is_in_one_group() -> None:
    assert {status.group for status in Status} == set(Group)
    assert {status for status in Status if status.is_met} == {Status.MET, Status.MET_EARLY, Status.MET_LATE}


def test_the_board_as_it_was_known() -> None:
    rows = [builder.row("x", 2025, 79, "2026-03-01"), builder.row("x", 2025, 81, "2026-05-01")]

    def status(known_on):
        [result] = [item for item in board(known_on=known_on, rows=rows).assessments if item.target.id == "met"]
        return result.status

    assert [status(day) for day in ("2026-02-28", "2026-03-01", "2026-04-30", "2026-05-01", None)] == [
        Status.NO_DATA,
        Status.MISSED,
        Status.MISSED,
        Status.MET,
        Status.MET,
    ]


@pytest.mark.parametrize(
    ("day", "documents"),
    [("2019-03-28", 0), ("2019-03-29", 1), ("2021-01-01", 2), ("2021-07-03", 3), ("2022-07-05", 4), ("2023-01-01", 5)],
)
def test_a_promise_not_yet_made_is_not_judged(shipped, shipped_ledger, day, documents) -> None:
    """The two documents without a printed date count from the first day of their periods, 2021 and 2023."""
    found = Board(shipped, shipped_ledger, dt.date.fromisoformat(day)).assessments
    assert count(found).documents == documents


def test_one_indicator_by_due_year() -> None:
    assert ids(board().of_indicator("x", "here")) == ["later", "a-little", "by-far", "met", "open"]
    assert ids(board().of_indicator("x", "nowhere")) == []
