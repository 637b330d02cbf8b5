"""A text file that may not be there yet: read, and replaced in one step."""

from __future__ import annotations

import contextlib
import errno
import glob
import os
import secrets
import stat
from pathlib import Path

from gapboard.kernel.faults import DataFault, Fault

ABSENT = "absent"
"""The revision of what is not there."""


def read_text(path: Path) -> str | None:
    """The file's text in UTF-8, ``None`` where there is no file. Raises ``DataFault`` if it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        raise DataFault([Fault(path.name, "not_utf8", details={"byte": error.start})]) from None
    except OSError as error:
        raise DataFault([Fault(path.name, "unreadable", details={"reason": error.strerror or str(error)})]) from None


def revision_of(path: Path) -> str:
    """A token that changes when the file does: ask for it before reading to keep what was read."""
    try:
        found = path.stat()
    except OSError:
        return ABSENT
    return f"{found.st_mtime_ns}-{found.st_size}-{found.st_ino}"


def replace_content(target: Path, content: bytes, mode: int = 0o666) -> None:
    """Put ``content`` in the place of ``target`` in one step: a reader sees the old file or the new one.

    ``mode`` is that of a file there was not before.
    """
    old = target.stat() if target.exists() else None
    if old and not (old.st_mode & 0o222 and os.access(target, os.W_OK)):
        # Renaming asks only for a writable folder, and root may write anything; a read-only file stays so.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
    beside = target.with_name(f".{target.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(beside, flags, mode), "wb") as file:
            if old:
                _keep_owner_and_mode(beside, old)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def remove_leftovers(target: Path) -> None:
    """Remove what killed writers left beside ``target``; the caller holds its lock, so no living writer owns these."""
    for leftover in target.parent.glob(f".{glob.escape(target.name)}.*.tmp"):
        with contextlib.suppress(OSError):
            leftover.unlink()


def _keep_owner_and_mode(path: Path, old: os.stat_result) -> None:
    if hasattr(os, "chown"):
        # Only root may give a file away; anyone else has become the owner, as with any editor.
        with contextlib.suppress(PermissionError):
            os.chown(path, old.st_uid, old.st_gid)
    path.chmod(stat.S_IMODE(old.st_mode))


def _sync_folder(folder: Path) -> None:
    """Make the renaming last through a loss of power, where the system can."""
    if os.name == "nt":
        return
    # The rows are in place by now: an error here must not report them as unwritten and have them sent again.
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
