"""Signing in with an account, and out again."""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gapboard.rights.accounts import Accounts, plain
from gapboard.rights.attempts import Attempts
from gapboard.rights.people import load_people
from gapboard.rights.tickets import new_ticket, opened_ticket
from gapboard.rights.visit import provider_key, sessions_of

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """What came of an attempt: a cookie to keep, or minutes to wait, or neither, for wrong name or password."""

    cookie: str = ""
    wait_minutes: int = 0


def sign_in(folder: Path, name: str, password: str, address: str) -> Answer:
    """Try ``name`` and ``password`` from ``address``. Raises ``DataFault``.

    The log never holds a password, nor a name that is not an account's: it may be a password in the wrong field.
    """
    name = plain(name)
    accounts, attempts = Accounts(folder), Attempts(folder)
    logged = repr(name) if name in accounts.read() else "an unknown name"
    wait = attempts.take(name, address)
    if wait:
        _log.warning("Sign-in as %s from %s refused: too many attempts, %.0f s to wait", logged, address, wait)
        return Answer(wait_minutes=math.ceil(wait / 60))
    account = accounts.check(name, password)
    if account is None:
        _log.warning("Sign-in as %s from %s failed", logged, address)
        return Answer()
    attempts.forgive(name, address)
    secret, cookie = new_ticket(folder)
    sessions_of(folder, load_people(folder)).begin(secret, account.name, account.password)
    _log.info("%r signed in from %s", account.name, address, extra={"person": account.name, "deed": "signed in"})
    return Answer(cookie)


def sign_out(folder: Path, cookie: str) -> None:
    """End the session of a cookie, if it is one. Raises ``DataFault``."""
    secret = opened_ticket(cookie, folder)
    if secret is None:
        return
    sessions = sessions_of(folder, load_people(folder))
    name = sessions.name_of(secret)
    sessions.end(secret)
    if name:
        _log.info("%r signed out", name, extra={"person": name, "deed": "signed out"})


def provider_sign_out(folder: Path, claims: Mapping[str, Any]) -> None:
    """End a sign-in with a provider: a copy of its cookie has nothing any more. Raises ``DataFault``."""
    sessions_of(folder, load_people(folder)).end(provider_key(claims))
