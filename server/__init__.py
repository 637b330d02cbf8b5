"""The web server around the board: what Streamlit's own server does not do by itself.

Outside `api` nothing here knows what the board shows; it only decides how it reaches the browser.
"""
