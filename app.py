"""The board's entry: page settings, language, style and navigation. Every page runs through here."""

import streamlit as st

from components.frame import dress, tell_away
from components.live import follow
from components.navigation import icon, sections
from components.session import language, tell

st.set_page_config(page_title=tell("app.name"), page_icon=icon(), layout="wide")
page = st.navigation(sections(language()), position="top")
dress()
follow(wanted=page.url_path != "present")  # in a meeting nothing may change on screen
if page.url_path != "present":
    tell_away()
page.run()
