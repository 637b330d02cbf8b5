"""A rival: the rows of our list and a button for each status in NiceGUI, drawn quickly, as one piece of HTML."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from nicegui import ui

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--port", type=int, required=True)
parser.add_argument("--rows", type=Path, required=True, help="JSON: status and HTML of each row")
options = parser.parse_args()
rows: list[tuple[str, str]] = json.loads(options.rows.read_text(encoding="utf-8"))


def shown(status: str) -> str:
    """The rows of one status, or all, as HTML."""
    return "".join(row for of, row in rows if status in ("", of))


@ui.page("/")
def board() -> None:
    """The buttons and the rows; a second click on a button shows all of them again."""
    chosen = ""

    def choose(status: str) -> None:
        nonlocal chosen
        chosen = "" if chosen == status else status
        piece.set_content(shown(chosen))

    for status in dict.fromkeys(of for of, _ in rows):
        button = ui.element("button").props(f"id={status}").on("click", lambda status=status: choose(status))
        with button:
            ui.label(status)
    ui.add_css(".row { display: grid; grid-template-columns: repeat(8, 1fr); border-bottom: 1px solid #ccc; }")
    piece = ui.html(shown(""), sanitize=False)


ui.run(host="127.0.0.1", port=options.port, reload=False, show=False)
