"""Bounds, indications and the reason of a grey target in words."""

from __future__ import annotations

from gapboard.assess import Assessment, Indication, Point, Status
from gapboard.catalog import Catalog
from gapboard.explain.figures import Figures
from gapboard.explain.observations import observation_text
from gapboard.explain.periods import period_text
from gapboard.kernel.wording import say


def proof_text(result: Assessment, catalog: Catalog, language: str) -> str:
    """The bound that a status rests on, the rule that leads to it, and the figures put in; empty without one."""
    point = result.proof
    if point is None:
        return ""
    figures, join = Figures(result, catalog, language), say("handout.join", language)
    rule = say(f"evidence.rule.{point.how}", language, why=figures.indicator.why_monotone(language))
    inputs = join.join(dict.fromkeys(_inputs(point, catalog, language)))
    values = {"year": point.year, "amount": figures.span(point), "rule": rule, "inputs": inputs}
    return say("evidence.proof_text", language, **values)


def _inputs(point: Point, catalog: Catalog, language: str) -> list[str]:
    return [
        say(
            "evidence.input",
            language,
            period=period_text(row.period, language),
            amount=observation_text(row, catalog.indicators[row.indicator], catalog, language),
        )
        for row in point.inputs
    ]


def indication_phrase(result: Assessment, catalog: Catalog, language: str) -> str:
    """What another year indicates: year, value and distance, no more; empty where nothing does."""
    found = result.indication
    if found is None:
        return ""
    figures = Figures(result, catalog, language)
    phrase = _phrase(found, figures)
    if found.before is None:
        return phrase
    return say("evidence.indication.and_before", language, phrase=phrase, before=_phrase(found.before, figures))


def _phrase(found: Indication, figures: Figures) -> str:
    values = {"year": found.point.year, "amount": figures.amount(found.point.value), "years": found.years}
    gap = figures.difference(abs(found.gap))
    return say(f"evidence.indication.{found.kind.value}", figures.language, gap=gap, **values)


def indication_sign(found: Indication, language: str) -> str:
    """An indication in the few words of a sign, with how many years lie between it and the due year."""
    return say(f"evidence.indication.sign.{found.kind.value}", language, years=found.years)


def indication_text(result: Assessment, catalog: Catalog, language: str) -> str:
    """The phrase with where the path stood, and why the due year has no figure; empty where nothing indicates."""
    found = result.indication
    if found is None:
        return ""
    figures = Figures(result, catalog, language)
    phrase = indication_phrase(result, catalog, language)
    if found.expected is not None and found.gap:
        expected = figures.amount(found.expected)
        phrase = say("evidence.indication.on_path", language, phrase=phrase, expected=expected)
    return say("evidence.indication.with_due", language, phrase=phrase, grey=grey_text(result, language))


def grey_text(result: Assessment, language: str) -> str:
    """Why the due year has no figure, in a few words; empty where it has one."""
    due = result.target.counted_years[1] if result.target.counted_years else result.target.due
    if result.grey is not None:
        return say(f"evidence.grey.{result.grey.value}", language, due=due)
    return say("evidence.grey.open", language, due=due) if result.proof is not None else ""


def grey_word(result: Assessment, language: str) -> str:
    """The status in words; of a target without a figure with the reason why it has none."""
    status = say(f"status.{result.status.value}", language)
    if result.grey is None or result.status is not Status.NO_DATA:
        return status
    why = say(f"evidence.grey.word.{result.grey.value}", language)
    return say("evidence.grey.status", language, status=status, why=why)
