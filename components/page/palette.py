"""The colours of the style sheet, for charts that cannot read its variables."""

from __future__ import annotations

import re
from functools import cache

from components.page.templates import style_sheet

_BLOCK = re.compile(r"(?P<selector>[^{}]*)\{(?P<body>[^{}]*--page:[^{}]*)\}")
_VARIABLE = re.compile(r"--([a-z]+):\s*(#[0-9a-fA-F]{6})\b")
# Status groups whose variable has a shorter name.
_SHORT = {"on_track": "on", "undefined": "undef", "no_data": "none"}


@cache
def palette(dark: bool) -> dict[str, str]:
    """The variables by name, ``{"text": "#1d2733", "met": …}``, of the light or the dark theme.

    Raises ``LookupError`` if the style sheet has no such block: a chart without its colours is a defect.
    """
    for block in _BLOCK.finditer(style_sheet()):
        if ("dark" in block["selector"]) is dark:
            return dict(_VARIABLE.findall(block["body"]))
    raise LookupError(f"no colours for dark={dark} in the style sheet")


def colour_of(group: str, dark: bool) -> str:
    """The colour of a headline group."""
    return palette(dark)[_SHORT.get(group, group)]
