"""Files that prove what was reported, kept beside the ledger by the sum of their content.

What such a file may be is for ``gapboard.intake.evidence`` to say; here it is only kept, once, whatever it is called. A
file that is there is never changed and never removed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from gapboard.kernel.faults import DataFault, Fault
from gapboard.kernel.text_file import replace_content
from gapboard.ledger.report import PROGRESS_KINDS, Report
from gapboard.ledger.row_rules import short

FOLDER = "evidence"
MEDIA_TYPES: Mapping[str, str] = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""What is kept, by the end of its name."""
_SHA256 = re.compile(r"[0-9a-f]{64}")
_PRIVATE_FOLDER, _PRIVATE = 0o700, 0o600
_LEFT_BEHIND = 3600.0  # seconds after which a half-written file is nobody's any more


class EvidenceFiles:
    """The files of the board with its data in ``folder``; also where its ledger is kept in a database."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER

    def keep(self, content: bytes, kind: str) -> str:
        """Keep a file of a kind that ``MEDIA_TYPES`` has; its sum. It is on disk when this returns.

        Raises ``DataFault`` where it cannot be written.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        target = self._folder / f"{sha256}.{kind}"
        try:
            if not self._folder.exists():
                self._make()
            self._clear()
            if not _holds(target, sha256):  # what a loss of power left half is written anew
                replace_content(target, content, _PRIVATE)
        except OSError as error:
            reason = error.strerror or str(error)
            raise DataFault([Fault(FOLDER, "file_not_written", details={"reason": reason})]) from error
        return sha256

    def path(self, sha256: str) -> Path | None:
        """Where a file lies; ``None`` where there is none, or ``sha256`` is no sum."""
        if not _SHA256.fullmatch(sha256):
            return None
        found = (self._folder / f"{sha256}.{kind}" for kind in MEDIA_TYPES)
        return next((path for path in found if path.is_file() and not path.is_symlink()), None)

    def read(self, sha256: str) -> tuple[bytes, str]:
        """A file's content and kind. Raises ``DataFault`` where it is not there or not what it was."""
        path = self.path(sha256)
        if path is None:
            raise DataFault([Fault(FOLDER, "file_missing", details={"found": sha256[:12]})])
        try:
            content = path.read_bytes()
        except OSError as error:
            reason = error.strerror or str(error)
            raise DataFault([Fault(FOLDER, "unreadable", details={"reason": reason})]) from error
        if hashlib.sha256(content).hexdigest() != sha256:
            raise DataFault([Fault(FOLDER, "file_changed", details={"found": sha256[:12]})])
        return content, path.suffix[1:]

    def _make(self) -> None:
        self._folder.mkdir(mode=_PRIVATE_FOLDER, parents=True, exist_ok=True)
        if os.name != "nt":
            with contextlib.suppress(OSError):
                handle = os.open(self._folder.parent, os.O_RDONLY)
                try:
                    os.fsync(handle)
                finally:
                    os.close(handle)

    def _clear(self) -> None:
        """Remove what writers left behind that were ended while they wrote."""
        for path in self._folder.glob(".*.tmp"):
            with contextlib.suppress(OSError):
                if time.time() - path.stat().st_mtime > _LEFT_BEHIND:
                    path.unlink()


def _holds(path: Path, sha256: str) -> bool:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return False


def unsound_files(reports: Iterable[Report], folder: Path) -> list[Fault]:
    """The files that reports on progress name and that are not there, or not what they were; each is read once."""
    files, found = EvidenceFiles(folder), []
    named = {item.sha256: item for item in reports if item.kind in PROGRESS_KINDS and item.sha256}
    for sha256, item in named.items():
        try:
            files.read(sha256)
        except DataFault as fault:
            details = {"found": short(item.file), "reason": fault.faults[0].details.get("reason", "")}
            found.append(Fault(FOLDER, fault.faults[0].code, None, short(item.subject), "sha256", details))
    return found
