"""How far the exact value may lie from the printed one."""

from __future__ import annotations

from gapboard.catalog import Indicator, Kind

_HALVES = tuple(0.5 * 10.0**-places for places in range(25))  # a float is never written with more


def half_digit(value: float, indicator: Indicator) -> float:
    """Half the last digit printed; nought for what is counted or ranked, and printed whole."""
    whole = value == int(value)
    if whole and (indicator.decimals == 0 or indicator.kind in (Kind.COUNT, Kind.CLASS)):
        return 0.0
    return _half(value, whole=whole)


def _half(value: float, *, whole: bool) -> float:
    # The ledger keeps numbers: a nought at the end (40.90) is not seen, and the slack is the wider for it.
    text = repr(value)
    if "e" in text:
        return 0.0
    return _HALVES[0 if whole else len(text) - text.index(".") - 1]
