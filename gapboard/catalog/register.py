"""Which body a printed name means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from gapboard.catalog.models import Body


class Register:
    """The responsible bodies by every name that documents print for them.

    A name such as 区民政局 means the bureau of the document's own region. So a name may stand once in each
    region; one that stands in a single region only is found from every document.
    """

    def __init__(self, bodies: Iterable[Body]) -> None:
        self._named: dict[str, list[Body]] = defaultdict(list)
        for body in bodies:
            for name in body.names:
                self._named[name].append(body)

    def find(self, name: str, region: str) -> Body | None:
        """The body that a document about ``region`` means by ``name``; ``None`` if there is not exactly one."""
        found = self._named.get(name, [])
        near = [body for body in found if body.region == region] or found
        return near[0] if len(near) == 1 else None
