"""The language catalogue: every text a user sees, in Chinese and in English.

The texts lie in the folders ``zh`` and ``en`` beside this file, a file for each part of the board, with the
same keys and the same placeholders (a test holds the two to each other).
"""

from __future__ import annotations

import string
from functools import cache
from pathlib import Path
from typing import Any

from gapboard.kernel import yaml_text

LANGUAGES = ("zh", "en")
DEFAULT_LANGUAGE = "zh"


@cache
def catalogue(language: str) -> dict[str, str]:
    """All texts of one language, as ``{"status.met": "已达成", …}``."""
    flat: dict[str, str] = {}
    for path in sorted(Path(__file__).with_name(language).glob("*.yaml")):
        _flatten("", yaml_text.load(path.read_text(encoding="utf-8")), flat)
    return flat


def _flatten(prefix: str, tree: dict[str, Any], into: dict[str, str]) -> None:
    for key, value in tree.items():
        name = f"{prefix}.{key}" if prefix else str(key)
        if isinstance(value, dict):
            _flatten(name, value, into)
        else:
            into[name] = str(value)


def say(key: str, language: str = DEFAULT_LANGUAGE, **values: Any) -> str:
    """The text for ``key`` in ``language``, its placeholders filled.

    ``{count:target|targets}`` is the first for one, else the second. Raises ``KeyError`` for a key that the catalogue
    lacks: a missing text is a defect, not a blank.
    """
    text = catalogue(language if language in LANGUAGES else DEFAULT_LANGUAGE)[key]
    if not values:
        return text
    return _COUNTING.format(text, **values) if "|" in text else text.format(**values)


class _Counting(string.Formatter):
    """What ``str.format`` does, and the choice between one and several."""

    def format_field(self, value: Any, spec: str) -> str:
        one, bar, several = spec.partition("|")
        return str(super().format_field(value, spec)) if not bar else one if str(value) == "1" else several


_COUNTING = _Counting()


def choose_language(wanted: str | None) -> str:
    """The board's language for a browser's locale or a switch's value: Chinese when in doubt."""
    start = (wanted or "").replace("_", "-").split("-")[0].strip().lower()
    return start if start in LANGUAGES else DEFAULT_LANGUAGE
