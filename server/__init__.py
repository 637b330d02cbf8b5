"""The web server around the board: what Streamlit's own server does not do by itself.

Nothing here knows what the board shows; it only decides how Streamlit reaches the browser.
"""
