"""What surrounds every page: style, language switch, links that do not reload, and faults told plainly."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from components.data import away_since
from components.foreign_words import translator
from components.session import language, links, tell
from components.templates import render, script, show, style_sheet
from gapboard.faults import DataFault
from gapboard.ledger import DatabaseAway

# Links within the board change the address without loading the application anew: Streamlit listens to the
# browser's history. Without script they are ordinary links and work all the same.
_LINKS = """<script>
if (!window.gapboardLinks) {
  window.gapboardLinks = true;
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest(".gb a[href]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    if (link.origin !== location.origin || link.target === "_blank") return;
    event.preventDefault();
    // Only within a click may a page ask for the full screen; where that is refused, the slides fill the window.
    if ("full" in link.dataset) document.documentElement.requestFullscreen().catch(() => {});
    history.pushState({}, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  });
}
if (!window.gapboardDates) {
  window.gapboardDates = true;
  document.addEventListener("change", (event) => {
    if (!event.target.matches || !event.target.matches(".gb input[name=on], .gb input[name=since]")) return;
    const address = new URL(location.href);
    if (event.target.value) address.searchParams.set(event.target.name, event.target.value);
    else address.searchParams.delete(event.target.name);
    history.pushState({}, "", address);
    window.dispatchEvent(new PopStateEvent("popstate", { state: {} }));
  });
}
document.documentElement.lang = "LANGUAGE";
</script>"""
_MOST_FAULTS = 50


def dress() -> None:
    """Style, language of the document, and the switch to the other language."""
    dark = st.context.theme.type == "dark"
    st.html(f"<style>{style_sheet()}</style>")
    code = "en" if language() == "en" else "zh-CN"
    # One element, for each takes its own space on the page, a script as well.
    scripts = _LINKS.replace("LANGUAGE", code) + f"<script>{script('doubts')}</script>" + translator()
    st.html(scripts, unsafe_allow_javascript=True)
    other = "zh" if language() == "en" else "en"
    here = {name: value for name, value in st.query_params.items() if name != "lang"}
    show(
        "frame.html",
        theme="dark" if dark else "light",
        link=links().to("", **here, lang=other),
        word=tell("app.switch"),
    )


def tell_away() -> None:
    """Say so while the ledger's database is away: what is shown is what was known before."""
    since = away_since()
    if since is not None:
        st.warning(tell("database.notice", time=since.strftime("%Y-%m-%d %H:%M:%S")))


def follow_link(link: str) -> None:
    """Open an address within the board as a click on a link does, so that the way back leads here.

    ``st.switch_page`` would write the new page's parameters over this page's address first.
    """
    st.html(render("follow_link.html", link=link), unsafe_allow_javascript=True)


def guarded(draw: Callable[[], None]) -> None:
    """Draw a page; a data file that cannot be used is told with every fault, never as a stack trace."""
    try:
        draw()
    except DatabaseAway:  # and nothing is known from before
        st.warning(f"**{tell('database.title')}**\n\n{tell('database.lead')}")
    except DataFault as fault:
        st.error(tell("app.data_fault.title"))
        rows = [item.text(language()) for item in fault.faults[:_MOST_FAULTS]]
        left = len(fault.faults) - len(rows)
        show(
            "faults.html",
            lead=tell("app.data_fault.lead", count=len(fault.faults)),
            rows=rows,
            more=tell("app.data_fault.more", count=left) if left else "",
        )
