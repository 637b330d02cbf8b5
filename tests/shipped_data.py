"""The shipped targets and actuals, for tests that may spoil them."""

from __future__ import annotations

import shutil
from pathlib import Path

DATA = Path(__file__).resolve().parents[1] / "data"


def copy_shipped(folder: Path) -> Path:
    """Copy both files into a folder, and return it. Only them: an installation keeps more beside them."""
    for name in ("targets.yaml", "actuals.csv"):
        shutil.copyfile(DATA / name, folder / name)
    return folder
