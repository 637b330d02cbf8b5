"""Addresses within the board."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True)
class Links:
    """Makes links that carry the chosen language and the date looked back to, where there are such."""

    language: str = ""
    on: str = ""

    def to(self, path: str, **parameters: str) -> str:
        """A link to ``path``; empty parameters are left out, given ones go before the carried ones."""
        wanted = {"lang": self.language, "on": self.on, **parameters}
        kept = {name: value for name, value in wanted.items() if value}
        return f"{path}?{urlencode(kept)}" if kept else path

    def to_indicator(self, indicator: str, region: str) -> str:
        """A link to the page of one indicator in one region."""
        return self.to("indicator", id=indicator, region=region)
