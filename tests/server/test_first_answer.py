"""The answer in the first page: where it stands, what it must never carry, and when it is left out."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import anyio
import pytest

from components.leaders.first_answer import first_answer
from components.page.menu import SECTIONS
from components.page.without_script import without_script
from gapboard.kernel.wording import say
from server.first_answer import FirstAnswer
from server.inside.statics import StreamlitFiles, front_end
from server.visit import LANGUAGE_COOKIE

INDEX = (
    '<html><head><script type="module" crossorigin src="./static/js/index.x.js"></script></head>'
    '<body><div id="root"></div></body></html>'
)


def page_of(answer: Any, query: str = "", index: str = INDEX) -> str | None:
    """The page that a request for the overview's address gets."""
    scope: dict[str, Any] = {"type": "http", "query_string": query.encode(), "headers": [(b"accept-language", b"en")]}
    found = anyio.run(FirstAnswer({"": index}, answer).page, "", scope)
    return found.plain.decode() if found else None


def test_answer_then_root_then_scripts() -> None:
    page = page_of(
        lambda page, parameters, language: f"<p>{parameters['due']} {language}</p><script>watch()</script>", "due=2025"
    )
    assert page is not None
    places = [page.index(part) for part in ("<p>2025 en</p>", '<div id="root">', "watch()", "./static/js/index.x.js")]
    assert places == sorted(places)
    assert '<script type="module"' not in page, "Streamlit's scripts start after the first frame"


def test_a_fault_leaves_the_plain_index() -> None:
    def broken(page: object, parameters: object, language: object) -> str:
        raise ValueError("no data")

    assert page_of(broken) is None


@pytest.mark.parametrize("index", ["<html></html>", INDEX.replace('type="module"', "")])
def test_an_index_of_another_form_is_left_alone(index: str) -> None:
    assert page_of(lambda page, parameters, language: "<p></p>", index=index) is None


def test_the_answer_is_the_overview_in_the_browsers_language() -> None:
    assert "198 quantified targets" in first_answer("", {"on": "2026-11-21"}, "en-GB,en;q=0.9")
    assert "198 项量化目标" in first_answer("", {"on": "2026-11-21"}, "fr-FR,fr")
    filtered = first_answer("", {"document": "panlong-2022-tasks", "on": "2026-11-21"}, "zh-CN")
    assert "27 项量化目标" in filtered and "显示 27 / 198 项" in filtered


def test_identifiers_belong_to_the_live_page() -> None:
    html = first_answer("", {}, "zh-CN")
    assert 'id="board-end"' not in html
    assert 'id="board"' not in html
    assert ' id="cards-end"' not in first_answer("indicator", {"id": "gdp"}, "zh-CN")


def test_nothing_in_the_address_becomes_markup() -> None:
    html = first_answer("", {"theme": '"><script>alert(1)</script>', 'x"><img src=x>': '"><u>'}, "zh-CN")
    assert "alert(1)</script>" not in html
    assert "<img" not in html
    assert '"><u>' not in html


def test_the_pages_are_those_of_the_menu() -> None:
    """Every script in a folder of pages is in the menu once, and the first answer names each with its link."""
    root = Path(__file__).resolve().parents[2]
    entries = [entry for section in SECTIONS.values() for entry in section]
    assert sorted(entry.script for entry in entries) == sorted(
        path.relative_to(root).as_posix() for path in root.glob("pages/*/*.py")
    )
    menu = first_answer("", {}, "zh-CN").split('<nav class="pages"')[1].split("</nav>")[0]
    links = [(entry.address or "./", say(entry.title, "zh")) for entry in entries]
    assert re.findall(r'<a href="([^"]+)"[^>]*>([^<]+)</a>', menu) == links
    assert re.findall(r'<a href="([^"]+)" aria-current="page">', menu) == ["./"]
    assert 'href="indicator" aria-current="page"' in first_answer("indicator", {}, "zh-CN")


def test_the_address_of_a_chart_keeps_language_and_date() -> None:
    html = first_answer("indicator", {"id": "trade", "on": "2024-08-01"}, "en")
    asked = [dict(parse_qsl(urlsplit(unescape(address)).query)) for address in re.findall('data-chart="([^"]+)"', html)]
    every = {"id": "trade", "region": "kunming", "lang": "en", "on": "2024-08-01"}
    assert asked == [every | {"chart": "own"}, every | {"chart": "growth"}]


def test_the_running_year_is_told_at_once() -> None:
    html = first_answer("this-year", {"period": "2018-10", "lang": "en"}, "")
    assert "2018 up to Oct" in html and "1.0826 million visits" in html
    assert first_answer("this-year", {"period": "soon"}, "zh-CN") == "", "of what is ignored the live page tells"


@pytest.mark.parametrize(
    ("page", "asked", "said"),
    [
        ("documents", {"document": "km-2019-action-plan"}, "2019年度行动计划"),
        ("departments", {"body": "km-science"}, "市科技局"),
        ("changes", {"since": "2026-10-28", "on": "2026-11-20"}, "新有结论"),
        ("coverage", {}, "向谁索取"),
    ],
)
def test_pages_of_words_and_tables_are_told_at_once(page: str, asked: dict[str, str], said: str) -> None:
    html = first_answer(page, {"lang": "zh", **asked}, "")
    assert said in html.split("<main")[1] and say("app.reading_only", "zh") in html
    # What a link leads to within the page is there, under a name that the live page has not.
    anchors = set(re.findall(' href="#([^"]+)"', html.split("<main")[1]))
    assert anchors <= set(re.findall(' id="([^"]+)"', html)) and all(name.startswith("first-") for name in anchors)
    for name in {"document", "body", "since", "region"} & {*asked}:
        assert first_answer(page, {"lang": "zh", name: "x"}, "") == "", "of what is ignored the live page tells"


def test_without_an_indicator_the_first_there_is() -> None:
    assert "8,637.45" in first_answer("indicator", {}, "zh-CN"), "GDP, as the live page has it"
    assert "8,637.45" in first_answer("indicator", {"region": "kunming"}, "zh-CN")


def test_of_what_is_ignored_the_live_page_tells() -> None:
    assert first_answer("indicator", {"id": "x"}, "zh-CN") == ""
    assert first_answer("indicator", {"region": "nowhere"}, "zh-CN") == ""
    assert first_answer("", {"theme": "x"}, "zh-CN") == first_answer("", {"lang": "fr"}, "zh-CN") == ""
    assert page_of(lambda page, parameters, language: "") is None


def test_without_script_every_page_has_its_name_and_the_way_to_the_others() -> None:
    """In both languages, in place of Streamlit's English; with the charts of an indicator as plain pictures."""
    told = without_script()
    assert set(told) == {entry.address for section in SECTIONS.values() for entry in section}
    files = StreamlitFiles(front_end(), without=told)
    for address, title in (
        ("documents", "app.page.documents"),
        ("present", "app.page.present"),
        ("", "app.page.overview"),
    ):
        shown = re.findall("<noscript>(.*?)</noscript>", files.index(address).plain.decode(), re.DOTALL)
        assert len(shown) == 1 and "You need to enable" not in shown[0]
        for language in ("zh", "en"):
            assert f"<h1>{say(title, language)}</h1>" in shown[0] and say("app.without_script", language) in shown[0]
            assert f'href="indicator?lang={language}"' in shown[0]
    html = first_answer("indicator", {"id": "gdp"}, "zh-CN")
    pictures = re.findall('<noscript><img src="([^"]+)"', html)
    assert pictures and "&amp;width=960" in pictures[0]


def test_the_language_chosen_before_comes_before_the_browsers() -> None:
    """The browser keeps it in a cookie; any other value of that is nobody's choice."""
    for cookie, language in (
        (f"{LANGUAGE_COOKIE}=zh", "zh"),
        (f"{LANGUAGE_COOKIE}=fr", "en"),
        (f"{LANGUAGE_COOKIE}=<b>", "en"),
        ("a=b", "en"),
        ("", "en"),
    ):
        headers = [(b"accept-language", b"en"), (b"cookie", cookie.encode())]
        scope: dict[str, Any] = {"type": "http", "query_string": b"", "headers": headers}
        found = anyio.run(FirstAnswer({"": INDEX}, lambda page, told, wanted: f"<p>{wanted}</p>").page, "", scope)
        assert found is not None and f"<p>{language}</p>" in found.plain.decode()
