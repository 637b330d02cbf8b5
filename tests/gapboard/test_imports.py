"""The domain draws nothing: it must be usable without Streamlit. Who may import whom is in pyproject.toml."""

import subprocess
import sys
from pathlib import Path

import gapboard

PACKAGE = Path(gapboard.__file__).parent
DRAWING = {"streamlit", "altair", "plotly", "components", "pages", "server"}
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
