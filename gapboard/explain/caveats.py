"""The doubts of an assessment in words."""

from __future__ import annotations

from typing import Any

from gapboard.assess import Assessment, Caveat
from gapboard.catalog import Catalog
from gapboard.explain.figures import Figures
from gapboard.kernel.wording import say
from gapboard.kernel.wording.numbers import number


def caveat_texts(result: Assessment, catalog: Catalog, language: str) -> list[str]:
    """One sentence for each doubt, the gravest first."""
    figures = Figures(result, catalog, language)
    return [_text(caveat, figures, language) for caveat in result.caveats]


def _text(caveat: Caveat, figures: Figures, language: str) -> str:
    values: dict[str, Any] = dict(caveat.details)
    if "span" in values:
        values["span"] = figures.interval(*values["span"])
    if "slack" in values:
        values["slack"] = number(values["slack"] * figures.scale, 6)
    if "value" in values:
        values["amount"] = figures.amount(values.pop("value"))
    if "why_en" in values:
        english = values.pop("why_en")
        values["why"] = english if language == "en" else values["why"]
    if "percent" in values:
        values["percent"] = number(values["percent"], 1) + "%"
    if "how" in values:
        values["how"] = say(f"method.{values['how']}", language)
    for key in ("status", "other"):
        if key in values:
            values[key] = say(f"status.{values[key].value}", language)
    return say(f"caveat.{caveat.code}", language, **values)
