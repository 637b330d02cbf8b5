"""Signing in with an account, and out again."""

from __future__ import annotations

import logging
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gapboard.kernel.audit import REFUSED, record_event
from gapboard.people.rights.accounts import Accounts, plain
from gapboard.people.rights.attempts import Attempts
from gapboard.people.rights.people import load_people
from gapboard.people.rights.tickets import new_ticket, opened_ticket
from gapboard.people.rights.visit import provider_key, sessions_of

_NOBODY = "an unknown name"


@dataclass(frozen=True)
class Answer:
    """What came of an attempt: a cookie to keep, or minutes to wait, or neither, for wrong name or password."""

    cookie: str = ""
    wait_minutes: int = 0


def sign_in(folder: Path, name: str, password: str, address: str) -> Answer:
    """Try ``name`` and ``password`` from ``address``. Raises ``DataFault``.

    What is reported never holds a password, nor a name that is no account's: it may be a password in the wrong field.
    """
    name = plain(name)
    accounts, attempts = Accounts(folder), Attempts(folder)
    who = name if name in accounts.read() else _NOBODY
    wait = attempts.take(name, address)
    if wait:
        _refused(who, address, f"too many attempts, {wait:.0f} s to wait")
        return Answer(wait_minutes=math.ceil(wait / 60))
    account = accounts.authenticate(name, password)
    if account is None:
        _refused(who, address, "wrong name or password")
        return Answer()
    attempts.forgive(name, address)
    secret, cookie = new_ticket(folder)
    sessions_of(folder, load_people(folder)).begin(secret, account.name, account.password)
    record_event("sign in", who=account.name, address=address)
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
        record_event("sign out", who=name)


def provider_sign_out(folder: Path, claims: Mapping[str, Any]) -> None:
    """End a sign-in with a provider: a copy of its cookie has nothing any more. Raises ``DataFault``."""
    sessions_of(folder, load_people(folder)).end(provider_key(claims))


def _refused(who: str, address: str, reason: str) -> None:
    # Someone may be guessing: that is told even where nothing else is.
    record_event("sign in", who=who, outcome=REFUSED, level=logging.WARNING, reason=reason, address=address)
