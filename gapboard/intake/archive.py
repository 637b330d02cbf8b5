"""Looking into a zip file before anything else opens it: what it is, and that it is not a bomb."""

from __future__ import annotations

import copy
import io
import zipfile
import zlib

from gapboard.intake.limits import MAX_MEMBERS, MAX_RATIO, MAX_UNCOMPRESSED, RATIO_COUNTS_FROM
from gapboard.kernel.faults import DataFault, Fault

_STEP = 1 << 20
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def inspect(data: bytes, name: str) -> str:
    """``xlsx`` or ``ods``; raises ``DataFault`` for anything else and for what unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_directory(members, len(data), name)
            kind = _kind(archive)
            if kind is None:
                raise _fault(name, "not_a_workbook")
            _check_content(archive, members, len(data), name)
            return kind
    except DataFault:
        raise
    except NotImplementedError:
        raise _fault(name, "unreadable_workbook", reason="compression") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, UnicodeError) as error:
        raise _fault(name, "unreadable_workbook", reason=str(error)[:80]) from None


def _check_directory(members: list[zipfile.ZipInfo], size: int, name: str) -> None:
    if len(members) > MAX_MEMBERS:
        raise _fault(name, "zip_bomb")
    _check_size(sum(member.file_size for member in members), size, name)
    if any(member.flag_bits & 1 for member in members):
        raise _fault(name, "encrypted")
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise _fault(name, "unreadable_workbook", reason="compression")


def _check_content(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], size: int, name: str) -> None:
    """Unpack everything once, counting: the directory's sizes are only what the file says of itself."""
    total = 0
    for member in members:
        honest = copy.copy(member)
        honest.file_size = MAX_UNCOMPRESSED + 1  # else zipfile stops where the directory says
        with archive.open(honest) as content:
            while block := content.read(_STEP):
                total += len(block)
                _check_size(total, size, name)


def _check_size(unpacked: int, packed: int, name: str) -> None:
    if unpacked > MAX_UNCOMPRESSED or (unpacked > RATIO_COUNTS_FROM and unpacked > packed * MAX_RATIO):
        raise _fault(name, "zip_bomb")


def _kind(archive: zipfile.ZipFile) -> str | None:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        with archive.open("mimetype") as content:
            return "ods" if content.read(len(_ODS) + 8).decode("ascii", "replace").startswith(_ODS) else None
    return None


def _fault(name: str, code: str, **details: str) -> DataFault:
    return DataFault([Fault(name, code, details=details)])
