"""Pictures on a machine without fonts, and without a word to the outside.

Over a second where a process that draws is started without fonts, and its pictures compared.
"""

import base64
import http.server
import io
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gapboard.export.drawing import glyphs
from gapboard.export.drawing.process import draw

ROOT = Path(__file__).parents[4]
CHARACTERS = "昆明滇池亿元目标"
CELL = 60


def texts(font: str, characters: str = CHARACTERS) -> dict:
    """One character in each cell of a row."""
    rows = [{"x": CELL * place + CELL / 2, "text": char} for place, char in enumerate(characters)]
    return {
        "width": CELL * len(characters),
        "height": CELL,
        "padding": 0,
        "background": "white",
        "data": {"values": rows},
        "mark": {"type": "text", "fontSize": 40, "font": font, "baseline": "middle"},
        "encoding": {
            "x": {"field": "x", "type": "quantitative", "scale": None, "axis": None},
            "y": {"value": CELL / 2},
            "text": {"field": "text"},
        },
        "config": {"view": {"stroke": None}},
    }


@pytest.fixture
def without_fonts(tmp_path: Path) -> dict[str, str]:
    """An environment whose only folder of fonts is empty."""
    (tmp_path / "none").mkdir()
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><dir>{tmp_path / 'none'}</dir></fontconfig>", encoding="utf-8")
    hidden = {"FONTCONFIG_FILE": str(config), "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}
    return os.environ | hidden | {"PYTHONPATH": str(ROOT)}


def drawn(spec: dict, environment: dict[str, str]) -> list[np.ndarray]:
    """The cells of the picture that the process draws."""
    run = subprocess.run(
        [sys.executable, "-m", "gapboard.export.drawing.process"],
        input=json.dumps({"form": "png", "spec": spec}).encode(),
        capture_output=True,
        env=environment,
        check=True,
        timeout=120,
    )
    picture = Image.open(io.BytesIO(base64.b64decode(json.loads(run.stdout)["file"]))).convert("L")
    pixels = np.asarray(picture) < 128
    width = 2 * CELL
    return [pixels[:, start : start + width] for start in range(0, width * len(CHARACTERS), width)]


def test_chinese_on_a_machine_without_chinese_fonts(without_fonts: dict[str, str]) -> None:
    """Eight characters, eight pictures; the same in a font that is not there are eight blanks or equal boxes."""
    ours = drawn(texts(glyphs.FAMILY), without_fonts)
    assert all(cell.sum() > 400 for cell in ours)
    assert len({cell.tobytes() for cell in ours}) == len(CHARACTERS)
    # What proves that the machine of this test has no Chinese font.
    spec = texts("Noto Sans CJK SC")
    theirs = drawn_without_ours(spec, without_fonts)
    assert len({cell.tobytes() for cell in theirs}) == 1


def drawn_without_ours(spec: dict, environment: dict[str, str]) -> list[np.ndarray]:
    code = (
        "import sys, json, vl_convert\n"
        "sys.stdout.buffer.write(vl_convert.vegalite_to_png(json.load(sys.stdin), scale=2))"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        input=json.dumps(spec).encode(),
        capture_output=True,
        env=environment,
        check=True,
        timeout=120,
    )
    pixels = np.asarray(Image.open(io.BytesIO(run.stdout)).convert("L")) < 128
    width = 2 * CELL
    return [pixels[:, start : start + width] for start in range(0, width * len(CHARACTERS), width)]


@pytest.fixture
def outside() -> Iterator[tuple[str, list[str]]]:
    """A server, and what was asked of it."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b'[{"x": 1}]')

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def test_nothing_is_fetched(outside: tuple[str, list[str]]) -> None:
    address, asked = outside
    data = {"data": {"url": f"{address}/x.json"}, "mark": "point", "encoding": {"x": {"field": "x"}}}
    values = {"values": [{"there": f"{address}/x.png"}]}
    image = {"data": values, "mark": "image", "encoding": {"url": {"field": "there"}}}
    for spec in (data, {"vconcat": [image]}):
        with pytest.raises(ValueError, match="outside"):
            draw("svg", spec)
    assert asked == []


def test_a_form_that_there_is_not() -> None:
    with pytest.raises(ValueError, match="gif"):
        draw("gif", {})
