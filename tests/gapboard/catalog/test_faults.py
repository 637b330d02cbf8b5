"""Every fault of a targets.yaml is told with its code, line, record and field.

``good.yaml`` beside this file is sound; each case changes some of its lines, given by number, and names the
place of the fault as one finds it by counting lines.
"""

from pathlib import Path

import pytest

from gapboard.catalog import load_catalog
from gapboard.kernel.faults import DataFault

GOOD = Path(__file__).with_name("good.yaml")
GDP, AHEAD = "gdp-2025", "ahead-2025"
POINTS = {24: "    name_en: per cent\n  - id: 百分点\n    name_en: points"}


def faults_of(path: Path) -> tuple:
    with pytest.raises(DataFault) as caught:
        load_catalog(path)
    for fault in caught.value.faults:
        for language in ("zh", "en"):
            text = fault.text(language)
            assert path.name in text and "{" not in text
    return caught.value.faults


def changed(folder: Path, changes: dict[int, str | None]) -> Path:
    """A copy of ``good.yaml`` with the numbered lines replaced; ``None`` leaves a line out."""
    lines = GOOD.read_text(encoding="utf-8").splitlines()
    kept = [changes.get(number, line) for number, line in enumerate(lines, 1)]
    path = folder / "targets.yaml"
    path.write_text("\n".join(line for line in kept if line is not None) + "\n", encoding="utf-8")
    return path


def places(path: Path) -> list[tuple]:
    return [(fault.code, fault.line, fault.record, fault.field) for fault in faults_of(path)]


def test_the_good_file_is_good() -> None:
    catalog = load_catalog(GOOD)
    assert list(catalog.targets) == [GDP, AHEAD]
    assert catalog.published_growth == {"gdp": "gdp-growth"}


@pytest.mark.parametrize(
    ("changes", "code", "line", "record", "field"),
    [
        # A missing field is told on the line where its record begins.
        pytest.param({57: None}, "missing_field", 56, GDP, "indicator", id="missing"),
        pytest.param({56: "  - indicator: gdp", 57: None}, "missing_field", 56, "targets[1]", "id", id="missing-id"),
        pytest.param({3: None}, "missing_field", 2, "plan", "name", id="missing-name"),
        pytest.param({43: None}, "missing_field", 42, "primacy", "ratio.numerator", id="missing-inside"),
        pytest.param({12: None, 13: None, 14: None, 15: None}, "missing_field", 1, "", "regions", id="no-section"),
        pytest.param({64: "    value: 100\n    vlaue: 100"}, "unknown_field", 65, GDP, "vlaue", id="misspelt"),
        pytest.param({32: "    direction: upp"}, "not_allowed", 32, "gdp", "direction", id="enum"),
        pytest.param({63: "    comparator: about"}, "not_allowed", 63, GDP, "comparator", id="comparator"),
        pytest.param({60: "    item: 1"}, "not_text", 60, GDP, "item", id="number-for-text"),
        pytest.param({14: "    name: ''"}, "empty_text", 14, "here", "name", id="empty-text"),
        pytest.param({26: "  - id: GDP"}, "bad_form", 26, "GDP", "id", id="bad-id"),
        pytest.param({9: "    date: last spring"}, "not_a_date", 9, "plan", "date", id="bad-date"),
        pytest.param({9: "    date: '2021-02-30'"}, "not_a_date", 9, "plan", "date", id="no-such-day"),
        pytest.param({62: "    due: '2025'"}, "not_a_year", 62, GDP, "due", id="year-as-text"),
        pytest.param({62: "    due: 2025.5"}, "not_a_year", 62, GDP, "due", id="half-year"),
        pytest.param({62: "    due: 225"}, "out_of_range", 62, GDP, "due", id="year-too-early"),
        pytest.param({10: "    period: [2021, 二〇二五]"}, "not_a_year", 10, "plan", "period.1", id="year-in-list"),
        pytest.param({10: "    period: 2021"}, "not_a_list", 10, "plan", "period", id="no-list"),
        pytest.param({64: "    value: '100'"}, "not_a_number", 64, GDP, "value", id="number-as-text"),
        pytest.param({64: "    value: yes"}, "not_a_number", 64, GDP, "value", id="yes-is-no-number"),
        pytest.param({64: "    value: .nan"}, "not_a_number", 64, GDP, "value", id="nan"),
        pytest.param({64: "    value: .inf"}, "not_a_number", 64, GDP, "value", id="inf"),
        pytest.param({31: "    decimals: 9"}, "out_of_range", 31, "gdp", "decimals", id="decimals"),
        pytest.param({66: "    quote: " + "目" * 61}, "text_too_long", 66, GDP, "quote", id="long-quote"),
        pytest.param({84: "    parts: []"}, "invalid", 84, "parts", "parts", id="no-parts"),
        pytest.param({13: "  - here", 14: None, 15: None}, "not_a_record", 13, "regions[1]", "regions", id="no-record"),
        # Between records.
        pytest.param({46: "  - id: primacy"}, "repeated_id", 46, "primacy", "id", id="repeated-indicator"),
        pytest.param({67: "  - id: gdp-2025"}, "repeated_id", 67, GDP, "id", id="repeated-target"),
        pytest.param({23: "  - id: 亿元\n    name_en: again\n  - id: '%'"}, "repeated_id", 23, "亿元", "id", id="unit"),
        pytest.param({11: "    region: there"}, "unknown_id", 11, "plan", "region", id="document-region"),
        pytest.param({29: "    theme: none"}, "unknown_id", 29, "gdp", "theme", id="theme"),
        pytest.param({38: "    unit: 吨"}, "unknown_id", 38, "primacy", "unit", id="indicator-unit"),
        pytest.param({54: "    growth_of: gpd"}, "unknown_id", 54, "gdp-growth", "growth_of", id="growth-of"),
        pytest.param({43: "      numerator: a"}, "unknown_id", 43, "primacy", "ratio.numerator", id="numerator"),
        pytest.param({44: "      denominator: a"}, "unknown_id", 44, "primacy", "ratio.denominator", id="denominator"),
        pytest.param(
            {45: "      denominator_region: a"},
            "unknown_id",
            45,
            "primacy",
            "ratio.denominator_region",
            id="ratio-region",
        ),
        pytest.param({57: "    indicator: gpd"}, "unknown_id", 57, GDP, "indicator", id="target-indicator"),
        pytest.param({58: "    region: there"}, "unknown_id", 58, GDP, "region", id="target-region"),
        pytest.param({59: "    document: plane"}, "unknown_id", 59, GDP, "document", id="target-document"),
        pytest.param({78: "      indicator: a"}, "unknown_id", 78, AHEAD, "reference.indicator", id="reference"),
        pytest.param({79: "      region: a"}, "unknown_id", 79, AHEAD, "reference.region", id="reference-region"),
        pytest.param(
            {65: "    unit: 亿元\n    assigned: {body: a, by: 会议, decided: 2026-06-01}"},
            "unknown_id",
            66,
            GDP,
            "assigned.body",
            id="assigned",
        ),
        pytest.param({84: "    parts: [gdp-2025, a]"}, "unknown_id", 84, "parts", "parts.1", id="part"),
        pytest.param({85: "    whole: a"}, "unknown_id", 85, "parts", "whole", id="whole"),
        pytest.param({86: "    whole_region: a"}, "unknown_id", 86, "parts", "whole_region", id="whole-region"),
        pytest.param({65: "    unit: '%'"}, "unit_differs", 65, GDP, "unit", id="unit-differs"),
        pytest.param({61: "    measure: growth"}, "unit_differs", 65, GDP, "unit", id="growth-in-yuan"),
        pytest.param({61: "    measure: class", 64: "    value: 3"}, "kind_differs", 61, GDP, "measure", id="no-class"),
        # A comparison of amounts is told in per cent of the reference; it has no difference in points.
        pytest.param({76: "    unit: 百分点", **POINTS}, "unit_differs", 78, AHEAD, "unit", id="amount-in-points"),
        pytest.param({78: "      indicator: primacy"}, "unit_differs", 78, AHEAD, "reference.indicator", id="unlike"),
        pytest.param(
            {61: "    measure: level\n    applies_to: growth"}, "not_of_growth", 62, GDP, "applies_to", id="level"
        ),
        # What proves more than its own figure must be of a kind that can.
        pytest.param(
            {33: "    kind: count\n    monotone: up\n    monotone_why_en: a"},
            "needs_field",
            26,
            "gdp",
            "indicators",
            id="monotone-why",
        ),
        pytest.param(
            {33: "    kind: flow\n    monotone: up\n    monotone_why: 累\n    monotone_why_en: a"},
            "not_monotone",
            26,
            "gdp",
            "indicators",
            id="monotone-amount",
        ),
        pytest.param(
            {33: "    kind: count\n    adds_up: true"}, "not_adding_up", 26, "gdp", "indicators", id="adds-up"
        ),
        pytest.param(
            {33: "    kind: flow\n    growth_prices: real\n    level_from_growth: true"},
            "growth_not_nominal",
            26,
            "gdp",
            "indicators",
            id="real-growth",
        ),
        pytest.param({33: "    kind: flow\n    sum_of: [gpd]"}, "unknown_id", 34, "gdp", "sum_of.0", id="part-of-sum"),
        pytest.param(
            {33: "    kind: flow\n    sum_of: [primacy]"}, "unit_differs", 34, "gdp", "sum_of.0", id="sum-of-per-cent"
        ),
        pytest.param(
            {33: "    kind: flow\n    published: {outlet: yearbook, month: 11, regions: [there]}"},
            "unknown_id",
            34,
            "gdp",
            "published.regions.0",
            id="published-region",
        ),
        pytest.param(
            {33: "    kind: flow\n    related: [{indicator: gpd, why: 近, why_en: near}]"},
            "unknown_id",
            34,
            "gdp",
            "related.0.indicator",
            id="related",
        ),
    ],
)
def test_one_fault(tmp_path, changes, code, line, record, field) -> None:
    assert places(changed(tmp_path, changes)) == [(code, line, record, field)]


@pytest.mark.parametrize(
    "changes",
    [
        {68: "    indicator: primacy", 78: "      indicator: primacy", 76: "    unit: 百分点"},
        {68: "    indicator: primacy", 78: "      indicator: primacy"},
        {72: "    measure: relative\n    applies_to: growth", 76: "    unit: 百分点"},
        # Growth has no unit of its own: that of GDP may be held against that of a rate.
        {72: "    measure: relative\n    applies_to: growth", 78: "      indicator: primacy"},
        {72: "    measure: each_year\n    period: [2021, 2025]\n    applies_to: growth"},
    ],
    ids=["rate-in-points", "rate-in-per-cent", "growth-in-points", "growth-of-unlike", "growth-each-year"],
)
def test_a_comparison_or_a_yearly_floor_may_be_in(tmp_path, changes) -> None:
    assert list(load_catalog(changed(tmp_path, POINTS | changes)).targets) == [GDP, AHEAD]


@pytest.mark.parametrize("measure", ["level", "flow", "deliverable"])
def test_only_what_can_be_about_growth_applies_to_it(tmp_path, measure) -> None:
    [fault] = faults_of(changed(tmp_path, {61: f"    measure: {measure}\n    applies_to: growth"}))
    assert (
        fault.what("en") == f"applies_to: growth does not go with measure “{measure}”, only with each_year / relative"
    )
    assert fault.what("zh") == f"applies_to: growth 不能用于 measure 为“{measure}”的目标，只用于 each_year / relative"


def test_an_unknown_id_names_the_nearest(tmp_path) -> None:
    [fault] = faults_of(changed(tmp_path, {57: "    indicator: gdp-grwth"}))
    assert fault.details["nearest"] == ("gdp-growth",)
    assert fault.what("en") == "“gdp-grwth” does not exist in indicators; the nearest: gdp-growth"
    assert fault.what("zh") == "“gdp-grwth”在 indicators 中不存在，相近的有 gdp-growth"
    [fault] = faults_of(changed(tmp_path, {57: "    indicator: zzz"}))
    assert fault.what("en") == "“zzz” does not exist in indicators"


def test_an_unknown_unit_is_also_not_the_indicators(tmp_path) -> None:
    found = places(changed(tmp_path, {65: "    unit: 吨"}))
    assert found == [("unknown_id", 65, GDP, "unit"), ("unit_differs", 65, GDP, "unit")]


@pytest.mark.parametrize(
    ("changes", "code", "needed"),
    [
        ({61: "    measure: each_year"}, "needs_field", "period"),
        ({61: "    measure: average_growth"}, "needs_field", "period"),
        ({61: "    measure: cumulative"}, "needs_field", "period"),
        ({61: "    measure: multiple"}, "needs_field", "base"),
        ({61: "    measure: relative"}, "needs_field", "reference"),
        ({63: "    comparator: ≈"}, "needs_field", "tolerance"),
        ({62: "    due: 2025\n    period: [2025, 2021]"}, "period_reversed", None),
        ({62: "    due: 2025\n    base: 2026"}, "base_after_due", None),
        ({62: "    due: 2025\n    base: 2025"}, "base_after_due", None),
        ({61: "    measure: class"}, "not_a_class", None),
        ({61: "    measure: class", 64: "    value: 2.5"}, "not_a_class", None),
    ],
)
def test_a_fault_of_a_whole_target_is_told_on_its_first_line(tmp_path, changes, code, needed) -> None:
    [fault] = faults_of(changed(tmp_path, changes))
    assert (fault.code, fault.line, fault.record) == (code, 56, GDP)
    assert fault.details.get("needed") == needed


STEPS = "    value: 100\n    steps_source: 表\n    steps_source_en: table\n    steps: "
SUM = {61: "    measure: cumulative", 62: "    due: 2025\n    period: [2023, 2025]"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({64: STEPS + "{2019: 5}"}, "step_outside"),
        ({64: STEPS + "{2026: 100}"}, "step_outside"),
        ({64: STEPS + "{2024: 80, 2025: 99}"}, "steps_fall_short"),
        (SUM | {64: STEPS + "{2023: 30, 2024: 30, 2025: 39}"}, "steps_do_not_add_up"),
    ],
)
def test_steps_that_do_not_lead_to_the_goal(tmp_path, changes, code) -> None:
    [fault] = faults_of(changed(tmp_path, changes))
    assert (fault.code, fault.record, fault.field) == (code, GDP, "steps")


@pytest.mark.parametrize(
    "changes",
    [
        {64: STEPS + "{2024: 80, 2025: 100}"},
        {64: STEPS + "{2024: 80}"},  # the goal itself is the step of its year
        {63: "    comparator: <=", 64: STEPS + "{2024: 130, 2025: 99}"},
        SUM | {64: STEPS + "{2023: 30, 2024: 30, 2025: 40}"},
        SUM | {64: STEPS + "{2023: 30}"},  # the other years are not known
    ],
)
def test_steps_that_lead_to_the_goal(tmp_path, changes) -> None:
    assert load_catalog(changed(tmp_path, changes)).targets[GDP].steps


def test_steps_say_where_they_come_from(tmp_path) -> None:
    [fault] = faults_of(changed(tmp_path, {64: "    value: 100\n    steps: {2024: 80}"}))
    assert (fault.code, fault.details["needed"]) == ("needs_field", "steps_source")


def test_limits_of_the_bands_fall(tmp_path) -> None:
    [fault] = faults_of(changed(tmp_path, {80: "    quote: 高于全市\nin_year:\n  limits: [0, -30, -10]"}))
    assert fault.code == "limits_not_falling"


def test_all_faults_of_form_are_listed_at_once(tmp_path) -> None:
    changes = {3: None, 32: "    direction: upp", 62: "    due: '2025'", 64: "    value: '100'", 66: "    quote: 达"}
    assert places(changed(tmp_path, changes)) == [
        ("missing_field", 2, "plan", "name"),
        ("not_allowed", 31, "gdp", "direction"),  # one line up, for line 3 is gone
        ("not_a_year", 61, GDP, "due"),
        ("not_a_number", 63, GDP, "value"),
        ("empty_text", 65, GDP, "quote"),
    ]


def test_all_faults_between_records_are_listed_at_once(tmp_path) -> None:
    changes = {11: "    region: a", 29: "    theme: b", 57: "    indicator: c"}
    changes |= {67: "  - id: gdp-2025", 79: "      region: d"}
    assert places(changed(tmp_path, changes)) == [
        ("repeated_id", 67, GDP, "id"),
        ("unknown_id", 11, "plan", "region"),
        ("unknown_id", 29, "gdp", "theme"),
        ("unknown_id", 57, GDP, "indicator"),
        ("unknown_id", 79, GDP, "reference.region"),
    ]


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"", "not_a_mapping", 1),
        (b"# only a remark\n", "not_a_mapping", 1),
        (b"- a\n- b\n", "not_a_mapping", 1),
        (b"documents:\n  - id: a\n   name: b\n", "not_yaml", 3),
        (b"documents: [\n", "not_yaml", 2),
        (b"documents:\n\t- id: a\n", "not_yaml", 2),
        (b"a: 1\nb: !!python/object:os.system x\n", "not_yaml", 2),
        ("documents: 规划".encode("gb18030"), "not_utf8", None),
    ],
    ids=["empty", "remark", "list", "indent", "open", "tab", "tag", "gb18030"],
)
def test_not_a_targets_file(tmp_path, content, code, line) -> None:
    path = tmp_path / "targets.yaml"
    path.write_bytes(content)
    [fault] = faults_of(path)
    assert (fault.code, fault.line) == (code, line)


def test_the_byte_that_is_not_utf8_is_named(tmp_path) -> None:
    path = tmp_path / "targets.yaml"
    path.write_bytes(b"a: 1\nb: \xff\n")
    [fault] = faults_of(path)
    assert fault.details == {"byte": 8}


def test_a_missing_file_and_a_folder(tmp_path) -> None:
    [fault] = faults_of(tmp_path / "targets.yaml")
    assert (fault.code, fault.details["path"]) == ("no_file", str(tmp_path / "targets.yaml"))
    [fault] = faults_of(tmp_path)
    assert fault.code == "unreadable"


def test_a_byte_order_mark_is_no_fault(tmp_path) -> None:
    path = tmp_path / "targets.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.read_bytes())
    assert list(load_catalog(path).targets) == [GDP, AHEAD]


@pytest.mark.parametrize("day", ["2021-13-45", "2021-02-30"])
def test_an_impossible_date_without_quotes_is_a_fault_not_a_crash(tmp_path, day) -> None:
    [fault] = faults_of(changed(tmp_path, {9: f"    date: {day}"}))
    assert fault.line == 9


def test_a_key_given_twice_is_a_fault(tmp_path) -> None:
    """YAML forbids it; of two values the loader keeps the last without a word."""
    [fault] = faults_of(changed(tmp_path, {64: "    value: 100\n    value: 1000"}))
    assert fault.line == 65
