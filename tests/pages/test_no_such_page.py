"""An address that no page has: told in the visitor's language, harmlessly, with the way to those there are."""

from __future__ import annotations

import re

import pytest

from components.page.menu import SECTIONS
from components.page.no_such_page import no_such_page

ADDRESSES = [entry.address for section in SECTIONS.values() for entry in section]


@pytest.mark.parametrize(
    ("accepted", "asked", "words"),
    [("en-GB,en", "", "There is no such page"), ("fr", "", "没有这个页面"), ("en", "zh", "没有这个页面")],
)
def test_in_the_visitors_language(accepted: str, asked: str, words: str) -> None:
    html = no_such_page("nope", {"lang": asked} if asked else {}, accepted)
    assert f"<h1>{words}</h1>" in html and "Page not found" not in html
    assert all(f"lang={asked}" in link for link in _links(html)) or not asked


def test_every_page_is_there_and_linked() -> None:
    assert [no_such_page(address, {}, "en") for address in ADDRESSES] == [""] * len(ADDRESSES)
    assert no_such_page("documents/", {}, "en") == ""
    assert _links(no_such_page("a/b", {}, "en")) == ["../" + address for address in ADDRESSES]
    assert _links(no_such_page("a", {}, "en")) == ["./" + address for address in ADDRESSES]


def test_the_address_is_told_as_text_and_cut() -> None:
    html = no_such_page("<script>" + "x" * 500, {"lang": "<b>"}, "en")
    assert "<script>" not in html and "&lt;script&gt;" in html
    assert "x" * 100 not in html and "<b>" not in html


def _links(html: str) -> list[str]:
    return re.findall(r'<a href="([^"]*)"', html)
