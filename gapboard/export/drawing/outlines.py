"""Texts of an SVG drawing as outlines, so that it looks the same wherever it is opened.

Vega writes ``<text>`` elements, which a viewer sets in a font of its own choice; office programs do not read
fonts enclosed in an SVG. Each text becomes a group of paths, with its words as the group's label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from gapboard.export.drawing import glyphs

_SVG = "http://www.w3.org/2000/svg"
_TEXT, _TSPAN, _G, _PATH = (f"{{{_SVG}}}{name}" for name in ("text", "tspan", "g", "path"))
_OF_THE_FONT = ("font-family", "font-size", "font-weight", "font-style", "text-anchor")
_ANCHORS = {"middle": 0.5, "end": 1.0}
ET.register_namespace("", _SVG)
ET.register_namespace("xlink", "http://www.w3.org/1999/xlink")


def outlined(svg: str, title: str = "", description: str = "") -> str:
    """``svg`` with outlines for texts, and with a title and a description for who cannot see it."""
    root = ET.fromstring(svg)
    for parent in list(root.iter()):
        for place, child in enumerate(list(parent)):
            if child.tag == _TEXT:
                parent[place] = _drawn(child)
    for place, (tag, words) in enumerate((("title", title), ("desc", description))):
        element = ET.Element(f"{{{_SVG}}}{tag}")
        element.text = words
        root.insert(place, element)
    root.set("role", "img")
    return ET.tostring(root, encoding="unicode", xml_declaration=True)


def _drawn(text: ET.Element) -> ET.Element:
    """The group of paths for one text element."""
    group = ET.Element(_G, {name: value for name, value in text.attrib.items() if name not in _OF_THE_FONT})
    group.set("aria-label", "".join(text.itertext()))
    size = _number(text.get("font-size", "11"))
    bold = glyphs.is_bold(text.get("font-weight"))
    if stroke := group.get("stroke-width"):  # the paths are scaled, and their strokes with them
        group.set("stroke-width", f"{_number(stroke) * glyphs.units_per_em(bold) / size:.1f}")
    anchor = _ANCHORS.get(text.get("text-anchor", ""), 0.0)
    for x, y, line in _lines(text):
        left = x - anchor * glyphs.width(line, size, bold)
        group.extend(_paths(line, left, y, size, bold))
    return group


def _lines(text: ET.Element) -> Iterator[tuple[float, float, str]]:
    """Each line with where it starts; Vega moves each further one down from the last."""
    if text.text:
        yield _number(text.get("x", "0")), _number(text.get("y", "0")), text.text
    y = 0.0
    for span in text.iter(_TSPAN):
        y += _number(span.get("dy", "0"))
        yield _number(span.get("x", "0")), y, span.text or ""


def _paths(line: str, x: float, y: float, size: float, bold: bool) -> Iterator[ET.Element]:
    scale = size / glyphs.units_per_em(bold)
    for char in line:
        if shape := glyphs.outline(char, bold):
            yield ET.Element(
                _PATH, {"transform": f"translate({x:.2f},{y:.2f}) scale({scale:.5f},{-scale:.5f})", "d": shape}
            )
        x += size * glyphs.advance(char, bold)


def _number(length: str) -> float:
    """A length in pixels, with or without the unit."""
    return float(re.sub(r"px$", "", length))
