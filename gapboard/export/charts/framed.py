"""A chart as it is handed out: the screen's own with title, legend, date, vintage and sources around it."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import altair as alt

from gapboard.export.charts import look
from gapboard.export.charts.charted import Charted
from gapboard.export.charts.content import Content, Spec
from gapboard.export.charts.layers import Layers, checked
from gapboard.export.charts.look import LIGHT, Mark, line_marks, point_marks
from gapboard.export.charts.series import series_chart
from gapboard.export.charts.table import lacking, notes
from gapboard.export.drawing import glyphs
from gapboard.export.drawing.lines import wrap
from gapboard.kernel.wording import say

WIDTH = 880  # of the plot, in pixels before scaling
LEFT = 62  # room for the axis, so that title, legend and sources start where it does
_ROW = 22
_LARGEST_SAMPLE = 130  # of the square around a sign in the legend, in pixels
_PLACES: dict[str, Any] = {"x": alt.XValue, "x2": alt.X2Value, "y": alt.YValue, "y2": alt.Y2Value}
_MOST = 32  # the three kinds of file of a chart are asked for one after the other


@dataclass(frozen=True)
class Around:
    """What stands around the chart: its words, and the legend's keys with theirs.

    The title is what there is to report, where there is something; under it stands what the chart is of.
    """

    title: str
    subtitles: tuple[str, ...]
    alt: str
    keys: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


def picture_spec(charted: Charted, made: dt.date) -> Spec:
    """The Vega-Lite specification of the picture, always light: it goes on paper and on slides.

    Characters that the font lacks stand as ``〓``, with their code points in the last line of the picture.
    """
    covered: Spec = _covered(json.loads(_made(charted.content, around(charted, made))))
    return covered


def around(charted: Charted, made: dt.date) -> Around:
    """What stands around a chart that is handed out on the day ``made``."""
    language = charted.language
    told = notes(charted)
    known = " · ".join((say("chart.board", language), charted.as_of, say("chart.made", language, date=made)))
    if missing := lacking(charted):
        codes = " ".join(f"U+{ord(char):04X}" for char in missing)
        told.append(say("chart.lacking", language, characters=codes))
    return Around(
        charted.finding or charted.title,
        (*([charted.title] if charted.finding else []), known),
        charted.alt,
        tuple((key, say(f"indicator.legend.{key}", language)) for key in charted.legend()),
        tuple(told),
    )


@lru_cache(maxsize=_MOST)
def _made(content: Content, around: Around) -> str:
    chart, layers = series_chart(content, LIGHT)
    config = chart.config.copy()
    config.axis = alt.AxisConfig(**look.axis_look(LIGHT), labelFont=glyphs.FAMILY, titleFont=glyphs.FAMILY)
    config.axisY = alt.AxisConfig(minExtent=LEFT - 8, maxExtent=LEFT - 8)
    config.font, config.concat = glyphs.FAMILY, alt.CompositionConfig(spacing=14)
    chart.config = alt.Undefined
    legend, foot = Layers("legend"), Layers("foot")
    title = alt.TitleParams(
        text=wrap(around.title, WIDTH, look.TITLE, bold=True),
        subtitle=[line for text in around.subtitles for line in wrap(text, WIDTH, look.SUBTITLE)],
        anchor="start",
        frame="group",
        dx=-LEFT,
        offset=16,
        fontSize=look.TITLE,
        fontWeight=700,
        subtitleFontSize=look.SUBTITLE,
        subtitlePadding=6,
        subtitleLineHeight=round(1.45 * look.SUBTITLE),
        color=LIGHT["text"],
        subtitleColor=LIGHT["quiet"],
    )
    whole = alt.vconcat(_legend(around, legend), chart.properties(width=WIDTH), _footer(around, foot)).properties(
        title=title, description=around.alt, background="white", padding=24, config=config
    )
    return checked(whole, legend, layers, foot)


def _legend(around: Around, layers: Layers) -> Any:
    """What each kind of mark means, in rows."""
    x, row = 0.0, 0
    for key, word in around.keys:
        step = _sample_width(key) + 8 + glyphs.width(word, look.LEGEND) + 26
        if x and x + step > WIDTH + LEFT:
            x, row = 0.0, row + 1
        _sample(layers, key, word, x - LEFT, _ROW * row + _ROW / 2)
        x += step
    return alt.layer(*layers.drawn).properties(width=WIDTH, height=_ROW * (row + 1))


def _sample_width(key: str) -> int:
    return 26 if key in ("actual", "average", "gap", "path", "projection") else 12


def _sample(layers: Layers, key: str, word: str, x: float, y: float) -> None:
    """One mark and its word."""
    line, point = line_marks(LIGHT), point_marks(LIGHT)
    middle = x + _sample_width(key) / 2
    if key == "break":
        _put(layers, {"type": "rule", **line[key]}, x=middle, y=y - 8, y2=y + 8)
    elif key in line:
        _put(layers, {"type": "rule", **line[key]}, x=x, x2=x + 26, y=y)
    if key in point:
        size = min(point[key]["size"], _LARGEST_SAMPLE)
        foot = size**0.5 / 2 if key == "bound" else 0  # an arrow stands on the place of its mark
        _put(layers, {"type": "point", "opacity": 1} | point[key] | {"size": size}, x=middle, y=y + foot)
    text = {"type": "text", "align": "left", "baseline": "middle", "fontSize": look.LEGEND, "text": word}
    _put(layers, text, x=x + _sample_width(key) + 8, y=y)


def _put(layers: Layers, mark: Mark, **pixels: float) -> None:
    layers.add([{}], mark, **{channel: _PLACES[channel](pixel) for channel, pixel in pixels.items()})


def _footer(around: Around, layers: Layers) -> Any:
    lines = [line for note in around.notes for line in wrap(note, WIDTH + LEFT, look.SMALL)]
    height = round(look.SMALL * 1.5)
    mark = {"type": "text", "align": "left", "baseline": "top", "fontSize": look.SMALL, "lineHeight": height}
    _put(layers, mark | {"color": LIGHT["quiet"], "text": lines}, x=-LEFT, y=0)
    return alt.layer(*layers.drawn).properties(width=WIDTH, height=height * len(lines))


def _covered(part: Any) -> Any:
    """A part of a specification with every text covered by the font."""
    if isinstance(part, str):
        return glyphs.covered(part)
    if isinstance(part, dict):
        return {key: _covered(value) for key, value in part.items()}
    return [_covered(value) for value in part] if isinstance(part, list) else part
