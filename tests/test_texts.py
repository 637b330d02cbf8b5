"""No text for a visitor outside the language catalogue: not in Python, templates, scripts, styles or hand-outs."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from gapboard.kernel.wording import say
from server.inside.index_page import TITLE

ROOT = Path(__file__).resolve().parents[1]
PYTHON = [path for part in ("components", "pages", "server", "gapboard/export") for path in (ROOT / part).rglob("*.py")]
# What turns a chart into a picture says nothing: its texts come with the specification.
PYTHON = [path for path in PYTHON if "drawing" not in path.parts] + [ROOT / "app.py", ROOT / "asgi.py"]
TEMPLATES = sorted((ROOT / "components/page/templates").rglob("*.html"))
SCRIPTS = sorted((ROOT / "components/page/scripts").glob("*.js"))
STYLES = sorted((ROOT / "components/page/styles").glob("*.css"))

# Punctuation counts as well: an English page has no use for a Chinese colon.
CHINESE = re.compile(r"[\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]")
SENTENCE = re.compile(r"[A-Za-z]{2,}[,;:.]? [A-Za-z]{2,}")
LETTERS = re.compile(r"[A-Za-z]{2,}")
SPOKEN = {"title", "aria-label", "alt", "placeholder", "aria-roledescription", "aria-description", "label"}
# What Streamlit shows of its first argument, and of these named ones, whatever the number of words.
# fmt: off
SHOWN_BY = {
    "title", "header", "subheader", "write", "markdown", "caption", "text", "button", "download_button",
    "form_submit_button", "text_input", "text_area", "number_input", "selectbox", "multiselect", "radio", "checkbox",
    "toggle", "slider", "file_uploader", "date_input", "info", "warning", "error", "success", "expander", "popover",
    "dialog", "spinner", "toast", "link_button", "segmented_control", "pills", "offer",
}
# fmt: on
SHOWN_AS = {"label", "help", "placeholder", "alt", "caption", "page_title"}

# What looks like a text and is none, or is one for both languages at once: where, what, and why.
NONE_FOR_VISITORS = [
    ("gapboard/export/package*.py", r".", "one data package for all: each name stands there in both languages"),
    ("server/__main__.py", r".", "said on the console, in both languages"),
    ("components/leaders/plot.py", r"^data:image/svg", "a picture"),
    ("server/security.py", r"-src ", "a policy for browsers"),
    ("server/inside/statics.py", r"immutable|^private, no-store$", "a header for browsers"),
    ("server/evidence.py", r"^(private, no-store|attachment; filename=\")$", "headers for browsers"),
    ("server/metrics.py", r".", "for a monitoring program and who sets it up"),
    ("server/health.py", r"^(last known state|not ready)$", "a state for a monitoring program"),
    ("server/api/description.py", r".", "the description of the interface, for programmers: one for both languages"),
    ("server/api/parameters.py", r".", "part of that description; what a refusal says is in the catalogue"),
    ("server/api/lists.py", r".", "part of that description"),
    ("gapboard/export/in_year_json.py", r".", "part of that description; labels follow the language"),
    ("gapboard/export/json_rows.py", r".", "part of that description; labels follow the language"),
    ("gapboard/export/tasks_json.py", r".", "part of that description; names are there in both languages"),
    ("server/api/problems.py", r"^(about:blank: |1 至 1000 的整数$)", "part of that description"),
    ("server/api/routes.py", r"^GET, HEAD$", "a header for programs"),
    ("server/api/answers.py", r"^private, no-cache$", "a header for programs"),
    ("server/inside/index_page.py", TITLE, "before the language is known; see the test below"),
    ("server/inside/foreign_words.py", r"^\^", "what Streamlit says, to be replaced"),
    ("server/inside/foreign_words.py", r"^make run$", "a command"),
    (
        "components/leaders/compare/label_places.py",
        r"^(top|middle|bottom) (left|center|right)$",
        "Plotly's names of places",
    ),
    ("components/leaders/compare/speed.py", r"^百分点$", "a unit's identifier"),
    ("components/leaders/departments.py", r"^、$", "between names as Chinese documents print them"),
    ("components/staff/review.py", r"^https://$", "how an address begins"),
    ("gapboard/export/house.py", r"^Microsoft YaHei$", "a typeface"),
    (
        "gapboard/export/official.py",
        r"^(方正小标宋简体|仿宋_GB2312|黑体|华文中宋|仿宋|Times New Roman|Table Grid)$",
        "typefaces, and a style",
    ),
    ("gapboard/export/slides.py", r"^Title Only$", "PowerPoint's name of a layout"),
]


class _Words(HTMLParser):
    """The texts of markup: what stands between tags, and what is read aloud or shown on pointing."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self._inside.append(tag)
        self.found += [value for name, value in attrs if name in SPOKEN and value]

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style") and self._inside:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.found.append(data)


def texts_of_markup(source: str) -> list[str]:
    """What a template says by itself, and Chinese within its expressions."""
    source = re.sub(r"\{#.*?#\}", " ", source, flags=re.DOTALL)
    expressions = re.findall(r"\{[{%].*?[%}]\}", source, flags=re.DOTALL)
    words = _Words()
    words.feed(re.sub(r"\{[{%].*?[%}]\}", " ", source, flags=re.DOTALL))
    said = [text.strip() for text in words.found if LETTERS.search(text) or CHINESE.search(text)]
    scripts = re.findall(r"<script>(.*?)</script>", source, flags=re.DOTALL)
    styles = re.findall(r"<style>(.*?)</style>", source, flags=re.DOTALL)
    said += [text for text in expressions if CHINESE.search(text)]
    said += [text for script in scripts for text in texts_of_script(script)]
    return said + [text for style in styles for text in texts_of_style(style)]


def texts_of_script(source: str) -> list[str]:
    """Sentences and Chinese among a script's strings; comments are nobody's texts."""
    source = re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", source, flags=re.DOTALL)
    strings = [one or two for one, two in re.findall(r'"((?:\\.|[^"\\\n])*)"|\'((?:\\.|[^\'\\\n])*)\'', source)]
    # A selector has its brackets, dots and signs; a sentence has none.
    return [
        text
        for text in strings
        if CHINESE.search(text) or (SENTENCE.search(text) and not re.search(r"[\[#=]|\.\w|^a, ", text))
    ]


def texts_of_style(source: str) -> list[str]:
    """What a style sheet writes on the page."""
    source = re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL)
    written = re.findall(r"content:\s*([^;}]*)", source)
    strings = [text for rule in written for text in re.findall(r'"([^"]*)"', rule)]
    return [text for text in strings if LETTERS.search(text) or CHINESE.search(text)]


def texts_of_python(source: str) -> list[str]:
    """String literals that a visitor could read: Chinese, sentences, markup, and what Streamlit is told to show."""
    tree = ast.parse(source)
    silent = {id(part) for part in _silent(tree)}
    said = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
            text = node.value
            if re.search(r"<[a-z]+[ >]", text):
                said += texts_of_markup(text)
            elif CHINESE.search(text) or SENTENCE.search(text):
                said.append(text)
        elif isinstance(node, ast.Call) and id(node) not in silent:
            said += [text for text in _shown(node) if LETTERS.search(text)]
    return said


def _silent(tree: ast.AST) -> Iterator[ast.AST]:
    """Docstrings, and what goes to the log or to whoever mends a fault in the program."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield node.value
        elif isinstance(node, ast.Raise) or (isinstance(node, ast.Call) and _called(node).startswith("_log.")):
            yield from ast.walk(node)


def _called(node: ast.Call) -> str:
    return ast.unparse(node.func) if isinstance(node.func, ast.Attribute | ast.Name) else ""


def _shown(node: ast.Call) -> Iterator[str]:
    """Literals that a call of Streamlit shows: the first argument, and the named ones."""
    parts = [keyword.value for keyword in node.keywords if keyword.arg in SHOWN_AS]
    if isinstance(node.func, ast.Attribute) and node.func.attr in SHOWN_BY:
        parts += node.args[:1]
    for part in parts:
        literals = part.values if isinstance(part, ast.JoinedStr) else [part]
        yield from (item.value for item in literals if isinstance(item, ast.Constant) and isinstance(item.value, str))


def outside(path: Path, said: list[str]) -> list[str]:
    """The texts of a file, less those that are known to be none."""
    place = path.relative_to(ROOT)
    known = [what for pattern, what, _ in NONE_FOR_VISITORS if place.match(pattern)]
    return [text for text in said if not any(re.search(what, text) for what in known)]


@pytest.mark.parametrize(
    ("paths", "look"),
    [(PYTHON, texts_of_python), (TEMPLATES, texts_of_markup), (SCRIPTS, texts_of_script), (STYLES, texts_of_style)],
    ids=["python", "templates", "scripts", "styles"],
)
def test_no_file_says_anything_by_itself(paths: list[Path], look: Callable[[str], list[str]]) -> None:
    assert paths
    said = {path.name: outside(path, look(path.read_text(encoding="utf-8"))) for path in paths}
    assert {name: texts for name, texts in said.items() if texts} == {}


def test_the_first_title_is_the_board_s_name() -> None:
    assert say("app.name", "zh") == TITLE


def test_every_exception_is_still_needed() -> None:
    for pattern, what, _ in NONE_FOR_VISITORS:
        paths = [path for path in PYTHON if path.relative_to(ROOT).match(pattern)]
        said = [text for path in paths for text in texts_of_python(path.read_text(encoding="utf-8"))]
        assert any(re.search(what, text) for text in said), (pattern, what)


@pytest.mark.parametrize(
    ("look", "planted"),
    [
        (texts_of_python, 'x = "目标"'),
        (texts_of_python, 'x = "Targets that were missed"'),
        (texts_of_python, 'x = f"{a}（{b}）"'),
        (texts_of_python, 'st.button("Save")'),
        (texts_of_python, 'column.selectbox(name, options, help="Choose")'),
        (texts_of_python, 'st.html("<p>Saved</p>")'),
        (texts_of_python, "x = \"<b title='Saved'></b>\""),
        (texts_of_markup, "<p>{{ name }} saved</p>"),
        (texts_of_markup, "<p>已保存</p>"),
        (texts_of_markup, '<a href="x" aria-label="Close {{ name }}">×</a>'),
        (texts_of_markup, "{{ names | join('、') }}"),
        (texts_of_markup, "<script>alert('Nothing was saved');</script>"),
        (texts_of_markup, '<style>p::after { content: "saved"; }</style>'),
        (texts_of_script, 'show("没有保存");'),
        (texts_of_script, 'show("Nothing was saved"); // a comment'),
        (texts_of_style, '.a::after { content: "选择" attr(x); }'),
    ],
)
def test_a_planted_text_is_found(look, planted) -> None:
    assert look(planted)


@pytest.mark.parametrize(
    ("look", "innocent"),
    [
        (texts_of_python, '"""A docstring: 说明."""'),
        (texts_of_python, 'raise ValueError("no colours here")'),
        (texts_of_python, '_log.warning("No first answer: %s", error)'),
        (texts_of_python, 'st.button(translate("staff.save"), key="staff.save")'),
        (texts_of_markup, "{# 注释 #}<p class='gb quiet'>{{ say('app.name') }} · ×</p>"),
        (texts_of_script, 'document.querySelector("[data-x=y] .gb-why a"); // Nothing is said'),
        (texts_of_style, '/* content: "x" */ .a::before { content: ""; }'),
    ],
)
def test_what_is_no_text_is_left_alone(look, innocent) -> None:
    assert look(innocent) == []
