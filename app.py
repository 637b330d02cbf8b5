"""The board's entry: page settings, language, style and navigation. Every page runs through here."""

import streamlit as st

from components.frame import dress
from components.live import follow
from components.menu import SECTIONS
from components.session import tell
from components.sign_in import ask_to_sign_in
from components.who import may_read

st.set_page_config(page_title=tell("app.name"), page_icon="assets/icon.png", layout="wide")
page = st.navigation(
    {
        section and tell(section): [
            st.Page(entry.script, title=tell(entry.title), url_path=entry.address, default=not entry.address)
            for entry in entries
        ]
        for section, entries in SECTIONS.items()
    },
    position="top" if may_read() else "hidden",
)
dress()
if not may_read():
    ask_to_sign_in()
else:
    if page.url_path != "present":  # in a meeting nothing may change on screen
        follow()
    page.run()
