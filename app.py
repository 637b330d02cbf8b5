"""The board's entry: page settings, language, who is here, style and navigation. Every page runs through here.

Streamlit runs this file anew for each visit. Before the first, `streamlit run app.py` imports it and finds the server's
application below, which is that of `make run`. Streamlit alone would tell the first visitor of a page "Page not found",
and every one of them two addresses that are not there: see docs/decisions/0002-serving.md.
"""

import streamlit as st

from components.page.address import asked
from components.page.frame import draw_frame, name_tab, warn_of_refused_day, warn_while_away
from components.page.navigation import icon, sections
from components.page.session import language
from components.page.sign_in import ask_to_sign_in
from components.page.tasks import revision_of_all
from components.page.who import may_read
from gapboard.kernel.wording import LANGUAGES
from server.inside.live import follow


def draw() -> None:
    """One visit."""
    st.set_page_config(page_icon=icon(), layout="wide")
    reading = may_read()
    page = st.navigation(sections(language()), position="top" if reading else "hidden")
    name_tab(*([page.title] if reading else []))
    presenting = page.url_path == "present"
    draw_frame(page.url_path, reading=reading)
    follow(revision_of_all, wanted=reading and not presenting)  # in a meeting nothing may change on screen
    if not reading:
        ask_to_sign_in(page.url_path)
    else:
        if not presenting:
            warn_while_away()
            asked({"lang": LANGUAGES})
            warn_of_refused_day()
        page.run()


if __name__ == "__main__":
    draw()
else:
    from asgi import around

    # Named here and not in a function: Streamlit's own command recognises the application by reading this file.
    app = st.App(__file__, middleware=around.middleware, routes=around.routes)
