"""The indicator page's pieces: heading, targets with their derivations, and the table of releases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from components.leaders.responsible import responsible
from components.leaders.task_side import Side, side_of
from components.page.links import Links
from components.page.templates import render
from gapboard.assess import Assessment
from gapboard.board import Board
from gapboard.board.bullet import Bullet, bullet
from gapboard.board.in_year import latest_part
from gapboard.board.tasks import TaskBoard
from gapboard.board.wall import card
from gapboard.catalog import Indicator
from gapboard.explain import Figures, caveat_texts, derivation
from gapboard.explain.answering import beside_text
from gapboard.explain.batches import recorder_text
from gapboard.explain.cards import CardWords
from gapboard.explain.derivation import Step
from gapboard.explain.evidence import grey_word, indication_text
from gapboard.explain.observations import observation_text
from gapboard.explain.periods import in_table
from gapboard.kernel.wording import say
from gapboard.ledger import Observation


@dataclass(frozen=True)
class Card:
    """One target with everything that explains it."""

    figures: Figures
    marks: Bullet | None
    steps: list[Step]
    caveats: list[str]
    sources: tuple[Observation, ...]
    bodies: list[tuple[str, str]]
    beside: str  # whom the office assigned, or a suggestion
    status: str  # in words; of a grey target the reason
    indication: str  # what another year says; empty where none does
    side: Side  # what was said that is no figure

    @property
    def result(self) -> Assessment:
        """The assessment behind the card."""
        return self.figures.result


@dataclass(frozen=True)
class Release:
    """One row of the ledger as the page shows it."""

    row: Observation
    value: str
    latest: bool


def title_html(
    board: Board, indicator: Indicator, region: str, results: list[Assessment], language: str, links: Links
) -> str:
    """The page's heading: what is shown, where, in which unit; then the answer, where there is a target.

    Where parts of a year are known, a link to their row on the page of the running year.
    """
    lead = CardWords(card(board, indicator, region, results), board.catalog, language) if results else None
    return render(
        "indicator_title.html",
        say=_say(language),
        lead=lead,
        name=indicator.label(language),
        region=board.catalog.regions[region].label(language),
        theme=board.catalog.themes[indicator.theme].label(language),
        unit=board.catalog.units[indicator.unit].label(language, short=True),
        note=indicator.note_in(language),
        in_year=_in_year(board, region, indicator, language, links),
    )


def _in_year(board: Board, region: str, indicator: Indicator, language: str, links: Links) -> tuple[str, str] | None:
    """The words and the address of the row on the page of the running year; ``None`` without a part of any year."""
    found = latest_part(board, region, indicator.id)
    if found is None:
        return None
    year, (_, ident) = found
    address = f"{links.to('this-year', period=str(year))}#{row_id(ident, region)}"
    return say("in_year.to_row", language, year=year), address


def row_id(indicator: str, region: str) -> str:
    """What a row on the page of the running year is found by."""
    return f"row-{indicator}-{region}"


def cards_html(
    board: Board, results: list[Assessment], language: str, links: Links, tasks: TaskBoard | None = None
) -> str:
    """Every target on the indicator, as cards in the order of their due years; with what was said beside figures."""
    cards = [
        Card(
            Figures(result, board.catalog, language),
            bullet(result, board.catalog),
            derivation(result, board.catalog, language),
            caveat_texts(result, board.catalog, language),
            result.releases,
            responsible(result.target, board.catalog, language, links),
            beside_text(result.target, board.catalog, language),
            grey_word(result, language),
            indication_text(result, board.catalog, language),
            side_of(result.target, tasks, language, links),
        )
        for result in results
    ]
    secondary = board.catalog.is_secondary
    return render(
        "cards.html",
        say=_say(language),
        period=_period(language),
        recorder=partial(recorder_text, language=language),
        language=language,
        cards=cards,
        secondary=secondary,
    )


def releases_html(board: Board, indicator: Indicator, region: str, language: str) -> str:
    """Every release of the series, the newest year first; part-years apart; breaks in words."""
    annual: list[Release] = []
    years = {**board.book.series(region, indicator.id), **board.book.bounded(region, indicator.id)}
    for year in sorted(years, reverse=True):
        rows = board.ledger.vintages(region, indicator.id, str(year))
        shown = [row for row in rows if board.known_on is None or row.recorded_at.date() <= board.known_on]
        annual += [
            Release(row, value_text(row, board, indicator, language), row is shown[-1]) for row in reversed(shown)
        ]
    other = [
        Release(row, value_text(row, board, indicator, language), True)
        for row in board.book.not_annual(region, indicator.id)
    ]
    breaks = [say("indicator.break", language, year=item.year, why=item.label(language)) for item in indicator.breaks]
    secondary = board.catalog.is_secondary
    return render(
        "releases.html",
        say=_say(language),
        recorder=partial(recorder_text, language=language),
        period=_period(language),
        annual=annual,
        other=other,
        breaks=breaks,
        secondary=secondary,
    )


def value_text(row: Observation, board: Board, indicator: Indicator, language: str) -> str:
    """A ledger value with its unit, in the language's own scale, with every digit that was published."""
    return observation_text(row, indicator, board.catalog, language)


def _period(language: str) -> Callable[..., str]:
    return partial(in_table, language=language)


def _say(language: str) -> Callable[..., str]:
    return partial(say, language=language)
