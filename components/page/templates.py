"""HTML from templates, every value escaped."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from gapboard.export.charts.look import DARK, LIGHT, Colours

_FOLDER = Path(__file__).with_name("templates")
# From a Chinese character to the last one that no space or mark-up parts from it.
_CHINESE = re.compile(r"[\u3000-\u9fff\uff00-\uffef](?:(?:[^\s;&<>]|;(?!\s))*[\u3000-\u9fff\uff00-\uffef])?")
_INNER = str.maketrans("“”", "‘’")
# What the style sheet calls otherwise.
_SHORT = {"on_track": "on", "undefined": "undef", "no_data": "none", "indicated": "sign"}


@cache
def _environment() -> Environment:
    # Autoescape is what keeps a name such as <script> in a data file harmless on the page.
    made = Environment(
        loader=FileSystemLoader(_FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["chinese"] = chinese
    made.filters["inner"] = inner
    return made


def inner(text: str) -> str:
    """A text as it stands between quotation marks: its own are single there, as is the rule in print."""
    return text.translate(_INNER)


@pass_context
def chinese(context: Context, text: str) -> Markup:
    """A text with what is Chinese in it marked as that, to be read out and set by: names of sources and notes of the
    ledger have no other language, on an English page either. On a page that is Chinese it stays as it is.
    """
    if getattr(context.get("say"), "keywords", {}).get("language") == "zh":
        return escape(text)
    return Markup(_CHINESE.sub(lambda found: f'<span lang="zh-CN">{found[0]}</span>', str(escape(text))))


def render(template: str, **values: object) -> str:
    """The filled template ``templates/<template>``."""
    return _environment().get_template(template).render(**values)


def show(template: str, **values: object) -> None:
    """Draw a filled template on the page."""
    draw_html(render(template, **values))


def draw_html(html: str, *, width: Literal["stretch", "content"] = "stretch", scripts: bool = False) -> None:
    """Draw HTML on the page as it is; its scripts run only where that is asked for."""
    st.html(_Html(html), width=width, unsafe_allow_javascript=scripts)


@dataclass(frozen=True)
class _Html:
    """HTML that Streamlit takes as it is: a plain string it searches for indentation at every drawing, which for
    the overview takes longer than everything the board itself does.
    """

    text: str

    def _repr_html_(self) -> str:
        return self.text


@cache
def style_sheet() -> str:
    """The board's style sheet, read once: the files in ``styles/`` by their names, with the colours of both themes."""
    files = sorted(_FOLDER.with_name("styles").glob("*.css"))
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    return text.replace("/* light */", variables(LIGHT)).replace("/* dark */", variables(DARK))


def variables(colours: Colours) -> str:
    """Colours as variables of a style sheet."""
    return " ".join(f"--{_SHORT.get(name, name)}: {colour};" for name, colour in colours.items())


@cache
def script(name: str) -> str:
    """The script ``scripts/<name>.js``, read once, without what is there for readers: indentation, lines of comment."""
    lines = _FOLDER.with_name("scripts").joinpath(f"{name}.js").read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in map(str.strip, lines) if line and not line.startswith("//")) + "\n"
