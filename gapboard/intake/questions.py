"""What only a person can answer, one question for one cause."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gapboard.intake import units
from gapboard.intake.aspects import likely_indicators
from gapboard.intake.lexicon import Lexicon
from gapboard.intake.model import Cell, Suggestion
from gapboard.intake.values import Asked

_SHOWN = 3


def suggestions(asked: Mapping[tuple[str, str], Asked], lexicon: Lexicon) -> tuple[Suggestion, ...]:
    """The questions of a file by place; names that are like none of the board's are asked for together."""
    return tuple(sorted(_all(asked, lexicon), key=lambda item: (item.row, item.column)))


def _all(asked: Mapping[tuple[str, str], Asked], lexicon: Lexicon) -> Iterator[Suggestion]:
    strange: dict[tuple[str, str], list[tuple[str, Asked]]] = {}
    for (kind, text), item in asked.items():
        likely = _likely(kind, text, item, lexicon)
        if not likely and kind in ("indicator", "region", "elsewhere"):
            strange.setdefault((kind, item.wanted), []).append((text, item))
        else:
            yield _question(kind, [(text, item)], likely)
    for (kind, _), items in strange.items():
        yield _question(kind, items, ())


def _likely(kind: str, text: str, item: Asked, lexicon: Lexicon) -> tuple[str, ...]:
    if kind == "unit":
        return units.of_same_base(item.wanted)
    if kind == "indicator":
        return likely_indicators(lexicon, text, item.wanted)
    if kind == "region" and lexicon.region(text)[0] is None:  # a place that is known to be another is like none
        return tuple(ident for ident, _ in lexicon.regions.suggest(text))
    return ()


def _question(kind: str, items: Sequence[tuple[str, Asked]], likely: tuple[str, ...]) -> Suggestion:
    texts = tuple(text for text, _ in items)
    places: list[Cell] = [place for _, item in items for place in item.places]
    shown = "、".join(texts[:_SHOWN]) + ("…" if len(texts) > _SHOWN else "")
    count = sum(item.count for _, item in items)
    return Suggestion(
        shown, *min(places), likely, kind, items[0][1].wanted, texts, count, tuple(sorted(places)[:_SHOWN])
    )
