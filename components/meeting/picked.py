"""Which indicators a presenter chose: kept in the address, for the slides and for what is handed out alike."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from components.page.address import Pairs
from gapboard.export.briefing import Briefing

PICK = "pick"
BETWEEN = "~"
"""No identifier holds it, and no browser writes it otherwise."""


def picked(briefing: Briefing) -> tuple[Briefing, Pairs]:
    """The briefing with the indicators that the address names, and what it names that is none of the briefing's."""
    asked = [key for key in st.query_params.get(PICK, "").split(BETWEEN) if key]
    known = {card.key for card in briefing.cards}
    kept = tuple(key for key in asked if key in known)
    return replace(briefing, pick=kept), tuple((PICK, key) for key in asked if key not in known)
