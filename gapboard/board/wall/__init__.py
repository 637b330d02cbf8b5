"""The wall of charts: one card for each indicator and region that has something to draw, in order."""

from gapboard.board.wall.card import Card, GoalMark, Promise, Stands, card, promises
from gapboard.board.wall.places import Places, places, spread, value_range, years
from gapboard.board.wall.wall import Owed, Wall, ranked, wall

__all__ = [
    "Card",
    "GoalMark",
    "Owed",
    "Places",
    "Promise",
    "Stands",
    "Wall",
    "card",
    "places",
    "promises",
    "ranked",
    "spread",
    "value_range",
    "wall",
    "years",
]
