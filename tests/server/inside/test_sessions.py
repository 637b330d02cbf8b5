"""What is known of an open page: whose browser it is in."""

from __future__ import annotations

import pytest
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from server.inside.sessions import Opened, all_opened, free_ended, opened, uploaded_bytes

TOKEN = bytes(16)
XSRF = "_streamlit_xsrf"


def masked(token: bytes = TOKEN) -> str:
    """The cookie against forged requests; written differently each time."""
    return generate_xsrf_token_string(token, 1)


def test_a_browser_is_known_by_its_cookies_however_they_are_masked() -> None:
    assert masked() != masked()
    page = Opened("127.0.0.1", {}, {XSRF: masked(), "session": "a", "_streamlit_user": "b", "other": "c"}, {})
    same = {XSRF: masked(), "session": "a", "_streamlit_user": "b"}
    assert page.is_same_browser(same, "session")


@pytest.mark.parametrize(
    "change",
    [
        {XSRF: masked(bytes(15) + b"x")},
        {XSRF: ""},
        {XSRF: "2|x"},
        {"session": "x"},
        {"session": None},
        {"_streamlit_user": "x"},
        {"_streamlit_user__1": "more"},
    ],
)
def test_a_single_difference_makes_it_another(change: dict[str, str | None]) -> None:
    page = Opened("127.0.0.1", {}, {XSRF: masked(), "session": "a", "_streamlit_user": "b"}, {})
    cookies = {XSRF: masked(), "session": "a", "_streamlit_user": "b"} | change
    given = {name: value for name, value in cookies.items() if value is not None}
    assert not page.is_same_browser(given, "session")


def test_without_a_running_server_there_are_none() -> None:
    free_ended()
    assert (opened("a"), all_opened(), uploaded_bytes()) == (None, [], {})
