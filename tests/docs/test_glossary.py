"""The glossary names what there is: its last column is looked up in the code, in both languages."""

import importlib
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOMAIN = ROOT / "gapboard"
GLOSSARIES = ("docs/glossary.md", "docs/glossary.zh-CN.md")


def named(path: str) -> list[str]:
    """What stands in code quotes in the last column of each row."""
    rows = [line for line in (ROOT / path).read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row.rsplit("|", 2)[-2])]


def is_there(name: str) -> bool:
    """Whether a path lies in the domain, a room has the name, or some module defines the class with its field."""
    if "/" in name:
        return (DOMAIN / name).exists()
    owner, _, field = name.partition(".")
    if (DOMAIN / owner).is_dir():
        return any(re.search(rf"^class {field}\b", text, re.M) for text in sources(DOMAIN / owner)) or hasattr(
            importlib.import_module(f"gapboard.{owner}"), field
        )
    bodies = [
        match[0]
        for text in sources(DOMAIN)
        for match in re.finditer(rf"^class {owner}\b.*?(?=^\S|\Z)", text, re.M | re.S)
    ]
    return any(not field or re.search(rf"^    (def )?{field}\b", body, re.M) for body in bodies)


@cache
def sources(folder: Path) -> list[str]:
    return [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py"))]


@pytest.mark.parametrize("path", GLOSSARIES)
def test_what_the_glossary_names_is_there(path: str) -> None:
    names = named(path)
    assert len(names) > 40
    assert [name for name in names if not is_there(name)] == []


def test_both_glossaries_name_the_same() -> None:
    one, other = (sorted(named(path)) for path in GLOSSARIES)
    assert one == other


@pytest.mark.parametrize("name", ["board/nothing.py", "catalog.Nothing", "Target.nothing", "Nothing"])
def test_a_name_that_is_not_there_is_found(name: str) -> None:
    assert not is_there(name)
