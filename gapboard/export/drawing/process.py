"""The process that draws: a specification a line in, a file a line out.

``python -m gapboard.export.drawing.process`` reads ``{"form": "png", "spec": {…}}`` and answers
``{"file": "base64 …"}`` or ``{"error": "…"}``. It is a process of its own because vl-convert holds the interpreter
while it draws, and so that one that hangs or grows can be ended; see ``docs/decisions/0006-charts-and-fonts.md``.
"""

from __future__ import annotations

import base64
import json
import os
import sys
from collections.abc import Mapping
from typing import Any, BinaryIO

import vl_convert

from gapboard.export.drawing import glyphs
from gapboard.export.drawing.outlines import outlined

SCALE = 2
_NOTHING_FROM_OUTSIDE: list[str] = []
_FETCHES = ("url", "href")  # allowed_base_urls holds for data only


def draw(form: str, spec: Mapping[str, Any]) -> bytes:
    """The file. Raises ``ValueError`` for a specification that refers to anything outside or cannot be drawn."""
    _refuse_references(spec)
    arguments: dict[str, Any] = {"vl_spec": dict(spec), "allowed_base_urls": _NOTHING_FROM_OUTSIDE}
    match form:
        case "png":
            return vl_convert.vegalite_to_png(scale=SCALE, **arguments)
        case "pdf":
            return vl_convert.vegalite_to_pdf(**arguments)
        case "svg":
            title = spec.get("title", {}).get("text", "")
            words = "".join(title) if isinstance(title, list) else title
            svg = vl_convert.vegalite_to_svg(**arguments)
            return outlined(svg, words, spec.get("description", "")).encode()
        case "page":
            return vl_convert.vegalite_to_svg(**arguments).encode()
    raise ValueError(f"no such form: {form}")


def _refuse_references(part: Any) -> None:
    if isinstance(part, Mapping):
        if found := [key for key in _FETCHES if key in part]:
            raise ValueError(f"a picture must not refer to anything outside: {found[0]}")
        for value in part.values():
            _refuse_references(value)
    elif isinstance(part, list):
        for value in part:
            _refuse_references(value)


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Answer until the requests end."""
    vl_convert.register_font_directory(str(glyphs.FOLDER))
    for line in requests:
        request = json.loads(line)
        try:
            answer = {"file": base64.b64encode(draw(request["form"], request["spec"])).decode()}
        except ValueError as error:  # vl-convert, too, says what is wrong with a specification by this
            answer = {"error": str(error)}
        answers.write(json.dumps(answer).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    # What a library prints must not get among the answers.
    channel = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, channel)
