"""A chart as it is handed out: the screen's own specification with title, legend, date, vintage and sources."""

from __future__ import annotations

import datetime as dt
from typing import Any

from gapboard.export.bracket_spec import Spec
from gapboard.export.chart_table import documents, sources
from gapboard.export.charted import Charted
from gapboard.export.drawing import glyphs
from gapboard.export.drawing.lines import wrap
from gapboard.export.series_spec import LIGHT, line_marks, point_marks
from gapboard.kernel.wording import say

WIDTH = 880  # of the plot, in pixels before scaling
LEFT = 62  # room for the axis, so that title, legend and sources start where it does
_TITLE, _SUBTITLE, _LEGEND, _SMALL = 20, 13, 13, 11
_ROW = 22
_LARGEST_SAMPLE = 130  # of the square around a sign in the legend, in pixels


def picture_spec(charted: Charted, made: dt.date) -> Spec:
    """The Vega-Lite specification of the picture, always light: it goes on paper and on slides.

    Characters that the font lacks stand as ``〓``, with their code points in the last line of the picture.
    """
    spec = charted.spec()
    config = spec.pop("config")
    axis = config["axis"] | {"labelFont": glyphs.FAMILY, "titleFont": glyphs.FAMILY}
    config |= {"axis": axis, "font": glyphs.FAMILY, "concat": {"spacing": 14}}
    dated = say("chart.board", charted.language), charted.as_of, say("chart.made", charted.language, date=made)
    whole: Spec = {
        "title": {
            "text": wrap(charted.title, WIDTH, _TITLE, bold=True),
            "subtitle": " · ".join(dated),
            "anchor": "start",
            "frame": "group",
            "dx": -LEFT,
            "offset": 16,
            "fontSize": _TITLE,
            "fontWeight": 700,
            "subtitleFontSize": _SUBTITLE,
            "subtitlePadding": 6,
            "color": LIGHT["text"],
            "subtitleColor": LIGHT["quiet"],
        },
        "description": charted.alt,
        "background": "white",
        "padding": 24,
        "vconcat": [_legend(charted), _body(spec), _footer(charted)],
        "config": config,
    }
    covered: Spec = _covered(whole)
    return covered


def lacking(charted: Charted) -> list[str]:
    """The characters of the picture that its font lacks, each once."""
    said = (charted.title, charted.as_of, charted.alt, *_notes(charted))
    labels = (figures.document_short for figures in charted.figures.values())
    return glyphs.lacking("".join((*said, *labels, charted.unit)))


def _body(spec: Spec) -> Spec:
    """The screen's chart at the picture's width, its axis as wide as the margin says."""
    for layer in spec["layer"]:
        y = layer["encoding"].get("y", {})
        if "axis" in y:
            layer["encoding"]["y"] = y | {"axis": y["axis"] | {"minExtent": LEFT - 8, "maxExtent": LEFT - 8}}
    return spec | {"width": WIDTH}


def _legend(charted: Charted) -> Spec:
    """What each kind of mark means, in rows."""
    samples, x, row = [], 0.0, 0
    for key in charted.legend():
        word = say(f"indicator.legend.{key}", charted.language)
        step = _sample_width(key) + 8 + glyphs.width(word, _LEGEND) + 26
        if x and x + step > WIDTH + LEFT:
            x, row = 0.0, row + 1
        samples.append((key, word, x - LEFT, _ROW * row + _ROW / 2))
        x += step
    return {
        "width": WIDTH,
        "height": _ROW * (row + 1),
        "layer": [layer for sample in samples for layer in _sample(*sample)],
    }


def _sample_width(key: str) -> int:
    return 26 if key in ("actual", "gap", "path", "projection") else 12


def _sample(key: str, word: str, x: float, y: float) -> list[Spec]:
    """One mark and its word."""
    line, point = line_marks(LIGHT), point_marks(LIGHT)
    layers, middle = [], x + _sample_width(key) / 2
    if key == "break":
        layers.append(_at({"type": "rule"} | line[key], {"x": middle, "y": y - 8, "y2": y + 8}))
    elif key in line:
        layers.append(_at({"type": "rule"} | line[key], {"x": x, "x2": x + 26, "y": y}))
    if key in point:
        size = min(point[key]["size"], _LARGEST_SAMPLE)
        foot = size**0.5 / 2 if key == "bound" else 0  # an arrow stands on the place of its mark
        layers.append(_at({"type": "point", "opacity": 1} | point[key] | {"size": size}, {"x": middle, "y": y + foot}))
    text = {"type": "text", "align": "left", "baseline": "middle", "fontSize": _LEGEND, "text": word}
    return [*layers, _at(text, {"x": x + _sample_width(key) + 8, "y": y})]


def _at(mark: Spec, place: dict[str, float]) -> Spec:
    return {
        "data": {"values": [{}]},
        "mark": mark,
        "encoding": {channel: {"value": pixel} for channel, pixel in place.items()},
    }


def _notes(charted: Charted) -> list[str]:
    """Where the picture's figures and targets come from."""
    language = charted.language
    between = say("chart.and", language)
    found, plans = sources(charted), documents(charted)
    said = say("chart.sources", language, sources=between.join(found)) if found else say("chart.no_source", language)
    return [said, *([say("chart.documents", language, documents=between.join(plans))] if plans else [])]


def _footer(charted: Charted) -> Spec:
    notes = _notes(charted)
    if missing := lacking(charted):
        codes = " ".join(f"U+{ord(char):04X}" for char in missing)
        notes.append(say("chart.lacking", charted.language, characters=codes))
    lines = [line for note in notes for line in wrap(note, WIDTH + LEFT, _SMALL)]
    height = round(_SMALL * 1.5)
    mark = {
        "type": "text",
        "align": "left",
        "baseline": "top",
        "fontSize": _SMALL,
        "lineHeight": height,
        "color": LIGHT["quiet"],
        "text": lines,
    }
    return {"width": WIDTH, "height": height * len(lines), **_at(mark, {"x": -LEFT, "y": 0})}


def _covered(part: Any) -> Any:
    """A part of a specification with every text covered by the font."""
    if isinstance(part, str):
        return glyphs.covered(part)
    if isinstance(part, dict):
        return {key: _covered(value) for key, value in part.items()}
    return [_covered(value) for value in part] if isinstance(part, list) else part
