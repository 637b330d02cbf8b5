"""The board's entry: page settings, language, style and navigation. Every page runs through here."""

import streamlit as st

from components.frame import dress, tell_away
from components.live import follow
from components.menu import SECTIONS
from components.session import tell

st.set_page_config(page_title=tell("app.name"), page_icon="assets/icon.png", layout="wide")
page = st.navigation(
    {
        section and tell(section): [
            st.Page(entry.script, title=tell(entry.title), url_path=entry.address, default=not entry.address)
            for entry in entries
        ]
        for section, entries in SECTIONS.items()
    },
    position="top",
)
dress()
if page.url_path != "present":  # in a meeting nothing may change on screen
    follow()
    tell_away()
page.run()
