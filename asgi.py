"""The server's entry, for any ASGI server: `make run` starts it, as does `streamlit run asgi.py`."""

from pathlib import Path

from server.board import create_app

app = create_app(Path(__file__).resolve().parent / "app.py")
