"""The data as first shipped, which tests of what the program does read: fixed, so that new figures change no test."""

from __future__ import annotations

import shutil
from pathlib import Path

DATA = Path(__file__).parent / "data"


def copy_shipped(folder: Path) -> Path:
    """Copy both files into a folder that a test may spoil, and return it."""
    for name in ("targets.yaml", "actuals.csv"):
        shutil.copyfile(DATA / name, folder / name)
    return folder
