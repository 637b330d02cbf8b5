"""How the server was started decides who may write at all."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st

from gapboard.people.rights import Accounts, Role, operator
from gapboard.people.rights.records import Granted
from gapboard.people.rights.signin import sign_in
from server.visit import person_of

PASSWORD = "correct horse battery"


def role(folder: Path, cookie: str = "") -> Role | None:
    headers = [(b"host", b"127.0.0.1:8501"), (b"cookie", f"gapboard_session={cookie}".encode())]
    return person_of({"type": "http", "headers": headers, "client": ("127.0.0.1", 1)}, folder).role


@pytest.mark.parametrize("address", ["0.0.0.0", "192.0.2.7", "board.office"])
def test_streamlit_s_own_command_lets_nobody_write_where_others_can_reach_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    Accounts(tmp_path).add(operator("root"), "wangfang", PASSWORD, Granted(role=Role.ADMINISTRATOR))
    cookie = sign_in(tmp_path, "wangfang", PASSWORD, "127.0.0.1").cookie
    assert role(tmp_path, cookie) is Role.ADMINISTRATOR
    before = st.get_option("server.address")
    st._config.set_option("server.address", address)
    try:
        assert role(tmp_path, cookie) is Role.VIEWER
        # The way for an office: the server has been told by its own command where to listen.
        monkeypatch.setenv("GAPBOARD_HOST", address)
        assert role(tmp_path, cookie) is Role.ADMINISTRATOR
    finally:
        st._config.set_option("server.address", before)
