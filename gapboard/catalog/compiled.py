"""Checked records in a form that is read quickly, kept beside their file: reading YAML takes most of a start.

The file holds JSON and is validated like anything read, so that it can neither run code nor bring records of a wrong
form. It counts only for the very bytes of its YAML and the very code that it was made from and with, if it is
whole, and if it belongs to the user who reads it and nobody else can write it. Otherwise it is made anew. Where it
cannot be written, everything is as without it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
import stat
import sys
from functools import cache
from pathlib import Path
from typing import TypeVar

import pydantic
from pydantic import ValidationError

from gapboard.catalog.models import Record

Content = TypeVar("Content", bound=Record)

_PRIVATE = 0o600
_OPEN_TO_OTHERS = 0o022


def place_of(path: Path) -> Path:
    """Where the compiled form of the file ``path`` is kept: ``.targets.yaml.compiled``."""
    return path.with_name(f".{path.name}.compiled")


def read(path: Path, content: bytes, model: type[Content]) -> Content | None:
    """What was compiled from ``content``, the bytes of ``path``; ``None`` where nothing fits. Never raises."""
    try:
        head, _, body = _own(place_of(path)).partition(b"\n")
        return model.model_validate_json(body) if head == _head(content, body) else None
    except (OSError, ValidationError):
        return None


def keep(path: Path, content: bytes, checked: Record) -> None:
    """Keep what was read of ``content``, the bytes of ``path``, after every check. Never raises."""
    body = checked.model_dump_json(exclude_unset=True).encode()
    target = place_of(path)
    beside = target.with_name(f"{target.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
    with contextlib.suppress(OSError):
        # Not made lasting as data are: after a loss of power it is missing or not whole, and made anew.
        try:
            with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE), "wb") as file:
                file.write(_head(content, body) + b"\n" + body)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)


def _own(path: Path) -> bytes:
    """The bytes of a file that only its reader can write; of any other, none. Raises ``OSError``."""
    with os.fdopen(os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0)), "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            return b""
        if hasattr(os, "geteuid") and (about.st_uid != os.geteuid() or about.st_mode & _OPEN_TO_OTHERS):
            return b""
        return file.read()


def _head(content: bytes, body: bytes) -> bytes:
    """The sums of what was compiled, of the code that did it, and of what came of it."""
    return f"{hashlib.sha256(content).hexdigest()} {_code()} {hashlib.sha256(body).hexdigest()}".encode()


@cache
def _code() -> str:
    """The sum of all that has a say in how a catalogue is read."""
    folder = Path(__file__).parent
    said = hashlib.sha256(f"{sys.version} {pydantic.VERSION}".encode())
    for module in (*sorted(folder.rglob("*.py")), folder.parent / "kernel" / "yaml_text.py"):
        said.update(module.read_bytes())
    return said.hexdigest()
