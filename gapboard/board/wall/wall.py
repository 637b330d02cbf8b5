"""The wall: its cards in order, and what no card can show because nobody has supplied it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gapboard.assess import Assessment, Group
from gapboard.board.board import Board
from gapboard.board.changes import as_it_was
from gapboard.board.coverage import names_to_ask
from gapboard.board.per_board import per_board
from gapboard.board.ranking import Rank, rank
from gapboard.board.wall.card import Card, Stands, card

_SHORT = (Group.MISSED, Group.BEHIND)
_MOST_DAYS = 4


@dataclass(frozen=True)
class Owed:
    """What no card shows of a theme: the targets without any figure to draw, and who must supply how many.

    A name is in Chinese and in English; both are empty where the documents name nobody.
    """

    theme: str
    results: tuple[Assessment, ...]
    names: tuple[tuple[tuple[str, str], tuple[Assessment, ...]], ...]


@dataclass(frozen=True, eq=False)
class Wall:
    """All cards: ``first`` what changed since a day, then the worst of what fell due; ``rest`` theme by theme."""

    first: tuple[Card, ...]
    rest: tuple[Card, ...]
    owed: tuple[Owed, ...]
    before: dict[str, Assessment]  # by target, how it stood on that day where it stands otherwise now

    @property
    def cards(self) -> tuple[Card, ...]:
        """Every card, in order."""
        return self.first + self.rest

    def was(self, card: Card) -> Assessment | None:
        """How the leading promise of a card stood before it changed; ``None`` where it did not."""
        return self.before.get(card.lead.target.id)


@per_board(_MOST_DAYS)
def wall(board: Board, since: dt.date) -> Wall:
    """The wall of a board, with what changed since a day."""
    cards = ranked(board, board.assessments)
    before = _changed(board, since)
    changed = [item for item in cards if item.lead.target.id in before]
    worst = [item for item in cards if item not in changed and item.lead.status.group in _SHORT]
    themes = list(board.catalog.themes)
    rest = sorted(
        (item for item in cards if item not in changed and item not in worst),
        key=lambda item: themes.index(item.indicator.theme),
    )
    drawn = {result.target.id for item in cards for promise in item.promises for result in promise.results}
    left = [result for result in board.assessments if result.target.id not in drawn]
    return Wall(
        _charts_before_figures([*changed, *worst]),
        _charts_before_figures(rest),
        tuple(_owed(board, left)),
        before,
    )


def _charts_before_figures(cards: Iterable[Card]) -> tuple[Card, ...]:
    """Cards without a chart are lower: they stand together at the end, so that the others stand in rows."""
    return tuple(sorted(cards, key=lambda item: not item.chart))


def ranked(board: Board, results: Iterable[Assessment]) -> list[Card]:
    """The cards of some assessments in one order: verdicts first, of these what was missed, the worst first."""
    by_subject: dict[tuple[str, str], list[Assessment]] = {}
    for result in results:
        by_subject.setdefault((result.target.indicator, result.target.region), []).append(result)
    found = (
        card(board, board.catalog.indicators[indicator], region, results)
        for (indicator, region), results in by_subject.items()
    )
    return sorted((item for item in found if item.tells), key=_order)


def _changed(board: Board, since: dt.date) -> dict[str, Assessment]:
    """The targets that stand otherwise than on that day, as they stood then: status, judged value or goal."""
    if since >= board.on:
        return {}
    then = {result.target.id: result for result in as_it_was(board, since).assessments}
    return {
        result.target.id: then[result.target.id]
        for result in board.assessments
        if result.target.id in then and _telling(result) != _telling(then[result.target.id])
    }


def _telling(result: Assessment) -> tuple[object, ...]:
    point = result.judged or result.proof or (result.indication.point if result.indication else None)
    return (result.status, result.goal, point and (point.year, point.value, point.span))


def _order(item: Card) -> tuple[Stands, bool, Rank, str, str]:
    """Verdicts first, of these what was missed, the worst first."""
    better = item.lead.status.group not in _SHORT
    return (item.promises[0].stands, better, rank(item.lead), item.indicator.id, item.region)


def _owed(board: Board, left: Iterable[Assessment]) -> Iterator[Owed]:
    by_theme: dict[str, list[Assessment]] = {}
    for result in left:
        by_theme.setdefault(board.catalog.indicators[result.target.indicator].theme, []).append(result)
    for theme in board.catalog.themes:
        if theme in by_theme:
            yield Owed(theme, tuple(by_theme[theme]), tuple(_names(board, by_theme[theme])))


def _names(board: Board, results: Iterable[Assessment]) -> Iterator[tuple[tuple[str, str], tuple[Assessment, ...]]]:
    """Who owes how many, who owes most first; what nobody is named for comes last."""
    found: dict[tuple[str, str], list[Assessment]] = {}
    for result in results:
        for name in names_to_ask(result, board):
            found.setdefault(name, []).append(result)
    for name in sorted(found, key=lambda name: (name == ("", ""), -len(found[name]))):
        yield name, tuple(found[name])
