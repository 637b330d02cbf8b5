"""Addresses as people mistype them and machines make them up: every page draws, and a day that cannot be is told."""

from __future__ import annotations

import pytest

from tests.pages.conftest import SCRIPTS, Opener, html_of

# Each page's parameters, whether or not it knows them.
PARAMETERS = [
    *("at", "body", "document", "due", "id", "minutes", "on", "problem"),
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
