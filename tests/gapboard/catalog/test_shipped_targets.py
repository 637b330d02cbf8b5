"""The shipped targets.yaml, and its JSON Schema."""

import json
import re
from pathlib import Path

import pytest

from gapboard.catalog.models import json_schema

ROOT = Path(__file__).parents[3]
HAN = re.compile(r"[\u4e00-\u9fff]")
SECTIONS = ("documents", "regions", "themes", "indicators", "targets")


def test_the_schema_in_docs_is_the_models() -> None:
    shipped = json.loads((ROOT / "docs/targets.schema.json").read_text(encoding="utf-8"))
    assert shipped == json_schema(), "run: python -m gapboard schema > docs/targets.schema.json"


def test_it_holds_the_five_documents(shipped) -> None:
    assert set(shipped.documents) == {
        "km-2019-action-plan",
        "dianzhong-2020-opinions",
        "yn-2021-kunming-opinions",
        "panlong-2022-tasks",
        "km-2023-2025-three-year-plan",
    }
    assert {target.document for target in shipped.targets.values()} == set(shipped.documents)


def test_quotes_are_short_and_chinese(shipped) -> None:
    for target in shipped.targets.values():
        assert 2 <= len(target.quote) <= 60, target.id
        assert HAN.search(target.quote), target.id


@pytest.mark.parametrize("section", SECTIONS)
def test_ids_are_well_formed(shipped, section) -> None:
    for ident in getattr(shipped, section):
        assert re.fullmatch(r"[a-z0-9]+(?:[.-][a-z0-9]+)*", ident), ident


@pytest.mark.parametrize("section", ("documents", "regions", "themes", "indicators"))
def test_names_in_both_languages(shipped, section) -> None:
    for record in getattr(shipped, section).values():
        assert HAN.search(record.label("zh")), record.id
        assert record.label("en").strip() and not HAN.search(record.label("en")), record.id


def test_units_in_both_languages(shipped) -> None:
    for unit in shipped.units.values():
        assert unit.label("zh") == unit.id
        for short in (False, True):
            text = unit.label("en", short=short)
            assert text.strip() and not HAN.search(text), unit.id


def test_what_is_said_in_one_language_is_said_in_the_other(shipped) -> None:
    for record in (*shipped.indicators.values(), *shipped.targets.values()):
        pairs = [("note", "note_en")] + ([("name", "name_en")] if record.id in shipped.targets else [])
        for chinese, english in pairs:
            assert bool(getattr(record, chinese)) == bool(getattr(record, english)), (record.id, chinese)


def test_short_names_issuers_and_breaks_in_both_languages(shipped) -> None:
    for document in shipped.documents.values():
        assert HAN.search(document.short + document.issuer)
        assert not HAN.search(document.short_en + document.issuer_en), document.id
    for indicator in shipped.indicators.values():
        for item in indicator.breaks:
            assert HAN.search(item.why) and not HAN.search(item.why_en), (indicator.id, item.year)


def test_a_period_ends_in_the_due_year(shipped) -> None:
    for target in shipped.targets.values():
        assert target.period is None or target.period[1] == target.due, target.id
