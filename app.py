"""The board's entry: page settings, language, style and navigation. Every page runs through here."""

import streamlit as st

from components.frame import dress
from components.live import follow
from components.session import tell

st.set_page_config(page_title=tell("app.name"), page_icon="assets/icon.png", layout="wide")
page = st.navigation(
    [
        st.Page("pages/leaders/overview.py", title=tell("app.page.overview"), default=True),
        st.Page("pages/leaders/indicator.py", title=tell("app.page.indicator"), url_path="indicator"),
        st.Page("pages/leaders/documents.py", title=tell("app.page.documents"), url_path="documents"),
        st.Page("pages/leaders/compare.py", title=tell("compare.page"), url_path="compare"),
        st.Page("pages/leaders/coverage.py", title=tell("app.page.coverage"), url_path="coverage"),
        st.Page("pages/staff/importing.py", title=tell("staff.page.import"), url_path="import"),
        st.Page("pages/staff/enter.py", title=tell("staff.page.enter"), url_path="enter"),
        st.Page("pages/staff/history.py", title=tell("staff.page.history"), url_path="history"),
    ],
    position="top",
)
dress()
follow()
page.run()
