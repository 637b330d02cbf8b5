"""Texts become outlines in the place where they stood."""

import io
from xml.etree import ElementTree as ET

import numpy as np
import pytest
import vl_convert
from PIL import Image, ImageDraw, ImageFont

from gapboard.export.drawing import glyphs
from gapboard.export.drawing.outlines import outlined

SIZE = 40
NAME = "{http://www.w3.org/2000/svg}"


def svg(text: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="80" viewBox="0 0 400 80">{text}</svg>'


def ink(content: bytes) -> np.ndarray:
    """Where a picture is dark."""
    picture = Image.open(io.BytesIO(content))
    on_white = Image.new("RGBA", picture.size, "white")
    on_white.alpha_composite(picture.convert("RGBA"))
    return np.asarray(on_white.convert("L")) < 128


@pytest.mark.parametrize("words", ["昆明滇池", "8,637.45 亿元", "Gap ≥ Ⅲ"])
@pytest.mark.parametrize(("anchor", "share"), [("start", 0.0), ("middle", 0.5), ("end", 1.0)])
@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_the_same_ink_as_another_renderer_sets(words: str, anchor: str, share: float, weight: str) -> None:
    """Pillow sets the same words with the same font: nearly all ink must fall on the same pixels."""
    attributes = f'text-anchor="{anchor}" font-size="{SIZE}px" font-weight="{weight}" transform="translate(200,60)"'
    drawn = ink(vl_convert.svg_to_png(outlined(svg(f"<text {attributes}>{words}</text>")), scale=1))
    font = ImageFont.truetype(glyphs.FOLDER / f"GapboardSansSC-{'Bold' if weight == 'bold' else 'Regular'}.otf", SIZE)
    paper = Image.new("L", (400, 80), 255)
    ImageDraw.Draw(paper).text((200 - share * font.getlength(words), 60), words, 0, font, anchor="ls")
    expected = np.asarray(paper) < 128
    assert expected.sum() > 500
    assert (drawn & expected).sum() / (drawn | expected).sum() > 0.75


def test_no_text_is_left_and_the_words_are_labels() -> None:
    text = '<text font-size="12px" fill="#123">昆明 <tspan>x</tspan></text>'
    root = ET.fromstring(outlined(svg(f"<g>{text}</g>"), "题目", "说明 <1>"))
    assert [element for element in root.iter() if element.tag in (f"{NAME}text", f"{NAME}tspan")] == []
    group = root.find(f".//{NAME}g/{NAME}g")
    assert group is not None
    assert (group.get("aria-label"), group.get("fill")) == ("昆明 x", "#123")
    assert (root.findtext(f"{NAME}title"), root.findtext(f"{NAME}desc")) == ("题目", "说明 <1>")


def test_lines_go_down() -> None:
    lines = '<tspan x="0">一</tspan><tspan x="0" dy="16">二</tspan><tspan x="0" dy="16">三</tspan>'
    root = ET.fromstring(outlined(svg(f'<text font-size="10px">{lines}</text>')))
    places = [path.get("transform", "").partition(")")[0] for path in root.iter(f"{NAME}path")]
    assert places == ["translate(0.00,0.00", "translate(0.00,16.00", "translate(0.00,32.00"]


def test_a_stroke_keeps_its_width() -> None:
    text = '<text font-size="10px" stroke="#fff" stroke-width="5">一</text>'
    group = ET.fromstring(outlined(svg(text))).find(f"{NAME}g")
    assert group is not None
    assert float(group.get("stroke-width", "0")) * 10 / 1000 == 5  # scaled by size ÷ 1,000 units of the font
