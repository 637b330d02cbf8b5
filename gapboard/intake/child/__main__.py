"""Run by ``readers.py``. Makes a package of this folder without putting any folder on the path of imports:
a file of the board must not stand in for a module of the same name.
"""

import importlib.util
import sys
from pathlib import Path

_FOLDER = Path(__file__).parent

spec = importlib.util.spec_from_file_location(
    "child", _FOLDER / "__init__.py", submodule_search_locations=[str(_FOLDER)]
)
assert spec and spec.loader
sys.modules["child"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sys.modules["child"])
sys.exit(importlib.import_module("child.read").main())
