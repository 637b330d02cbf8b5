"""The bodies responsible for a target, each with the way to its own page."""

from __future__ import annotations

from components.page.links import Links
from gapboard.catalog import Catalog, Target


def responsible(target: Target, catalog: Catalog, language: str, links: Links) -> list[tuple[str, str]]:
    """Name and link of each body, in the order in which the document prints them."""
    return [(body.label(language), links.to("departments", body=body.id)) for body in catalog.bodies_of(target)]
