"""Where a fault is, in words."""

import pytest

from gapboard.kernel.faults import Fault


@pytest.mark.parametrize(
    ("field", "zh", "en"),
    [
        ("delayed_to", "字段 延期到（delayed_to）", "field delayed to (delayed_to)"),
        ("evidence_url", "字段 佐证网址（evidence_url）", "field address of the evidence (evidence_url)"),
        ("value", "字段 value", "field value"),
    ],
)
def test_a_field_is_called_by_its_word_and_as_the_file_calls_it(field: str, zh: str, en: str) -> None:
    fault = Fault("reports.csv", "delayed_to_what", 7, "km19-5.1 2026-01", field)
    assert fault.place("zh") == f"reports.csv，第 7 行，km19-5.1 2026-01，{zh}"
    assert fault.place("en") == f"reports.csv, line 7, km19-5.1 2026-01, {en}"


def test_what_is_to_be_done_about_a_delay_is_said_without_names_of_code() -> None:
    for language in ("zh", "en"):
        fault = Fault("", "delayed_to_what", field="delayed_to")
        assert "_" not in fault.what(language) + fault.remedy(language)
