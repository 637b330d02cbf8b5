"""``users.yaml``: accounts for an office without an identity provider; passwords only as argon2 hashes."""

from __future__ import annotations

import base64
import secrets
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

import yaml
from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from gapboard.kernel import private_file
from gapboard.kernel.faults import DataFault, Fault
from gapboard.people.rights.person import Action, Person, Standing, may
from gapboard.people.rights.records import Granted, Record, Text, load

FILE = "users.yaml"
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 1000
LONGEST_NAME = 60

Changes = Callable[[dict[str, "Account"]], None]

# A hash takes 64 MB and a core: who sends many passwords at once waits in a line.
_AT_ONCE = BoundedSemaphore(2)


class Account(Granted):
    """One account."""

    name: Text
    password: Text

    def person(self) -> Person:
        """Who signs in with it."""
        return Person(self.name, self.role, Standing.SIGNED_IN, self.regions, self.bodies)


class _File(Record):
    users: tuple[Account, ...] = ()


class Accounts:
    """The accounts in ``folder``; the first one added makes the file, which only its owner may read."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE

    def exist(self) -> bool:
        """Whether people sign in here with accounts. An emptied file is no invitation to everyone, nor is
        a link to a share that is away."""
        return self.path.exists() or self.path.is_symlink()

    def read(self) -> dict[str, Account]:
        """Every account by its name. Raises ``DataFault``."""
        found = load(self.path, _File, frozenset({"password"}))
        return {account.name: account for account in found.users} if found else {}

    def add(self, by: Person, name: str, password: str, granted: Granted) -> None:
        """Add an account. Raises ``NoRight``, and ``DataFault`` where the name is taken or the password will not do."""
        may(by, Action.MANAGE_USERS)
        name = plain(name)
        if not name or len(name) > LONGEST_NAME or not name.isprintable():
            raise _fault("bad_user_name", longest=LONGEST_NAME)
        hashed = _hash(password)

        def added(accounts: dict[str, Account]) -> None:
            if name in accounts:
                raise _fault("user_exists", name=name)
            accounts[name] = Account(name=name, password=hashed, **granted.model_dump())

        self._change(added)

    def remove(self, by: Person, name: str) -> None:
        """Remove an account; its sessions end with it. Raises ``NoRight``, and ``DataFault`` for an unknown name."""
        may(by, Action.MANAGE_USERS)

        def removed(accounts: dict[str, Account]) -> None:
            if accounts.pop(plain(name), None) is None:
                raise _fault("unknown_user", name=name)

        self._change(removed)

    def set_password(self, by: Person, name: str, password: str) -> None:
        """Give an account another password; its sessions end. Raises as ``add`` and ``remove`` do."""
        may(by, Action.MANAGE_USERS)
        hashed = _hash(password)

        def changed(accounts: dict[str, Account]) -> None:
            account = accounts.get(plain(name))
            if account is None:
                raise _fault("unknown_user", name=name)
            accounts[account.name] = account.model_copy(update={"password": hashed})

        self._change(changed)

    def authenticate(self, name: str, password: str) -> Account | None:
        """The account that name and password open. An unknown name takes the same work as a wrong password."""
        account = self.read().get(plain(name))
        known = account.password if account else _nobodys_hash()
        fits = verify(known, password)
        return account if account and fits else None

    def _change(self, change: Changes) -> None:
        def made() -> bytes:
            accounts = self.read()
            change(accounts)
            users = [_plain_record(account) for account in accounts.values()]
            return yaml.safe_dump({"users": users}, allow_unicode=True, sort_keys=False).encode()

        private_file.update(self.path, made)


def verify(hashed: str, password: str) -> bool:
    """Whether ``password`` has this hash; always does the work of a hash."""
    with _AT_ONCE:
        try:
            return PasswordHasher().verify(hashed, password[:LONGEST_PASSWORD])
        except (Argon2Error, InvalidHashError):
            return False


def plain(name: str) -> str:
    """A name as it is compared: 王芳 typed full-width or with spaces around it is the same person."""
    return unicodedata.normalize("NFKC", name).strip()


def _hash(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise _fault("bad_password", shortest=SHORTEST_PASSWORD, longest=LONGEST_PASSWORD)
    with _AT_ONCE:
        return PasswordHasher().hash(password)


@cache
def _nobodys_hash() -> str:
    """A hash that no password has, of the usual cost. Put together, not worked out: that would take as long again,
    and the first answer to an unknown name would tell it from a known one."""
    usual = PasswordHasher()
    salt, digest = (
        base64.b64encode(secrets.token_bytes(length)).decode().rstrip("=")
        for length in (usual.salt_len, usual.hash_len)
    )
    cost = f"m={usual.memory_cost},t={usual.time_cost},p={usual.parallelism}"
    return f"$argon2id$v=19${cost}${salt}${digest}"


def _plain_record(account: Account) -> dict[str, object]:
    limits = {"regions": account.regions, "bodies": account.bodies}
    return {
        "name": account.name,
        "role": account.role.value,
        **{key: sorted(items) for key, items in limits.items() if items is not None},
        "password": account.password,
    }


def _fault(code: str, **details: object) -> DataFault:
    return DataFault([Fault(FILE, code, details=details)])
