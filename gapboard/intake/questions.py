"""What only a person can answer, one question for one cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gapboard.intake import units
from gapboard.intake.aliases import KINDS, Alias, name_key
from gapboard.intake.lexicon import Lexicon
from gapboard.intake.model import Cell, Suggestion
from gapboard.intake.phrases import names_nothing
from gapboard.intake.topics import likely_indicators
from gapboard.intake.values import Asked

_SHOWN = 3


Offered = Mapping[tuple[str, str], Alias]


def suggestions(asked: Mapping[tuple[str, str], Asked], lexicon: Lexicon, offered: Offered) -> tuple[Suggestion, ...]:
    """The questions of a file by place; names that are like none of the board's are asked for together.

    ``offered`` is what others have settled for themselves, by kind and folded text.
    """
    return tuple(sorted(_all(asked, lexicon, offered), key=lambda item: (item.row, item.column)))


def _all(asked: Mapping[tuple[str, str], Asked], lexicon: Lexicon, offered: Offered) -> Iterator[Suggestion]:
    strange: dict[tuple[str, str], list[tuple[str, Asked]]] = {}
    for (kind, text), item in asked.items():
        likely = _likely(kind, text, item, lexicon)
        said = _said(kind, text, item, likely, lexicon, offered)
        if said is not None:
            yield _question(kind, [(text, item)], tuple(dict.fromkeys((said.id, *likely))) if said.id else likely, said)
        elif not likely and kind in ("indicator", "region", "elsewhere"):
            strange.setdefault((kind, item.wanted), []).append((text, item))
        else:
            yield _question(kind, [(text, item)], likely)
    for (kind, _), items in strange.items():
        yield _question(kind, items, ())


def _said(
    kind: str, text: str, item: Asked, likely: tuple[str, ...], lexicon: Lexicon, offered: Offered
) -> Alias | None:
    """What somebody else says of a name, if it can be what is asked for."""
    said = offered.get(name_key(kind, text))
    if said is None or not said.id:
        return said
    catalog = lexicon.catalog
    if kind == "indicator":
        indicator = catalog.indicators.get(said.id)
        fits = indicator is not None and item.wanted in ("", indicator.unit)
    else:
        fits = said.id in (catalog.regions if kind == "region" else likely)
    return said if fits else None


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
    first = tuple(sorted(places)[:_SHOWN])
    return Suggestion(shown, *min(places), likely, kind, items[0][1].wanted, texts, count, first, said, lasting)
