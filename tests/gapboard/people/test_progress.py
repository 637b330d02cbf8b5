"""Who may report progress, take it back, review and verify it, as each role; review on and off."""

from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

from gapboard.catalog import Catalog
from gapboard.catalog.tasks import load_tasks
from gapboard.kernel.faults import DataFault
from gapboard.ledger import CsvStore, Period
from gapboard.ledger.report import Report
from gapboard.ledger.reports import open_reports
from gapboard.ledger.statements import Statement, statements
from gapboard.people.reviewer import Reviewer
from gapboard.people.rights import NoRight, Person, Role, Standing
from gapboard.people.rights.scope import sees_all_of
from gapboard.people.writer import Writer
from tests.gapboard.intake.test_evidence import PDF
from tests.gapboard.people.conftest import signed_in

TASKS = """\
bodies:
  - {id: pl-new, name: 区新设局, name_en: New Bureau, region: panlong}
tasks:
  - id: pl22-1
    document: panlong-2022-tasks
    item: '1'
    under: 一
    under_en: One
    name: 商贸
    name_en: Trade
    kind: build
    lead: [区商务和投资促进局]
    responsible: [区新设局]
    due: 2022
    steps:
      - {id: pl22-1.1, text: 建成步行街, en: Build the pedestrian street}
  - id: yn21-1
    document: yn-2021-kunming-opinions
    item: '1'
    under: 一
    under_en: One
    name: 人口
    name_en: People
    kind: policy
"""
AT = dt.datetime(2026, 11, 28, 9, tzinfo=dt.UTC)
CLERK = Person("wangfang", Role.EDITOR, Standing.SIGNED_IN, bodies=frozenset({"pl-commerce"}))


@dataclasses.dataclass
class Office:
    """A board with tasks, whose batches are reviewed if ``review`` says so."""

    folder: Path
    catalog: Catalog

    @property
    def store(self) -> CsvStore:
        return CsvStore(self.folder / "actuals.csv")

    def writer(self, person: Person = CLERK) -> Writer:
        return Writer(person, self.folder, self.store, self.catalog)

    def reviewer(self, person: Person | None = None) -> Reviewer:
        return Reviewer(person or lihua(Role.REVIEWER), self.folder, self.store, self.catalog)

    def said(self) -> list[Statement]:
        return statements(open_reports(self.store).read())

    def stages(self) -> list[str]:
        return [item.last.stage for item in self.said()]


def lihua(role: Role, **limits: frozenset[str]) -> Person:
    return Person("lihua", role, Standing.SIGNED_IN, **limits)


@pytest.fixture
def office(tmp_path: Path, catalog: Catalog) -> Office:
    (tmp_path / "tasks.yaml").write_text(TASKS, encoding="utf-8")
    return Office(tmp_path, catalog)


@pytest.fixture
def reviewed(office: Office) -> Office:
    (office.folder / "people.yaml").write_text("review: true\n", encoding="utf-8")
    return office


def report(batch: str = "b1", **fields: object) -> Report:
    usual = {"kind": "step", "subject": "pl22-1.1", "period": Period("2022"), "body": "pl-commerce", "state": "done"}
    what = {"received_on": AT.date(), "file": "", "sha256": "", "batch": batch, "note": "", "done": "步行街\n已开街"}
    return Report(**usual | what | {"recorded_at": AT, "recorded_by": "typed"} | fields)  # type: ignore[arg-type]


def codes(action) -> list[tuple[str, str]]:
    with pytest.raises(DataFault) as caught:
        action()
    return [(fault.code, fault.field) for fault in caught.value.faults]


def test_a_report_carries_the_name_signed_in_with_and_counts_at_once(office: Office) -> None:
    person = dataclasses.replace(CLERK, subject="sub-1")
    assert office.writer(person).report([report(stage="verified", recorded_as="forged")]) is False
    (found,) = office.said()
    assert (found.said.recorded_by, found.said.recorded_as, found.stage) == ("wangfang", "sub-1", "claimed")
    assert found.said.done == "步行街 已开街"  # one line, as every row of the register


def test_a_colleague_does_not_take_back_what_another_reported(office: Office) -> None:
    office.writer().report([report()])
    with pytest.raises(NoRight) as refused:
        office.writer(lihua(Role.EDITOR)).withdraw_report("b1", by="", at=AT, note="登错了")
    assert refused.value.why == "withdraw_of_others" and office.stages() == ["claimed"]
    office.writer(lihua(Role.ADMINISTRATOR)).withdraw_report("b1", by="", at=AT, note="登错了")
    assert office.stages() == ["withdrawn"]


def test_a_body_that_says_done_says_what_was_done_or_proves_it(office: Office) -> None:
    assert codes(lambda: office.writer().report([report(done="")])) == [("done_unproved", "done")]
    source = {"evidence_title": "题", "evidence_url": "https://example.org", "evidence_date": "2022"}
    office.writer().report([report(done="", **source), report("b2", done="", state="under_way")])
    assert office.stages() == ["claimed", "claimed"]


def test_a_body_that_says_stopped_says_why(office: Office) -> None:
    assert codes(lambda: office.writer().report([report(state="stopped", done="")])) == [
        ("stopped_unexplained", "obstacle")
    ]
    for number, name in enumerate(("done", "obstacle", "note")):
        office.writer().report([report(f"b{number}", **{"state": "stopped", "done": "", name: "资金未落实"})])
    assert office.stages() == ["claimed"] * 3


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"received_on": dt.date(2026, 11, 29)}, "day_ahead", "received_on"),
        ({"received_on": dt.date(2022, 7, 4), "period": Period("2022-06")}, "day_before", "received_on"),
        ({"period": Period("2021-12")}, "period_before", "period"),
        ({"evidence_date": "2026-12-30"}, "day_ahead", "evidence_date"),
        ({"evidence_date": "2026-12"}, "day_ahead", "evidence_date"),
        ({"evidence_date": "2027"}, "day_ahead", "evidence_date"),
        ({"received_on": dt.date(2022, 7, 5), "period": Period("2022-01/2022-06")}, "", ""),
        ({"evidence_date": "2026-11-28"}, "", ""),
        ({"evidence_date": "2026"}, "", ""),
        ({"evidence_date": "2018"}, "", ""),
    ],
)
def test_no_day_is_in_the_future_or_before_the_document(
    office: Office, fields: dict[str, object], code: str, field: str
) -> None:
    """The document was issued on 2022-07-05 for the year 2022; the report is recorded on 2026-11-28."""
    source = {"evidence_title": "题", "evidence_url": "https://example.org", "evidence_date": "2022"}
    told = report(**source | fields)
    if code:
        assert codes(lambda: office.writer().report([told])) == [(code, field)]
    assert office.writer().report([report("b2")]) is False, "what is refused leaves nothing behind"
    if not code:
        assert office.writer().report([told]) is False


def test_who_verifies_may_return_a_report_instead_for_a_reason(office: Office) -> None:
    office.writer().report([report("b1"), report("b2")])
    assert codes(lambda: office.reviewer().send_back_report("b1", "")) == [("no_reason", "")]
    assert codes(lambda: office.reviewer(lihua(Role.ADMINISTRATOR)).send_back_report("b9", "不实"))[0][0] == (
        "report_unknown"
    )
    office.reviewer().send_back_report("b1", "开街时间不对")
    office.reviewer().verify_report("b2", "看过现场")
    assert office.stages() == ["returned", "verified"]
    assert [(item.counts, item.last.note) for item in office.said()] == [(False, "开街时间不对"), (True, "看过现场")]
    assert codes(lambda: office.reviewer().send_back_report("b2", "又不对")) == [("stage_cannot_follow", "stage")]


def test_everything_that_is_wrong_is_told_at_once(office: Office) -> None:
    wrong = {"state": "delayed", "delayed_to": "2022-06-30", "evidence_url": "javascript:x", "done": "长" * 501}
    assert sorted(codes(lambda: office.writer().report([report(**wrong)]))) == [
        ("bad_web_address", "evidence_url"),
        ("missing_field", "evidence_date"),
        ("missing_field", "evidence_title"),
        ("not_later", "delayed_to"),
        ("text_too_long", "done"),
    ]


@pytest.mark.parametrize("role", [Role.VIEWER, Role.REVIEWER, None])
def test_who_may_not_write_may_not_report_nor_keep_a_file(office: Office, role: Role | None) -> None:
    with pytest.raises(NoRight):
        office.writer(signed_in(role)).report([report()])
    with pytest.raises(NoRight):
        office.writer(signed_in(role)).keep_evidence("a.pdf", PDF)
    assert office.said() == []
    assert not (office.folder / "evidence").exists()


@pytest.mark.parametrize(
    ("limits", "body", "allowed"),
    [
        ({"bodies": {"pl-commerce"}}, "pl-commerce", True),
        ({"bodies": {"pl-new"}}, "pl-new", True),  # one that stands in tasks.yaml alone
        ({"bodies": {"pl-new"}}, "pl-commerce", False),
        ({"bodies": {"pl-commerce"}}, "", False),
        ({"regions": {"panlong"}}, "pl-new", True),
        ({"regions": {"kunming"}}, "pl-new", False),
        ({"regions": {"kunming"}, "bodies": {"pl-new"}}, "pl-new", False),
        ({}, "", True),  # the office enters what was published
    ],
)
def test_who_is_limited_reports_for_their_own_body(office: Office, limits, body: str, allowed: bool) -> None:
    person = Person("wangfang", Role.EDITOR, **{name: frozenset(items) for name, items in limits.items()})
    if allowed:
        office.writer(person).report([report(body=body)])
    else:
        with pytest.raises(NoRight) as told:
            office.writer(person).report([report("b0"), report("b1", body=body)])
        assert "{" not in told.value.text("zh") + told.value.text("en")
    assert len(office.said()) == allowed


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"subject": "pl22-1.2"}, "unknown_id", "subject"),
        ({"kind": "task"}, "unknown_id", "subject"),
        ({"kind": "target", "subject": "nothing"}, "unknown_id", "subject"),
        ({"body": "nobody"}, "unknown_id", "body"),
        ({"body": "km-commerce"}, "not_theirs", "body"),
        ({"state": "delayed", "delayed_to": "2022"}, "not_later", "delayed_to"),
        ({"sha256": "0a" * 32, "file": "a.pdf"}, "file_missing", "sha256"),
    ],
)
def test_what_does_not_fit_the_tasks_is_told_and_nothing_is_written(office: Office, fields, code, field) -> None:
    writer = office.writer(signed_in(Role.EDITOR))
    assert codes(lambda: writer.report([report("b0"), report("b1", **fields)])) == [(code, field)]
    assert office.said() == []


def test_where_nobody_is_named_any_body_may_have_done_it(office: Office) -> None:
    office.writer(signed_in(Role.EDITOR)).report([report(kind="task", subject="yn21-1", body="km-commerce")])
    assert office.stages() == ["claimed"]


def test_what_is_said_of_a_target_is_of_a_body_that_answers_for_it(office: Office) -> None:
    target = next(item for item in office.catalog.targets.values() if item.responsible)
    body = office.catalog.answering(target)[0].id
    office.writer(signed_in(Role.EDITOR)).report([report(kind="target", subject=target.id, body=body)])
    assert office.stages() == ["claimed"]


def test_evidence_is_kept_and_named_by_the_report(office: Office) -> None:
    kept = office.writer().keep_evidence("../通车.exe", PDF)
    office.writer().report([report(file=kept.name, sha256=kept.sha256)])
    (found,) = office.said()
    assert (found.said.file, found.said.has_evidence) == ("通车.pdf", True)
    assert codes(lambda: office.writer().keep_evidence("a.svg", b"<svg/>")) == [("evidence_kind", "")]


def test_withdrawing_is_a_further_row(office: Office) -> None:
    office.writer().report([report()])
    why = lambda: office.writer().withdraw_report("b1", by="typed", at=AT, note=" ")  # noqa: E731
    assert codes(why) == [("withdraw_why", "note")] and office.stages() == ["claimed"]
    office.writer().withdraw_report("b1", by="typed", at=AT, note="登错了")
    rows = open_reports(office.store).read()
    assert [row.stage for row in rows] == ["claimed", "withdrawn"]
    assert rows[1].note == "登错了"
    other = Person("zhang", Role.EDITOR, bodies=frozenset({"pl-new"}))
    office.writer().report([report("b2")])
    with pytest.raises(NoRight):
        office.writer(other).withdraw_report("b2", by="", at=AT, note="登错了")
    assert codes(lambda: office.writer().withdraw_report("b1", by="", at=AT, note="登错了")) == [
        ("stage_cannot_follow", "stage")
    ]
    assert codes(lambda: office.writer().withdraw_report("b9", by="", at=AT, note="登错了")) == [("report_unknown", "")]


def test_somebody_else_with_the_right_verifies(office: Office) -> None:
    office.writer().report([report()])
    for person in (lihua(Role.EDITOR), lihua(Role.VIEWER)):
        with pytest.raises(NoRight):
            office.reviewer(person).verify_report("b1")
    with pytest.raises(NoRight):
        office.reviewer(lihua(Role.REVIEWER, regions=frozenset({"kunming"}))).verify_report("b1")
    office.reviewer(lihua(Role.REVIEWER, regions=frozenset({"panlong"}))).verify_report("b1", "现场\n看过")
    (found,) = office.said()
    assert found.verified is not None
    assert (found.is_verified, found.verified.recorded_by, found.verified.note) == (True, "lihua", "现场 看过")


def test_nobody_verifies_their_own(office: Office) -> None:
    administrator = lihua(Role.ADMINISTRATOR)
    office.writer(administrator).report([report()])
    assert codes(lambda: office.reviewer(administrator).verify_report("b1")) == [("own_report", "recorded_by")]
    # Nor at the computer itself, where names are typed and none is known for sure.
    local = Person("", Role.ADMINISTRATOR, Standing.LOCAL)
    office.writer(local).report([report("b2", recorded_by="李")])
    assert codes(lambda: office.reviewer(local).verify_report("b2", by="李")) == [("own_report", "recorded_by")]
    office.reviewer(local).verify_report("b2", by="王")


def test_where_batches_are_reviewed_a_report_waits_and_does_not_count(reviewed: Office) -> None:
    assert reviewed.writer().report([report("b1"), report("b2")]) is True
    assert [item.counts for item in reviewed.said()] == [False, False]
    assert [item.batch for item in reviewed.reviewer().reports()] == ["b1", "b2"]
    reviewed.reviewer().accept_report("b1")
    reviewed.reviewer().send_back_report("b2", "单位不对")
    assert reviewed.stages() == ["claimed", "returned"]
    assert reviewed.said()[1].last.note == "单位不对"
    assert reviewed.reviewer().reports() == []


def test_an_editor_sees_only_their_own_reports_that_wait(reviewed: Office) -> None:
    reviewed.writer().report([report("b1")])
    reviewed.writer(Person("zhang", Role.EDITOR)).report([report("b2")])
    assert [item.batch for item in reviewed.reviewer(CLERK).reports()] == ["b1"]
    with pytest.raises(NoRight):
        reviewed.reviewer(lihua(Role.VIEWER)).reports()


@pytest.mark.parametrize(
    ("person", "body", "seen"),
    [
        (CLERK, "pl-commerce", True),
        (Person("zhang", Role.EDITOR, bodies=frozenset({"pl-new"})), "pl-commerce", False),
        (CLERK, "", False),
        (lihua(Role.EDITOR), "", True),
        (lihua(Role.EDITOR, regions=frozenset({"kunming"})), "pl-commerce", False),
        (lihua(Role.REVIEWER, regions=frozenset({"kunming"})), "pl-commerce", True),
        (lihua(Role.VIEWER), "pl-commerce", False),
        (Person("", None, Standing.SIGNED_OUT), "pl-commerce", False),
    ],
)
def test_what_does_not_count_is_seen_by_who_reviews_or_reports_for_the_same_body(
    office: Office, person: Person, body: str, seen: bool
) -> None:
    bodies = load_tasks(office.folder, office.catalog).bodies
    assert sees_all_of(person, body, bodies) is seen


def test_nobody_decides_about_their_own_and_sending_back_needs_a_reason(reviewed: Office) -> None:
    administrator = lihua(Role.ADMINISTRATOR)
    reviewed.writer(administrator).report([report()])
    for decide in (
        lambda: reviewed.reviewer(administrator).accept_report("b1"),
        lambda: reviewed.reviewer(administrator).send_back_report("b1", "不妥"),
    ):
        assert codes(decide) == [("own_report", "recorded_by")]
    another = Person("zhaoliu", Role.REVIEWER, Standing.SIGNED_IN)
    offered = {who: reviewed.reviewer(who).decisions(reviewed.said()[0]) for who in (administrator, CLERK, another)}
    assert offered == {administrator: (), CLERK: (), another: ("accept", "send_back")}
    assert codes(lambda: reviewed.reviewer().send_back_report("b1", " \n")) == [("no_reason", "")]
    with pytest.raises(NoRight):
        reviewed.reviewer(CLERK).accept_report("b1")
    assert reviewed.stages() == ["held"]


def test_taking_back_what_counts_waits_too_and_what_waits_is_taken_back_at_once(reviewed: Office) -> None:
    reviewed.writer().report([report("b1"), report("b2"), report("b3")])
    for batch in ("b1", "b2"):
        reviewed.reviewer().accept_report(batch)
        reviewed.reviewer().verify_report(batch)
        reviewed.writer().withdraw_report(batch, by="", at=AT, note="登错了")
    reviewed.writer().withdraw_report("b3", by="", at=AT, note="登错了")
    assert reviewed.stages() == ["withdrawing", "withdrawing", "withdrawn"]
    assert [item.counts for item in reviewed.said()] == [True, True, False]
    reviewed.reviewer().accept_report("b1")
    reviewed.reviewer().send_back_report("b2", "仍然属实")
    assert reviewed.stages() == ["withdrawn", "verified", "withdrawn"]
