"""What became of a return in review, as known on each day, with a log in a file and in a database."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from gapboard.board.reporting import Cell, Standing, find_due
from gapboard.history import returns_on
from gapboard.ledger import Store
from gapboard.ledger.reports import open_reports
from gapboard.people.review import Desk, open_log, sent_back
from tests.gapboard.board.test_reporting import A, reporting, sent
from tests.gapboard.history.small import rows

PERIOD = "2024-01/2024-03"


def at(day: str) -> dt.datetime:
    return dt.datetime.fromisoformat(day).replace(hour=9, tzinfo=dt.UTC)


def on(store: Store, day: str) -> Cell:
    duties = reporting({})
    due = find_due(duties.duties["d0"], PERIOD, duties)
    assert due is not None
    back = sent_back(open_log(store).read())
    return returns_on(duties, open_reports(store).read(), store.read(), back, dt.date.fromisoformat(day)).cell(A, due)


def hand_in(store: Store, batch: str, day: str) -> None:
    figures = [dataclasses.replace(row, recorded_at=at(day)) for row in rows(batch, {"gdp": 1.0})]
    Desk(open_log(store), store).hand_in(figures, (), "", None)
    open_reports(store).add([sent(PERIOD, day, batch=batch, state="handed_in", sha256="0a" * 32)])


# Due on 20 March; handed in on the 18th, sent back on the 22nd, handed in again on the 25th, accepted on the 27th.
@pytest.fixture
def reviewed(store: Store) -> Store:
    desk = Desk(open_log(store), store)
    hand_in(store, "first", "2024-03-18")
    desk.send_back("first", "lihua", "单位不对", at("2024-03-22"), lambda _: None)
    hand_in(store, "second", "2024-03-25")
    desk.accept("second", "lihua", "", at("2024-03-27"), lambda _: None)
    return store


@pytest.mark.parametrize(
    ("day", "standing", "days", "states"),
    [
        ("2024-03-18", Standing.ON_TIME, 0, ["handed_in"]),
        ("2024-03-21", Standing.ON_TIME, 0, ["handed_in"]),
        ("2024-03-22", Standing.OVERDUE, 2, ["sent_back"]),
        ("2024-03-24", Standing.OVERDUE, 4, ["sent_back"]),
        ("2024-03-25", Standing.LATE, 5, ["sent_back", "handed_in"]),
        ("2024-03-27", Standing.LATE, 5, ["sent_back", "taken"]),
    ],
)
def test_a_return_that_review_sent_back_has_not_come_in_until_it_is_handed_in_again(
    reviewed: Store, day: str, standing: Standing, days: int, states: list[str]
) -> None:
    cell = on(reviewed, day)
    assert (cell.standing, cell.days, [item.state for item in cell.reports]) == (standing, days, states)


def test_the_same_file_may_be_handed_in_again_once_it_was_sent_back(store: Store) -> None:
    hand_in(store, "first", "2024-03-18")
    known = open_reports(store).read()

    def files(back: dict[str, dt.datetime]) -> set[str]:
        return set(returns_on(reporting({}), known, store.read(), back, dt.date(2024, 3, 24)).by_file)

    assert files({}) == {"0a" * 32}
    assert files({"first": at("2024-03-22")}) == set()
