"""Agreements of targets, and figures at odds with each other, in words with their arithmetic."""

from __future__ import annotations

from gapboard.board import Board
from gapboard.board.at_odds import AtOdds
from gapboard.board.consistency import Agreement
from gapboard.explain.figures import Figures
from gapboard.explain.observations import observation_text
from gapboard.explain.periods import period_text
from gapboard.kernel.wording import say
from gapboard.kernel.wording.numbers import number, with_unit
from gapboard.ledger import Observation

_PERCENT = {"rate", "needed", "to_base", "percent", "share", "implied", "needed_share", "growth", "growth_needed"}
_POINTS = {"contribution", "adds"}
_PLAIN = {"years", "base_year", "last_year", "year"}


def agreement_text(agreement: Agreement, board: Board, language: str) -> str:
    """The comparison in one sentence. Amounts are in the unit of the target with the largest value."""
    by_id = {result.target.id: result for result in board.assessments}
    # A relation's whole stands last and is in the same unit as its parts; a pair's level stands first.
    main = agreement.targets[-1] if agreement.relation and agreement.code != "contribution" else agreement.targets[0]
    figures = Figures(by_id[main.id], board.catalog, language)
    points = board.catalog.units["百分点"]
    values: dict[str, str] = {}
    for name, value in agreement.numbers.items():
        if name in _PLAIN:
            values[name] = str(round(value))
        elif name in _PERCENT:
            values[name] = number(value, 2) + "%"
        elif name in _POINTS:
            text = number(value, 2)
            values[name] = with_unit(text, points.beside(text, language))
        elif name == "difference":
            values[name] = number(abs(value), 1) + "%"
        else:
            values[name] = figures.amount(value)
    return say(f"consistency.{agreement.code}", language, **values)


def at_odds_text(item: AtOdds, board: Board, language: str) -> str:
    """Both figures with period, source and day of release, and why they cannot both be true."""
    said, found = (_release(row, board, language) for row in (item.said, item.found))
    return say(f"consistency.at_odds.{item.rule}", language, said=said, found=found)


def _release(row: Observation, board: Board, language: str) -> str:
    amount = observation_text(row, board.catalog.indicators[row.indicator], board.catalog, language)
    day = row.recorded_at.date().isoformat()
    source = row.source or say("consistency.at_odds.no_source", language)
    values = {"period": period_text(row.period, language), "amount": amount, "source": source, "day": day}
    return say("consistency.at_odds.release", language, **values)
