"""What is known of Streamlit's inside is known in one folder, and each file of it has a test that says so."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import streamlit as st

ROOT = Path(__file__).resolve().parents[3]
INSIDE = ROOT / "server" / "inside"
_PUBLIC_MODULES = {"column_config"}


def test_each_file_has_its_contract() -> None:
    names = {file.stem for file in INSIDE.glob("*.py")} - {"__init__"}
    tested = {file.stem.removeprefix("test_") for file in Path(__file__).parent.glob("test_*.py")}
    assert names - tested == set()


def test_what_each_file_uses_is_written_down() -> None:
    """With what breaks without it: the next version of Streamlit begins there."""
    decision = (ROOT / "docs" / "decisions" / "0011-streamlits-inside.md").read_text(encoding="utf-8")
    names = {file.stem for file in INSIDE.glob("*.py")} - {"__init__"}
    assert {name for name in names if f"\n| `{name}` |" not in decision} == set()


def test_elsewhere_no_module_is_reached_through_streamlit_s_name() -> None:
    """``st.runtime`` and its like: the contract sees what is imported, and this is an attribute."""
    places = [ROOT / "app.py", ROOT / "asgi.py"]
    for folder in ("components", "pages", "server"):
        places += [file for file in (ROOT / folder).rglob("*.py") if not file.is_relative_to(INSIDE)]
    reached = {str(file): modules for file in places if (modules := _modules(file))}
    assert reached == {}
    assert _modules(INSIDE / "live.py") == {"runtime"}, "the search finds what it looks for"


def _modules(file: Path) -> set[str]:
    names = {
        node.attr
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "st"
    }
    return {name for name in names - _PUBLIC_MODULES if inspect.ismodule(getattr(st, name, None))}
