"""What the process may read at most, as the server says: see ``gapboard.intake.limits``."""

from __future__ import annotations

import dataclasses


@dataclasses.dataclass(frozen=True, slots=True)
class Bounds:
    """``memory`` and ``uncompressed`` in bytes, ``text`` and ``line`` in characters; the others are counts."""

    memory: int
    seconds: int
    columns: int
    cells: int
    text: int
    line: int
    sheets: int
    members: int
    uncompressed: int
    ratio: int
    ratio_counts_from: int
