"""Days on the command line: a text that is none is told once the language is known, not by the parser in English."""

from __future__ import annotations

import argparse
import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class NoDay:
    """What was written instead of a day."""

    text: str


def day(text: str) -> dt.date | NoDay:
    """The day that an argument writes as 2026-11-22."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return NoDay(text)


def no_day(options: argparse.Namespace) -> str | None:
    """The first text among ``options`` that should be a day and is none."""
    return next((value.text for value in vars(options).values() if isinstance(value, NoDay)), None)
