"""What a column of statuses says, by code or in words."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from gapboard.intake.cells import visible
from gapboard.intake.phrase import parse
from gapboard.ledger.observation import OBS_STATUS

_WORDS = {
    "正常": "A", "最终": "A", "正常值": "A", "初步": "P", "初步核实": "P", "断裂": "B", "口径变化": "B",
    "normal": "A", "final": "A", "preliminary": "P", "provisional": "P", "estimated": "E", "forecast": "F",
    "break": "B",
}  # fmt: skip


class StatusText(NamedTuple):
    """A status as the ledger writes it; ``unknown`` for a text that is none."""

    text: str
    code: str
    unknown: bool


@lru_cache(maxsize=1024)
def as_status(text: str) -> StatusText:
    """The status that ``text`` writes; none for an empty text."""
    shown = "".join(visible(text).split())
    phrase = parse(shown)
    code = shown.upper() if shown.upper() in OBS_STATUS else _WORDS.get(shown.lower(), "")
    if not code and shown and phrase.understood:
        code = phrase.status
    return StatusText(text, code, bool(shown) and not code)
