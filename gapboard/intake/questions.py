"""What only a person can answer, one question for one cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gapboard.intake import units
from gapboard.intake.aliases import KINDS, Alias, name_key
from gapboard.intake.aspects import likely_indicators
from gapboard.intake.lexicon import Lexicon
from gapboard.intake.model import Cell, Suggestion
from gapboard.intake.phrases import names_nothing
from gapboard.intake.values import Asked

_SHOWN = 3


def suggestions(
    asked: Mapping[tuple[str, str], Asked], lexicon: Lexicon, offered: Mapping[tuple[str, str], Alias]
) -> tuple[Suggestion, ...]:
    """The questions of a file by place; names that are like none of the board's are asked for together.

    ``offered`` are names by kind and folded text that somebody else has settled.
    """
    return tuple(sorted(_all(asked, lexicon, offered), key=lambda item: (item.row, item.column)))


def _all(
    asked: Mapping[tuple[str, str], Asked], lexicon: Lexicon, offered: Mapping[tuple[str, str], Alias]
) -> Iterator[Suggestion]:
    strange: dict[tuple[str, str], list[tuple[str, Asked]]] = {}
    for (kind, text), item in asked.items():
        likely = _likely(kind, text, item, lexicon)
        said = offered.get(name_key(kind, text))
        if said and not _fits(said, kind, item.wanted, likely, lexicon):
            said = None
        if not likely and not said and kind in ("indicator", "region", "elsewhere"):
            strange.setdefault((kind, item.wanted), []).append((text, item))
        else:
            yield _question(kind, [(text, item)], likely, said)
    for (kind, _), items in strange.items():
        yield _question(kind, items, ())


def _fits(said: Alias, kind: str, wanted: str, likely: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether what somebody else has settled can be meant here."""
    if not said.id:
        return True
    if kind == "indicator":
        indicator = lexicon.catalog.indicators.get(said.id)
        return indicator is not None and wanted in ("", indicator.unit)
    return said.id in (lexicon.catalog.regions if kind == "region" else likely)


def _likely(kind: str, text: str, item: Asked, lexicon: Lexicon) -> tuple[str, ...]:
    if kind == "unit":
        return units.of_same_base(item.wanted)
    if kind == "indicator":
        return likely_indicators(lexicon, text, item.wanted)
    if kind == "region" and lexicon.region(text)[0] is None:  # a place that is known to be another is like none
        return tuple(ident for ident, _ in lexicon.regions.suggest(text))
    return ()


def _question(
    kind: str, items: Sequence[tuple[str, Asked]], likely: tuple[str, ...], said: Alias | None = None
) -> Suggestion:
    texts = tuple(text for text, _ in items)
    places: list[Cell] = [place for _, item in items for place in item.places]
    shown = "、".join(texts[:_SHOWN]) + ("…" if len(texts) > _SHOWN else "")
    count = sum(item.count for _, item in items)
    lasting = kind in KINDS and not (kind == "indicator" and any(map(names_nothing, texts)))
    return Suggestion(
        shown,
        *min(places),
        likely,
        kind,
        items[0][1].wanted,
        texts,
        count,
        tuple(sorted(places)[:_SHOWN]),
        said,
        lasting,
    )
