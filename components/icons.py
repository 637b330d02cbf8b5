"""A shape for each status and trend, so that none is told by colour alone; ``styles/10-board.css`` draws them."""

from __future__ import annotations

from markupsafe import Markup

from gapboard.assess import Group, Trend


def status_icon(group: Group) -> Markup:
    """The shape of a headline group; its word stands beside it."""
    return Markup('<i class="shape {}" aria-hidden="true"></i>').format(group.value)


def trend_icon(trend: Trend | None) -> Markup:
    """An arrow in the sense of better, flat or worse; nothing where the trend is not known."""
    return Markup('<i class="arrow {}" aria-hidden="true"></i>').format(trend.value) if trend else Markup("")
