"""A page of another site, open in a visitor's browser, can neither follow the board nor send files to it."""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tests.browser_support import serve


@pytest.fixture(scope="module")
def board() -> Iterator[str]:
    with serve() as address:
        yield address


def test_a_connection_from_another_site_is_refused(board: str) -> None:
    stream = board.replace("http", "ws") + "/_stcore/stream"
    with pytest.raises(InvalidStatus) as refused, connect(stream, origin="https://elsewhere.example"):  # type: ignore[arg-type]
        pass
    assert refused.value.response.status_code == 403
    with connect(stream, origin=board):  # type: ignore[arg-type]
        pass  # the board's own pages may


def test_a_file_without_the_page_s_token_is_refused(board: str) -> None:
    request = urllib.request.Request(
        f"{board}/_stcore/upload_file/session/file",
        b"x",
        {"Origin": "https://elsewhere.example", "Content-Type": "text/csv"},
        method="PUT",
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request)
    with refused.value:
        assert refused.value.code in (400, 403)
        assert "Content-Security-Policy" in refused.value.headers
