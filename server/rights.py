"""The one place where the server asks whether a request may read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.types import Scope


def may_read(scope: Scope) -> bool:
    """Whether the visitor of a request may see the board's figures: everyone, as long as there is no sign-in."""
    return True
