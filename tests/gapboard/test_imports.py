"""The domain draws nothing: it must be usable without Streamlit."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import gapboard

PACKAGE = Path(gapboard.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))
DRAWING = {"streamlit", "altair", "plotly", "components", "pages"}
_ALL = """
import importlib, pkgutil, sys, gapboard
for item in pkgutil.walk_packages(gapboard.__path__, "gapboard."):
    if not item.name.endswith("__main__"):
        importlib.import_module(item.name)
print(",".join(sorted(name.partition(".")[0] for name in sys.modules)))
"""


def test_importing_all_of_it_imports_no_streamlit() -> None:
    run = subprocess.run([sys.executable, "-c", _ALL], capture_output=True, text=True, cwd=PACKAGE.parent, check=True)
    names = set(run.stdout.strip().split(","))
    assert "gapboard" in names
    assert not names & DRAWING


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_file_imports_what_draws(path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    imported = {
        name.partition(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [item.name for item in node.names])
    }
    assert not imported & DRAWING
