"""The board's entry: page settings, language, who is here, style and navigation. Every page runs through here."""

import streamlit as st

from components.frame import dress, tell_away
from components.live import follow
from components.navigation import icon, sections
from components.session import language, tell
from components.sign_in import ask_to_sign_in
from components.who import may_read

st.set_page_config(page_title=tell("app.name"), page_icon=icon(), layout="wide")
reading = may_read()
page = st.navigation(sections(language()), position="top" if reading else "hidden")
presenting = page.url_path == "present"
dress()
follow(wanted=reading and not presenting)  # in a meeting nothing may change on screen
if not reading:
    ask_to_sign_in(page.url_path)
else:
    if not presenting:
        tell_away()
    page.run()
