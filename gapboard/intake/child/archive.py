"""Looking into a zip file before anything else opens it: what it is, and that it is not a bomb."""

from __future__ import annotations

import copy
import io
import zipfile
import zlib

from .bounds import Bounds
from .refused import Refused

_STEP = 1 << 20
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


def inspect(file: io.BytesIO, bounds: Bounds) -> str:
    """``xlsx`` or ``ods``; raises ``Refused`` for anything else and for what unpacks to too much."""
    try:
        with zipfile.ZipFile(file) as archive:
            size = file.getbuffer().nbytes
            members = archive.infolist()
            _check_directory(members, size, bounds)
            kind = _kind(archive)
            if kind is None:
                raise Refused("not_a_workbook")
            unpack(archive, members, size, bounds)
            return kind
    except MemoryError:  # a directory of a million parts
        raise Refused("zip_bomb") from None
    except NotImplementedError:
        raise Refused("unreadable_workbook", reason="compression") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, UnicodeError) as error:
        raise Refused("unreadable_workbook", reason=str(error)[:80]) from None


def _check_directory(members: list[zipfile.ZipInfo], size: int, bounds: Bounds) -> None:
    if len(members) > bounds.members:
        raise Refused("zip_bomb")
    check_size(sum(member.file_size for member in members), size, bounds)
    if any(member.flag_bits & 1 for member in members):
        raise Refused("encrypted")
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise Refused("unreadable_workbook", reason="compression")


def unpack(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo], size: int, bounds: Bounds) -> None:
    """Unpack everything once, counting: the directory's sizes are only what the file says of itself.

    Raises ``Refused`` where it comes to more than the bounds allow for ``size`` bytes.
    """
    total = 0
    for member in members:
        honest = copy.copy(member)
        honest.file_size = bounds.uncompressed + 1  # else zipfile stops where the directory says
        with archive.open(honest) as content:
            while block := content.read(_STEP):
                total += len(block)
                check_size(total, size, bounds)


def check_size(unpacked: int, packed: int, bounds: Bounds) -> None:
    """Raise ``Refused`` where so many bytes unpacked from so many packed ones are a bomb."""
    if unpacked > bounds.uncompressed or (unpacked > bounds.ratio_counts_from and unpacked > packed * bounds.ratio):
        raise Refused("zip_bomb")


def _kind(archive: zipfile.ZipFile) -> str | None:
    names = set(archive.namelist())
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "content.xml" in names and "mimetype" in names:
        with archive.open("mimetype") as content:
            return "ods" if content.read(len(_ODS) + 8).decode("ascii", "replace").startswith(_ODS) else None
    return None
