"""The wall of charts as HTML: each card drawn once for everybody, with the numbers by which the browser filters it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial

from components.leaders.look import by_name
from components.leaders.rows import Row, row_of
from components.page.links import Links
from components.page.templates import render
from gapboard.assess import Assessment
from gapboard.board import Board
from gapboard.board.meetings import Since
from gapboard.board.ranking import rank
from gapboard.board.wall import Card, Owed, Places, places, spread, wall
from gapboard.board.wall.places import Spot
from gapboard.explain.cards import CardWords
from gapboard.kernel.wording import say
from gapboard.kernel.wording.numbers import number

Fits = frozenset[int]
"""The numbers of the targets that the filters let through; see ``numbers``."""

HEIGHT = 96
"""Of a card's plot with its labels, in pixels; ``styles/21-wall.css`` has the same."""
_LINE = 15  # of a label, in pixels
_A_SHEET = 45  # cards on a sheet of A3 at the usual size; more are printed smaller


@dataclass(frozen=True)
class Label:
    """A text beside the plot: its upper edge in pixels, on its own scale and where the goal is 100 %."""

    kind: str  # ``aim``, ``gap`` or ``now``
    lines: tuple[str, ...]
    top: float
    index_top: float
    index: str = ""  # what it says where the goal is 100 %; empty: the same


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
        none=bool(fits) and all(item.hidden for item in drawn),
        owed=[_owed(item, board, fits, number_of, language) for item in found.owed],
        coverage=links.to("coverage"),
        usual_region=board.catalog.documents[board.assessments[0].target.document].region if board.assessments else "",
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
        _picture(found) if found else "",
        _labels(words, found) if found else (),
        None if found else row_of(card.lead, board.catalog, words.language, links),
        not _fits(of, fits),
    )


def _picture(found: Places) -> str:
    """The series as an address of an SVG picture of 100 by 100, to be stretched over the plot with lines of even width.

    The page lets the colour of the series shine through it: Streamlit takes no SVG within HTML, and a picture by itself
    does not know whether the page is light or dark. A dot is a line of no length with round ends.
    """
    paths = (
        (1.4, " stroke-dasharray='4 4'", "".join(f"M{_at(first)}L{_at(last)}" for first, last in found.gaps)),
        (2, "", "".join("M" + "L".join(map(_at, run)) for run in found.lines)),
        (5.5, "", "".join(f"M{_at(dot)}h0" for dot in found.dots)),
    )
    drawn = "".join(
        f"<path vector-effect='non-scaling-stroke' stroke-width='{w}'{more} d='{d}'/>" for w, more, d in paths if d
    )
    return (_SVG + drawn + "</svg>").replace("<", "%3C").replace(">", "%3E")


_SVG = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100' preserveAspectRatio='none' "
    "fill='none' stroke='black' stroke-linecap='round' stroke-linejoin='round'>"
)


def _at(place: tuple[float, float]) -> str:
    return f"{_short(place[0])} {_short(place[1])}"


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _labels(words: CardWords, found: Places) -> tuple[Label, ...]:
    """What stands beside the plot: the goals, the value held against them, and the gap between."""
    card = words.card
    texts: list[tuple[str, tuple[str, ...], Spot, str]] = []
    for mark, goal in zip(card.goals, found.goals, strict=True):
        if mark.year == card.lead.target.due and (mark.leads or len(texts) < _MOST_GOALS):
            index = _of_goal(words, mark.value) if found.level else ""
            texts.append(("aim", (_aim_text(words, mark.value, mark.year),), goal.at, index))
    shown = card.shown
    if shown is not None and found.actual is not None:
        year = f"{shown.year}: " if shown.year != card.last else ""
        index = _of_goal(words, shown.value) if found.level else ""
        texts.append(("now", (year + words.value(shown.value),), found.actual, index and year + index))
        lines = tuple(line for line in words.gap if line)
        if lines and found.goal is not None:
            middle = Spot(0, (found.actual.y + found.goal.y) / 2, (found.actual.index + found.goal.index) / 2)
            texts.append(("gap", lines, middle, ""))
    elif card.chart.points:
        # Nothing is held against the goal: the latest value, so that the chart has a scale all the same.
        last = card.chart.points[-1]
        place = found.dots[-1]
        texts.append(("now", (f"{last.year}: {words.value(last.value)}",), Spot(place[0], place[1], place[1]), ""))
    heights = [_LINE * len(lines) for _, lines, _, _ in texts]
    tops = spread([spot.y * HEIGHT / 100 for _, _, spot, _ in texts], heights, HEIGHT)
    index_tops = spread([spot.index * HEIGHT / 100 for _, _, spot, _ in texts], heights, HEIGHT)
    return tuple(
        Label(kind, lines, top, index_top, index)
        for (kind, lines, _, index), top, index_top in zip(texts, tops, index_tops, strict=True)
    )


_MOST_GOALS = 2


def _of_goal(words: CardWords, value: float) -> str:
    """A value in per cent of the leading goal."""
    goal = words.card.lead.goal
    return number(100 * value / goal, 1) + "%" if goal else ""


def _aim_text(words: CardWords, value: float, year: int) -> str:
    text = words.value(value)
    return f"{year}: {text}" if year != words.card.last else text


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
