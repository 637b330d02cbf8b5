"""The one place where the server asks whether a request may read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from gapboard.people.rights import Action, allows
from server.visit import person_of

if TYPE_CHECKING:
    from starlette.types import Scope


def may_read(scope: Scope, folder: Path) -> bool:
    """Whether the visitor of a request may see the figures of the board with its data in ``folder``.

    Raises ``DataFault`` where the files about people cannot be used: then nobody may.
    """
    return allows(person_of(scope, folder), Action.READ)
