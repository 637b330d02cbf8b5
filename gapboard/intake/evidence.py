"""What may be kept as evidence: a file's kind by its content, its name made harmless, and what is refused.

A file is taken only if it is one thing from its first byte to its last: what is a picture to one program and an archive
or a page to another is refused, whatever it is called. Nothing in a file is run, drawn or unpacked to disk.
"""

from __future__ import annotations

import hashlib
import io
import re
import struct
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass

from gapboard.intake import limits
from gapboard.intake.child.archive import check_size, unpack
from gapboard.intake.child.refused import Refused
from gapboard.intake.readers import bounds
from gapboard.kernel.faults import DataFault, Fault
from gapboard.kernel.one_line import one_line

MOST_BYTES = 20 * 1024 * 1024
LONGEST_NAME = 100

_ZIP, _ZIP_END, _ZIP_CENTRAL = b"PK\x03\x04", b"PK\x05\x06", b"PK\x01\x02"
_END_SIZE, _LOCAL_SIZE = 22, 30
_ZIP_LOOKS_BACK = 65_557  # bytes from the end in which a program looks for an archive's end
_PDF_LOOKS_FOR = 1024  # bytes at both ends in which a program looks for a PDF's marks
_DESCRIPTOR = 24  # bytes that may follow a part's content
_LARGEST_DIRECTORY = 2 * 1024 * 1024
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG, _JPEG_END = b"\xff\xd8\xff", 0xD9
_MARKER = re.compile(rb"\xff+([^\x00\xff])")
_BARE_MARKERS = frozenset({0x01, *range(0xD0, 0xD9)})
_SCAN = 0xDA
# In compressed data 0xFF stands before a zero or a restart.
_AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7]")
_MOST_PARTS = 20_000  # of a picture: far more than any camera writes
_MOST_PICTURES = 16
_OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
_RUNS = re.compile(r"(vbaproject|vbadata|activex|macrosheets|oleobject)", re.IGNORECASE)
_MACRO_TYPE = re.compile(rb"macroEnabled", re.IGNORECASE)
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_SUFFIX = re.compile(r"\.[A-Za-z0-9]{1,5}$")
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?$", re.IGNORECASE)
_ALSO = {"jpg": ("jpeg", "jpe")}


@dataclass(frozen=True)
class Attachment:
    """A file that may be kept: its name, which ends as its ``kind`` does, its content and the sum of it."""

    name: str
    kind: str
    content: bytes
    sha256: str


def attachment(name: str, content: bytes) -> Attachment:
    """The file as it may be kept. Raises ``DataFault`` with the reason why it may not."""
    shown = one_line(name)[:LONGEST_NAME] or "?"
    if len(content) > MOST_BYTES:
        details = {"found": round(len(content) / 1024**2, 1), "limit": MOST_BYTES // 1024**2}
        raise DataFault([Fault(shown, "evidence_too_large", details=details)])
    if not content:
        raise DataFault([Fault(shown, "empty_file")])
    try:
        kind = _kind(content)
    except Refused as refused:
        raise DataFault([Fault(shown, refused.code)]) from None
    return Attachment(clean_name(name, kind), kind, content, hashlib.sha256(content).hexdigest())


def clean_name(name: str, kind: str) -> str:
    """A name that no system misreads: one part of a path, only what prints, short, and ending as ``kind``."""
    text = unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))
    text = _FORBIDDEN.sub(" ", re.split(r"[/\\]", text)[-1])
    text = one_line(one_line(text))  # what does not print may have stood between two blanks
    suffix = _SUFFIX.search(text)
    stem = text[: suffix.start()] if suffix else text
    stem = stem[: LONGEST_NAME - len(kind) - 1].strip(" .")
    if not stem or _RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    known = suffix[0][1:].lower() if suffix else ""
    return f"{stem}.{known if known in _ALSO.get(kind, ()) else kind}"


def _kind(content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        return _pdf(content)
    if b"%PDF-" in content[:_PDF_LOOKS_FOR]:
        raise Refused("evidence_two_things")
    if content.startswith(_PNG):
        return _png(content)
    if content.startswith(_JPEG):
        return _jpeg(content)
    if content.startswith(_ZIP):
        return _office(content)
    raise Refused("evidence_kind")


def _no_archive(content: bytes) -> None:
    if _ZIP_END in content[-_ZIP_LOOKS_BACK:]:
        raise Refused("evidence_two_things")


def _pdf(content: bytes) -> str:
    if b"%%EOF" not in content[-_PDF_LOOKS_FOR:]:
        raise Refused("evidence_damaged")
    _no_archive(content)
    return "pdf"


def _png(content: bytes) -> str:
    """Chunk by chunk to the last, each with its sum, and nothing behind it."""
    at, name = len(_PNG), b""
    for number in range(_MOST_PARTS):
        if at + 12 > len(content):
            raise Refused("evidence_damaged")
        (size,), name = struct.unpack(">I", content[at : at + 4]), content[at + 4 : at + 8]
        end = at + 12 + size
        if end > len(content) or struct.pack(">I", zlib.crc32(content[at + 4 : end - 4])) != content[end - 4 : end]:
            raise Refused("evidence_damaged")
        if (number == 0) != (name == b"IHDR"):
            raise Refused("evidence_damaged")
        at = end
        if name == b"IEND":
            break
    else:
        raise Refused("evidence_damaged")
    if content[at:].strip(b"\0"):
        raise Refused("evidence_two_things")
    _no_archive(content)
    return "png"


def _jpeg(content: bytes) -> str:
    """One picture, or several one behind the other as telephones write them, and nothing else but zeros."""
    at = 0
    for _ in range(_MOST_PICTURES):
        at = _end_of_picture(content, at)
        if not content.startswith(_JPEG, at):
            break
    if content[at:].strip(b"\0"):
        raise Refused("evidence_two_things")
    _no_archive(content)
    return "jpg"


def _end_of_picture(content: bytes, at: int) -> int:
    """Where a picture that begins ``at`` ends, marker by marker."""
    at += 2
    for _ in range(_MOST_PARTS):
        found = _MARKER.match(content, at)
        if found is None:
            break
        marker, at = found[1][0], found.end()
        if marker == _JPEG_END:
            return at
        if marker in _BARE_MARKERS:
            continue
        size = int.from_bytes(content[at : at + 2], "big")
        at += size
        if size < 2 or at > len(content):
            break
        if marker == _SCAN:
            ended = _AFTER_SCAN.search(content, at)
            if ended is None:
                break
            at = ended.start()
    raise Refused("evidence_damaged")


def _office(content: bytes) -> str:
    """A document or workbook without macros that unpacks to a sane size and has nothing between its parts."""
    if content[-_END_SIZE:][:4] != _ZIP_END:
        raise Refused("evidence_two_things" if _ZIP_END in content[-_ZIP_LOOKS_BACK:] else "evidence_damaged")
    count, size, start = struct.unpack("<HII", content[-_END_SIZE:][10:20])
    if count > limits.MAX_MEMBERS or size > _LARGEST_DIRECTORY:
        raise Refused("zip_bomb")
    if start + size != len(content) - _END_SIZE:
        raise Refused("evidence_two_things")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
            _no_gaps(content, members, start)
            _check_members(members, len(content))
            unpack(archive, members, len(content), bounds())
            return _office_kind(archive)
    except Refused:
        raise
    except MemoryError:
        raise Refused("zip_bomb") from None
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, ValueError, RuntimeError, KeyError):
        raise Refused("evidence_damaged") from None


def _no_gaps(content: bytes, members: list[zipfile.ZipInfo], start: int) -> None:
    """Part follows upon part from the first byte to the directory."""
    at = 0
    for member in sorted(members, key=lambda item: item.header_offset):
        if not at <= member.header_offset <= at + (_DESCRIPTOR if at else 0):
            raise Refused("evidence_two_things")
        head = content[member.header_offset : member.header_offset + _LOCAL_SIZE]
        if len(head) < _LOCAL_SIZE or head[:4] != _ZIP:
            raise Refused("evidence_damaged")
        at = member.header_offset + _LOCAL_SIZE + sum(struct.unpack("<HH", head[26:30])) + member.compress_size
    if not at <= start <= at + _DESCRIPTOR:
        raise Refused("evidence_two_things")


def _check_members(members: list[zipfile.ZipInfo], packed: int) -> None:
    names = [member.filename.lower() for member in members]
    if len(set(names)) != len(names):
        raise Refused("evidence_two_things")  # two programs would read two different ones
    if any(member.flag_bits & 1 for member in members):
        raise Refused("encrypted")
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise Refused("evidence_damaged")
    if any(_RUNS.search(name) for name in names):
        raise Refused("evidence_macros")
    check_size(sum(member.file_size for member in members), packed, bounds())


def _office_kind(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    kinds = [kind for part, kind in _OFFICE.items() if part in names]
    if "[Content_Types].xml" not in names or not kinds:
        raise Refused("evidence_kind")
    if len(kinds) > 1:
        raise Refused("evidence_two_things")
    if _MACRO_TYPE.search(archive.read("[Content_Types].xml")):
        raise Refused("evidence_macros")
    return kinds[0]
