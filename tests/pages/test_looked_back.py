"""The day looked back to: said on every page, and carried by every link."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest

from components.leaders.first_answer import ENDS, first_answer
from components.page.menu import SECTIONS
from tests.pages.conftest import SCRIPTS, Opener, html_of

DAY = "2024-05-01"
STAFF = {entry.address for entry in SECTIONS["app.section.staff"] if not entry.looks_back}
_BAND = re.compile(r'<p class="gb-lookedback".*?</p>', re.DOTALL)


@pytest.mark.parametrize("page", SCRIPTS)
def test_every_page_says_so_and_every_link_keeps_it(open_page: Opener, page: str) -> None:
    html = html_of(open_page(page, lang="zh", on=DAY, region="kunming"))
    (band,) = _BAND.findall(html)
    assert ("不回看 2024-05-01" if page in STAFF else "按 2024-05-01 当时所知") in band
    (back,) = _addresses(band)
    assert urlsplit(back).path == (page if page != "overview" else "./")
    assert parse_qs(urlsplit(back).query) == {"lang": ["zh"], "region": ["kunming"]}
    links = _addresses(_BAND.sub("", html))
    assert links
    assert [link for link in links if parse_qs(urlsplit(link).query).get("on") != [DAY]] == []


def test_today_is_not_said(open_page: Opener) -> None:
    assert not _BAND.search(html_of(open_page("documents", lang="en")))


@pytest.mark.parametrize("page", ENDS)
def test_the_first_answer_says_so_as_well(page: str) -> None:
    assert f"As known on {DAY}" in _BAND.findall(first_answer(page, {"lang": "en", "on": DAY}, ""))[0]
    assert not _BAND.search(first_answer(page, {"lang": "en"}, ""))


def _addresses(html: str) -> list[str]:
    """The addresses of the board's own that ``html`` links to."""
    found = [unescape(address) for address in re.findall(r'<a\b[^>]*href="([^"]*)"', html)]
    return [address for address in found if not address.startswith(("http", "#"))]
