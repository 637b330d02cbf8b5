"""Who a visit is from: this computer, an account, a provider; and everything that only looks so."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from gapboard.kernel.faults import DataFault
from gapboard.people.rights import Accounts, Person, Role, Standing, Visit, operator, who
from gapboard.people.rights.records import Granted
from gapboard.people.rights.signin import provider_sign_out, sign_in, sign_out
from tests.gapboard.people.conftest import PASSWORD

HOME = {"host": "127.0.0.1:8501", "origin": "http://127.0.0.1:8501"}
BOUND = ("127.0.0.1",)
LOCAL = Person("", Role.ADMINISTRATOR, Standing.LOCAL)
ELSEWHERE = Person("", Role.VIEWER, Standing.ELSEWHERE)


@pytest.mark.parametrize("host", ["127.0.0.1:8501", "localhost", "LOCALHOST:1", "[::1]:8501"])
def test_at_this_computer_with_nothing_configured_everything_is_allowed(tmp_path: Path, host: str) -> None:
    assert who(Visit("127.0.0.1", {"host": host}, BOUND), tmp_path) == LOCAL
    assert who(Visit("::1", {"host": host}, ("localhost", "127.0.0.1")), tmp_path) == LOCAL


@pytest.mark.parametrize(
    "headers",
    [
        {"x-forwarded-for": "127.0.0.1"},
        {"x-forwarded-host": "board"},
        {"x-forwarded-proto": "https"},
        {"forwarded": "for=10.0.0.9"},
        {"x-real-ip": "10.0.0.9"},
        {"via": "1.1 proxy"},
        {"host": "board.example"},
        {"host": ""},
        {"host": "127.0.0.1.evil.example"},
        {"origin": "https://board.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:3000"},
        {"origin": "http://localhost:8501"},
        {"origin": "ftp://127.0.0.1:8501"},
    ],
)
def test_behind_a_proxy_or_a_foreign_name_one_only_reads(tmp_path: Path, headers: dict[str, str]) -> None:
    assert who(Visit("127.0.0.1", HOME | headers, BOUND), tmp_path) == ELSEWHERE


@pytest.mark.parametrize("bound", [("0.0.0.0",), ("127.0.0.1", "0.0.0.0"), ("::",), ("board.example",), ()])
def test_a_server_that_others_can_reach_is_read_only(tmp_path: Path, bound: tuple[str, ...]) -> None:
    assert who(Visit("127.0.0.1", HOME, bound), tmp_path) == ELSEWHERE


def test_started_in_a_way_in_which_nobody_writes_nobody_does(tmp_path: Path) -> None:
    assert who(Visit("127.0.0.1", HOME, BOUND, only_reads=True), tmp_path) == ELSEWHERE
    add(tmp_path)
    cookie = sign_in(tmp_path, "wangfang", PASSWORD, "127.0.0.1").cookie
    assert who(Visit("127.0.0.1", HOME, BOUND, cookie), tmp_path).role is Role.EDITOR
    assert who(Visit("127.0.0.1", HOME, BOUND, cookie, only_reads=True), tmp_path) == ELSEWHERE


@pytest.mark.parametrize("address", ["10.0.0.9", "", "localhost.evil"])
def test_another_address_is_not_this_computer(tmp_path: Path, address: str) -> None:
    assert who(Visit(address, HOME, BOUND), tmp_path) == ELSEWHERE


def test_a_connection_that_is_gone_has_no_rights(tmp_path: Path) -> None:
    assert who(Visit("127.0.0.1", {}, BOUND), tmp_path) == ELSEWHERE


def add(folder: Path, name: str = "wangfang", role: Role = Role.EDITOR) -> None:
    Accounts(folder).add(operator("root"), name, PASSWORD, Granted(role=role, regions=frozenset({"kunming"})))


def visit(folder: Path, cookie: str) -> Person:
    return who(Visit("127.0.0.1", HOME, BOUND, cookie), folder)


def test_where_accounts_exist_this_computers_user_signs_in_as_well(tmp_path: Path) -> None:
    add(tmp_path)
    assert visit(tmp_path, "") == Person("", Role.VIEWER, Standing.SIGNED_OUT)
    Accounts(tmp_path).remove(operator("root"), "wangfang")
    assert visit(tmp_path, "").standing is Standing.SIGNED_OUT, "an emptied file opens nothing"


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
def test_a_link_to_a_share_that_is_away_opens_nothing(tmp_path: Path) -> None:
    (tmp_path / "users.yaml").symlink_to(tmp_path / "away" / "users.yaml")
    assert visit(tmp_path, "").standing is Standing.SIGNED_OUT
    (tmp_path / "people.yaml").symlink_to(tmp_path / "away" / "people.yaml")
    with pytest.raises(DataFault) as told:
        visit(tmp_path, "")
    assert told.value.faults[0].code == "unreadable"


def test_an_account_signs_in_and_out(tmp_path: Path) -> None:
    add(tmp_path)
    cookie = sign_in(tmp_path, " wangfang ", PASSWORD, "10.0.0.9").cookie
    assert visit(tmp_path, cookie) == Person(
        "wangfang", Role.EDITOR, Standing.SIGNED_IN, regions=frozenset({"kunming"})
    )
    sign_out(tmp_path, cookie)
    assert visit(tmp_path, cookie) == Person("", Role.VIEWER, Standing.EXPIRED), "a kept copy opens nothing"


@pytest.mark.parametrize("change", ["remove", "password"])
def test_a_session_ends_with_its_account_or_password(tmp_path: Path, change: str) -> None:
    add(tmp_path)
    cookie = sign_in(tmp_path, "wangfang", PASSWORD, "10.0.0.9").cookie
    if change == "remove":
        Accounts(tmp_path).remove(operator("root"), "wangfang")
        add(tmp_path)  # made again under the same name: another person, perhaps
    else:
        Accounts(tmp_path).set_password(operator("root"), "wangfang", PASSWORD + "2")
    assert visit(tmp_path, cookie).standing is Standing.EXPIRED


def test_forged_cookies_open_nothing(tmp_path: Path) -> None:
    add(tmp_path, role=Role.ADMINISTRATOR)
    cookie = sign_in(tmp_path, "wangfang", PASSWORD, "10.0.0.9").cookie
    body, _, signature = cookie.rpartition(".")
    other = tmp_path / "other"
    other.mkdir()
    add(other)
    foreign = sign_in(other, "wangfang", PASSWORD, "10.0.0.9").cookie
    for forged in (body, f"{body}.", f"{body}.{signature[::-1]}", f"A{cookie}", "wangfang", foreign):
        assert visit(tmp_path, forged) == Person("", Role.VIEWER, Standing.EXPIRED)


@pytest.mark.parametrize("text", ["read: signed\n", "raed: signed_in\n", "people: [{role: editor}]\n", "[1]\n", "a: ["])
def test_with_faulty_settings_nobody_is_anybody(tmp_path: Path, text: str) -> None:
    (tmp_path / "people.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DataFault) as told:
        visit(tmp_path, "")
    assert told.value.faults[0].file == "people.yaml"


def test_reading_may_need_signing_in(tmp_path: Path) -> None:
    (tmp_path / "people.yaml").write_text("read: signed_in\n", encoding="utf-8")
    assert who(Visit("127.0.0.1", HOME, BOUND), tmp_path) == LOCAL
    assert who(Visit("10.0.0.9", HOME, BOUND), tmp_path) == Person("", None, Standing.ELSEWHERE)
    add(tmp_path)
    assert visit(tmp_path, "") == Person("", None, Standing.SIGNED_OUT)


PEOPLE = """
unknown: refused
group_claim: roles
people:
  - subject: s-1
    role: administrator
  - email: Wang@km.gov.cn
    role: editor
    regions: [panlong]
  - group: statistics
    role: reviewer
"""


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"sub": "s-1"}, Role.ADMINISTRATOR),
        ({"sub": "s-2", "email": "wang@KM.gov.cn"}, Role.EDITOR),
        ({"sub": "s-2", "email": "wang@km.gov.cn", "email_verified": False}, None),
        ({"sub": "s-2", "roles": ["x", "statistics"]}, Role.REVIEWER),
        ({"sub": "s-2", "roles": "statistics"}, Role.REVIEWER),
        ({"sub": "s-2", "groups": ["statistics"]}, None),
        ({"sub": "s-2", "roles": "statistics and others", "role": "administrator"}, None),
    ],
)
def test_a_provider_says_who_and_the_table_says_what(tmp_path: Path, claims: dict[str, object], role: object) -> None:
    (tmp_path / "people.yaml").write_text(PEOPLE, encoding="utf-8")
    found = who(Visit("10.0.0.9", HOME, BOUND, claims={**claims, "iat": time.time()}), tmp_path)
    assert found.role is role
    assert found.regions == (frozenset({"panlong"}) if role is Role.EDITOR else None)


def test_a_sign_in_with_a_provider_ends_too(tmp_path: Path) -> None:
    now = time.time()

    def standing(**claims: object) -> Standing:
        return who(Visit("10.0.0.9", HOME, BOUND, claims={"sub": "s", **claims}), tmp_path).standing

    assert standing(iat=now) is Standing.UNKNOWN  # signed in, without a role
    assert standing(iat=now - 13 * 3600) is Standing.EXPIRED
    assert standing(iat=now - 3 * 3600) is Standing.EXPIRED, "never seen, and older than the time without use"
    assert standing(iat=now + 9999) is Standing.EXPIRED
    assert standing() is Standing.EXPIRED
    provider_sign_out(tmp_path, {"sub": "s", "iat": now})
    assert standing(iat=now) is Standing.EXPIRED, "a kept copy of the cookie opens nothing"


# --- who becomes administrator first ----------------------------------------------------------------------


def test_the_first_to_sign_in_with_a_provider_is_nobody_yet(tmp_path: Path) -> None:
    """Also at the server itself: as soon as a provider is configured, sitting there makes nobody administrator."""
    now = time.time()
    for claims in ({}, {"sub": "first", "iat": now}, {"sub": "first", "iat": now, "role": "administrator"}):
        found = who(Visit("127.0.0.1", HOME, BOUND, claims=claims), tmp_path)
        assert found.role is Role.VIEWER, claims
    assert not list(tmp_path.glob("*.yaml")), "signing in writes no rights"


def test_the_first_account_is_what_the_command_line_made_it(tmp_path: Path) -> None:
    """And nobody at the server becomes administrator because there is none."""
    add(tmp_path, role=Role.EDITOR)
    cookie = sign_in(tmp_path, "wangfang", PASSWORD, "127.0.0.1").cookie
    assert visit(tmp_path, cookie).role is Role.EDITOR
    assert visit(tmp_path, "").role is Role.VIEWER
    (tmp_path / "users.yaml").write_text("users: []\n", encoding="utf-8")
    assert visit(tmp_path, cookie).role is Role.VIEWER
    (tmp_path / "users.yaml").write_text("", encoding="utf-8")
    assert visit(tmp_path, "").role is Role.VIEWER


@pytest.mark.parametrize(
    ("verified", "role"),
    [({}, Role.VIEWER), ({"email_verified": True}, Role.ADMINISTRATOR), ({"email_verified": None}, Role.VIEWER)],
)
def test_an_address_that_is_not_said_to_be_verified_makes_nobody_administrator(
    tmp_path: Path, verified: dict[str, object], role: Role
) -> None:
    """As in nOAuth: with some providers anyone writes any address into their profile, and the claim is left out."""
    (tmp_path / "people.yaml").write_text("people: [{email: a@km.example, role: administrator}]\n", encoding="utf-8")
    claims = {"sub": "s", "iat": time.time(), "email": "a@km.example", **verified}
    assert who(Visit("10.0.0.9", HOME, BOUND, claims=claims), tmp_path).role is role
