"""What surrounds every page: style, language switch, links that do not reload, and faults told plainly."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial

import streamlit as st
from markupsafe import Markup

from components.page.away import away_notice
from components.page.looked_back import looked_back_html
from components.page.search import search_box, search_script
from components.page.session import EARLIEST, as_of, language, links, not_looked_back, translate
from components.page.templates import draw_html, render, script, show, style_sheet
from gapboard.kernel.faults import DataFault
from gapboard.kernel.wording import say
from gapboard.ledger import DatabaseAway
from gapboard.people.rights.tickets import COOKIE
from server.account import browser_key
from server.account import served as account_served
from server.inside.foreign_words import foreign_words

_MOST_FAULTS = 50
_MOST_FOUND = 40  # characters of what cannot be used
_styled = False


def styled_by_the_server(styled: bool) -> None:
    """Say whether the index page carries the style sheet and the script of the search box. Otherwise every drawing of
    a page brings them anew, which Streamlit searches, packs and compares each time: a tenth of what a click costs.
    """
    global _styled
    _styled = styled


def draw_frame(page: str, *, reading: bool = True) -> None:
    """Style, language of the document, the switch to the other language; for who may read, the day looked back to and
    the search box.

    ``page`` is the page's address below the board's.
    """
    dark = st.context.theme.type == "dark"
    if not _styled:
        draw_html(f"<style>{style_sheet()}</style>")
    draw_html(_scripts(language(), _styled), scripts=True)
    other = "zh" if language() == "en" else "en"
    here = {name: value for name, value in st.query_params.items() if name != "lang"}
    show(
        "frame.html",
        theme="dark" if dark else "light",
        who=browser_key(str(st.context.cookies.get(COOKIE, ""))) if account_served() else None,
        told=translate("rights.changed"),
        reload=translate("rights.reload"),
        box=search_box(links(), language()) if reading else None,
        link=links().to("", **here, lang=other),
        word=translate("app.switch"),
        band=Markup(looked_back_html(page, as_of() if reading else None, st.query_params.to_dict(), language())),
    )


@cache
def _scripts(language: str, styled: bool) -> str:
    """What every page runs: one element, for each takes its own space on the page, a script as well."""
    code = "en" if language == "en" else "zh-CN"
    told = f'document.documentElement.lang = "{code}";'
    links_first = f"{script('overview')}{script('links')}{told}"
    own = (script(name) for name in ("doubts", "paste", "typing", "signed"))
    scripts = links_first, *own, *([] if styled else [search_script()])
    return "".join(f"<script>{text}</script>" for text in scripts) + _translator(language)


def _translator(language: str) -> str:
    """A script that replaces Streamlit's words on the page, now and whenever it draws more of them."""
    return render("foreign_words.html", rules=foreign_words(partial(say, language=language)))


def name_tab(*parts: str) -> None:
    """Name the browser's tab after what it shows, the narrowest first, and the board."""
    st.set_page_config(page_title=translate("app.tab").join((*parts, translate("app.name"))))


def warn_of_refused_day() -> None:
    """Say so where the address's day cannot be looked back to: what is shown is today's."""
    found = not_looked_back()
    if found:
        st.warning(translate("app.no_such_day", found=found[:_MOST_FOUND], first=EARLIEST.isoformat()))


def warn_while_away() -> None:
    """Say so while the ledger's database is away: what is shown is what was known before."""
    notice = away_notice(language())
    if notice:
        st.warning(notice)


def follow_link(link: str) -> None:
    """Open an address within the board as a click on a link does, so that the way back leads here.

    ``st.switch_page`` would write the new page's parameters over this page's address first.
    """
    draw_html(render("follow_link.html", link=link), scripts=True)


def guarded(draw: Callable[[], None]) -> None:
    """Draw a page; a data file that cannot be used is told with every fault, never as a stack trace."""
    try:
        draw()
    except DatabaseAway:  # and nothing is known from before
        st.warning(f"**{translate('database.title')}**\n\n{translate('database.lead')}")
    except DataFault as fault:
        st.error(translate("app.data_fault.title"))
        rows = [item.text(language()) for item in fault.faults[:_MOST_FAULTS]]
        left = len(fault.faults) - len(rows)
        show(
            "faults.html",
            lead=translate("app.data_fault.lead", count=len(fault.faults)),
            rows=rows,
            more=translate("app.data_fault.more", count=left) if left else "",
        )
