"""Rounds of fields: after a batch is saved the next begins with fields under new names, which are empty."""

from __future__ import annotations

import streamlit as st


def round_of(slot: str) -> int:
    """How many batches have been saved or given up here: part of the fields' names."""
    return int(st.session_state.get(f"{slot}.round", 0))


def begin_round(slot: str, number: int) -> None:
    """Go on with the fields of a round."""
    st.session_state[f"{slot}.round"] = number


def next_round(slot: str) -> None:
    """Begin with empty fields."""
    begin_round(slot, round_of(slot) + 1)
