"""Addresses as people mistype them and machines make them up: every page draws, and a day that cannot be is told.

Over a second where each page is drawn whole, once for each end of a parameter.
"""

from __future__ import annotations

import re

import pytest

from tests.pages.conftest import SCRIPTS, Opener, html_of

# Each page's parameters, whether or not it knows them.
PARAMETERS = [
    *("at", "body", "document", "due", "id", "minutes", "on", "period", "problem"),
    *("region", "since", "status", "theme", "view"),
]
DATED = {"at": "00010101T000000Z", "on": "0001-01-01", "since": "0001-01-01"}
ENDS = [
    *("0001-01-01", "9999-12-31", "2026-02-30", "00010101T000000Z", "99991231T235959Z", "20250101T000000Z"),
    *("-1", "1e999", "２０２５-０１-０１", "x" * 9_000, "%ED%A0%80\x00<b>", ""),
    ["gdp", "2025-01-01"],
]


@pytest.mark.parametrize("page", SCRIPTS)
def test_no_parameter_breaks_a_page(open_page: Opener, page: str) -> None:
    app = open_page(page, lang="en")
    alone = [{name: end} for name, end in DATED.items()]
    for asked in [*alone, *(dict.fromkeys(PARAMETERS, end) for end in ENDS)]:
        app.query_params.clear()
        for name, value in {**asked, "lang": "en"}.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception, asked
        assert "中文" in html_of(app), asked  # the visitor's language, and app.py to its end


@pytest.mark.parametrize(("language", "words"), [("zh", "回看日期"), ("en", "cannot be looked back")])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30"])
def test_a_day_that_cannot_be_looked_back_to_is_told(open_page: Opener, language: str, words: str, day: str) -> None:
    (warning,) = open_page("coverage", lang=language, on=day).warning
    assert day in warning.value and words in warning.value
    assert not open_page("coverage", lang=language, on="2025-01-01").warning


# Each page's parameters that name something: what does not exist is ignored, and named, alike on all of them.
NAMED = {
    "overview": ["theme", "region", "document", "body", "due", "status", "indication", "view", "sort", "scale"],
    "changes": ["theme", "region", "document", "body", "due", "status", "indication", "since"],
    "handouts": ["theme", "region", "document", "body", "due", "status", "indication", "since", "pick"],
    "present": ["theme", "region", "document", "body", "due", "status", "indication", "since", "pick"],
    "this-year": ["theme", "region", "document", "body", "due", "status", "indication", "period"],
    "indicator": ["id", "region"],
    "documents": ["document", "standing", "body"],
    "departments": ["body", "region", "document"],
    "compare": ["view", "id", "region"],
}


@pytest.mark.parametrize("page", NAMED)
def test_what_the_address_names_and_nothing_answers_to_is_ignored_and_told(open_page: Opener, page: str) -> None:
    plain = html_of(open_page(page, lang="en", at="20261121T100000Z"))
    odd = {name: f"no-such-{name}-" + "x" * 3_000 for name in NAMED[page]}
    app = open_page(page, lang="en", at="20261121T100000Z", **odd)
    told = " ".join(item.value for item in app.warning)
    if page == "present":  # where nothing but the slides is seen
        told = re.findall('<p class="told" role="status">(.*?)</p>', html_of(app))[0]
    for name in NAMED[page]:
        assert f"“no-such-{name}-xxx" in told
    assert "x" * 100 not in told
    assert told.count(" was ignored.") == len(NAMED[page])
    # The rest is the page as it is without them.
    assert re.findall(r"data-target=\"[^\"]+\"", html_of(app)) == re.findall(r"data-target=\"[^\"]+\"", plain)
    assert re.findall("<h1[^>]*>[^<]*", html_of(app)) == re.findall("<h1[^>]*>[^<]*", plain)


@pytest.mark.parametrize("view", ["due", "regions"])
def test_a_view_ignores_and_tells_likewise(open_page: Opener, view: str) -> None:
    name = {"due": "theme", "regions": "id"}[view]
    (warning,) = open_page("compare", lang="zh", view=view, **{name: "<b>"}).warning
    assert "“<b>”不能用在这里，已忽略" in warning.value


@pytest.mark.parametrize("page", ["overview", "indicator", "import"])
def test_a_language_that_there_is_not_is_told(open_page: Opener, page: str) -> None:
    """The frame of every page tells it; the slides have none."""
    told = [item.value for item in open_page(page, lang="fr").warning]
    assert any("“fr”" in text for text in told)


def test_what_the_page_knows_is_not_told(open_page: Opener) -> None:
    asked = {"theme": "economy", "region": "kunming", "due": "2025", "status": "met", "indication": "any"}
    assert not open_page("overview", lang="zh", document="km-2019-action-plan", **asked).warning
    # What another page's address says is none of this page's business.
    assert not open_page("documents", lang="zh", status="none", view="none").warning
