"""Who may send files to a page, and how much of them is kept.

Over a second where a closed page has to be forgotten, or memory is counted.
"""

from __future__ import annotations

import socket
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from gapboard.people.rights import Accounts, Role, operator
from gapboard.people.rights.records import Granted
from gapboard.people.rights.signin import sign_in, sign_out
from tests.browser_support import serve
from tests.server.visitor import XSRF, Visitor
from tests.shipped_data import copy_shipped

PASSWORD = "correct horse battery"
MB = 1024 * 1024
# The largest file that is taken here, so that the tests need not send hundreds of megabytes.
LARGEST = 1
FILE = bytes(LARGEST * MB - 1000)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    copy_shipped(folder)
    for name, role in (("wangfang", Role.EDITOR), ("lihua", Role.EDITOR), ("zhaolei", Role.VIEWER)):
        Accounts(folder).add(operator("root"), name, PASSWORD, Granted(role=role))
    return folder


@pytest.fixture(scope="module")
def office(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A board with accounts, that anyone may read."""
    with serve(
        "streamlit run", env={"GAPBOARD_DATA": str(data), "STREAMLIT_SERVER_MAX_UPLOAD_SIZE": str(LARGEST)}
    ) as address:
        yield address


@pytest.fixture
def forgotten() -> Iterator[None]:
    """Who leaves files behind leaves when they are forgotten: each test has the server's room for itself."""
    yield
    time.sleep(2.2)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A board at one's own computer, where a page that is closed is soon forgotten."""
    folder = tmp_path_factory.mktemp("home")
    copy_shipped(folder)
    settings = {"STREAMLIT_SERVER_MAX_UPLOAD_SIZE": str(LARGEST), "STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": "1"}
    with serve("streamlit run", env={"GAPBOARD_DATA": str(folder), **settings}) as address:
        yield address


def entered(board: str, data: Path, name: str) -> Visitor:
    """A visitor who has signed in."""
    visitor = Visitor(board).arrive()
    visitor.cookies["gapboard_session"] = sign_in(data, name, PASSWORD, "127.0.0.1").cookie
    return visitor


def test_who_may_not_write_sends_nothing(office: str, data: Path) -> None:
    for visitor in (Visitor(office).arrive(), entered(office, data, "zhaolei")):
        with visitor.page() as (_, session):
            assert visitor.send(session) == 403
    editor = entered(office, data, "wangfang")
    with editor.page() as (_, session):
        assert editor.send(session) == 204


def test_a_page_takes_files_from_its_own_visitor_only(office: str, data: Path) -> None:
    mine, other = entered(office, data, "wangfang"), entered(office, data, "lihua")
    with mine.page() as (_, session), other.page() as (_, hers):
        assert other.send(session) == mine.send(hers) == 403
        assert other.send(session, None, "DELETE") == 403
        # Her cookie alone, in another browser, is not her page either.
        copied = Visitor(office, mine.cookies | {XSRF: other.cookies[XSRF]})
        assert copied.send(session) == 403
        assert mine.send(session) == 204
        assert mine.send(session, None, "DELETE") == 204
    assert mine.send("nobody's") == 400


def test_after_signing_out_nothing_is_taken(office: str, data: Path) -> None:
    visitor = entered(office, data, "wangfang")
    with visitor.page() as (_, session):
        assert visitor.send(session) == 204
        sign_out(data, visitor.cookies["gapboard_session"])
        assert visitor.send(session) == 403


def test_a_file_comes_from_a_page_of_the_board(home: str, forgotten: None) -> None:
    visitor = Visitor(home).arrive()
    port = urlsplit(home).port
    with visitor.page() as (_, session):
        for origin in ("", "null", "https://elsewhere.example", f"http://localhost:{port}", "http://127.0.0.1:1"):
            assert visitor.send(session, Origin=origin) == 403
        assert visitor.send(session) == 204


def test_so_much_for_a_page_for_an_address_and_in_all(home: str, forgotten: None) -> None:
    """With room for a file and a form, 1 MB each: four of our files for a page, eight for an address, twelve in all."""
    visitor = Visitor(home).arrive()
    with visitor.page() as (_, first), visitor.page() as (_, second), visitor.page() as (_, third):

        def sent(session: str, count: int, source: str) -> list[int]:
            return [visitor.send(session, FILE, file=str(number), source=source) for number in range(count)]

        assert sent(first, 5, "127.0.0.1") == [204, 204, 204, 204, 429]
        assert sent(second, 4, "127.0.0.1") == [204] * 4
        assert visitor.send(third, FILE, source="127.0.0.1") == 429
        assert sent(third, 4, "127.0.0.2") == [204] * 4
        with visitor.page() as (_, fourth):
            assert visitor.send(fourth, FILE, source="127.0.0.3") == 429
            # What is taken back gives its room free.
            assert visitor.send(first, None, "DELETE", file="0") == 204
            assert visitor.send(fourth, FILE, source="127.0.0.3") == 204


def test_a_file_is_not_too_large_and_says_how_large_it_is(home: str) -> None:
    visitor = Visitor(home).arrive()
    with visitor.page() as (_, session):
        assert visitor.send(session, FILE + FILE + FILE) == 413
        assert visitor.send(session, b"x", Content_Length="9" * 5000) in (400, 413)
        assert visitor.send(session, b"x", Content_Length="-1") in (400, 411)


def test_empty_files_take_their_place_too(home: str, forgotten: None) -> None:
    visitor = Visitor(home).arrive()
    with visitor.page() as (_, session):
        sent = [visitor.send(session, b"", file=str(number)) for number in range(100)]
        assert (sent[0], sent[-1]) == (204, 429)


def test_a_form_of_a_million_parts_is_not_read_to_its_end(home: str) -> None:
    visitor = Visitor(home).arrive()
    part = b'\r\n--part-of-a-form\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\n'
    with visitor.page() as (_, session):
        start = time.monotonic()
        assert visitor.send(session, part * (LARGEST * MB * 9 // 10 // len(part))) == 400
        assert time.monotonic() - start < 5
        assert Visitor(home).arrive().send(session, part * 1000) == 403


def test_room_is_free_again_when_pages_are_closed(home: str) -> None:
    visitor = Visitor(home).arrive()
    with visitor.page() as (_, session):
        sent = [visitor.send(session, FILE, file=str(number)) for number in range(5)]
        assert sent[-1] == 429
        assert kept(home, lambda size: size > 0)
    assert kept(home, lambda size: size == 0) == 0


def test_a_file_that_arrives_after_its_page_was_closed_is_not_kept(home: str) -> None:
    visitor = Visitor(home).arrive()
    place = urlsplit(home)
    with visitor.page() as (_, session):
        sending = socket.create_connection((place.hostname, place.port), timeout=30)
        head = [
            f"PUT /_stcore/upload_file/{session}/late HTTP/1.1",
            f"Host: {place.netloc}",
            f"Origin: {home}",
            f"Cookie: {visitor.cookie_header()}",
            f"X-Xsrftoken: {visitor.cookies[XSRF]}",
            "Content-Type: multipart/form-data; boundary=b",
        ]
        body = (
            b'--b\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n' + bytes(200_000) + b"\r\n--b--\r\n"
        )
        sending.sendall("\r\n".join([*head, f"Content-Length: {len(body)}", "", ""]).encode() + body[:100_000])
        time.sleep(0.5)
    time.sleep(3)  # until the page can no longer come back
    sending.sendall(body[100_000:])
    sending.recv(1000)
    sending.close()
    with visitor.page() as (_, other):  # whose file shows that the count is of now
        assert visitor.send(other, b"witness") == 204
        assert kept(home, lambda size: size > 0) < 1000


def kept(board: str, awaited: Callable[[int], bool]) -> int:
    """Bytes of uploads in the server's memory, by Streamlit's own count, once it is as awaited or after 20 seconds.

    Streamlit counts anew every five seconds.
    """
    end = time.monotonic() + 20
    while not awaited(size := _counted(board)) and time.monotonic() < end:
        time.sleep(0.2)
    return size


def _counted(board: str) -> int:
    with urllib.request.urlopen(f"{board}/_stcore/metrics") as answer:
        lines = answer.read().decode().splitlines()
    return sum(int(float(line.split()[-1])) for line in lines if "UploadedFileManager" in line)
