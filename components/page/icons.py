"""A shape for each status, so that none is told by colour alone; ``styles/10-board.css`` draws it.

The classes ``c-status`` and ``c-trend`` bring their shape with them.
"""

from __future__ import annotations

from markupsafe import Markup

from gapboard.assess import Group


def status_icon(group: Group) -> Markup:
    """The shape of a headline group; its word stands beside it."""
    return Markup('<i class="shape {}" aria-hidden="true"></i>').format(group.value)
