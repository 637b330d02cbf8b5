"""The cookie of a session: a signed secret, which opens nothing unless the server knows the session."""

from __future__ import annotations

import secrets
from pathlib import Path

from itsdangerous import BadSignature, URLSafeSerializer

from gapboard.kernel import private_file

COOKIE = "gapboard_session"
FILE = "session.key"


def new_ticket(folder: Path) -> tuple[str, str]:
    """A new session's secret and the cookie that carries it. Raises ``DataFault``."""
    secret = secrets.token_urlsafe(32)
    return secret, _signer(folder).dumps(secret)


def opened_ticket(cookie: str, folder: Path) -> str | None:
    """The secret in a cookie; ``None`` for one that was not signed here. Raises ``DataFault``."""
    try:
        secret = _signer(folder).loads(cookie)
    except BadSignature:
        return None
    return secret if isinstance(secret, str) else None


def _signer(folder: Path) -> URLSafeSerializer:
    return URLSafeSerializer(private_file.secret(folder / FILE), salt=COOKIE)
