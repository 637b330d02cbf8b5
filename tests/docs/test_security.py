"""docs/security.md names a test for every threat, the same in both languages, and each of them exists."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILES = ("security.md", "security.zh-CN.md")
_TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")


def threats(name: str) -> dict[str, list[tuple[str, str]]]:
    """The tests of each numbered row of the table."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    return {number: _TEST.findall(row) for number, row in re.findall(r"^\| (\d+) \|(.+)$", text, re.MULTILINE)}


def names_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


@pytest.mark.parametrize("name", FILES)
def test_every_threat_has_a_test_that_exists(name: str) -> None:
    found = threats(name)
    assert list(found) == [str(number) for number in range(1, len(found) + 1)]
    assert len(found) >= 25
    for number, tests in found.items():
        assert tests, f"threat {number} names no test"
        for path, test in tests:
            assert test in names_in(ROOT / path), f"threat {number}: {path}::{test}"


def test_both_languages_name_the_same_tests() -> None:
    assert threats(FILES[0]) == threats(FILES[1])


@pytest.mark.parametrize("name", FILES)
def test_nothing_else_that_looks_like_a_test_is_missed(name: str) -> None:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    assert text.count("::test_") == sum(len(tests) for tests in threats(name).values())
