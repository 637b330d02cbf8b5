"""An open page follows the data by Streamlit's sessions, their event loop and their state."""

from __future__ import annotations

from tests.server.inside.conftest import Served, drawn


def test_an_open_page_is_drawn_again_when_the_data_change(served: Served) -> None:
    served.figure.write_text("before", encoding="utf-8")
    with served.opened() as page:
        assert drawn(page) == ["before"]
        served.figure.write_text("after", encoding="utf-8")
        assert drawn(page) == ["after"]
