"""Back up a data folder into one file, and restore it: ``python deploy/backup.py make data backups/``.

The ledger is replaced in one step by every writer, so that a copy taken at any moment holds a whole one. A backup
is a zip with a list of SHA-256 sums; restoring checks every one and never writes over anything.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import sys
import zipfile
from pathlib import Path

LIST = "sums.json"
_TEMPORARY = (".lock", ".tmp", ".compiled")
# Who is signed in, and the key that signs it: of no use later, except to whoever finds the backup.
_LEFT_OUT = ("session.key", "sessions.sqlite", "sessions.sqlite-journal")
_PRIVATE = 0o600


class BadBackup(Exception):
    """A backup that cannot be made or restored; the text says why."""


def make(data: Path, folder: Path) -> Path:
    """Write ``folder/gapboard-<moment>.zip`` and return it, once it has been read back. Raises ``BadBackup``."""
    found = (path for path in data.rglob("*") if path.is_file() and path.suffix not in _TEMPORARY)
    files = sorted(path for path in found if path.name not in _LEFT_OUT)
    if not files:
        raise BadBackup(f"no files in {data}")
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"gapboard-{dt.datetime.now(dt.UTC):%Y%m%dT%H%M%S%fZ}.zip"
    beside = target.with_suffix(".part")
    sums: dict[str, str] = {}
    beside.touch(_PRIVATE, exist_ok=False)
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            name, content = path.relative_to(data).as_posix(), path.read_bytes()
            sums[name] = hashlib.sha256(content).hexdigest()
            archive.writestr(name, content)
        archive.writestr(LIST, json.dumps(sums, ensure_ascii=False, indent=1))
    _contents(beside)
    beside.replace(target)
    return target


def restore(backup: Path, data: Path) -> list[str]:
    """Write the backup's files into ``data``, which must be empty or absent. Raises ``BadBackup``."""
    contents = _contents(backup)
    if data.exists() and any(data.iterdir()):
        raise BadBackup(f"{data} is not empty; name an empty folder and put it in the old one's place yourself")
    for name, content in contents.items():
        target = data / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch(_PRIVATE)
        target.write_bytes(content)
    return list(contents)


def _contents(backup: Path) -> dict[str, bytes]:
    """Every file of a backup, each checked against its sum."""
    try:
        with zipfile.ZipFile(backup) as archive:
            sums = json.loads(archive.read(LIST))
            contents = {name: archive.read(name) for name in sums}
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise BadBackup(f"{backup} is not a whole backup: {error}") from error
    for name, content in contents.items():
        path = Path(name)
        if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
            raise BadBackup(f"{backup} names a file outside its folder: {name}")
        if hashlib.sha256(content).hexdigest() != sums[name]:
            raise BadBackup(f"{backup}: {name} is damaged")
    return contents


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
