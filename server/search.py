"""The index of the search box at ``/search.json``: sent once, and again only when it has changed.

With ``part=steps`` the words of the tasks' steps, which are as large again, with ``part=besides`` what else documents
say and how it is read: both are asked for when the box is used.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from pydantic import BaseModel, ConfigDict
from starlette.routing import Route

from gapboard.board import Board
from gapboard.board.per_board import per_board
from server.api.parameters import PastDay
from server.assets import Asset, make_asset
from server.for_readers import ForReaders

if TYPE_CHECKING:
    from server.source import Source

PATH = "search.json"

Index = Callable[[Board, str, str], str]
"""From a board, a language and the part to the index as JSON; the part is empty for all but the two besides."""


class Asked(BaseModel):
    """What the address asks for."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    lang: Literal["zh", "en"]
    on: PastDay | None = None
    part: Literal["", "steps", "besides"] = ""


def search_routes(source: Source, index: Index, base: str = "") -> list[Route]:
    """The address below ``base``."""
    # Packing it takes longer than finding it.
    packed = per_board(3 * len(("zh", "en")))(
        lambda board, lang, part, revision: make_asset(PATH, index(board, lang, part).encode())
    )

    def made(asked: Asked) -> Asset:
        return packed(source.board(asked.on), asked.lang, asked.part, source.token())

    return [Route(f"{base}/{PATH}", ForReaders(source, Asked, made, unmade=503), methods=["GET"])]
