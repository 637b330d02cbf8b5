"""A rival: the rows of our list and a button for each status in Shiny, drawn quickly, as one piece of HTML."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from shiny import App, Inputs, Outputs, Session, reactive, render, run_app, ui

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--port", type=int, required=True)
parser.add_argument("--rows", type=Path, required=True, help="JSON: status and HTML of each row")
options = parser.parse_args()
rows: list[tuple[str, str]] = json.loads(options.rows.read_text(encoding="utf-8"))
statuses = list(dict.fromkeys(of for of, _ in rows))


def server(inputs: Inputs, output: Outputs, session: Session) -> None:
    """The rows of the chosen status, or all; a second click on a button shows all of them again."""
    chosen = reactive.value("")

    def choose(status: str) -> None:
        @reactive.effect
        @reactive.event(inputs[status])
        def _() -> None:
            chosen.set("" if chosen() == status else status)

    for status in statuses:
        choose(status)

    @render.ui
    def board() -> Any:
        return ui.HTML("".join(row for of, row in rows if chosen() in ("", of)))


columns = ui.tags.style(".row { display: grid; grid-template-columns: repeat(8, 1fr); border-bottom: 1px solid #ccc; }")
buttons = [ui.input_action_button(status, status) for status in statuses]
run_app(App(ui.page_fluid(columns, *buttons, ui.output_ui("board")), server), host="127.0.0.1", port=options.port)
