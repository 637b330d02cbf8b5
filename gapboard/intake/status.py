"""What a cell of a column of statuses says, by code or in words."""

from __future__ import annotations

from functools import lru_cache

from gapboard.intake.cells import visible
from gapboard.intake.phrase import parse
from gapboard.ledger.observation import OBS_STATUS

_WORDS = {
    "正常": "A", "最终": "A", "正常值": "A", "初步": "P", "初步核实": "P", "断裂": "B", "口径变化": "B",
    "normal": "A", "final": "A", "preliminary": "P", "provisional": "P", "estimated": "E", "forecast": "F",
    "break": "B",
}  # fmt: skip


@lru_cache(maxsize=1024)
def as_status(text: str) -> str:
    """The status that ``text`` writes; empty for none."""
    shown = "".join(visible(text).split())
    if shown.upper() in OBS_STATUS:
        return shown.upper()
    phrase = parse(shown)
    return _WORDS.get(shown.lower(), "") or (phrase.status if phrase.understood else "")
