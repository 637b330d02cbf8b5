"""The wall of charts: one card for each indicator and region that has something to draw, in order."""

from gapboard.board.wall.card import Card, GoalMark, Promise, Stands, card, promises
from gapboard.board.wall.places import FLAT, Beside, Places, figures_beside, free, places, spread, value_range, years
from gapboard.board.wall.wall import Owed, Wall, ranked, wall

__all__ = [
    "FLAT",
    "Beside",
    "Card",
    "GoalMark",
    "Owed",
    "Places",
    "Promise",
    "Stands",
    "Wall",
    "card",
    "figures_beside",
    "free",
    "places",
    "promises",
    "ranked",
    "spread",
    "value_range",
    "wall",
    "years",
]
