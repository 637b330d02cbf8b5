"""Which of Streamlit's JavaScript files a page needs, found by reading their imports.

The names carry a hash that changes with every Streamlit release, so only their stems are written down.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

# `import{a as b}from"./x.js"`, `import"./x.js"` and `export{a}from"./x.js"`, as the bundler writes them.
# Dynamic imports, `import("./x.js")`, are left out on purpose: they are the lazy part.
_STATIC_IMPORT = re.compile(r"""(?:\bfrom|\bimport)\s*["'`]\./([\w.$-]+\.js)["'`]""")


def find_chunk(folder: Path, stem: str) -> Path:
    """The one file called `stem.<hash>.js`; raises LookupError if there is none or more than one."""
    found = [file for file in folder.glob(f"{stem}.*.js") if file.name.removeprefix(f"{stem}.").count(".") == 1]
    if len(found) != 1:
        raise LookupError(f"{len(found)} files are called {stem}.<hash>.js in {folder}")
    return found[0]


def static_imports(file: Path) -> list[str]:
    """The file names that `file` imports when it is loaded, in the order of the text."""
    return _STATIC_IMPORT.findall(file.read_text(encoding="utf-8"))


def with_imports(folder: Path, files: Iterable[Path]) -> list[str]:
    """The names of `files` and of everything they import, directly or not, each once."""
    names: list[str] = []
    waiting = [file.name for file in files]
    while waiting:
        name = waiting.pop(0)
        if name not in names:
            names.append(name)
            waiting += [imported for imported in static_imports(folder / name) if imported not in names]
    return names
