"""What the server writes on its standard error: silence and trouble, or one line for every request and write.

``GAPBOARD_LOG`` is ``json`` (a JSON object a line) or ``text``; without it only what goes wrong is written, as
Python writes it. Secrets are taken out of every line, whoever wrote it.
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import os
import re
import sys
from typing import Any
from urllib.parse import unquote, urlsplit

from gapboard.kernel import audit

SETTING = "GAPBOARD_LOG"
ACCESS = "gapboard.access"
KINDS = ("json", "text")
# Settings whose values must never be written, whole or, of an address, its password.
SECRETS = (
    "GAPBOARD_METRICS_TOKEN",
    "STREAMLIT_SERVER_COOKIE_SECRET",
    "STREAMLIT_AUTH_CLIENT_SECRET",
    "STREAMLIT_AUTH_COOKIE_SECRET",
)
ADDRESSES = ("GAPBOARD_DATABASE_URL",)
_OTHERS = frozenset({"streamlit", "uvicorn", "websockets"})
_HIDDEN = "***"
_PASSWORD_IN_ADDRESS = re.compile(r"(\w+://[^\s:/@]*:)[^\s@]+@")
_PASSWORD_NAMED = re.compile(r"(?i)\b(password|passwd|secret|token|authorization)(['\"]?\s*[:=]\s*['\"]?)[^\s,;'\"&]+")
_SHORTEST = 4  # a shorter "secret" would blot out parts of ordinary words


def set_up(kind: str | None = None) -> None:
    """Write as ``kind`` says, else as the environment does. Raises ``ValueError`` for another kind.

    To be called once Streamlit has read its settings, as it then puts handlers of its own on its loggers.
    """
    kind = (os.environ.get(SETTING, "") if kind is None else kind).strip().lower()
    if kind not in ("", *KINDS):
        raise ValueError(f"{SETTING}={kind}: expected one of {', '.join(KINDS)}, or nothing")
    logging.setLogRecordFactory(_clean_record)
    access = logging.getLogger(ACCESS)
    access.setLevel(logging.INFO if kind else logging.CRITICAL)
    root, deeds = logging.getLogger(), logging.getLogger(audit.LOGGER)
    for heard in (root, deeds):
        for old in [handler for handler in heard.handlers if isinstance(handler, _OurHandler)]:
            heard.removeHandler(old)
    handler = _OurHandler(sys.stderr)
    handler.setFormatter(JsonLines() if kind == "json" else TextLines())
    if not kind:
        # Of who did what only that someone may be guessing a password.
        handler.setLevel(logging.WARNING)
        deeds.addHandler(handler)
        return
    logging.getLogger("gapboard").setLevel(logging.INFO)
    root.addHandler(handler)
    for name, logger in list(logging.root.manager.loggerDict.items()):
        if name.partition(".")[0] in _OTHERS and isinstance(logger, logging.Logger):
            logger.handlers.clear()
            logger.propagate = True


def _clean_record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    """A record without secrets, so that no handler, whoever put it there, can write one."""
    record = logging.LogRecord(*args, **kwargs)
    record.msg, record.args = redacted(record.getMessage()), ()
    if record.exc_info and record.exc_info[0] is not None:
        # Formatters take a text that is there already in place of the exception itself.
        record.exc_text = redacted(logging.Formatter().formatException(record.exc_info))
    return record


class _OurHandler(logging.StreamHandler[Any]):
    """Told apart from handlers that others have added."""


class JsonLines(logging.Formatter):
    """One JSON object a line: time, level, logger, then what the event is about, or its message."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(json.dumps(_facts(record), ensure_ascii=False, default=str))


class TextLines(logging.Formatter):
    """The same, to be read: ``time level logger name=value …``; values are quoted, so that none can fake a line."""

    def format(self, record: logging.LogRecord) -> str:
        facts = _facts(record)
        start = f"{facts.pop('time')} {facts.pop('level')} {facts.pop('logger')}"
        rest = (f"{name}={json.dumps(value, ensure_ascii=False, default=str)}" for name, value in facts.items())
        return redacted(" ".join((start, *rest)))


def _facts(record: logging.LogRecord) -> dict[str, Any]:
    moment = dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds")
    facts: dict[str, Any] = {"time": moment, "level": record.levelname.lower(), "logger": record.name}
    about = getattr(record, "audit", None) or getattr(record, "access", None)
    facts |= about or {"message": record.getMessage()}
    if record.exc_text:
        facts["error"] = record.exc_text
    return facts


def redacted(text: str) -> str:
    """``text`` without the secrets of this process, passwords in addresses, and what is called a password."""
    for secret in _secrets():
        text = text.replace(secret, _HIDDEN)
    text = _PASSWORD_IN_ADDRESS.sub(rf"\1{_HIDDEN}@", text)
    return _PASSWORD_NAMED.sub(rf"\1\2{_HIDDEN}", text)


def _secrets() -> list[str]:
    found = [os.environ.get(name, "") for name in SECRETS]
    for name in ADDRESSES:
        password = urlsplit(os.environ.get(name, "")).password or ""
        found += [password, unquote(password)]
    return sorted({text for text in found if len(text) >= _SHORTEST}, key=len, reverse=True)
