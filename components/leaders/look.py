"""How the overview is looked at, beside its filters: as a wall or a list, in which order, on which scale."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace

WALL, LIST = "wall", "list"
VALUES = {"view": (WALL, LIST), "sort": ("gap", "due", "name"), "scale": ("goal",)}


@dataclass(frozen=True)
class Look:
    """What the address says of it; an empty field is the usual: the wall, its own order, each chart its own scale."""

    view: str = ""
    sort: str = ""
    scale: str = ""

    @property
    def is_list(self) -> bool:
        """Whether the list is to be seen."""
        return self.view == LIST

    def with_(self, name: str, value: str) -> Look:
        """The same look with one thing changed."""
        return replace(self, **{name: value})

    def parameters(self) -> dict[str, str]:
        """What goes into an address."""
        return asdict(self)


USUAL = Look()


def by_name(name: str) -> bytes:
    """What names are put in order by: in this code most Chinese characters stand by their sound."""
    return name.casefold().encode("gb18030")
