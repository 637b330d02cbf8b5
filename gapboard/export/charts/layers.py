"""Layers of a chart with the rows that they draw, and the specification that is made of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import altair as alt

# Altair uses both as soon as anybody has begun to load them: loaded here, no thread finds half of one.
import numpy as np  # noqa: F401
import pandas as pd  # noqa: F401

from gapboard.export.charts.look import Mark

Row = dict[str, Any]


class Layers:
    """Layers, each with its rows; those without rows are left out. Of rows that several draw there is one name."""

    def __init__(self, called: str = "") -> None:
        self.drawn: list[alt.Chart] = []
        self.rows: dict[str, list[Row]] = {}
        self._called = called

    def add(self, rows: Iterable[Row], mark: Mark, *more: Mark, **channels: Any) -> None:
        """A layer for each mark; ``channels`` are those that the whole chart does not give it."""
        values = list(rows)
        if not values:
            return
        # Altair is told the name alone: it would copy the rows with every layer that it joins.
        name = f"{self._called}{len(self.rows)}"
        self.rows[name] = values
        for item in (mark, *more):
            self.drawn.append(alt.Chart(alt.NamedData(name), mark=alt.MarkDef(**item)).encode(**channels))


def checked(chart: Any, *layers: Layers) -> str:
    """The specification as JSON, once Altair has found it right by Vega-Lite's schema; with the rows of all layers.

    Raises ``altair.utils.schemapi.SchemaValidationError`` for a chart that Vega-Lite does not know.
    """
    spec = chart.to_dict()
    del spec["$schema"]  # an address outside; which Vega-Lite draws is for the screen and the picture to say
    _put_in(spec, {name: rows for item in layers for name, rows in item.rows.items()})
    return json.dumps(spec, ensure_ascii=False)


def _put_in(part: dict[str, Any], rows: dict[str, list[Row]]) -> None:
    """The rows in the places of their names, with each layer: Streamlit would turn what stands above into Arrow."""
    children = (*part.get("layer", ()), *part.get("vconcat", ()))
    data = part.pop("data", None)
    if data and not children:
        part["data"] = {"values": rows[data["name"]]}
    for child in children:
        if data:  # Altair lifts what all layers share
            child.setdefault("data", data)
        _put_in(child, rows)
