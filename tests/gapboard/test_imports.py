"""The domain draws nothing: it must be usable without Streamlit. Who may import whom is in pyproject.toml."""

import subprocess
import sys
from pathlib import Path

import gapboard

PACKAGE = Path(gapboard.__file__).parent
DRAWING = {"streamlit", "altair", "plotly", "components", "pages", "server"}
# What builds charts with Altair is loaded when a first chart is drawn; it takes a fifth of a second.
CHARTS = tuple(f"gapboard.export.charts.{name}" for name in ("bracket", "framed", "layers", "series"))
_ALL = """
import importlib, pkgutil, sys, gapboard
later = sys.argv[1:]
found = [item.name for item in pkgutil.walk_packages(gapboard.__path__, "gapboard.")]
for names in ([name for name in found if not name.endswith("__main__") and name not in later], later):
    for name in names:
        importlib.import_module(name)
    print(",".join(sorted(name.partition(".")[0] for name in sys.modules)))
"""


def test_importing_all_of_it_imports_no_streamlit_and_only_what_draws_charts_imports_altair() -> None:
    command = [sys.executable, "-c", _ALL, *CHARTS]
    run = subprocess.run(command, capture_output=True, text=True, cwd=PACKAGE.parent, check=True)
    before, after = (set(line.split(",")) for line in run.stdout.strip().split("\n"))
    assert "gapboard" in before
    assert not before & DRAWING
    assert after & DRAWING == {"altair"}
