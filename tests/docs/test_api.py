"""docs/api.md names every address and parameter that the interface's own description has, and its examples hold."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from components.page import data
from components.page.tasks import task_board
from gapboard.assess import Group
from server.api.description import description
from server.api.lists import Known
from server.api.problems import Problem

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    return description(Known(data.board(), task_board), "", "x")


@pytest.mark.parametrize("name", ["api.md", "api.zh-CN.md"])
def test_every_address_parameter_and_answer_is_told(described: dict[str, Any], name: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    for address, path in described["paths"].items():
        assert f"| `{address}` |" in text
        for parameter in path["get"]["parameters"]:
            assert f"`{parameter['name']}`" in text, parameter["name"]
    assert [group for group in Group if f"`{group.value}`" not in text] == []
    assert [status for status in described["components"]["responses"] if f"`{status}`" not in text] == []


@pytest.mark.parametrize("name", ["api.md", "api.zh-CN.md"])
def test_the_examples_have_the_form_of_answers(described: dict[str, Any], name: str) -> None:
    blocks = re.findall(r"^```json\n(.*?)^```$", (ROOT / "docs" / name).read_text(encoding="utf-8"), re.M | re.S)
    page, problem = (json.loads(block) for block in blocks)
    assert list(page) == list(described["components"]["schemas"]["TargetsPage"]["properties"])
    assert list(problem) == list(Problem.model_fields)
