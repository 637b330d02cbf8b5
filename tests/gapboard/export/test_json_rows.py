"""Records for programs: figures worked out by hand, units that do not change with the language."""

from __future__ import annotations

import datetime as dt

from gapboard.export.json_rows import assessment_row, observation_row, target_row
from gapboard.export.vintages import Vintages, chosen
from tests.gapboard.builder import body, case, catalog, target


def test_a_missed_target() -> None:
    """The design's worked case: 100 (2015), 120 in the due year, 150 promised: missed by 30, 20 %."""
    world = case({2015: 100, 2025: 120}, base=2015, due=2025, value=150, measure="flow")
    row = assessment_row(world.result, world.catalog, "en")
    assert (row.status, row.group, row.goal, row.gap, row.gap_percent) == ("missed", "missed", 150, -30, -20)
    assert (row.judged.year, row.judged.value, row.judged.how) == (2025, 120, "published")
    assert (row.base.year, row.base.value, row.base.rule) == (2015, 100, "stated")
    assert row.progress == 20 / 50
    assert (row.unit, row.unit_name) == ("亿元", "100 million yuan")
    assert row.sources == ["公报"]


def test_a_multiple_is_told_in_the_unit_of_its_goal() -> None:
    """Twice 100 is 200 亿元, not 200 times."""
    world = case({2020: 100, 2025: 180}, base=2020, due=2025, value=2, measure="multiple")
    row = assessment_row(world.result, world.catalog, "zh")
    assert (row.goal, row.unit, row.gap) == (200, "亿元", -20)
    assert target_row(world.result.target, world.catalog, "zh").unit == "倍"


def test_figures_are_the_same_in_both_languages() -> None:
    world = case({2020: 100}, due=2025, value=150)
    (zh,), (en,) = (
        [observation_row(item, world.catalog, language) for item in chosen(world.ledger, Vintages.ALL)]
        for language in ("zh", "en")
    )
    assert (zh.value, zh.unit) == (en.value, en.unit) == (100, "亿元")
    assert (zh.indicator.name, en.indicator.name) == ("指标x", "Indicator x")


def test_a_bound_and_an_indication_are_told_apart_from_the_judged_value() -> None:
    found = case({2024: 101, 2025: (90, ">=")}, of={"kind": "level"}, measure="level")
    row = assessment_row(found.result, found.catalog, "en")
    assert (row.status, row.judged, row.gap) == ("undefined", None, None)
    assert row.proof is not None and row.proof.model_dump() == {"year": 2025, "low": 90, "high": None, "rule": "bound"}
    assert row.indication is not None
    assert (row.indication.kind, row.indication.year, row.indication.gap) == ("at_goal", 2024, 1)
    assert row.indication.text == "2024 (1 year before due): 10.1 bn yuan, at the goal; 2025 known within bounds only"
    assert row.sources == ["公报"]


def test_whom_the_office_assigned_is_told_apart_from_whom_the_document_prints() -> None:
    assigned = {"body": "b", "by": "市长办公会", "decided": dt.date(2026, 6, 1)}
    bodies = [body("a", "甲局"), body("b", "乙局")]
    whole = catalog([target("t", responsible=("甲局",), assigned=assigned), target("u")], bodies=bodies)
    row, other = (target_row(whole.targets[ident], whole, "zh") for ident in "tu")
    assert row.responsible == ["甲局"] and other.assigned is None
    assert row.assigned and (row.assigned.body.name, row.assigned.by) == ("乙局", "市长办公会")
    assert row.assigned.decided == dt.date(2026, 6, 1)
