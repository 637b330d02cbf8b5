"""What the documents say of reporting, as curated in data/reporting.yaml: held against the documents by hand, once."""

import datetime as dt

import pytest

from gapboard.board.reporting import periods_of
from gapboard.catalog.reporting import Reporting, load_reporting
from tests.curated.test_targets import ROOT


@pytest.fixture(scope="module")
def reporting(curated) -> Reporting:
    return load_reporting(ROOT / "data", curated)


def test_what_each_document_asks_for(reporting: Reporting) -> None:
    assert {duty.document: (duty.rhythm, duty.form) for duty in reporting.duties.values()} == {
        "panlong-2022-tasks": ("quarterly", "return"),
        "km-2023-2025-three-year-plan": ("quarterly", "check"),
        "yn-2021-kunming-opinions": ("every_two_months", "hearing"),
        "dianzhong-2020-opinions": ("every_three_years", "evaluation"),
    }


def test_one_alone_states_a_day_and_nothing_was_arranged(reporting: Reporting) -> None:
    found = [duty.id for duty in reporting.duties.values() if duty.last_day or duty.arranged]
    assert found == ["panlong-2022.quarterly-summary"]


def test_panlong_asks_for_two_quarters_of_its_year_as_it_was_issued_in_july(reporting: Reporting) -> None:
    duty = reporting.duties["panlong-2022.quarterly-summary"]
    days = [due.last_day for due in periods_of(duty, reporting)]
    assert days == [dt.date(2022, 9, 20), dt.date(2022, 12, 20)]
    assert len(reporting.owing(duty, days[0])) > 10
