"""The curated targets.yaml, and its JSON Schema."""

import json
import re
from pathlib import Path

import pytest

from gapboard.catalog import models as targets
from gapboard.catalog import reporting, tasks

ROOT = Path(__file__).parents[2]
HAN = re.compile(r"[\u4e00-\u9fff]")
SECTIONS = ("documents", "regions", "themes", "indicators", "targets")


@pytest.mark.parametrize("file", [targets, reporting, tasks], ids=["targets", "reporting", "tasks"])
def test_the_schema_in_docs_is_the_models(file, request) -> None:
    name = request.node.callspec.id
    written = json.loads((ROOT / f"docs/{name}.schema.json").read_text(encoding="utf-8"))
    assert written == file.json_schema(), f"run: python -m gapboard schema {name} > docs/{name}.schema.json"


def test_it_holds_the_five_documents(curated) -> None:
    assert set(curated.documents) == {
        "km-2019-action-plan",
        "dianzhong-2020-opinions",
        "yn-2021-kunming-opinions",
        "panlong-2022-tasks",
        "km-2023-2025-three-year-plan",
    }
    assert {target.document for target in curated.targets.values()} == set(curated.documents)


def test_quotes_are_short_and_chinese(curated) -> None:
    for target in curated.targets.values():
        assert 2 <= len(target.quote) <= 60, target.id
        assert HAN.search(target.quote), target.id


@pytest.mark.parametrize("section", SECTIONS)
def test_ids_are_well_formed(curated, section) -> None:
    for ident in getattr(curated, section):
        assert re.fullmatch(r"[a-z0-9]+(?:[.-][a-z0-9]+)*", ident), ident


@pytest.mark.parametrize("section", ("documents", "regions", "themes", "indicators"))
def test_names_in_both_languages(curated, section) -> None:
    for record in getattr(curated, section).values():
        assert HAN.search(record.label("zh")), record.id
        assert record.label("en").strip() and not HAN.search(record.label("en")), record.id


def test_units_in_both_languages(curated) -> None:
    for unit in curated.units.values():
        assert unit.label("zh") == unit.id
        for short in (False, True):
            text = unit.label("en", short=short)
            assert text.strip() and not HAN.search(text), unit.id


def test_what_is_said_in_one_language_is_said_in_the_other(curated) -> None:
    for record in (*curated.indicators.values(), *curated.targets.values()):
        pairs = [("note", "note_en")] + ([("name", "name_en")] if record.id in curated.targets else [])
        for chinese, english in pairs:
            assert bool(getattr(record, chinese)) == bool(getattr(record, english)), (record.id, chinese)


def test_short_names_issuers_and_breaks_in_both_languages(curated) -> None:
    for document in curated.documents.values():
        assert HAN.search(document.short + document.issuer)
        assert not HAN.search(document.short_en + document.issuer_en), document.id
    for indicator in curated.indicators.values():
        for item in indicator.breaks:
            assert HAN.search(item.why) and not HAN.search(item.why_en), (indicator.id, item.year)


def test_a_period_ends_in_the_due_year(curated) -> None:
    for target in curated.targets.values():
        assert target.period is None or target.period[1] == target.due, target.id


def test_the_curated_bodies_are_all_named_and_in_both_languages(curated) -> None:
    used = {body.id for target in curated.targets.values() for body in curated.bodies_of(target)}
    assert used == set(curated.bodies)
    for body in curated.bodies.values():
        assert all(HAN.search(name) for name in body.names), body.id
        assert body.name_en.strip() and not HAN.search(body.name_en), body.id


def test_the_curated_bodies_keep_city_district_and_collective_apart(curated) -> None:
    by_name = {name: body for body in curated.bodies.values() for name in body.names}
    assert by_name["区商务投资和促进局"] is by_name["区商务和投资促进局"]
    assert by_name["市水务局"] is not by_name["区水务局"]
    assert by_name["市生态环境局"] is not by_name["市生态环境保护局盘龙分局"]
    assert "相关街道办事处" in {body.name for body in curated.bodies.values() if body.collective}
    assert len({body.name_en for body in curated.bodies.values()}) == len(curated.bodies)
