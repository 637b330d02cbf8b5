"""The page of reporting for the office: thirty bodies, three of them late; what one sent, noted and withdrawn."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from components.page import returns as kept
from gapboard.catalog import load_catalog
from gapboard.ledger import CsvStore, Period
from gapboard.ledger.reports import Report, open_reports
from tests.pages.conftest import Opener, html_of
from tests.shipped_data import copy_shipped

TODAY = dt.date.today()
LAST = TODAY.year - 2
LATE = 3
LAST_DAY = dt.date(LAST + 1, 1, 10)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Thirty bodies owed a yearly return by 10 January; all but the last two sent it, three of them on the 12th."""
    copy_shipped(tmp_path)
    bodies = [body.id for body in load_catalog(tmp_path / "targets.yaml").bodies.values() if not body.collective][:30]
    assert len(bodies) == 30
    (tmp_path / "reporting.yaml").write_text(
        f"kept_from: {LAST}-01-01\nduties:\n  - id: yearly\n    name: 年报\n    name_en: Yearly return\n"
        f"    form: return\n    rhythm: yearly\n    years: [{LAST}, {LAST}]\n"
        f"    arranged: {{by: 办公室, decided: {LAST}-01-01}}\n    last_day: {{day: 10, months_after: 1}}\n"
        f"    bodies: [{', '.join(bodies)}]\n",
        encoding="utf-8",
    )
    days = [LAST_DAY + dt.timedelta(days=2 if number < LATE else 0) for number in range(28)]
    came = [
        Report(
            "return", "yearly", Period(str(LAST)), body, "received", day, f"{body}.docx", "", f"b-{body}", "",
            dt.datetime.combine(day, dt.time(9), dt.UTC), "office",
        )
        for body, day in zip(bodies, days, strict=False)
    ]  # fmt: skip
    open_reports(CsvStore(tmp_path / "actuals.csv")).add(came)
    monkeypatch.setenv("GAPBOARD_DATA", str(tmp_path))
    kept._register.cache_clear()
    return tmp_path


def rows(office: Path) -> list[Report]:
    return list(open_reports(CsvStore(office / "actuals.csv")).read())


def test_thirty_bodies_three_late_two_overdue(office: Path, open_page: Opener) -> None:
    html = html_of(open_page("reporting", lang="zh", year=str(LAST)))
    assert "2 份逾期未报，3 份迟报，25 份按时" in html
    assert html.count('class="gb-cell"') == 30
    assert "办公室（" in html  # who arranged it
    english = html_of(open_page("reporting", lang="en", year=str(LAST)))
    assert "2 overdue, 3 late, 25 on time" in english and "12 Jan" in english


def test_what_came_in_is_noted_with_its_day_and_can_be_withdrawn(office: Path, open_page: Opener) -> None:
    known = rows(office)
    body = list(load_catalog(office / "targets.yaml").bodies)
    missing = next(item for item in body if item not in {row.body for row in known})
    page = open_page("reporting", lang="en", body=missing, duty="yearly", period=str(LAST))
    page.date_input[0].set_value(LAST_DAY)
    by = next(field for field in page.text_input if field.label == "Your name" or field.key.endswith("-by"))
    by.set_value("Zhang").run()
    next(button for button in page.button if button.label == "Note it").click().run()
    assert not page.exception
    (added,) = rows(office)[len(known) :]
    assert (added.body, added.received_on, added.state, added.recorded_by) == (missing, LAST_DAY, "received", "Zhang")
    assert "received 10 Jan" in html_of(page)
    next(button for button in page.button if button.label.startswith("Withdraw")).click().run()
    assert [row.state for row in rows(office)[len(known) :]] == ["received", "withdrawn"]
    assert "received 10 Jan" not in html_of(page)


def test_without_duties_the_page_says_so(office: Path, open_page: Opener) -> None:
    (office / "reporting.yaml").unlink()
    assert "no reporting.yaml" in html_of(open_page("reporting", lang="en"))


def test_a_fault_in_the_duties_is_told_with_its_line(office: Path, open_page: Opener) -> None:
    path = office / "reporting.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("yearly\n    years", "weekly\n    years"), encoding="utf-8"
    )
    assert "reporting.yaml" in html_of(open_page("reporting", lang="en"))
