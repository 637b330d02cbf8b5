"""Streamlit would ask an address outside for this computer's own; it is made to know nothing instead."""

from __future__ import annotations

import pytest
import requests
from streamlit import net_util
from streamlit.web.server import server_util

from server.inside.outside import ask_nobody


def test_a_foreign_origin_is_worth_no_question(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def get(url: str, **_: object) -> object:
        asked.append(url)
        raise OSError

    monkeypatch.setattr(requests, "get", get)
    monkeypatch.setattr(net_util, "_external_ip", None)
    monkeypatch.setattr(net_util, "_make_blocking_http_get", net_util._make_blocking_http_get)
    ask_nobody()
    assert server_util.is_url_from_allowed_origins("https://elsewhere.example") is False
    assert net_util.get_external_ip() is None
    assert asked == []
