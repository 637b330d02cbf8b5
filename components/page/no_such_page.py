"""What is said at an address that no page has: in the visitor's language, with the way to those there are."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from markupsafe import Markup

from components.page.links import Links
from components.page.menu import SECTIONS
from components.page.templates import render, style_sheet, variables
from gapboard.export.charts.look import DARK
from gapboard.kernel.wording import LANGUAGES, choose_language, say

_MOST_SHOWN = 60  # characters of the address


def no_such_page(name: str, parameters: Mapping[str, str], accepted_language: str) -> str:
    """The page for the address ``name`` below the board's; empty where the menu has one there."""
    entries = [entry for section in SECTIONS.values() for entry in section]
    if name.rstrip("/") in {entry.address for entry in entries}:
        return ""
    asked = parameters.get("lang", "")
    language = asked if asked in LANGUAGES else choose_language(accepted_language.split(",")[0])
    # Relative, for only the browser knows what a proxy calls us.
    root = "../" * name.count("/") or "./"
    links = Links(asked if asked in LANGUAGES else "")
    return render(
        "no_such_page.html",
        code="en" if language == "en" else "zh-CN",
        app=say("app.name", language),
        title=say("app.not_found", language),
        shown=name if len(name) <= _MOST_SHOWN else name[:_MOST_SHOWN] + "…",
        choose=say("app.choose_page", language),
        pages=[(say(entry.title, language), links.to(root + entry.address)) for entry in entries],
        font=Markup(st.get_option("theme.font")),
        style=Markup(style_sheet()),
        dark=variables(DARK),
    )
