"""The board's entry: page settings, language, who is here, style and navigation. Every page runs through here."""

import streamlit as st

from components.page.data import revision
from components.page.frame import dress, tell_away
from components.page.navigation import icon, sections
from components.page.session import language, tell
from components.page.sign_in import ask_to_sign_in
from components.page.who import may_read
from server.inside.live import follow

st.set_page_config(page_title=tell("app.name"), page_icon=icon(), layout="wide")
reading = may_read()
page = st.navigation(sections(language()), position="top" if reading else "hidden")
presenting = page.url_path == "present"
dress()
follow(revision, wanted=reading and not presenting)  # in a meeting nothing may change on screen
if not reading:
    ask_to_sign_in(page.url_path)
else:
    if not presenting:
        tell_away()
    page.run()
