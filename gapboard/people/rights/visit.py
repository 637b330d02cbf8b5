"""Who a visit is from, as far as the server can know it. Nothing that the visitor's page or address says counts."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from gapboard.people.rights.accounts import Accounts
from gapboard.people.rights.people import People, load_people, name_of
from gapboard.people.rights.person import Person, Role, Standing
from gapboard.people.rights.sessions import Sessions
from gapboard.people.rights.tickets import opened_ticket

# What a proxy adds. Any of them says that the visitor is somewhere else than the connection.
_FORWARDING = frozenset({"forwarded", "via", "x-real-ip", "x-client-ip", "x-cluster-client-ip", "true-client-ip"})


@dataclass(frozen=True)
class Visit:
    """A connection: the other end's address, its headers by lower-case name, and the value of the session's cookie.

    ``bound`` are the hosts that the server was told to listen on. ``claims`` is what an identity provider says of
    the visitor, empty for who has not signed in, ``None`` where no provider is configured. ``only_reads`` says that the
    server was started in a way in which nobody is to write.
    """

    address: str
    headers: Mapping[str, str]
    bound: tuple[str, ...]
    cookie: str = ""
    claims: Mapping[str, Any] | None = field(default=None, repr=False)
    only_reads: bool = False


def who(visit: Visit, folder: Path) -> Person:
    """The person behind a visit to the board with its data in ``folder``.

    Raises ``DataFault`` where the files about people cannot be used: then nobody is anybody.
    """
    people, accounts = load_people(folder), Accounts(folder)
    if visit.only_reads:
        return people.anonymous(Standing.ELSEWHERE)
    if not accounts.exist() and visit.claims is None:
        if is_at_this_computer(visit):
            return Person("", Role.ADMINISTRATOR, Standing.LOCAL)
        return people.anonymous(Standing.ELSEWHERE)
    standing = Standing.SIGNED_OUT
    if accounts.exist() and visit.cookie:
        found = _by_account(visit.cookie, folder, people, accounts)
        if found:
            return found
        standing = Standing.EXPIRED
    if visit.claims:
        found = _by_provider(visit.claims, folder, people)
        if found:
            return found
        standing = Standing.EXPIRED
    return people.anonymous(standing)


def sessions_of(folder: Path, people: People) -> Sessions:
    """The sessions, with the times that the settings give them."""
    return Sessions(folder, idle_hours=people.idle_hours, longest_hours=people.longest_hours)


def provider_key(claims: Mapping[str, Any]) -> str:
    """What tells one sign-in with a provider from another."""
    return f"{claims.get('iss', '')} {claims.get('sub', '')} {claims.get('iat', '')}"


def _by_account(cookie: str, folder: Path, people: People, accounts: Accounts) -> Person | None:
    secret = opened_ticket(cookie, folder)
    if secret is None:
        return None
    sessions = sessions_of(folder, people)
    account = accounts.read().get(sessions.name_of(secret) or "")
    if account is None or not sessions.is_alive(secret, account.password):
        return None
    return account.person()


def _by_provider(claims: Mapping[str, Any], folder: Path, people: People) -> Person | None:
    """The person with these claims; ``None`` where the sign-in has ended or does not say when it was."""
    started = claims.get("iat")
    if not isinstance(started, int | float) or started > time.time() + 300 or not claims.get("sub"):
        return None
    sessions = sessions_of(folder, people)
    key = provider_key(claims)
    return people.person(claims) if sessions.join(key, name_of(claims), key, float(started)) else None


def is_at_this_computer(visit: Visit) -> bool:
    """Whether the visitor sits at the server and asked for it by a name of this computer.

    The name matters: a proxy without forwarding headers gives its own, and a page from elsewhere whose name was
    made to lead here (DNS rebinding) carries that name in ``Host`` and ``Origin``. So does the port: a page on another
    one of this computer is another program's.
    """
    headers = visit.headers
    if came_by_proxy(headers):
        return False
    if not visit.bound or not all(is_loopback(host) for host in visit.bound):
        return False
    host, origin = headers.get("host", ""), headers.get("origin")
    return (
        is_loopback(visit.address)
        and is_loopback(_host(f"//{host}"))
        and (origin is None or origin.lower() in (f"http://{host}".lower(), f"https://{host}".lower()))
    )


def came_by_proxy(headers: Mapping[str, str]) -> bool:
    """Whether headers, by lower-case name, say that the visitor is somewhere else than the connection."""
    return any(name in _FORWARDING or name.startswith("x-forwarded") for name in headers)


def is_loopback(host: str) -> bool:
    """Whether a host's name or address is this computer's own."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
