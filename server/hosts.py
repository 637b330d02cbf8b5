"""By which names the server answers, and which origin is its own.

A page from elsewhere whose name was made to lead here (DNS rebinding) carries that name in ``Host``; a page on
another port of this computer carries that port in ``Origin``. Nothing but these two headers gives either away.
"""

from __future__ import annotations

import ipaddress
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gapboard.people.rights.visit import is_loopback
from server.visit import bound_hosts

if TYPE_CHECKING:
    from starlette.types import Scope

SETTING = "GAPBOARD_HOSTS"
"""Environment variable: names by which the office reaches the board, separated by commas or spaces."""
_NAME = r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?|\[[0-9a-f:.]+\]"
_HOST = re.compile(rf"({_NAME})(?::([0-9]{{1,5}}))?", re.ASCII)
_USUAL_PORT = {"http": "80", "https": "443"}
_PLAIN = {"ws": "http", "wss": "https"}


@dataclass(frozen=True)
class Host:
    """A ``Host`` header: name in lower case, an IPv6 address without brackets; port, empty where none is given."""

    name: str
    port: str

    @staticmethod
    def of(text: str) -> Host | None:
        """The host that ``text`` writes; ``None`` of anything else, such as a path or a name with a user."""
        found = _HOST.fullmatch(text.lower())
        return Host(found[1].strip("[]"), found[2] or "") if found else None


def told_hosts() -> frozenset[str]:
    """The names in ``GAPBOARD_HOSTS``. Raises ``ValueError`` for what is no name."""
    names = [text for text in re.split(r"[,\s]+", os.environ.get(SETTING, "")) if text]
    found = [_told(name) for name in names]
    return frozenset(found)


def _told(name: str) -> str:
    bare = f"[{name}]" if name.count(":") > 1 and not name.startswith("[") else name
    host = Host.of(bare)
    if host is None or host.port:
        raise ValueError(f"{SETTING}={name}: expected a name or an address, without http:// and without a port")
    return host.name


def asked_host(scope: Scope) -> Host | None:
    """The host that a request asks for; ``None`` where it names none, several, or something else."""
    found = [value for name, value in scope["headers"] if name.lower() == b"host"]
    return Host.of(found[0].decode("latin-1")) if len(found) == 1 else None


def is_served(host: Host, scope: Scope, told: frozenset[str]) -> bool:
    """Whether the server was told to answer by this name.

    That is: this computer's own names, those in ``told``, the address it was started on, and, where that is every
    address, the one on which this connection came in.
    """
    return is_loopback(host.name) or host.name in told or host.name in bound_hosts() or _is_address_of(host, scope)


def _is_address_of(host: Host, scope: Scope) -> bool:
    server = scope.get("server")
    if not server:
        return False
    try:
        asked, here = ipaddress.ip_address(host.name), ipaddress.ip_address(server[0])
    except ValueError:
        return False
    # A socket for both families writes an IPv4 address as one of IPv6.
    return asked in (here, getattr(here, "ipv4_mapped", None))


def is_own_origin(origin: str, host: Host, scope: Scope) -> bool:
    """Whether ``origin`` has the scheme, name and port by which this request reached the server."""
    scheme, separator, rest = origin.lower().partition("://")
    own = _PLAIN.get(scope["scheme"], scope["scheme"])
    found = Host.of(rest)
    if not separator or scheme != own or found is None or found.name != host.name:
        return False
    usual = _USUAL_PORT[own]
    return (found.port or usual) == (host.port or usual)
