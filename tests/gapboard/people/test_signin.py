"""Passwords, attempts, sessions: what is kept, what is told, and when it is over.

Over a second where a password's hash takes its time and memory, on purpose.
"""

from __future__ import annotations

import logging
import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Literal

import pytest
from argon2 import extract_parameters

from gapboard.cli.main import main
from gapboard.kernel import audit
from gapboard.kernel.faults import DataFault
from gapboard.people.rights import Accounts, NoRight, Role, accounts, operator, signin
from gapboard.people.rights.attempts import Attempts
from gapboard.people.rights.records import Granted
from gapboard.people.rights.sessions import Sessions
from gapboard.people.rights.signin import Answer, sign_in
from gapboard.people.rights.tickets import new_ticket, opened_ticket
from tests.gapboard.people.conftest import PASSWORD, signed_in

ROOT_USER = operator("root")


class Clock:
    """A clock that a test turns."""

    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def office(folder: Path) -> Path:
    """A folder with one account."""
    Accounts(folder).add(ROOT_USER, "wangfang", PASSWORD, Granted(role=Role.EDITOR))
    return folder


def test_only_a_hash_is_kept_and_only_for_the_owner(real_passwords: None, office: Path) -> None:
    sign_in(office, "wangfang", PASSWORD, "10.0.0.9")
    for path in office.iterdir():
        assert PASSWORD.encode() not in path.read_bytes()
    if os.name != "nt":
        private = {name: stat.S_IMODE((office / name).stat().st_mode) for name in PRIVATE}
        assert private == dict.fromkeys(PRIVATE, 0o600)
    parameters = extract_parameters(Accounts(office).read()["wangfang"].password)
    assert parameters.type.name == "ID"
    assert parameters.memory_cost >= 19 * 1024  # the least that OWASP asks of argon2id
    assert parameters.time_cost >= 2


PRIVATE = ("users.yaml", "session.key", "sessions.sqlite")


def test_an_unknown_name_takes_the_same_work_and_gets_the_same_answer(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[object] = []
    real = accounts.verify

    def counted(hashed: str, password: str) -> bool:
        done.append(extract_parameters(hashed))
        return real(hashed, password)

    monkeypatch.setattr(accounts, "verify", counted)
    answers = [sign_in(office, name, "wrong password", "10.0.0.9") for name in ("wangfang", "nobody")]
    assert answers == [Answer(), Answer()]
    assert len(done) == 2
    assert done[0] == done[1]


def test_the_very_first_unknown_name_takes_no_more_work_either(office: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work: list[str] = []

    class Counted(accounts.PasswordHasher):
        def hash(self, *given: object, **how: object) -> str:
            work.append("hash")
            return super().hash(*given, **how)  # type: ignore[arg-type]

        def verify(self, *given: object) -> Literal[True]:
            work.append("verify")
            return super().verify(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(accounts, "PasswordHasher", Counted)
    accounts._nobodys_hash.cache_clear()
    sign_in(office, "nobody", "wrong password", "10.0.0.9")
    assert work == ["verify"]
    sign_in(office, "wangfang", "wrong password", "10.0.0.9")
    assert work == ["verify", "verify"]


def test_a_locked_name_and_an_absent_one_get_the_same_answers_for_the_same_work(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work: list[str] = []
    monkeypatch.setattr(accounts, "verify", lambda *_: work.append("verify"))
    told = {}
    for name in ("wangfang", "nobody"):
        work.clear()
        told[name] = [(sign_in(office, name, "wrong password", f"10.0.0.{at}"), len(work)) for at in range(9)]
    assert told["wangfang"] == told["nobody"]
    assert [count for _, count in told["nobody"]] == [1, 2, 3, 4, 5, 5, 5, 5, 5], "who waits costs nothing"


def test_whoever_comes_first_is_nobody(folder: Path) -> None:
    """No address makes the first account: an administrator does, at the command line."""
    for name in ("admin", "administrator", "root", ""):
        assert sign_in(folder, name, PASSWORD, "127.0.0.1").cookie == ""
    assert not Accounts(folder).exist()


def test_two_servers_over_one_folder_sign_with_one_key(office: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        tickets = list(pool.map(lambda _: new_ticket(office), range(16)))
    assert [opened_ticket(cookie, office) for _, cookie in tickets] == [secret for secret, _ in tickets]


def test_after_a_restore_without_key_and_sessions_old_cookies_open_nothing(office: Path) -> None:
    cookie = sign_in(office, "wangfang", PASSWORD, "10.0.0.9").cookie
    assert opened_ticket(cookie, office) is not None
    for name in ("session.key", "sessions.sqlite"):
        (office / name).unlink()
    assert opened_ticket(cookie, office) is None


def test_the_log_says_who_and_never_the_password(office: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for name, password in (("wangfang", "guess-4711"), ("my-secret-in-the-wrong-field", "guess-4711")):
        sign_in(office, name, password, "10.0.0.9")
    cookie = sign_in(office, "wangfang", PASSWORD, "10.0.0.9").cookie
    assert cookie
    signin.sign_out(office, cookie)
    told = [record.audit for record in caplog.records if record.name == audit.LOGGER]  # type: ignore[attr-defined]
    here, wrong = {"address": "10.0.0.9"}, {"outcome": "refused", "reason": "wrong name or password"}
    assert told == [
        {"who": "wangfang", "action": "sign in"} | wrong | here,
        {"who": "an unknown name", "action": "sign in"} | wrong | here,
        {"who": "wangfang", "action": "sign in", "outcome": "done"} | here,
        {"who": "wangfang", "action": "sign out", "outcome": "done"},
    ]
    hashed = Accounts(office).read()["wangfang"].password
    for secret in ("guess-4711", "my-secret", PASSWORD, cookie, hashed):
        assert secret not in caplog.text
        assert secret not in str(told)


def test_a_fault_in_the_file_does_not_show_a_hash(office: Path) -> None:
    path = office / "users.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("role: editor", "role: chief"), encoding="utf-8")
    with pytest.raises(DataFault) as told:
        Accounts(office).read()
    assert "chief" in str(told.value)
    assert "argon2" not in str(told.value)
    path.write_text("users: [{password: $argon2id$v=19, name: [}", encoding="utf-8")
    with pytest.raises(DataFault) as told:
        Accounts(office).read()
    assert "argon2" not in str(told.value)


def test_attempts_are_free_then_wait_longer_each_time(tmp_path: Path) -> None:
    clock = Clock()
    attempts = Attempts(tmp_path, clock=clock)
    assert [attempts.take("wangfang", f"10.0.0.{number}") for number in range(5)] == [0] * 5
    waits = []
    for number in range(9):
        waits.append(attempts.take("wangfang", f"10.0.1.{number}"))
        assert attempts.take("lihua", f"10.0.2.{number}") == 0 or number >= 5, "other names are not held up"
        clock.now += waits[-1]
        assert attempts.take("wangfang", f"10.0.3.{number}") == 0
    assert waits == [60, 120, 240, 480, 960, 1920, 3600, 3600, 3600]


def test_an_address_is_limited_over_all_names(tmp_path: Path) -> None:
    attempts = Attempts(tmp_path, clock=Clock())
    assert [attempts.take(f"name {number}", "10.0.0.9") for number in range(20)] == [0] * 20
    assert attempts.take("another", "10.0.0.9") == 60
    assert attempts.take("another", "10.0.0.8") == 0


def test_failures_apart_in_time_do_not_add_up_and_success_starts_anew(tmp_path: Path) -> None:
    clock = Clock()
    attempts = Attempts(tmp_path, clock=clock)
    for number in range(12):
        assert attempts.take("wangfang", f"a{number}") == 0
        clock.now += 15 * 60
    for number in range(12):
        assert attempts.take("lihua", f"b{number}") == 0
        attempts.forgive("lihua", f"b{number}")


def test_a_right_password_is_no_way_in_while_waiting(office: Path) -> None:
    for _ in range(5):
        assert sign_in(office, "wangfang", "wrong password", "10.0.0.9") == Answer()
    assert sign_in(office, "wangfang", PASSWORD, "10.0.0.9") == Answer(wait_minutes=1)


def test_a_session_ends_unused_and_after_its_longest_time(tmp_path: Path) -> None:
    clock = Clock()
    sessions = Sessions(tmp_path, idle_hours=2, longest_hours=12, clock=clock)
    sessions.begin("secret", "wangfang", "stamp")
    for _ in range(11):
        clock.now += 3600
        assert sessions.is_alive("secret", "stamp")
    clock.now += 3600
    assert not sessions.is_alive("secret", "stamp"), "twelve hours"
    sessions.begin("second", "wangfang", "stamp")
    clock.now += 2 * 3600 - 1
    assert not sessions.is_alive("second", "another password")
    clock.now += 1
    assert not sessions.is_alive("second", "stamp"), "two hours unused"


def test_a_key_that_others_can_read_is_refused(office: Path) -> None:
    if os.name == "nt":
        pytest.skip("Windows has no such modes")
    (office / "session.key").write_text("ab" * 32)
    (office / "session.key").chmod(0o644)
    with pytest.raises(DataFault, match="other users can read"):
        sign_in(office, "wangfang", PASSWORD, "10.0.0.9")


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR, Role.REVIEWER])
def test_only_administrators_manage_accounts(office: Path, role: Role) -> None:
    before = (office / "users.yaml").read_bytes()
    person, book = signed_in(role), Accounts(office)
    with pytest.raises(NoRight):
        book.add(person, "x", PASSWORD, Granted(role=Role.ADMINISTRATOR))
    with pytest.raises(NoRight):
        book.remove(person, "wangfang")
    with pytest.raises(NoRight):
        book.set_password(person, "wangfang", PASSWORD)
    assert (office / "users.yaml").read_bytes() == before


def test_the_command_line(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    typed = iter([PASSWORD, PASSWORD, PASSWORD, "another", "short", "short"])
    monkeypatch.setattr("getpass.getpass", lambda prompt: next(typed))
    place = ["--data", str(folder), "--lang", "en"]
    assert main(["user", "add", "王芳", "--role", "editor", "--region", "panlong", *place]) == 0
    account = Accounts(folder).read()["王芳"]
    assert (account.role, account.regions, account.bodies) == (Role.EDITOR, frozenset({"panlong"}), None)
    assert Accounts(folder).authenticate("王芳", PASSWORD)
    assert main(["user", "add", "x", "--role", "editor", "--region", "atlantis", *place]) == 2
    assert main(["user", "add", "x", "--role", "editor", "--body", "nobody", *place]) == 2
    assert main(["user", "add", "x", "--role", "editor", *place]) == 2  # the two differ
    assert main(["user", "add", "x", "--role", "editor", *place]) == 1  # too short
    assert "atlantis" in capsys.readouterr().err
    assert main(["user", "list", *place]) == 0
    listed = capsys.readouterr().out
    assert "王芳" in listed
    assert "argon2" not in listed
    assert main(["user", "remove", "王芳", *place]) == 0
    assert main(["user", "remove", "王芳", *place]) == 1
    assert Accounts(folder).read() == {}
    assert signin.sign_in(folder, "王芳", PASSWORD, "10.0.0.9") == Answer()
