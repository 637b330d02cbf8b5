"""The wall of charts as HTML: each card drawn once for everybody, with the numbers by which the browser filters it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from components.leaders.look import by_name
from components.leaders.plot import Label, labels, picture
from components.leaders.rows import Row, row_of
from components.page.links import Links
from components.page.templates import render
from gapboard.assess import Assessment
from gapboard.board import Board
from gapboard.board.meetings import Since
from gapboard.board.ranking import rank
from gapboard.board.wall import Card, Owed, Places, places, wall
from gapboard.explain.cards import CardWords
from gapboard.kernel.wording import say

Fits = frozenset[int]
"""The numbers of the targets that the filters let through; see ``numbers``."""

_A_SHEET = 45  # cards on a sheet of A3 at the usual size; more are printed smaller


@dataclass(frozen=True)
class Drawn:
    """A card, ready for the template."""

    words: CardWords
    link: str
    of: str  # the numbers of its targets
    order: int
    gap_order: int
    name_order: int
    changed: str
    places: Places | None
    picture: str
    labels: tuple[Label, ...]
    row: Row | None  # the bar of a card without a chart
    hidden: bool

    @property
    def card(self) -> Card:
        """The record behind it."""
        return self.words.card


def numbers(board: Board) -> dict[str, int]:
    """By which number the page names each target: its place in the board's order."""
    return {result.target.id: number for number, result in enumerate(board.assessments)}


def wall_html(
    board: Board, since: Since, fits: Fits, language: str, links: Links, *, sort: str, index: bool, seen: bool
) -> str:
    """The wall of a board; what does not fit is there and hidden. ``sort`` is one of ``look.VALUES``."""
    found = wall(board, since.day)
    number_of = numbers(board)
    worst_first = {id(card): place for place, card in enumerate(sorted(found.cards, key=_gap_order))}
    by_title = sorted((by_name(CardWords(card, board.catalog, language).title), id(card)) for card in found.cards)
    named = {ident: place for place, (_, ident) in enumerate(by_title)}
    told = _since_words(since, language)
    drawn = []
    for order, card in enumerate(found.cards):
        before = found.was(card)
        words = CardWords(card, board.catalog, language)
        of = _numbers_of((result for promise in card.promises for result in promise.results), number_of)
        drawn.append(
            _drawn(words, board, links, of, (order, worst_first[id(card)], named[id(card)]), fits, before, told)
        )
    first = len(found.first)
    return render(
        "wall.html",
        say=partial(say, language=language),
        seen=seen,
        fit=round(min(1.0, math.sqrt(_A_SHEET / max(len(drawn), 1))), 3),
        index=index,
        sorted=bool(sort),
        groups=_groups(drawn, first, sort),
        empty=bool(fits) and all(item.hidden for item in drawn),
        owed=[_owed(item, board, fits, number_of, language) for item in found.owed],
        coverage=links.to("coverage"),
        usual_region=board.catalog.usual_region,
    )


def _gap_order(card: Card) -> tuple[object, ...]:
    return (card.promises[0].stands, rank(card.lead), card.lead.target.id)


def _groups(drawn: list[Drawn], first: int, sort: str) -> list[tuple[str, list[Drawn], int]]:
    """The cards under their headings, with how many are seen; one group without a heading where they are sorted."""
    if sort:
        keys = {"gap": lambda item: item.gap_order, "due": _due, "name": lambda item: item.name_order}
        return [("", sorted(drawn, key=keys[sort]), 0)]
    groups = [("first", drawn[:first]), ("rest", drawn[first:])]
    return [(key, cards, sum(not item.hidden for item in cards)) for key, cards in groups if cards]


def _due(item: Drawn) -> int:
    return item.card.lead.target.due


def _since_words(since: Since, language: str) -> str:
    key = "since_meeting" if since.meeting else "since"
    return say(f"wall.changed.{key}", language, day=since.day.isoformat())


def _numbers_of(results: Iterable[Assessment], number_of: Mapping[str, int]) -> str:
    return " ".join(str(number_of[result.target.id]) for result in results)


def _fits(of: str, fits: Fits) -> bool:
    return any(int(item) in fits for item in of.split())


def _drawn(
    words: CardWords,
    board: Board,
    links: Links,
    of: str,
    orders: tuple[int, int, int],
    fits: Fits,
    before: Assessment | None,
    since: str,
) -> Drawn:
    card = words.card
    found = places(card)
    return Drawn(
        words,
        links.to_indicator(card.indicator.id, card.region),
        of,
        *orders,
        words.changed(before, since) if before else "",
        found,
        picture(found) if found else "",
        labels(words, found) if found else (),
        None if found else row_of(card.lead, board.catalog, words.language, links),
        not _fits(of, fits),
    )


def _owed(item: Owed, board: Board, fits: Fits, number_of: Mapping[str, int], language: str) -> dict[str, object]:
    """One line of what a theme lacks, and who must supply it."""
    of = _numbers_of(item.results, number_of)
    return {
        "theme": board.catalog.themes[item.theme].label(language),
        "of": of,
        "count": sum(number_of[result.target.id] in fits for result in item.results),
        "names": [
            {
                "name": (name[1] if language == "en" else name[0]),
                "of": _numbers_of(results, number_of),
                "count": sum(number_of[result.target.id] in fits for result in results),
            }
            for name, results in item.names
        ],
    }
