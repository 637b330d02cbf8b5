"""What a presenter has at hand beside a slide: of each target clause, bodies, arithmetic, sources."""

from __future__ import annotations

from collections.abc import Iterable

from gapboard.assess import Assessment
from gapboard.explain import Figures, caveat_texts, derivation
from gapboard.export import house
from gapboard.export.briefing import Briefing
from gapboard.kernel.wording import say


def notes(results: Iterable[Assessment], briefing: Briefing) -> str:
    """The targets one after the other, a line for each thing to know."""
    return "\n\n".join("\n".join(_lines(result, briefing)) for result in results)


def _lines(result: Assessment, briefing: Briefing) -> list[str]:
    language, catalog = briefing.language, briefing.board.catalog
    figures = Figures(result, catalog, language)
    lines = [
        f"{house.status_word(result, language)} · {figures.name} · {figures.region} · {figures.goal}",
        say("handout.clause", language, quote=figures.target.quote, where=figures.document),
        house.responsible(figures),
        *(say("handout.step", language, what=what, how=how) for what, how in derivation(result, catalog, language)),
        *caveat_texts(result, catalog, language),
        house.sources_line([result], catalog, language),
    ]
    return [line for line in map(house.plain, lines) if line]
