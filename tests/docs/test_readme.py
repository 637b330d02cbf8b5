"""The READMEs: what they say of the data is so, and they hold no count that new data would make wrong."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gapboard.catalog import load_catalog

ROOT = Path(__file__).parents[2]
FIVE = {"README.md": "Five policy documents", "README.zh-CN.md": "五份政策文件"}


@pytest.fixture(params=FIVE)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def prose(name: str) -> str:
    """Without code and addresses, where ports and examples stand."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)|https?://\S+", "", text, flags=re.DOTALL)


def test_no_count_of_the_data_stands_there(name: str) -> None:
    numbers = re.findall(r"(?<![\d.])\d{2,}(?![\d.])", prose(name))
    assert [number for number in numbers if not re.fullmatch("20[0-9]{2}", number)] == []


def test_documents_and_due_years_are_those_of_the_data(name: str) -> None:
    catalog = load_catalog(ROOT / "data" / "targets.yaml")
    text = prose(name)
    assert FIVE[name] in text and len(catalog.documents) == 5
    assert {int(year) for year in re.findall("20[0-9]{2}", text)} <= {target.due for target in catalog.targets.values()}
