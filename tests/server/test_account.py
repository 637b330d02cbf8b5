"""Signing in over HTTP: the cookie, the limits, and what is sent to whom.

Over a second where a password's hash takes its time, on purpose.
"""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from gapboard.people.rights import Accounts, Role, operator
from gapboard.people.rights.records import Granted
from tests.browser_support import serve
from tests.shipped_data import copy_shipped

PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A board that is read by those who have signed in."""
    folder: Path = tmp_path_factory.mktemp("data")
    copy_shipped(folder)
    (folder / "people.yaml").write_text("read: signed_in\n", encoding="utf-8")
    for name in ("wangfang", "lihua"):
        Accounts(folder).add(operator("root"), name, PASSWORD, Granted(role=Role.VIEWER))
    with serve(env={"GAPBOARD_DATA": str(folder)}) as served:
        yield urlsplit(served).netloc


def ask(
    address: str, path: str, form: dict[str, str] | None = None, **headers: str
) -> tuple[http.client.HTTPResponse, str]:
    """One request; a form is sent as the board's own page sends it, unless the headers say otherwise."""
    connection = http.client.HTTPConnection(address, timeout=30)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    if form is None:
        connection.request("GET", path, headers=sent)
    else:
        own = {"Origin": f"http://{address}", "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", path, urlencode(form), {**own, **sent})
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer, body


def enter(address: str, name: str = "wangfang", password: str = PASSWORD, **headers: str) -> http.client.HTTPResponse:
    """An attempt to sign in."""
    form = {"account_name": name, "password": password, "board_language": "en", "board_page": "indicator"}
    return ask(address, "/account/signin", form, **headers)[0]


def test_the_cookie_is_signed_http_only_and_same_site(address: str) -> None:
    answer = enter(address)
    assert answer.status == 303
    assert answer.headers["Location"] == "../indicator?lang=en"
    cookie = SimpleCookie(answer.headers["Set-Cookie"])["gapboard_session"]
    assert cookie["httponly"] is True
    assert cookie["samesite"].lower() == "strict"
    assert cookie["path"] == "/"
    assert not cookie["max-age"], "it goes with the browser"
    assert not cookie["secure"], "over plain HTTP the browser would drop it"
    assert cookie.value.count(".") == 1
    # uvicorn believes a proxy on this computer that says it speaks TLS.
    behind = enter(address, X_Forwarded_Proto="https", X_Forwarded_For="10.0.0.7", Origin=f"https://{address}")
    assert SimpleCookie(behind.headers["Set-Cookie"])["gapboard_session"]["secure"] is True


def test_the_first_page_carries_the_answer_only_for_who_may_read(address: str) -> None:
    value = SimpleCookie(enter(address).headers["Set-Cookie"])["gapboard_session"].value
    plain, without = ask(address, "/")
    shown, signed = ask(address, "/", Cookie=f"gapboard_session={value}")
    assert plain.status == shown.status == 200
    assert 'id="root"' in without
    assert "data-target=" not in without
    assert "地区生产总值" not in without
    assert signed.count("data-target=") > 100
    assert shown.headers["Cache-Control"] == "private, no-store"
    for forged in (value[:-1], value + "x", "x", ""):
        assert "data-target=" not in ask(address, "/", Cookie=f"gapboard_session={forged}")[1]
    left, _ = ask(address, "/account/signout", {}, Cookie=f"gapboard_session={value}")
    assert left.status == 303
    assert SimpleCookie(left.headers["Set-Cookie"])["gapboard_session"]["max-age"] == "0"
    assert "data-target=" not in ask(address, "/", Cookie=f"gapboard_session={value}")[1], "a kept copy opens nothing"


def test_what_one_visitor_is_sent_is_kept_for_nobody_else(address: str) -> None:
    """Neither by a proxy between nor by the browser after they have left; what all may keep carries no cookie."""
    cookie = f"gapboard_session={SimpleCookie(enter(address).headers['Set-Cookie'])['gapboard_session'].value}"
    index, page = ask(address, "/", Cookie=cookie)
    assert index.headers["Cache-Control"] == "private, no-store"
    figures, _ = ask(address, "/api/v1/targets", Cookie=cookie)
    assert figures.headers["Cache-Control"] == "private, no-cache"
    known = {"If_None_Match": figures.headers["ETag"]}
    assert ask(address, "/api/v1/targets", Cookie=cookie, **known)[0].status == 304
    assert ask(address, "/api/v1/targets", **known)[0].status == 403
    assert "data-target=" not in ask(address, "/", If_None_Match=index.headers["ETag"])[1]
    script = "/" + next(name for name in page.split('"') if name.endswith(".js"))[2:]
    kept, _ = ask(address, script, Cookie=cookie)
    assert kept.headers["Cache-Control"].startswith("public")
    assert kept.headers["Set-Cookie"] is None


@pytest.mark.parametrize(
    "headers",
    [
        *({"Origin": origin} for origin in ("http://evil.example", "", "null", "//{own}", "http://{own}/x")),
        # A name is no origin: with another scheme, or that of something installed in the browser, it is somebody else.
        *({"Origin": f"{scheme}://{{own}}"} for scheme in ("https", "file", "chrome-extension")),
        *({"Sec_Fetch_Site": site} for site in ("cross-site", "same-site", "none")),
    ],
)
def test_a_form_from_another_site_is_refused(address: str, headers: dict[str, str]) -> None:
    answer = enter(address, **{name: value.format(own=address) for name, value in headers.items()})
    assert answer.status == 403
    assert "Set-Cookie" not in answer.headers


def test_a_form_too_large_is_refused(address: str) -> None:
    assert enter(address, password="x" * 20_000).status == 403


@pytest.mark.parametrize(
    "page",
    [
        *(
            "//evil.example",
            "/\\evil.example",
            "\\\\evil.example",
            "\t//evil.example",
            "/\t/evil.example",
            "indicator\n",
        ),
        *("https://evil.example", "javascript:x", "../../x", "a?b", "x\r\nSet-Cookie: a=b", "ｅvil"),
    ],
)
def test_nobody_is_sent_to_another_site(address: str, page: str) -> None:
    form = {"account_name": "wangfang", "password": PASSWORD, "board_page": page}
    assert ask(address, "/account/signin", form)[0].headers["Location"] == "../"


def test_an_account_is_locked_after_five_failures(address: str) -> None:
    told = [enter(address, "lihua", "wrong password").headers["Location"] for _ in range(6)]
    assert told == ["../signin?lang=en&problem=wrong"] * 5 + ["../signin?lang=en&problem=wait&minutes=1"]
    absent = [enter(address, "nobody", "wrong password").headers["Location"] for _ in range(6)]
    assert absent == told, "an absent name is not told from a locked one"
    assert "problem=wait" in enter(address, "lihua").headers["Location"], "with the right password too"
    assert "indicator" in enter(address).headers["Location"], "others come in"


def test_a_browser_is_told_whether_it_is_still_the_same_sign_in(address: str) -> None:
    """What an open page compares with; nothing of the cookie can be read from it."""
    cookies = [SimpleCookie(enter(address).headers["Set-Cookie"])["gapboard_session"].value for _ in range(2)]
    answers = [ask(address, "/account/who", Cookie=f"gapboard_session={cookie}") for cookie in (*cookies, cookies[0])]
    first, second, again = (body for _, body in answers)
    assert first == again != second and len(first) == 16
    assert first not in cookies[0] and answers[0][0].headers["Cache-Control"] == "no-store"
    assert ask(address, "/account/who")[1] == ""
