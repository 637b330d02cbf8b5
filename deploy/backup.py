"""Back up a data folder into one file, and restore it: ``python deploy/backup.py make data backups/``.

The ledger is replaced in one step by every writer, so that a copy taken at any moment holds a whole one; files of
evidence are written before the rows that name them, and copied after these. A backup is a zip with a list of SHA-256
sums; restoring checks every one before it writes anything, and never writes over anything.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import shutil
import sys
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

LIST = "sums.json"
EVIDENCE = "evidence"
_TEMPORARY = (".lock", ".tmp", ".compiled")
# Who is signed in, and the key that signs it: of no use later, except to whoever finds the backup.
_LEFT_OUT = ("session.key", "sessions.sqlite", "sessions.sqlite-journal")
_PRIVATE = 0o600


class BadBackup(Exception):
    """A backup that cannot be made or restored; the text says why."""


def make(data: Path, folder: Path) -> Path:
    """Write ``folder/gapboard-<moment>.zip`` and return it, once it has been read back. Raises ``BadBackup``."""
    files = sorted(path for path in _files(data) if EVIDENCE not in path.relative_to(data).parts[:-1])
    if not files:
        raise BadBackup(f"no files in {data}")
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"gapboard-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S%fZ}.zip"
    beside = target.with_suffix(".part")
    sums: dict[str, str] = {}
    beside.touch(_PRIVATE, exist_ok=False)
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            _add(archive, path, data, sums)
        # Listed only now: what the register names by now was there before it.
        for path in sorted(_files(data / EVIDENCE)):
            _add(archive, path, data, sums)
        archive.writestr(LIST, json.dumps(sums, ensure_ascii=False, indent=1))
    _checked(beside)
    beside.replace(target)
    return target


def restore(backup: Path, data: Path) -> list[str]:
    """Write the backup's files into ``data``, which must be empty or absent. Raises ``BadBackup``."""
    names = _checked(backup)
    if data.exists() and any(data.iterdir()):
        raise BadBackup(f"{data} is not empty; name an empty folder and put it in the old one's place yourself")
    with zipfile.ZipFile(backup) as archive:
        for name in names:
            target = data / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.touch(_PRIVATE)
            with archive.open(name) as content, target.open("wb") as file:
                shutil.copyfileobj(content, file)
    return names


def _files(folder: Path) -> Iterator[Path]:
    """What is kept of a folder; nothing where there is none."""
    found = (path for path in folder.rglob("*") if path.is_file() and path.suffix not in _TEMPORARY)
    return (path for path in found if path.name not in _LEFT_OUT)


def _add(archive: zipfile.ZipFile, path: Path, data: Path, sums: dict[str, str]) -> None:
    name, content = path.relative_to(data).as_posix(), path.read_bytes()
    sums[name] = hashlib.sha256(content).hexdigest()
    archive.writestr(name, content)


def _checked(backup: Path) -> list[str]:
    """The names of a backup's files, once the content of each was held against its sum, one after the other."""
    try:
        with zipfile.ZipFile(backup) as archive:
            sums = json.loads(archive.read(LIST))
            for name in sums:
                path = Path(name)
                if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
                    raise BadBackup(f"{backup} names a file outside its folder: {name}")
                with archive.open(name) as content:
                    if hashlib.file_digest(content, "sha256").hexdigest() != sums[name]:
                        raise BadBackup(f"{backup}: {name} is damaged")
    except (OSError, EOFError, KeyError, ValueError, zlib.error, zipfile.BadZipFile) as error:
        raise BadBackup(f"{backup} is not a whole backup: {error}") from error
    return list(sums)


def main(arguments: list[str] | None = None) -> int:
    """0 when done, 1 when not, with the reason on standard error."""
    parser = argparse.ArgumentParser(description="Back up a data folder, or restore one.")
    commands = parser.add_subparsers(required=True)
    making = commands.add_parser("make", help="back up a data folder")
    making.add_argument("data", type=Path, help="the folder with targets.yaml and actuals.csv")
    making.add_argument("folder", type=Path, help="where backups are kept")
    making.set_defaults(run=lambda options: print(make(options.data, options.folder)))
    restoring = commands.add_parser("restore", help="restore a backup into an empty folder")
    restoring.add_argument("backup", type=Path)
    restoring.add_argument("data", type=Path)
    restoring.set_defaults(run=lambda options: print("\n".join(restore(options.backup, options.data))))
    options = parser.parse_args(arguments)
    try:
        options.run(options)
    except (BadBackup, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
