"""Every small module with a single importer has its reason in decision 10, and no reason outlives its module."""

import re
from fnmatch import fnmatch
from pathlib import Path

import grimp

ROOT = Path(__file__).parents[2]
LINES = 60


def small_modules() -> set[str]:
    """Modules of under sixty lines that at most one other imports, as paths below their package, without `.py`."""
    graph = grimp.build_graph("gapboard", "server", "components", cache_dir=None)
    pages = [path.read_text(encoding="utf-8") for path in ROOT.glob("pages/*/*.py")]
    found = set()
    for name in graph.modules:
        path = ROOT.joinpath(*name.split(".")).with_suffix(".py")
        if path.stem == "__main__" or not path.exists() or len(path.read_text(encoding="utf-8").splitlines()) >= LINES:
            continue
        importers = len(graph.find_modules_that_directly_import(name))
        importers += sum(bool(re.search(rf"^from {re.escape(name)} import", text, re.M)) for text in pages)
        if importers <= 1:
            found.add(path.relative_to(ROOT).with_suffix("").as_posix().removeprefix("gapboard/"))
    return found


def reasons() -> list[str]:
    """The first column of the table of small modules; `a/b`, `c` stands for a/b and a/c."""
    text = (ROOT / "docs/decisions/0010-who-imports-whom.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (.+?) \|", text.split("## Small modules")[1], re.M)
    named = []
    for row in rows:
        folder = ""
        for name in re.findall(r"`([^`]+)`", row):
            folder = name.rpartition("/")[0] or folder
            named.append(name if "/" in name else f"{folder}/{name}")
    return named


def test_each_small_module_has_its_reason() -> None:
    small, named = small_modules(), reasons()
    assert len(small) > 10
    assert sorted(name for name in small if not any(fnmatch(name, each) for each in named)) == []
    assert [each for each in named if not any(fnmatch(name, each) for name in small)] == []
