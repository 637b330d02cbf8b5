"""Reports on progress in the register: what a row must say, what may follow on what, and what is known on a day."""

import dataclasses
import datetime as dt
import threading
from pathlib import Path

import pytest

from gapboard.kernel.faults import DataFault
from gapboard.ledger import CsvStore, Period
from gapboard.ledger.report import Report
from gapboard.ledger.reports import open_reports
from gapboard.ledger.statements import Statement, statements, unsettled
from tests.gapboard.ledger.test_reports import faults_of
from tests.gapboard.ledger.test_reports import report as sent
from tests.gapboard.stores import opened, where

NOON = dt.datetime(2026, 3, 20, 12, tzinfo=dt.timezone(dt.timedelta(hours=8)))


def report(batch: str = "b1", **fields: object) -> Report:
    """What 李 of a bureau says on 20 March of a step."""
    usual = {"kind": "step", "subject": "p-1.1", "period": Period("2026-03"), "body": "km-bureau", "state": "under_way"}
    what = {"received_on": NOON.date(), "file": "", "sha256": "", "batch": batch, "note": "", "done": "已完成勘察"}
    who = {"recorded_at": NOON, "recorded_by": "李", "stage": "claimed"}
    return Report(**usual | what | who | fields)  # type: ignore[arg-type]


def later(report: Report, stage: str, by: str = "王", **fields: object) -> Report:
    """A later row of the same report, an hour on."""
    at = report.recorded_at + dt.timedelta(hours=1)
    return dataclasses.replace(report, **{"stage": stage, "recorded_by": by, "recorded_at": at} | fields)


def test_what_is_added_is_what_is_read_in_both_stores_beside_the_returns(store) -> None:
    published = {"evidence_title": "通车", "evidence_url": "https://example.org/a?b=1", "evidence_date": "2026-03"}
    rows = [
        report("b1", body="", **published, planned="计划6月开工", obstacle="用地“手续”, 未完", recorded_as="sub-1"),
        report("b2", state="delayed", delayed_to="2027", file="批复.pdf", sha256="0a" * 32),
        report("b3", kind="task", subject="p-1", state="done", stage="held"),
        report("b4", kind="target", subject="t", state="stopped", delayed_to=""),
    ]
    open_reports(store).add([sent("r1"), *rows])
    assert open_reports(opened(where(store))).read() == (sent("r1"), *rows)


@pytest.fixture
def file(tmp_path: Path) -> CsvStore:
    """A register in a file: the rules are the same ones in a database."""
    return CsvStore(tmp_path / "actuals.csv")


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"state": "received"}, "not_allowed", "state"),
        ({"stage": ""}, "not_allowed", "stage"),
        ({"stage": "sure"}, "not_allowed", "stage"),
        ({"state": "delayed"}, "delayed_to_what", "delayed_to"),
        ({"delayed_to": "2027"}, "not_delayed", "delayed_to"),
        ({"state": "delayed", "delayed_to": "2027-02-30"}, "not_a_due", "delayed_to"),
        ({"state": "delayed", "delayed_to": "2027-02"}, "not_a_due", "delayed_to"),
        ({"state": "delayed", "delayed_to": "１０２７"}, "not_a_due", "delayed_to"),
        ({"state": "delayed", "delayed_to": "0027"}, "not_a_due", "delayed_to"),
        ({"period": Period("2026-04")}, "period_ahead", "period"),
        ({"period": Period("2027/2028")}, "period_ahead", "period"),
        ({"evidence_url": "https://a.b"}, "missing_field", "evidence_title"),
        ({"evidence_title": "标题"}, "missing_field", "evidence_url"),
        ({"evidence_url": "javascript:alert(1)"}, "bad_web_address", "evidence_url"),
        ({"evidence_url": "https://"}, "bad_web_address", "evidence_url"),
        ({"evidence_url": "http://[::1"}, "bad_web_address", "evidence_url"),
        ({"evidence_url": "ftp://a.b/c"}, "bad_web_address", "evidence_url"),
        ({"evidence_date": "March"}, "not_a_date", "evidence_date"),
        ({"evidence_date": "2026-3"}, "not_a_date", "evidence_date"),
        ({"file": "a.pdf"}, "missing_field", "sha256"),
        ({"sha256": "0a" * 32}, "missing_field", "file"),
        ({"done": "字" * 501}, "text_too_long", "done"),
        ({"note": "字" * 1001}, "text_too_long", "note"),
        ({"done": "第一行\n第二行"}, "control_character", "done"),
        ({"done": "\ud800"}, "bad_character", "done"),
        ({"subject": ""}, "missing_field", "subject"),
    ],
)
def test_a_row_that_breaks_the_rules_is_told(file, fields, code, field) -> None:
    assert (code, None, field) in faults_of(lambda: open_reports(file).add([report("b0"), report("b1", **fields)]))
    assert open_reports(file).read() == ()


def test_a_return_has_none_of_the_columns_of_progress(file) -> None:
    for field in ("stage", "done", "delayed_to", "recorded_as"):
        found = faults_of(lambda field=field: open_reports(file).add([sent(**{field: "claimed"})]))
        assert found == [("of_progress_only", None, field)]


def test_faults_are_told_in_both_languages(file) -> None:
    with pytest.raises(DataFault) as caught:
        open_reports(file).add([report(state="delayed"), report(evidence_url="x", done="字" * 501)])
    for fault in caught.value.faults:
        assert all("{" not in fault.text(language) for language in ("zh", "en"))


def test_what_a_body_reported_last_and_nobody_decided_or_somebody_returned(file) -> None:
    """A later report of the same body takes its place, of another one it does not; what was withdrawn is none."""
    reports = open_reports(file)
    for hour, (batch, stages, body) in enumerate(
        [
            ("b1", "held returned", "a"),
            ("b2", "held", "b"),
            ("b3", "held withdrawn", "a"),
            ("b4", "claimed withdrawing", "c"),
            ("b5", "held returned", "d"),
            ("b6", "claimed", "d"),
        ]
    ):
        said = report(batch, body=body, recorded_at=NOON + dt.timedelta(hours=4 * hour))
        for number, stage in enumerate(stages.split()):
            at = said.recorded_at + dt.timedelta(hours=number)
            reports.add([dataclasses.replace(said, stage=stage, recorded_by=f"第{number}人", recorded_at=at)])
    assert {item.batch for item in unsettled(statements(reports.read()))} == {"b1", "b2", "b4"}


# Every way that a report can take, by the stages of its rows; which of them another person writes than the one before.
@pytest.mark.parametrize(
    ("stages", "counts", "verified"),
    [
        ("claimed", True, False),
        ("claimed verified", True, True),
        ("claimed withdrawn", False, False),
        ("claimed verified withdrawn", False, False),
        ("claimed verified withdrawing", True, True),
        ("claimed verified withdrawing verified", True, True),
        ("claimed withdrawing claimed", True, False),
        ("claimed withdrawing withdrawn", False, False),
        ("held", False, False),
        ("held claimed", True, False),
        ("held returned", False, False),
        ("claimed returned", False, False),
        ("held withdrawn", False, False),
        ("held claimed verified", True, True),
    ],
)
def test_what_becomes_of_a_report(file, stages: str, counts: bool, verified: bool) -> None:
    reports = open_reports(file)
    for number, stage in enumerate(stages.split()):
        reports.add([later(report(), stage, by=f"第{number}人")])
    (found,) = statements(reports.read())
    assert (found.counts, found.is_verified, found.stage) == (counts, verified, stages.split()[-1])
    assert found.said.recorded_by == "第0人"


@pytest.mark.parametrize(
    "stages",
    [
        "verified",
        "withdrawn",
        "returned",
        "claimed claimed",
        "claimed held",
        "claimed verified returned",  # somebody vouched for it
        "claimed returned claimed",
        "held verified",
        "withdrawing",
        "claimed withdrawing verified",  # it was never verified
        "claimed verified withdrawing claimed",  # nor does it lose what it had
        "claimed withdrawn claimed",
        "held returned claimed",
        "claimed verified verified",
    ],
)
def test_what_cannot_become_of_it(file, stages: str) -> None:
    *before, last = stages.split()
    reports = open_reports(file)
    for number, stage in enumerate(before):
        reports.add([later(report(), stage, by=f"第{number}人")])
    known = reports.read()
    assert faults_of(lambda: reports.add([later(report(), last, by="末")])) == [("stage_cannot_follow", None, "stage")]
    assert reports.read() == known


@pytest.mark.parametrize(
    ("before", "stage"),
    [
        ("claimed", "verified"),
        ("held", "claimed"),
        ("held", "returned"),
        ("claimed", "returned"),
        ("claimed withdrawing", "withdrawn"),
    ],
)
def test_nobody_decides_about_their_own(file, before: str, stage: str) -> None:
    """By name, and by what the identity provider calls them: whoever changes their name there stays who they are."""
    reports = open_reports(file)
    for item in before.split():
        reports.add([later(report(), item, by="李", recorded_as="sub-1")])
    for who in ({"by": "李"}, {"by": "李 改名", "recorded_as": "sub-1"}):
        own = later(report(), stage, **who)
        assert faults_of(lambda own=own: reports.add([own])) == [("own_report", None, "recorded_by")]
    reports.add([later(report(), stage, by="王", recorded_as="sub-2")])


def test_who_accepted_a_report_may_verify_it_and_who_entered_it_may_not(file) -> None:
    reports = open_reports(file)
    reports.add([report(stage="held"), later(report(), "claimed", by="王")])
    assert faults_of(lambda: reports.add([later(report(), "verified", by="李")])) == [
        ("own_report", None, "recorded_by")
    ]
    reports.add([later(report(), "verified", by="王")])


def test_a_later_row_changes_nothing_of_what_was_said(file) -> None:
    reports = open_reports(file)
    reports.add([report()])
    changed = later(report(), "verified", state="done", done="全部完成", sha256="0b" * 32, file="x.pdf")
    assert {field for _, _, field in faults_of(lambda: reports.add([changed]))} == {"state", "done", "sha256", "file"}
    # Nor may a return take its place, or be followed by one.
    assert faults_of(lambda: reports.add([sent("b1")]))[0][0] == "stage_cannot_follow"
    reports.add([sent("r1")])
    assert faults_of(lambda: reports.add([report("r1")]))[0][0] == "stage_cannot_follow"


def test_of_twenty_who_verify_at_once_all_but_one_are_told(store) -> None:
    open_reports(store).add([report()])
    told: list[str] = []

    def verify(by: str) -> None:
        try:
            open_reports(opened(where(store))).add([later(report(), "verified", by=by)])
        except DataFault as fault:
            told.extend(item.code for item in fault.faults)

    threads = [threading.Thread(target=verify, args=(f"王{number}",)) for number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told == ["stage_cannot_follow"] * 19
    assert len(open_reports(store).read()) == 2


def day(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{text}T12:00:00+08:00")


def test_as_known_on_a_day() -> None:
    said = report(recorded_at=day("2026-03-20"))
    rows = [
        said,
        later(said, "verified", recorded_at=day("2026-03-25")),
        later(said, "withdrawn", recorded_at=day("2026-04-02")),
    ]

    def known(on: str) -> list[tuple[bool, bool]]:
        return [(item.counts, item.is_verified) for item in statements(rows, dt.date.fromisoformat(on))]

    assert known("2026-03-19") == []
    assert known("2026-03-20") == known("2026-03-24") == [(True, False)]
    assert known("2026-03-25") == known("2026-04-01") == [(True, True)]
    assert known("2026-04-02") == [(False, False)]


@pytest.mark.parametrize(
    ("period", "received", "expected"),
    [
        ("2022", "2026-11-28", "2022-12-31"),  # a past year entered now tells how things stood at its end
        ("2026", "2026-11-28", "2026-11-28"),  # the year that is not over, how they stand today
        ("2024-01/2024-02", "2026-11-28", "2024-02-29"),
        ("2026-11", "2026-11-01", "2026-11-01"),
        ("2021/2025", "2026-01-05", "2025-12-31"),
    ],
)
def test_the_day_whose_state_it_tells(period: str, received: str, expected: str) -> None:
    found = report(period=Period(period), received_on=dt.date.fromisoformat(received))
    assert found.stands_on == dt.date.fromisoformat(expected)


def test_statements_stand_in_the_order_of_what_they_tell_not_of_their_entry() -> None:
    rows = [
        report("new", period=Period("2026-03")),
        report("old", period=Period("2024")),
        report("same", period=Period("2024")),
        sent("r1"),
    ]
    found: list[Statement] = statements(rows)
    assert [item.batch for item in found] == ["old", "same", "new"]


@pytest.mark.postgres
@pytest.mark.parametrize(
    "values",
    [
        """('b', 'rumour', '{"kind": "rumour", "batch": "b"}')""",
        """('b', 'task', '{"kind": "step", "batch": "b"}')""",
        """('b', 'task', '{"kind": "task", "batch": "c"}')""",
        """('b', 'task', '{}')""",
    ],
)
def test_the_database_takes_no_row_that_nobody_could_read(database, values: str) -> None:
    with pytest.raises(Exception, match=r"report_entry_(known|agrees)"):
        database.execute(f"INSERT INTO report_entry (batch, kind, entry) VALUES {values}")
