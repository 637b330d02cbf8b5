"""``reporting.yaml``: every fault is told with its code, line, record and field; who owes a duty; days off."""

import datetime as dt
from pathlib import Path

import pytest

from gapboard.catalog.reporting import FILE, Reporting, ReportingFile, load_reporting
from gapboard.kernel.faults import DataFault
from tests.gapboard import builder

CATALOG = builder.catalog(
    [
        builder.target("t", responsible=("甲局", "各县")),
        builder.target("u", responsible=("乙局",), indicator="y"),
    ],
    [builder.indicator("x"), builder.indicator("y")],
    bodies=[builder.body("a", "甲局"), builder.body("b", "乙局"), builder.body("all", "各县", collective=True)],
)
GOOD = """\
kept_from: 2025-01-01
closed_days:
  - year: 2026
    closed: [2026-10-01]
    worked: [2026-10-10]
    source: 通知
duties:
  - id: summary
    name: 小结
    name_en: Summary
    form: return
    rhythm: quarterly
    document: plan
    item: 保障措施
    quote: 每季度末月20日前报送
    last_day:
      day: 20
"""


def load(folder: Path, text: str) -> Reporting:
    (folder / FILE).write_text(text, encoding="utf-8")
    return load_reporting(folder, CATALOG)


def test_the_good_file_is_good(tmp_path: Path) -> None:
    found = load(tmp_path, GOOD)
    assert list(found.duties) == ["summary"]
    assert found.years(found.duties["summary"]) == (2021, 2025)


def test_without_a_file_nothing_is_owed(tmp_path: Path) -> None:
    assert load_reporting(tmp_path, CATALOG).duties == {}


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "record", "field"),
    [
        pytest.param("day: 20", "day: 32", "out_of_range", 17, "summary", "last_day.day", id="day"),
        pytest.param("day: 20", 'day: "20"', "not_a_year", 17, "summary", "last_day.day", id="text-day"),
        pytest.param("quarterly", "weekly", "not_allowed", 12, "summary", "rhythm", id="rhythm"),
        pytest.param("    item: 保障措施\n", "", "duty_lacks_clause", 8, "summary", "duties", id="no-clause"),
        pytest.param("    document: plan\n", "", "duty_lacks_decision", 8, "summary", "duties", id="no-decision"),
        pytest.param("document: plan", "document: plna", "unknown_id", 13, "summary", "document", id="document"),
        pytest.param("    item:", "    bodies: [a, c]\n    item:", "unknown_id", 14, "summary", "bodies.1", id="body"),
        pytest.param(
            "    item:", "    indicators: [z]\n    item:", "unknown_id", 14, "summary", "indicators.0", id="x"
        ),
        pytest.param("    item:", "    to: 某局\n    item:", "one_language_only", 8, "summary", "duties", id="to"),
        pytest.param(
            "    item:", "    years: [2025, 2024]\n    item:", "years_reversed", 8, "summary", "duties", id="years"
        ),
        pytest.param(
            "2026-10-10", "2025-10-10", "day_of_other_year", 3, "closed_days[1]", "closed_days", id="other-year"
        ),
        pytest.param("kept_from: 2025-01-01\n", "", "missing_field", 1, "", "kept_from", id="kept-from"),
        pytest.param("    form:", "    frm: x\n    form:", "unknown_field", 11, "summary", "frm", id="misspelt"),
        pytest.param("每季度末月20日前报送", "报" * 61, "text_too_long", 15, "summary", "quote", id="quote"),
    ],
)
def test_faults(tmp_path: Path, old: str, new: str, code: str, line: int, record: str, field: str) -> None:
    assert old in GOOD
    with pytest.raises(DataFault) as caught:
        load(tmp_path, GOOD.replace(old, new))
    (fault,) = caught.value.faults
    assert (fault.file, fault.code, fault.line, fault.record, fault.field) == (FILE, code, line, record, field)
    for language in ("zh", "en"):
        assert "{" not in fault.text(language)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("bodies: [a, b], indicators: [x, y]", []),
        ("bodies: [a, b]", []),  # texts, no figures
        ("bodies: [a, b], indicators: [y]", [("answers_for_none", 14, "bodies.0")]),
        ("indicators: [x, z]", [("nobody_answers", 14, "indicators.1")]),
    ],
)
def test_a_check_tells_figures_and_bodies_that_no_responsibility_joins(tmp_path: Path, fields: str, told) -> None:
    """甲局 answers for x, 乙局 for y, nobody for z; the board itself shows the duty as it is."""
    catalog = builder.catalog(
        [builder.target("t", responsible=("甲局",)), builder.target("u", responsible=("乙局",), indicator="y")],
        [builder.indicator("x"), builder.indicator("y"), builder.indicator("z")],
        bodies=[builder.body("a", "甲局"), builder.body("b", "乙局")],
    )
    lines = "".join(f"    {field}\n" for field in fields.replace("], ", "]\n    ").split("\n    "))
    (tmp_path / FILE).write_text(GOOD.replace("    item:", f"{lines}    item:"), encoding="utf-8")
    assert list(load_reporting(tmp_path, catalog).duties) == ["summary"]
    try:
        load_reporting(tmp_path, catalog, strict=True)
        found = []
    except DataFault as fault:
        found = [(item.code, item.line, item.field) for item in fault.faults]
    assert found == told


def test_two_duties_of_one_name(tmp_path: Path) -> None:
    again = GOOD[GOOD.index("  - id: summary") :]
    with pytest.raises(DataFault) as caught:
        load(tmp_path, GOOD + again)
    assert [(fault.code, fault.line) for fault in caught.value.faults] == [("repeated_id", 18)]


def test_closed_are_weekends_and_stated_days_but_not_weekends_that_are_worked(tmp_path: Path) -> None:
    found = load(tmp_path, GOOD)
    days = {"2026-10-01": True, "2026-10-10": False, "2026-10-11": True, "2026-10-12": False, "2027-10-01": False}
    assert {day: found.is_closed(dt.date.fromisoformat(day)) for day in days} == days
    assert (found.knows_holidays(2026), found.knows_holidays(2027)) == (True, False)


def owing(catalog=CATALOG, day: str = "2024-06-20", **fields: object) -> list[str]:
    duty = {"id": "d", "name": "d", "name_en": "d", "form": "return", "rhythm": "monthly"}
    clause = {"document": "plan", "item": "1", "quote": "报送"}
    content = ReportingFile.model_validate({"kept_from": dt.date(2020, 1, 1), "duties": [duty | clause | fields]})
    reporting = Reporting(content, catalog)
    return [body.id for body in reporting.owing(reporting.duties["d"], dt.date.fromisoformat(day))]


def test_who_owes() -> None:
    assert owing() == ["a", "b"]  # a name that stands for several units owes nothing
    assert owing(indicators=("y",)) == ["b"]
    assert owing(bodies=("all",)) == ["all"]  # named on purpose
    assert owing(form="check") == []


def test_an_assigned_body_owes_from_the_decision_on() -> None:
    assigned = {"body": "b", "by": "会议", "decided": dt.date(2024, 7, 1)}
    bodies = [builder.body("b", "乙局")]
    catalog = builder.catalog([builder.target(assigned=assigned)], bodies=bodies)
    assert (owing(catalog), owing(catalog, "2024-09-20")) == ([], ["b"])
