"""A target as a row: what the overview, the documents page and the list of missing data draw alike."""

from __future__ import annotations

from dataclasses import dataclass

from components.page.links import Links
from gapboard.assess import Assessment
from gapboard.board.bullet import Bullet, bullet
from gapboard.catalog import Catalog
from gapboard.explain import Figures, caveat_texts
from gapboard.explain.evidence import grey_word, indication_phrase


@dataclass(frozen=True)
class Row:
    """One target, ready to draw."""

    figures: Figures
    marks: Bullet | None
    link: str
    caveats: list[str]
    status: str  # in words; of a grey target the reason
    indication: str  # what another year says; empty where none does

    @property
    def result(self) -> Assessment:
        """The assessment behind the row."""
        return self.figures.result


def row_of(result: Assessment, catalog: Catalog, language: str, links: Links) -> Row:
    """The row of one assessment."""
    target = result.target
    link = links.to_indicator(target.indicator, target.region)
    figures = Figures(result, catalog, language)
    return Row(
        figures,
        bullet(result, catalog),
        link,
        caveat_texts(result, catalog, language),
        grey_word(result, language),
        indication_phrase(result, catalog, language),
    )
