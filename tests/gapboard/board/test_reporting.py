"""Who owes what, when. The rules' worked examples are those of docs/method.md, recomputed in tests/docs."""

import datetime as dt

import pytest

from gapboard.board.reporting import Punctuality, Returns, Standing, find_due, periods_of
from gapboard.catalog.reporting import Reporting, ReportingFile
from gapboard.ledger import Period
from gapboard.ledger.reports import Report
from tests.gapboard import builder

BODIES = [builder.body("a", "甲局"), builder.body("b", "乙局")]
CATALOG = builder.catalog([builder.target(responsible=("甲局", "乙局"))], bodies=BODIES)
A, B = CATALOG.bodies["a"], CATALOG.bodies["b"]
ARRANGED = {"arranged": {"by": "会议", "decided": dt.date(2024, 1, 1)}, "years": (2024, 2025)}


def reporting(*duties: dict, kept_from: str = "2024-01-01") -> Reporting:
    usual = {"name": "d", "name_en": "d", "form": "return", "rhythm": "quarterly", "last_day": {"day": 20}}
    made = [{"id": f"d{number}"} | usual | ARRANGED | duty for number, duty in enumerate(duties)]
    content = {"kept_from": dt.date.fromisoformat(kept_from), "duties": made}
    return Reporting(ReportingFile.model_validate(content), CATALOG)


def sent(period: str, day: str, body: str = "a", state: str = "received", **fields: str) -> Report:
    moment = dt.datetime.fromisoformat(fields.pop("noted", day)).replace(tzinfo=dt.UTC)
    texts = {"subject": "d0", "file": "", "sha256": "", "batch": f"{body} {day}", "note": ""} | fields
    on = dt.date.fromisoformat(day)
    return Report(
        "return",
        period=Period(period),
        body=body,
        state=state,
        received_on=on,
        recorded_at=moment,
        recorded_by="李",
        **texts,
    )


def returns(on: str, *reports: Report, of: Reporting | None = None, undone: tuple[str, ...] = ()) -> Returns:
    return Returns(of or reporting({}), reports, dt.date.fromisoformat(on), undone=undone)


def standing(on: str, *reports: Report, period: str = "2024-01/2024-03", **fields) -> tuple[Standing, int]:
    found = returns(on, *reports, **fields)
    due = find_due(found.reporting.duties["d0"], period, found.reporting)
    assert due is not None
    cell = found.cell(A, due)
    return cell.standing, cell.days


@pytest.mark.parametrize(
    ("rhythm", "first", "last", "count"),
    [
        ("monthly", "2024-01", "2025-12", 24),
        ("every_two_months", "2024-01/2024-02", "2025-11/2025-12", 12),
        ("quarterly", "2024-01/2024-03", "2025-10/2025-12", 8),
        ("yearly", "2024", "2025", 2),
        ("every_three_years", "2024/2026", "2024/2026", 1),
    ],
)
def test_the_periods_of_each_rhythm(rhythm: str, first: str, last: str, count: int) -> None:
    made = reporting({"rhythm": rhythm})
    found = [due.period.text for due in periods_of(made.duties["d0"], made)]
    assert (found[0], found[-1], len(found)) == (first, last, count)
    assert all(Period.is_valid(text) for text in found)


def test_a_short_month_ends_on_its_last_day() -> None:
    made = reporting({"rhythm": "every_two_months", "last_day": {"day": 31}})
    assert [due.last_day for due in periods_of(made.duties["d0"], made)][:2] == [
        dt.date(2024, 2, 29),
        dt.date(2024, 4, 30),
    ]


def test_what_was_due_before_the_decision_was_never_owed() -> None:
    decided = {"by": "会议", "decided": dt.date(2024, 6, 21)}
    made = reporting({"arranged": decided})
    assert periods_of(made.duties["d0"], made)[0].period.text == "2024-07/2024-09"


def test_the_day_it_came_in_counts_and_not_the_moment_it_was_noted() -> None:
    noted_later = sent("2024-01/2024-03", "2024-03-20", noted="2024-03-25")
    assert standing("2024-03-31", noted_later) == (Standing.ON_TIME, 0)
    assert standing("2024-03-24", noted_later) == (Standing.OVERDUE, 4)  # as known then
    assert standing("2024-03-31", sent("2024-01/2024-03", "2024-03-21")) == (Standing.LATE, 1)


def test_the_first_that_was_not_refused_counts() -> None:
    refused = sent("2024-01/2024-03", "2024-03-18", state="refused")
    assert standing("2024-03-31", refused, sent("2024-01/2024-03", "2024-03-22")) == (Standing.LATE, 2)
    both = sent("2024-01/2024-03", "2024-03-22"), sent("2024-01/2024-03", "2024-03-19")
    assert standing("2024-03-31", *both) == (Standing.ON_TIME, 0)


def test_what_was_withdrawn_or_undone_has_not_come_in() -> None:
    came = sent("2024-01/2024-03", "2024-03-18")
    gone = sent("2024-01/2024-03", "2024-03-18", state="withdrawn", noted="2024-03-19")
    assert standing("2024-03-21", came) == (Standing.ON_TIME, 0)
    assert standing("2024-03-21", came, gone) == (Standing.OVERDUE, 1)
    assert standing("2024-03-21", came, undone=(came.batch,)) == (Standing.OVERDUE, 1)


def test_another_body_period_or_duty_is_another_return() -> None:
    others = [
        sent("2024-01/2024-03", "2024-03-18", "b"),
        sent("2024-04/2024-06", "2024-03-18"),
        sent("2024-01/2024-03", "2024-03-18", subject="d1"),
    ]
    for other in others:
        assert standing("2024-03-21", other) == (Standing.OVERDUE, 1)


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2024-03-04", (Standing.NOT_DUE, 16)),
        ("2024-03-05", (Standing.DUE, 15)),
        ("2024-03-20", (Standing.DUE, 0)),
        ("2024-03-21", (Standing.OVERDUE, 1)),
    ],
)
def test_days_before_and_after(on: str, expected: tuple) -> None:
    assert standing(on) == expected


def test_without_a_last_day_nothing_is_late_or_overdue() -> None:
    made = reporting({"last_day": None})
    assert standing("2024-03-31", of=made) == (Standing.NOT_DUE, 0)
    assert standing("2024-04-01", of=made) == (Standing.NO_DAY, 0)
    assert standing("2025-01-01", sent("2024-01/2024-03", "2024-12-01"), of=made) == (Standing.RECEIVED, 0)
    assert returns("2025-12-31", of=made).punctuality(A).rate is None


def test_what_was_due_before_the_register_is_judged_only_if_it_is_on_record() -> None:
    made = reporting({}, kept_from="2024-07-01")
    assert standing("2025-01-01", of=made) == (Standing.NOT_KEPT, 0)
    assert standing("2025-01-01", sent("2024-01/2024-03", "2024-03-21"), of=made) == (Standing.LATE, 1)
    assert returns("2025-01-01", of=made).punctuality(A) == Punctuality(0, 2)


def test_the_rate_takes_the_last_four_of_each_duty() -> None:
    made = reporting({}, {"rhythm": "yearly", "last_day": {"day": 31}})
    came = [sent(f"2024-{3 * n + 1:02}/2024-{3 * n + 3:02}", f"2024-{3 * n + 3:02}-20") for n in range(4)]
    yearly = sent("2024", "2024-12-31", subject="d1")
    found = returns("2025-01-01", *came, yearly, of=made)
    assert (found.punctuality(A), found.punctuality(B)) == (Punctuality(5, 5), Punctuality(0, 5))
    assert found.punctuality(A, made.duties["d0"]) == Punctuality(4, 4)
    later = returns("2025-06-21", *came, yearly, of=made)
    assert later.punctuality(A, made.duties["d0"]) == Punctuality(2, 4)


def test_the_matrix_has_the_bodies_that_owe_and_the_periods_of_its_year() -> None:
    made = reporting({"bodies": ("b",)}, {"rhythm": "every_three_years"})
    matrix = returns("2024-05-01", of=made).matrix(made.duties["d0"], 2025)
    assert [due.period.text[-7:] for due in matrix.periods] == ["2025-03", "2025-06", "2025-09", "2025-12"]
    assert [(row.body.id, len(row.cells)) for row in matrix.rows] == [("b", 4)]
    assert returns("2024-05-01", of=made).matrix(made.duties["d1"], 2024).periods == ()  # ends in 2026


@pytest.mark.parametrize(
    ("kept_from", "reports", "count"),
    [
        ("2024-01-01", (), 0),
        ("2024-07-01", (), 2),  # due on 20 March and 20 June
        ("2024-07-01", (sent("2024-04/2024-06", "2024-06-18", "b"),), 1),
        ("2024-07-01", (sent("2024-01/2024-03", "2024-03-18"),), 0),
        ("2025-01-01", (), 4),
    ],
)
def test_the_first_periods_of_a_year_may_be_from_before_the_register(kept_from: str, reports, count: int) -> None:
    made = reporting({"last_day": {"day": 20}}, kept_from=kept_from)
    matrix = returns("2025-02-01", *reports, of=made).matrix(made.duties["d0"], 2024)
    assert matrix.before_record == matrix.periods[:count]


def test_what_a_body_owes_now_stands_in_the_order_of_the_last_days() -> None:
    made = reporting({}, {"rhythm": "monthly", "last_day": {"day": 5, "months_after": 1}})
    found = returns("2024-03-10", sent("2024-01", "2024-02-01", subject="d1"), of=made)
    owed = [(cell.due.duty.id, cell.due.period.text, cell.standing) for cell in found.owed(A)]
    assert owed == [("d1", "2024-02", Standing.OVERDUE), ("d0", "2024-01/2024-03", Standing.DUE)]
    assert [body.id for body in found.bodies] == ["a", "b"]
