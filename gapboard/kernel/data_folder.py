"""Where the data are: one answer for the pages and the command line, so that both write to the same files."""

from __future__ import annotations

import os
from pathlib import Path


def data_folder(otherwise: Path) -> Path:
    """The folder that ``GAPBOARD_DATA`` names, else ``otherwise``."""
    return Path(os.environ.get("GAPBOARD_DATA") or otherwise)
