"""Why a return that came in is not saved without a question, in words."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl.utils import get_column_letter

from gapboard.catalog import Catalog
from gapboard.explain.periods import period_text
from gapboard.intake.annotate import note_of
from gapboard.intake.returns import PLACE, TO_ANSWER, Doubt, Dropped, Shared
from gapboard.kernel.wording import say
from gapboard.ledger import Key, Period
from gapboard.ledger.report_rules import LONGEST

_MOST = 3
"""How many figures or places are named; of the others it is said how many they are."""
_NOTE = LONGEST["note"]


def why_text(item: Dropped, catalog: Catalog, language: str) -> str:
    """The reason with the files, figures and cells that it is about; empty where there is none."""
    if not item.why:
        return ""
    files = _joined((say("reporting.why.file", language, file=file) for file in item.others), language)
    places = _listed([_place(doubt, language) for doubt in item.doubts], language)
    figures = _listed([_shared(one, catalog, language) for one in item.shared], language)
    state = say(f"reporting.state.{item.earlier.state}", language) if item.earlier else ""
    told = {"files": files, "figures": figures, "places": places, "state": state}
    return say(f"reporting.why.{item.why}", language, count=item.count, **told)


def note_text(why: str) -> str:
    """A reason as the register keeps it: without what it refuses of strange cells, and not longer than it takes."""
    plain = "".join(char for char in why if char.isprintable())
    return plain if len(plain) <= _NOTE else f"{plain[: _NOTE - 1]}…"


def figures_text(keys: Iterable[Key], catalog: Catalog, language: str) -> str:
    """The first of some figures by their names, and how many more there are."""
    return _listed([figure_text(key, catalog, language) for key in keys], language)


def figure_text(key: Key, catalog: Catalog, language: str) -> str:
    """A figure's region, indicator and period."""
    region, indicator, period = key
    names = catalog.regions[region].label(language), catalog.indicators[indicator].label(language)
    return " ".join((*names, period_text(Period(period), language)))


def _shared(one: Shared, catalog: Catalog, language: str) -> str:
    unit = catalog.units[catalog.indicators[one.key[1]].unit].label(language)
    own, other = f"{one.own} {unit}", f"{one.other} {unit}"
    if own == other and one.own_status != one.other_status:
        own, other = (
            say("reporting.why.of_status", language, figure=own, status=say(f"obs_status.{code}", language))
            for code in (one.own_status, one.other_status)
        )
    key = f"reporting.why.one_{'shared' if own == other else 'differs'}"
    figure = figure_text(one.key, catalog, language)
    return say(key, language, figure=figure, own=own, other=other, file=one.file)


def _place(doubt: Doubt, language: str) -> str:
    """The cell as a spreadsheet names it, what is written there, and what is in doubt about it."""
    remark = doubt.remark
    cell = f"{get_column_letter(remark.column)}{remark.row}" if remark.row and remark.column else ""
    if remark.code == PLACE:
        return cell
    if remark.code == TO_ANSWER:
        what = say("reporting.why.to_answer", language, text=doubt.text)
    else:
        what = note_of("doubt", remark, (), language).what
    return say("reporting.why.place", language, cell=cell, what=what) if cell else what


def _listed(texts: list[str], language: str) -> str:
    left = len(texts) - _MOST
    more = [say("reporting.why.more", language, count=left)] if left > 0 else []
    return say("reporting.why.join", language).join([*texts[:_MOST], *more])


def _joined(texts: Iterable[str], language: str) -> str:
    return say("reading.and", language).join(texts)
